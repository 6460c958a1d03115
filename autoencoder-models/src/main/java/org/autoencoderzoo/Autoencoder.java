package org.autoencoderzoo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.autoencoderzoo.losses.BernoulliCrossEntropy;
import org.autoencoderzoo.training.LearningCurve;
import org.autoencoderzoo.training.Trainer;
import org.autoencoderzoo.training.Training;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.common.util.ArrayUtil;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.lossfunctions.ILossFunction;

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
 * are. Not safe for use by several threads at once, as the network underneath is not.
 */
public final class Autoencoder implements EncoderDecoder {

  /** Name of the graph's input. */
  public static final String INPUT = "input";

  /** Name of the vertex whose output is the code. */
  public static final String CODE = "code";

  /** Name of the output layer. */
  public static final String RECONSTRUCTION = "reconstruction";

  private static final int BATCH = 1024;

  private final ComputationGraph network;
  private final long[] inputShape;
  private final long[] codeShape;

  /**
   * Wraps an initialized network.
   *
   * @param network a graph with the vertices {@value #INPUT}, {@value #CODE} and {@value
   *     #RECONSTRUCTION}
   * @throws IllegalArgumentException if one is missing, or how large the images are cannot be told
   */
  public Autoencoder(ComputationGraph network) {
    if (!network.getConfiguration().getNetworkInputs().equals(List.of(INPUT))
        || !network.getConfiguration().getNetworkOutputs().equals(List.of(RECONSTRUCTION))
        || network.getVertex(CODE) == null) {
      throw new IllegalArgumentException(
          "An autoencoder's graph has the one input \"input\", a vertex \"code\" and the one output"
              + " \"reconstruction\"; this one has the inputs "
              + network.getConfiguration().getNetworkInputs()
              + ", the vertices "
              + network.getConfiguration().getVertices().keySet()
              + " and the outputs "
              + network.getConfiguration().getNetworkOutputs());
    }
    this.network = network;
    GraphShapes shapes = new GraphShapes(network);
    this.inputShape = shapes.input();
    this.codeShape = shapes.of(CODE);
  }

  /** {@return the Deeplearning4j network underneath, for whatever is not offered here} */
  public ComputationGraph network() {
    return network;
  }

  /**
   * Trains on examples; training again continues from where the network stands.
   *
   * @param x examples {@code [N, D]}, or images {@code [N, C, H, W]}, N at least 1, not modified
   * @param training epochs, batch size, seed, validation rows and a listener
   * @return the scores, epoch by epoch
   * @throws IllegalArgumentException if x has another shape than the network reads, holds a value
   *     that is not finite, or one outside [0,1] while the loss is the Bernoulli cross-entropy
   * @throws ArithmeticException if the score is no longer finite
   */
  public LearningCurve fit(INDArray x, Training training) {
    if (x.size(0) == 0) {
      throw new IllegalArgumentException("fit needs at least one example");
    }
    checkExamples(x);
    training.validation().ifPresent(this::checkExamples);
    return new Trainer(network, training).fit(x);
  }

  /**
   * The network's score at inference: loss, penalties and weight decay, averaged over examples.
   *
   * @param x examples {@code [N, D]}, N at least 1, not modified
   * @return the mean score
   */
  public double score(INDArray x) {
    checkExamples(x);
    return Trainer.score(network, x);
  }

  /**
   * {@return the shape of one example that the network reads: {@code [D]}, or {@code [C, H, W]} for
   * images}
   */
  public long[] inputShape() {
    return inputShape.clone();
  }

  /** {@return the number of features of an example; of an image, all its pixel values} */
  public int inputSize() {
    return Math.toIntExact(ArrayUtil.prodLong(inputShape));
  }

  /**
   * Gives rows of numbers the shape that the network reads.
   *
   * @param rows {@code [N, inputSize]}, an image channel by channel and line by line
   * @return the examples, {@code [N, D]} or {@code [N, C, H, W]}, on the same memory if possible
   */
  public INDArray shaped(INDArray rows) {
    InputCheck.shape("rows", rows, inputSize());
    return rows.isEmpty()
        ? Nd4j.create(rows.dataType(), several(0, inputShape))
        : rows.reshape('c', several(rows.size(0), inputShape));
  }

