package org.autoencoderzoo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.autoencoderzoo.columns.Columns;
import org.autoencoderzoo.internal.files.SavedConfiguration;
import org.autoencoderzoo.internal.graph.EncoderGraph;
import org.autoencoderzoo.internal.graph.GraphCheck;
import org.autoencoderzoo.internal.graph.Inference;
import org.autoencoderzoo.internal.graph.VertexNames;
import org.autoencoderzoo.settings.Arguments;
import org.autoencoderzoo.training.Examples;
import org.autoencoderzoo.training.LearningCurve;
import org.autoencoderzoo.training.Trainer;
import org.autoencoderzoo.training.Training;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.common.util.ArrayUtil;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/**
 * An autoencoder: a Deeplearning4j graph whose vertices are named {@value #INPUT}, {@value #CODE}
 * and {@value #RECONSTRUCTION}, with the verbs that its users need.
 *
 * <pre>{@code
 * Autoencoder autoencoder = Basic.builder().inputSize(784).codeSize(1000).build().init();
 * autoencoder.fit(x, Training.defaults().withEpochs(10));
 * INDArray codes = autoencoder.encode(x);
 * }</pre>
 *
 * <p>Images are {@code [N, C, H, W]}, where the network reads images: {@link #inputShape} tells.
 * Codes are rows, whatever they are in the network.
 *
 * <p>All methods take any number of examples, work in batches, and leave their arguments as they
 * are.
 *
 * <p>Any number of threads may share a trained autoencoder: {@link #encode}, {@link #decode},
 * {@link #reconstruct}, {@link #reconstructionError}, {@link #reconstructionLoss}, {@link #score},
 * {@link #encoder}, {@link #toClassifier} and {@link #save} may run at the same time, and give what
 * they give one after the other, but for rounding. Nothing is promised while {@link #fit} or {@link
 * #resume} changes the parameters, or while a thread uses {@link #network} to change anything.
 */
public final class Autoencoder implements EncoderDecoder {

  /** Name of the graph's input. */
  public static final String INPUT = VertexNames.INPUT;

  /** Name of the vertex whose output is the code. */
  public static final String CODE = VertexNames.CODE;

  /** Name of the output layer. */
  public static final String RECONSTRUCTION = VertexNames.RECONSTRUCTION;

  /** Name of the output layer of {@link #toClassifier}. */
  public static final String CLASSES = VertexNames.CLASSES;

  private final ComputationGraph network;
  private final Inference inference;
  private final String model;
  private final Map<String, Object> settings;
  private final Map<String, Object> notes;
  private final FirstFit firstFit;

  /** Null if there are none. */
  private final Columns columns;

  /**
   * Wraps an initialized network.
   *
   * @param network a graph with the vertices {@value #INPUT}, {@value #CODE} and {@value
   *     #RECONSTRUCTION}
   * @throws IllegalArgumentException if one is missing, the network is not initialized, does not
   *     reconstruct what it reads, or how large the images are cannot be told
   */
  public Autoencoder(ComputationGraph network) {
    this(network, null, Map.of());
  }

  /**
   * Wraps an initialized network that is a model of the zoo.
   *
   * @param network a graph with the vertices {@value #INPUT}, {@value #CODE} and {@value
   *     #RECONSTRUCTION}
   * @param model its name, or null if it has none
   * @param settings from which the model was built, by name; {@link #save} writes them down
   * @throws IllegalArgumentException if a vertex is missing, the network is not initialized, does
   *     not reconstruct what it reads, or how large the images are cannot be told; or settings is
   *     null
   */
  public Autoencoder(ComputationGraph network, String model, Map<String, ?> settings) {
    this(network, model, settings, null);
  }

  /**
   * Wraps an initialized network that is a model of the zoo and begins its training in another way
   * than with joint steps of all layers.
   *
   * @param network a graph with the vertices {@value #INPUT}, {@value #CODE} and {@value
   *     #RECONSTRUCTION}
   * @param model its name, or null if it has none
   * @param settings from which the model was built, by name; {@link #save} writes them down
   * @param firstFit how it is trained, or null if all of its layers are trained jointly from the
   *     start
   * @throws IllegalArgumentException if a vertex is missing, the network is not initialized, does
   *     not reconstruct what it reads, or how large the images are cannot be told; or settings is
   *     null
   */
  public Autoencoder(
      ComputationGraph network, String model, Map<String, ?> settings, FirstFit firstFit) {
    this(network, model, settings, Map.of(), firstFit, null);
  }

