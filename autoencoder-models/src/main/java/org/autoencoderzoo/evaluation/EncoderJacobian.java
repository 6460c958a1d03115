package org.autoencoderzoo.evaluation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.layers.EncoderFunction;
import org.autoencoderzoo.layers.EncoderRuntime;
import org.autoencoderzoo.settings.Arguments;
import org.autoencoderzoo.settings.InputCheck;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * The Jacobian {@code J = dh/dx} of an encoder that is a chain of layers, exact, at each example:
 * {@code J = diag(f_L') W_L^T ... diag(f_1') W_1^T}, each code unit's row brought back from layer
 * to layer. The W are matrices or convolutions; layers without parameters, such as pooling, may
 * stand between them. The norms of one layer alone take no such way: they have a closed form.
 */
public final class EncoderJacobian {

  /** Most examples that {@link ReconstructionEvaluation} averages over: enough for three digits. */
  static final int MOST_EXAMPLES = 1000;

  /** Most code units, of all examples together, that it goes back from: some seconds. */
  static final int MOST_ROWS = 100_000;

  private static final int BATCH_ROWS = 512;

  private final List<JacobianFactor> chain;
  private final int codeSize;
  private final long[] inputShape;
  private final int inputSize;
  private final DataType type;

  private EncoderJacobian(List<JacobianFactor> chain, Autoencoder autoencoder) {
    this.chain = chain;
    this.codeSize = autoencoder.codeSize();
    this.inputShape = autoencoder.inputShape();
    this.inputSize = autoencoder.inputSize();
    this.type = autoencoder.network().params().dataType();
  }

  /**
   * Finds the encoder's layers.
   *
   * @param autoencoder whose encoder to differentiate
   * @return the Jacobian, or nothing if the encoder is no chain of such layers
   * @throws IllegalArgumentException if there is no autoencoder
   */
  public static Optional<EncoderJacobian> of(Autoencoder autoencoder) {
    Arguments.given("autoencoder", autoencoder);
    ComputationGraph network = autoencoder.network();
    Deque<JacobianFactor> chain = new ArrayDeque<>();
    String name = Autoencoder.CODE;
    while (!name.equals(Autoencoder.INPUT)) {
      List<String> inputs = network.getConfiguration().getVertexInputs().get(name);
      Optional<JacobianFactor> factor = factor(network, name);
      if (factor.isEmpty() || inputs.size() != 1) {
        return Optional.empty();
      }
      chain.addFirst(factor.get());
      name = inputs.get(0);
    }
    return Optional.of(new EncoderJacobian(new ArrayList<>(chain), autoencoder));
  }

  private static Optional<JacobianFactor> factor(ComputationGraph network, String name) {
    if (!(network.getConfiguration().getVertices().get(name) instanceof LayerVertex vertex)) {
      return Optional.empty();
    }
    InputPreProcessor reshaping = vertex.getPreProcessor();
    return JacobianFactor.of(network.getLayer(name), reshaping);
  }

  /** {@return the number of examples of which this is a matter of seconds} */
  int affordableExamples() {
    return chain.size() == 1
        ? MOST_EXAMPLES
        : Math.max(1, Math.min(MOST_EXAMPLES, MOST_ROWS / codeSize));
  }

  /**
   * The Frobenius norm {@code ||J(x)||_F} at each example.
   *
   * @param examples {@code [N, ...]}, any N, not modified
   * @return {@code [N]}
   * @throws IllegalArgumentException if they have another shape than the network reads, or hold a
   *     value that is not finite
   */
  public INDArray norms(INDArray examples) {
    INDArray x = typed(examples);
    if (x.isEmpty()) {
      return Nd4j.create(type, 0);
    }
    return oneLayer()
        .map(f -> norms(f, x, f.derivative(x)))
        .orElseGet(() -> inBatches(x, rows -> at(x.get(rows))));
  }

