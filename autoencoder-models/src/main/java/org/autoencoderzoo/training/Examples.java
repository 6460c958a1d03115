package org.autoencoderzoo.training;

import java.util.Map;
import java.util.function.Consumer;
import org.autoencoderzoo.settings.Arguments;
import org.autoencoderzoo.settings.InputCheck;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.dataset.api.iterator.MultiDataSetIterator;

/**
 * What a network is trained on, or validated: arrays in memory, or rows that are read again in each
 * pass, so that they need not fit into memory.
 *
 * <pre>{@code
 * autoencoder.fit(Examples.of(noisy, clean), training);
 * autoencoder.fit(Examples.of(iterator).shuffledWithin(100_000), training);
 * }</pre>
 *
 * <p>Arrays are shuffled as a whole. Streamed rows are shuffled as they come, as many at a time as
 * {@link #shuffledWithin} says; a thread reads ahead meanwhile. If all rows are shuffled at once,
 * their order is that of an array, and so are the trained parameters. Order and noise depend on the
 * seed and the epoch alone: a run is the same each time, if each pass over the source is.
 */
public abstract sealed class Examples permits ArrayExamples, StreamedExamples {

  Examples() {}

  /**
   * {@return the rows of an array, which are to be reconstructed}
   *
   * @param x examples {@code [N, ...]}, N at least 1, not modified
   * @throws IllegalArgumentException if it is null or has no rows
   */
  public static Examples of(INDArray x) {
    InputCheck.notEmpty("x", x);
    return of(Batch.of(x));
  }

  /**
   * {@return pairs of what the network reads and what it is to reconstruct, such as noisy and clean
   * examples}
   *
   * @param x what it reads, {@code [N, ...]}, N at least 1, not modified
   * @param target as many rows of the same shape, not modified
   * @throws IllegalArgumentException if one is null, or they are empty or not equally many
   */
  public static Examples of(INDArray x, INDArray target) {
    InputCheck.notEmpty("x", x);
    return of(new Batch(x, target, null, null));
  }

  /**
   * {@return examples in memory, with masks}
   *
   * @param all of them, not modified
   * @throws IllegalArgumentException if it is null
   */
  public static Examples of(Batch all) {
    Arguments.given("all", all);
    return new ArrayExamples(all);
  }

  /**
   * The rows of an iterator: the features are read, the labels are to be reconstructed, or the
   * features where there are no labels; masks are those of {@link Batch}. If the labels are
   * classes, take {@link #inputsOf}. The iterator is reset before each pass.
   *
   * @param iterator that can be reset
   * @return the examples, streamed
   * @throws IllegalArgumentException if it is null or cannot be reset
   */
  public static Examples of(DataSetIterator iterator) {
    return streamed(IteratorSource.of(iterator));
  }

  /**
   * The rows of an iterator with one array of features, and one of labels or none, as {@link
   * #of(DataSetIterator)} takes them.
   *
   * @param iterator that can be reset
   * @return the examples, streamed
   * @throws IllegalArgumentException if it is null or cannot be reset
   */
  public static Examples of(MultiDataSetIterator iterator) {
    return streamed(IteratorSource.of(iterator));
  }

  /**
   * The features of an iterator, which are to be reconstructed; its labels, such as classes, are
   * left out.
   *
   * @param iterator that can be reset
   * @return the examples, streamed
   * @throws IllegalArgumentException if it is null or cannot be reset
   */
  public static Examples inputsOf(DataSetIterator iterator) {
    return streamed(IteratorSource.inputsOf(iterator));
  }

  /**
   * {@return the rows of a source of your own, read in each pass}
   *
   * @param source that can be read again and again
   * @throws IllegalArgumentException if it is null
   */
  public static Examples streamed(BlockSource source) {
    Arguments.given("source", source);
    return new StreamedExamples(source);
  }

  /**
   * Says how many rows of a stream are shuffled at a time. Rows that stand further apart keep their
   * order, so that many are better where the source is sorted. Memory holds twice as many: one part
   * is trained on while the next is read; or as many, where only the thread that trains may read
   * the source, such as a Deeplearning4j iterator over data in memory.
   *
   * @param rows at least 1; by default 16,384, or fewer where they have more than 2,048 values.
   *     Less than all are cut to whole batches, at least one: 1000 with batches of 128 are 896
   * @return the same examples, shuffled so; an array is shuffled as a whole whatever is said
   * @throws IllegalArgumentException if it is less than 1
   */
  public abstract Examples shuffledWithin(int rows);

  /**
   * {@return how many examples there are} A source that cannot tell is read once, to count them.
   *
   * @throws IllegalArgumentException if there are none
   * @throws java.io.UncheckedIOException if they cannot be read
   */
  public abstract long size();

  /**
   * Other examples made of these: of an array at once, of a stream in each pass, block by block, on
   * the thread that reads it; nothing is kept.
   *
   * @param function gives the same each time for the same rows
   * @return the other examples
   * @throws IllegalArgumentException if it is null
   */
  public abstract Examples map(BatchFunction function);

  /**
   * Reads all examples once, in their own order, in blocks of {@value StreamedExamples#BLOCK} rows;
   * of fewer, if they are large; the last is what is left.
   *
   * @param action for each block, whose arrays may be overwritten afterwards
   * @throws IllegalArgumentException if it is null, or rows are not usable
   * @throws java.io.UncheckedIOException if they cannot be read
   * @throws java.util.concurrent.CancellationException if the thread is interrupted, which it still
   *     is afterwards
   */
  public abstract void forEach(Consumer<Batch> action);

  /**
   * The rows in the order of an epoch.
   *
   * @param epoch of the network, from 0
   * @param first row of that order to begin with, a multiple of the batch size
   * @param memory of the run, for rows that are streamed
   */
  abstract EpochRows epoch(Training settings, int epoch, long first, PartMemory memory);

  /**
   * What makes them these and no others.
   *
   * @param name of the rows
   */
  abstract Map<String, String> identity(String name);
}