  /** With what was saved with it: notes, and the columns of a table, or null. */
  Autoencoder(
      ComputationGraph network,
      String model,
      Map<String, ?> settings,
      Map<String, Object> notes,
      FirstFit firstFit,
      Columns columns) {
    this.inference = new Inference(network);
    Arguments.given("settings", settings);
    this.network = network;
    this.model = model;
    this.settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    this.notes = notes;
    this.firstFit = firstFit;
    this.columns = columns;
    if (columns != null) {
      int[][] categories =
          columns.groups().stream()
              .map(units -> new int[] {units.from(), units.to()})
              .toArray(int[][]::new);
      inference.examples().checkColumns(columns.width(), categories);
    }
  }

  /**
   * {@return the same network as an autoencoder of the rows of a table} A model of the zoo that is
   * built {@code forColumns} has them already.
   *
   * @param columns that make the rows; {@link #save} writes them down
   * @throws IllegalArgumentException if they are null, or have other units or other categories than
   *     the network
   */
  public Autoencoder withColumns(Columns columns) {
    Arguments.given("columns", columns);
    return new Autoencoder(network, model, settings, notes, firstFit, columns);
  }

  /** {@return what makes rows of a table's cells, and brings reconstructions back; if any} */
  public Optional<Columns> columns() {
    return Optional.ofNullable(columns);
  }

  /** {@return the name of the model in the zoo, if it is one of them} */
  public Optional<String> model() {
    return Optional.ofNullable(model);
  }

  /** {@return the settings from which the model was built, by name; empty if it has no name} */
  public Map<String, Object> settings() {
    return settings;
  }

  /**
   * {@return the notes with which the autoencoder was saved, by name; empty if it was not loaded}
   * Numbers are Integer, Long, BigInteger or Double, whatever they were.
   */
  public Map<String, Object> notes() {
    return notes;
  }

  /** {@return the Deeplearning4j network underneath, for all that is not offered here} */
  public ComputationGraph network() {
    return network;
  }

  /**
   * Trains on examples, as the model is meant to be trained: a stack of the zoo trains its levels
   * first, with the same settings, and a model of real values starts from the mean of the examples.
   * Both happen once, to a network that is as it was initialized; training again continues from
   * where the network stands. All layers of a network that was saved and loaded are trained
   * jointly.
   *
   * <p>Listeners of the network hear what Deeplearning4j would tell them; with them, training takes
   * Deeplearning4j's own steps, which are slower and have the same result. They do not hear of the
   * levels of a stack, which are networks of their own: {@link
   * org.autoencoderzoo.training.TrainingProgress} does.
   *
   * @param x examples {@code [N, D]}, or images {@code [N, C, H, W]}, N at least 1, not modified
   * @param training epochs, batch size, seed, validation rows, listeners and more
   * @return the scores, epoch by epoch; of a stack, those of the joint training, and {@link
   *     LearningCurve#levels} has those of its levels
   * @throws IllegalArgumentException if a frozen layer stands above one that is to learn, or if x
   *     is empty or has another shape than the network reads, holds a value that is not finite, or
   *     one outside [0,1] while the loss takes it for a probability, as cross-entropies do; up to
   *     1e-6 outside, it is taken for 0 or 1
   * @throws ArithmeticException if a score or a parameter is no longer finite, the score after the
   *     last update included
   * @throws java.util.concurrent.CancellationException if the thread is interrupted, which it still
   *     is afterwards
   */
  public LearningCurve fit(INDArray x, Training training) {
    return fitChecked(Examples.of(inference.examples().target(x)), training);
  }

  /**
   * Trains on examples of any kind, such as pairs of noisy and clean ones, or rows that do not fit
   * into memory, as {@link #fit(INDArray, Training)} does.
   *
   * <p>A level of a stack learns the codes of what the level below reads; with a mask, each row
   * counts as its value that counts most.
   *
   * @param examples arrays, checked at once, or a stream, checked as it is read
   * @param training as there
   * @return as there
   * @throws IllegalArgumentException as there; or if a pass over a stream gives other rows than the
   *     one before
   * @throws java.io.UncheckedIOException if a stream cannot be read
   * @throws ArithmeticException as there
   * @throws java.util.concurrent.CancellationException as there
   */
  public LearningCurve fit(Examples examples, Training training) {
    return fitChecked(checked(examples), training);
  }