  /**
   * How far the Jacobian moves with each example: {@code ||J(x) - J(x~)||_F}.
   *
   * @param examples {@code [N, ...]}, any N, not modified
   * @param moved the same examples after a move {@code [N, ...]}, not modified
   * @return {@code [N]}
   * @throws IllegalArgumentException if they have another shape than the network reads or than each
   *     other, or hold a value that is not finite
   */
  public INDArray changes(INDArray examples, INDArray moved) {
    INDArray x = typed(examples);
    INDArray y = typed(moved);
    Arguments.require(
        x.size(0) == y.size(0),
        "number of moved examples",
        y.size(0),
        "that of the examples, " + x.size(0));
    if (x.isEmpty()) {
      return Nd4j.create(type, 0);
    }
    return oneLayer()
        .map(f -> norms(f, x, f.derivative(x).subi(f.derivative(y))))
        .orElseGet(() -> inBatches(x, rows -> at(x.get(rows)).subi(at(y.get(rows)))));
  }

  private INDArray typed(INDArray x) {
    InputCheck.shape("examples", x, inputShape);
    return InputCheck.finite("examples", x, type);
  }

  /** Empty if there are several, or one without weights. */
  private Optional<EncoderFunction> oneLayer() {
    return chain.size() == 1 && chain.get(0).layer() instanceof EncoderRuntime<?> layer
        ? Optional.of(layer.function())
        : Optional.empty();
  }

  /** Of {@code diag(d) W^T}, whose squared norm is {@code sum_j d_j^2 ||W_:j||^2}. */
  private static INDArray norms(EncoderFunction f, INDArray x, INDArray diagonals) {
    INDArray weights = Transforms.sqrt(f.squaredWeightNorms(x.shape()), false);
    return diagonals
        .reshape('c', x.size(0), -1)
        .muliRowVector(weights.reshape('c', 1, -1))
        .norm2(1);
  }

  private INDArray inBatches(INDArray x, Function<INDArrayIndex, INDArray> matrices) {
    INDArray norms = Nd4j.create(x.dataType(), x.size(0));
    int examples = Math.max(1, BATCH_ROWS / codeSize);
    for (long from = 0; from < x.size(0); from += examples) {
      INDArrayIndex rows = NDArrayIndex.interval(from, Math.min(x.size(0), from + examples));
      INDArray batch = matrices.apply(rows);
      norms.get(rows).assign(batch.reshape(batch.size(0), -1).norm2(1));
    }
    return norms;
  }

  /**
   * The Jacobian at each example.
   *
   * @param examples {@code [N, ...]}, any N, of D features each, not modified
   * @return {@code [N, codeSize, D]}
   * @throws IllegalArgumentException if they have another shape than the network reads, or hold a
   *     value that is not finite
   */
  public INDArray at(INDArray examples) {
    INDArray x = typed(examples);
    if (x.isEmpty()) {
      return Nd4j.create(type, 0, codeSize, inputSize);
    }
    List<INDArray> inputs = new ArrayList<>();
    INDArray h = x;
    for (JacobianFactor factor : chain) {
      inputs.add(factor.input(h));
      h = factor.output(inputs.get(inputs.size() - 1));
    }
    long n = x.size(0);
    INDArray jacobian = Nd4j.createUninitialized(h.dataType(), n, codeSize, inputSize);
    for (int from = 0; from < codeSize; from += BATCH_ROWS) {
      int to = Math.min(codeSize, from + BATCH_ROWS);
      INDArray rows = unitVectors(h, from, to);
      for (int i = chain.size() - 1; i >= 0; i--) {
        rows = chain.get(i).back(inputs.get(i), rows);
      }
      jacobian
          .get(NDArrayIndex.all(), NDArrayIndex.interval(from, to))
          .assign(rows.reshape('c', n, to - from, inputSize));
    }
    return jacobian;
  }

  /** The gradient of each of some code units with respect to the code, for each example. */
  private INDArray unitVectors(INDArray code, int from, int to) {
    INDArray vectors = Nd4j.zeros(code.dataType(), 1, to - from, codeSize);
    for (int unit = from; unit < to; unit++) {
      vectors.putScalar(0, unit - from, unit, 1);
    }
    long[] shape = code.shape().clone();
    shape[0] = code.size(0) * (to - from);
    return Nd4j.tile(vectors, (int) code.size(0), 1, 1).reshape('c', shape);
  }
}