  /** {@return the number of code units; of feature maps, the units at all positions} */
  @Override
  public int codeSize() {
    return Math.toIntExact(ArrayUtil.prodLong(codeShape));
  }

  /**
   * The codes of examples.
   *
   * @param x examples {@code [N, D]} or {@code [N, C, H, W]}, any N, not modified
   * @return codes {@code [N, codeSize]}; feature maps follow each other, each line by line
   */
  @Override
  public INDArray encode(INDArray x) {
    checkExamples(x);
    VertexRange encoder = new VertexRange(network, INPUT, CODE);
    return inBatches(x, inputShape, new long[] {codeSize()}, encoder::run);
  }

  @Override
  public INDArray decode(INDArray codes) {
    InputCheck.shape("codes", codes, codeSize());
    InputCheck.finite("codes", codes);
    VertexRange decoder = new VertexRange(network, CODE, RECONSTRUCTION);
    return inBatches(codes, codeShape, inputShape, decoder::run);
  }

  @Override
  public INDArray reconstruct(INDArray x) {
    checkExamples(x);
    return inBatches(x, inputShape, inputShape, batch -> network.outputSingle(false, batch));
  }

  /**
   * Writes the network, with the state of its updater, in Deeplearning4j's own format.
   *
   * @param file the zip file to write, by convention {@code model.zip}; replaced only once the new
   *     one is complete
   * @throws IOException if it cannot be written
   */
  public void save(Path file) throws IOException {
    ModelFile.write(network, file);
  }

  /**
   * Reads an autoencoder. No class is loaded that is not of Deeplearning4j or this library, and no
   * Java object is deserialized.
   *
   * @param file what {@link #save} wrote, or a folder that holds it as {@code model.zip}
   * @return the autoencoder, ready to use and to train on
   * @throws IOException if the file is missing, damaged or not such a network
   */
  public static Autoencoder load(Path file) throws IOException {
    return new Autoencoder(ModelFile.read(file));
  }

  /**
   * Applies a function to batches.
   *
   * @param of shape of one example that it takes
   * @param to shape of one result
   */
  private INDArray inBatches(
      INDArray rows, long[] of, long[] to, UnaryOperator<INDArray> function) {
    long n = rows.size(0);
    INDArray typed = rows.castTo(network.params().dataType());
    INDArray result = Nd4j.create(typed.dataType(), several(n, to), 'c');
    for (long from = 0; from < n; from += BATCH) {
      INDArrayIndex some = NDArrayIndex.interval(from, Math.min(n, from + BATCH));
      INDArray batch = typed.get(some);
      INDArray results = function.apply(batch.reshape('c', several(batch.size(0), of)));
      result.get(some).assign(results.reshape('c', several(batch.size(0), to)));
    }
    return result;
  }

  private static long[] several(long n, long[] shape) {
    return LongStream.concat(LongStream.of(n), LongStream.of(shape)).toArray();
  }

  private void checkExamples(INDArray x) {
    InputCheck.shape("examples", x, inputShape);
    InputCheck.finite("examples", x);
    if (lossFunction() instanceof BernoulliCrossEntropy) {
      InputCheck.unitInterval(x);
    }
  }

  /** Of our own output layer or of one of Deeplearning4j's. */
  private ILossFunction lossFunction() {
    FeedForwardLayer output = layer(RECONSTRUCTION);
    if (output instanceof LossLayer lossLayer) {
      return lossLayer.getLossFn();
    }
    return output instanceof BaseOutputLayer outputLayer ? outputLayer.getLossFn() : null;
  }

  private FeedForwardLayer layer(String name) {
    LayerVertex vertex = (LayerVertex) network.getConfiguration().getVertices().get(name);
    return (FeedForwardLayer) vertex.getLayerConf().getLayer();
  }
}