  /**
   * Trains on the rows of an iterator, as {@link #fit(Examples, Training)} does: the labels are to
   * be reconstructed. {@link Examples#inputsOf} leaves labels out that are classes.
   *
   * @param iterator that can be reset
   * @param training as there
   * @return as there
   * @throws IllegalArgumentException as there; or if the iterator cannot be reset
   * @throws java.io.UncheckedIOException as there
   * @throws ArithmeticException as there
   * @throws java.util.concurrent.CancellationException as there
   */
  public LearningCurve fit(DataSetIterator iterator, Training training) {
    return fit(Examples.of(iterator), training);
  }

  private LearningCurve fitChecked(Examples examples, Training training) {
    Training checked = checked(training);
    return firstFit == null
        ? new Trainer(network, checked).fit(examples)
        : firstFit.fit(trainedJointly(), examples, checked);
  }

  private Examples checked(Examples examples) {
    Arguments.given("examples", examples);
    return inference.examples().checked("examples", examples);
  }

  /**
   * Continues a run of training that was interrupted, from its checkpoint, in whatever phase; see
   * {@link Trainer#resume}.
   *
   * @param x the same examples
   * @param training the same settings, with the checkpoint
   * @return the scores, epoch by epoch, those before the interruption included
   * @throws IOException if there is no checkpoint, or it is damaged or of another run
   * @throws IllegalArgumentException if the settings name no checkpoint, or as {@link #fit} does
   * @throws ArithmeticException as {@link #fit} does
   * @throws java.util.concurrent.CancellationException as {@link #fit} does
   */
  public LearningCurve resume(INDArray x, Training training) throws IOException {
    return resumeChecked(Examples.of(inference.examples().target(x)), training);
  }

  /**
   * Continues a run of training that was interrupted, as {@link #resume(INDArray, Training)} does.
   * A stream must give the same rows in the same order; it is read up to where the run stood.
   *
   * @param examples the same
   * @param training as there
   * @return as there
   * @throws IOException as there
   * @throws IllegalArgumentException as there, or as {@link #fit(Examples, Training)} does
   * @throws java.io.UncheckedIOException if a stream cannot be read
   * @throws ArithmeticException as there
   * @throws java.util.concurrent.CancellationException as there
   */
  public LearningCurve resume(Examples examples, Training training) throws IOException {
    return resumeChecked(checked(examples), training);
  }

  private LearningCurve resumeChecked(Examples examples, Training training) throws IOException {
    Training checked = checked(training);
    return firstFit == null
        ? new Trainer(network, checked).resume(examples)
        : firstFit.resume(trainedJointly(), examples, checked);
  }

  /** The same network; its {@code fit} takes steps of all layers together, and nothing else. */
  private Autoencoder trainedJointly() {
    return new Autoencoder(network, model, settings);
  }

  private Training checked(Training training) {
    Arguments.given("training", training);
    GraphCheck.trainable(network);
    return training
        .validation()
        .map(rows -> training.withValidation(inference.examples().checked("validation rows", rows)))
        .orElse(training);
  }

  /**
   * The network's score at inference: loss, penalties and weight decay, averaged over examples.
   *
   * @param x examples {@code [N, D]}, or images {@code [N, C, H, W]}, N at least 1, not modified
   * @return the mean score
   * @throws IllegalArgumentException if x is empty or has another shape than the network reads, or
   *     holds a value that is not finite or that the loss cannot take, as for {@link #fit}
   */
  public double score(INDArray x) {
    return inference.score(x, null);
  }

  /**
   * The same score, the loss being that of what is there, where some values are missing.
   *
   * @param x examples {@code [N, D]}, or images {@code [N, C, H, W]}, N at least 1, not modified;
   *     with any finite value in the place of a missing one, such as the mean
   * @param mask as in {@link #reconstructionLoss(INDArray, INDArray)}
   * @return the mean score
   * @throws IllegalArgumentException as there; or if x is empty
   */
  public double score(INDArray x, INDArray mask) {
    return inference.score(x, mask);
  }

