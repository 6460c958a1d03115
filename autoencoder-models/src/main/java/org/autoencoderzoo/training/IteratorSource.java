package org.autoencoderzoo.training;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.autoencoderzoo.settings.Arguments;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.dataset.api.iterator.MultiDataSetIterator;

/**
 * An iterator of Deeplearning4j.
 *
 * @param reset before each pass
 * @param hasNext whether there is a block
 * @param next the block
 * @param canBeReadAhead whether another thread may read it
 */
record IteratorSource(
    Runnable reset, BooleanSupplier hasNext, Supplier<Batch> next, boolean canBeReadAhead)
    implements BlockSource {

  static BlockSource of(DataSetIterator iterator) {
    return of(iterator, () -> batch(iterator.next()));
  }

  static BlockSource inputsOf(DataSetIterator iterator) {
    return of(iterator, () -> inputs(iterator.next()));
  }

  private static BlockSource of(DataSetIterator iterator, Supplier<Batch> next) {
    Arguments.given("iterator", iterator);
    requireReset(iterator.resetSupported());
    return new IteratorSource(iterator::reset, iterator::hasNext, next, iterator.asyncSupported());
  }

  static BlockSource of(MultiDataSetIterator iterator) {
    Arguments.given("iterator", iterator);
    requireReset(iterator.resetSupported());
    return new IteratorSource(
        iterator::reset,
        iterator::hasNext,
        () -> batch(iterator.next()),
        iterator.asyncSupported());
  }

  private static void requireReset(boolean isSupported) {
    Arguments.check(
        isSupported,
        "The iterator cannot be reset, and training reads it again in each epoch: give one whose"
            + " resetSupported() is true, or the rows as an array");
  }

  private static Batch batch(DataSet rows) {
    INDArray labels = rows.getLabels();
    return new Batch(
        rows.getFeatures(),
        labels == null ? rows.getFeatures() : labels,
        rows.getFeaturesMaskArray(),
        rows.getLabelsMaskArray());
  }

  private static Batch inputs(DataSet rows) {
    return new Batch(rows.getFeatures(), rows.getFeatures(), rows.getFeaturesMaskArray(), null);
  }

  private static Batch batch(MultiDataSet rows) {
    INDArray input = one("inputs", rows.getFeatures(), null);
    return new Batch(
        input,
        one("targets", rows.getLabels(), input),
        one("masks of inputs", rows.getFeaturesMaskArrays(), null),
        one("masks of targets", rows.getLabelsMaskArrays(), null));
  }

  private static INDArray one(String what, INDArray[] arrays, INDArray otherwise) {
    int count = arrays == null ? 0 : arrays.length;
    Arguments.check(
        count <= 1,
        "The iterator gives %d %s; an autoencoder has one input and one output: merge the arrays,"
            + " or give an iterator of one of them",
        count,
        what);
    return count == 0 || arrays[0] == null ? otherwise : arrays[0];
  }

  @Override
  public Blocks open() {
    reset.run();
    return new Blocks() {
      @Override
      public Optional<Batch> next() {
        return hasNext.getAsBoolean() ? Optional.of(next.get()) : Optional.empty();
      }

      @Override
      public void close() {
        // It is reset before the next pass.
      }
    };
  }
}