  /**
   * The loss that the network was trained with, example by example: large for what is unlike the
   * training data, as that loss measures it. Penalties, weight decay and the emphasis of a
   * denoising autoencoder are left out, so the mean is {@link #score} where there are no penalties
   * and no weight decay.
   *
   * @param x examples {@code [N, D]}, or images {@code [N, C, H, W]}, any N, not modified
   * @return one figure per example, {@code [N]}
   * @throws IllegalArgumentException if x has another shape than the network reads, or holds a
   *     value that is not finite or that the loss cannot take, as for {@link #fit}
   */
  public INDArray reconstructionLoss(INDArray x) {
    return inference.reconstructionLoss(x);
  }

  /**
   * The same loss of what is there, where some values are missing.
   *
   * @param x examples {@code [N, D]}, or images {@code [N, C, H, W]}, any N, not modified; with any
   *     finite value in the place of a missing one, such as the mean
   * @param mask weights of all values, of the shape of x, at least 0: 0 where one is missing, else
   *     1; or null if nothing is missing
   * @return one figure per example, {@code [N]}
   * @throws IllegalArgumentException if x or the mask has another shape or holds a value that is
   *     not finite; a weight is negative; or x holds one that the loss cannot take, as for {@link
   *     #fit}
   */
  public INDArray reconstructionLoss(INDArray x, INDArray mask) {
    return inference.reconstructionLoss(x, mask);
  }

  /**
   * {@return the shape of one example that the network reads: {@code [D]}, or {@code [C, H, W]} for
   * images}
   */
  public long[] inputShape() {
    return inference.inputShape();
  }

  /** {@return the number of features of an example; of an image, all its pixel values} */
  public int inputSize() {
    return Math.toIntExact(ArrayUtil.prodLong(inputShape()));
  }

  /**
   * Gives rows of numbers the shape that the network reads.
   *
   * @param rows {@code [N, inputSize]}, an image channel by channel and line by line
   * @return the examples, {@code [N, D]} or {@code [N, C, H, W]}, on the same memory if possible
   * @throws IllegalArgumentException if the rows have another shape
   */
  public INDArray shaped(INDArray rows) {
    return inference.shaped(rows);
  }

  /** {@return the number of code units; of feature maps, the units at all positions} */
  @Override
  public int codeSize() {
    return inference.codeSize();
  }

  /**
   * The codes of examples.
   *
   * @param x examples {@code [N, D]} or {@code [N, C, H, W]}, any N, not modified; of any finite
   *     values, such as noisy ones outside [0,1] for a denoising autoencoder
   * @return codes {@code [N, codeSize]}; feature maps follow each other, each line by line
   */
  @Override
  public INDArray encode(INDArray x) {
    return inference.encode(x);
  }

  /**
   * {@inheritDoc}
   *
   * @throws UnsupportedOperationException if the reconstruction needs more than the code, because
   *     the graph has a way around it
   */
  @Override
  public INDArray decode(INDArray codes) {
    return inference.decode(codes);
  }

  @Override
  public INDArray reconstruct(INDArray x) {
    return inference.reconstruct(x);
  }

  /**
   * The reconstructions of examples in which some values are missing, which are so filled in: by
   * the code that fits what is there. It is found from that of the example as given, which takes
   * its guesses for values, in at most 100 passes. An example of which fewer values are there than
   * the code has units does not determine the code, and is reconstructed as given; so are all if
   * the graph has a way around the code.
   *
   * @param x examples {@code [N, D]}, or images {@code [N, C, H, W]}, any N, not modified; with a
   *     first guess in the place of a missing value, such as the mean
   * @param mask of the shape of x: 0 where a value is missing, a number above 0 elsewhere; or null
   *     if nothing is missing
   * @return reconstructions of the same shape, of all values
   * @throws IllegalArgumentException if x or the mask has another shape or holds a value that is
   *     not finite; or a weight is negative
   */
  public INDArray reconstruct(INDArray x, INDArray mask) {
    return inference.reconstruct(x, mask);
  }

  /**
   * The encoder as a separate network, from {@value #INPUT} to {@value #CODE}, with a copy of the
   * parameters. It gives the same codes, without what served the training of the autoencoder only:
   * penalties, noise on the input, the bias of the visible units. No layer of it is frozen.
   *
   * <p>The graph is a plain one of Deeplearning4j, whose layers keep what they read: use it from
   * one thread at a time. Threads that only want codes share the autoencoder and call {@link
   * #encode}.
   *
   * @return a graph, on which everything works that Deeplearning4j does with one
   */
  public ComputationGraph encoder() {
    return EncoderGraph.encoder(network);
  }

  /**
   * The {@link #encoder}, and on top a softmax layer {@value #CLASSES} with fresh weights and
   * cross-entropy, to be trained with Deeplearning4j's own {@code fit} on labels {@code [N,
   * classes]}, one-hot. All of it learns, with the updater and the weight decay of the code; leave
   * the encoder as it is with {@code TransferLearning.GraphBuilder.setFeatureExtractor("code")}.
   *
   * @param classes number of classes, at least 2
   * @return a graph whose output are the probabilities of the classes
   * @throws IllegalArgumentException if there are fewer than 2 classes
   * @throws IllegalStateException if no layer of the encoder learns, whose updater could be taken
   */
  public ComputationGraph toClassifier(int classes) {
    Arguments.atLeast("classes", classes, 2);
    return EncoderGraph.classifier(network, classes);
  }

  /**
   * Saves the autoencoder with its {@link #notes}, as {@link #save(Path, Map)} does.
   *
   * @param path the file or the folder
   * @throws IOException if it cannot be written
   * @throws IllegalArgumentException if the path is null
   * @throws IllegalStateException if {@link #load} could not read it
   */
  public void save(Path path) throws IOException {
    save(path, notes);
  }

  /**
   * Saves the network with the state of its updater, {@link #model}, {@link #settings} and notes: a
   * path that ends in {@code .zip}, in capitals or not, becomes one file in Deeplearning4j's own
   * format, and any other a folder with that same file as {@code model.zip} and with a copy of all
   * but the network, to be looked at, as {@code zoo.json}.
   *
   * <p>All is checked first, and then the file is replaced at once: a program that reads it
   * meanwhile finds the former or the new autoencoder, and so it does if anything fails.
   *
   * @param path the file or the folder; folders are made where they are missing
   * @param notes by name, instead of those that the autoencoder has: text, finite numbers, true or
   *     false, null, and lists and maps of these; 4 million characters of JSON at most
   * @throws IOException if it cannot be written
   * @throws IllegalArgumentException if a note is none of that, or has a name that {@code zoo.json}
   *     uses itself; or an argument is null
   * @throws IllegalStateException if {@link #load} could not read it: parameters are not finite, or
   *     a class of yours cannot be made again from its JSON, such as a lambda or an anonymous class
   */
  public void save(Path path, Map<String, ?> notes) throws IOException {
    Arguments.given("path", path);
    Arguments.given("notes", notes);
    if (path.toString().toLowerCase(Locale.ROOT).endsWith(".zip")) {
      ModelFile.write(this, path, notes);
    } else {
      ModelFolder.write(this, path, notes);
    }
  }

  /**
   * The classes that {@link #load} would have to be given, beside some, to read what {@link #save}
   * writes: parts of the network that are neither Deeplearning4j's nor of this library.
   *
   * @param trusted classes of your own that it would be given already
   * @return the names of the others, each once; empty if there are none
   * @throws IllegalArgumentException if an argument is null
   * @throws IllegalStateException if {@code save} would refuse the network, whatever is trusted
   */
  public Set<String> classesToTrust(Class<?>... trusted) {
    requireGiven(trusted);
    return SavedConfiguration.refused(network.getConfiguration(), trusted);
  }

  private static void requireGiven(Class<?>... trusted) {
    Arguments.given("trusted", trusted);
    for (Class<?> type : trusted) {
      Arguments.given("trusted", type);
    }
  }

  /**
   * Reads an autoencoder. The file may be from anyone: only classes are loaded that are parts of a
   * Deeplearning4j or autoencoder configuration, no Java object is deserialized, and no size is
   * believed before it is checked.
   *
   * <p>A network that was saved before it was trained is loaded as a network without a history:
   * {@link #fit} trains all of its layers jointly. A stack of the zoo that is to be trained level
   * by level is made with {@code init}, and saved when it is trained.
   *
   * @param path what {@link #save} wrote: a zip file, or a folder, of which {@code model.zip} is
   *     read
   * @param trusted classes of your own that the file may name: layers, penalties, losses, noise
   * @return the autoencoder, ready to use and to train on
   * @throws IOException if it is missing, damaged, of another version, or not such a network
   * @throws IllegalArgumentException if an argument is null
   */
  public static Autoencoder load(Path path, Class<?>... trusted) throws IOException {
    Arguments.given("path", path);
    requireGiven(trusted);
    return Files.isDirectory(path)
        ? ModelFolder.read(path, trusted)
        : ModelFile.read(path, trusted);
  }
}
