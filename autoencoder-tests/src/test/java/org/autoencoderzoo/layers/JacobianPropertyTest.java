package org.autoencoderzoo.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.autoencoderzoo.penalties.Contraction;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The contractive penalty in closed form equals the squared Frobenius norm of the encoder's
 * explicit Jacobian, column by column from central differences, on random encoders.
 */
class JacobianPropertyTest {

  private static final int EXAMPLES = 2;
  private static final double STEP = 1e-5;

  /** A random convolution. */
  record Convolving(
      int channels,
      int height,
      int width,
      int filters,
      int[] kernel,
      int[] stride,
      int[] padding,
      int[] dilation,
      boolean isSame) {

    boolean fits() {
      return fits(0, height) && fits(1, width);
    }

    private boolean fits(int side, int size) {
      int reach = (kernel[side] - 1) * dilation[side] + 1;
      return isSame ? reach >= stride[side] : size + 2 * padding[side] >= reach;
    }

    Convolution.Builder builder() {
      return Convolution.builder()
          .nOut(filters)
          .kernelSize(kernel)
          .stride(stride)
          .padding(isSame ? new int[] {0, 0} : padding)
          .dilation(dilation)
          .convolutionMode(isSame ? ConvolutionMode.Same : ConvolutionMode.Truncate);
    }
  }

  @Property(tries = 200, seed = "42", edgeCases = EdgeCasesMode.NONE)
  void ofDenseEncoders(
      @ForAll @IntRange(min = 1, max = 12) int inputs,
      @ForAll @IntRange(min = 1, max = 12) int units,
      @ForAll("activations") Activation f,
      @ForAll @IntRange(min = 0, max = 1_000_000) int seed) {
    assertJacobian(
        Dense.builder().nOut(units).activation(f).penalties(new Contraction(1)).build(),
        InputType.feedForward(inputs),
        seed,
        inputs);
  }

  @Property(tries = 200, seed = "42", edgeCases = EdgeCasesMode.NONE)
  void ofConvolutions(
      @ForAll("convolutions") Convolving shape,
      @ForAll("activations") Activation f,
      @ForAll @IntRange(min = 0, max = 1_000_000) int seed) {
    assertJacobian(
        shape.builder().activation(f).penalties(new Contraction(1)).build(),
        InputType.convolutional(shape.height, shape.width, shape.channels),
        seed,
        shape.channels,
        shape.height,
        shape.width);
  }

  @Provide
  Arbitrary<Activation> activations() {
    return Arbitraries.of(
        Activation.SIGMOID,
        Activation.TANH,
        Activation.SOFTPLUS,
        Activation.ELU,
        Activation.RELU,
        Activation.IDENTITY);
  }

  @Provide
  Arbitrary<Convolving> convolutions() {
    return Combinators.combine(
            Arbitraries.integers().between(1, 3),
            Arbitraries.integers().between(2, 7),
            Arbitraries.integers().between(2, 7),
            Arbitraries.integers().between(1, 4))
        .flatAs(
            (channels, height, width, filters) ->
                Combinators.combine(
                        sides(1, 4),
                        sides(1, 3),
                        sides(0, 2),
                        sides(1, 2),
                        Arbitraries.of(true, false))
                    .as(
                        (kernel, stride, padding, dilation, isSame) ->
                            new Convolving(
                                channels, height, width, filters, kernel, stride, padding, dilation,
                                isSame)))
        .filter(Convolving::fits);
  }

  private static Arbitrary<int[]> sides(int from, int to) {
    return Arbitraries.integers().between(from, to).array(int[].class).ofSize(2);
  }

  private static void assertJacobian(
      Layer encoder, InputType inputType, int seed, int... inputShape) {
    ComputationGraph network =
        new ComputationGraph(
            Networks.base()
                .seed(seed)
                .graphBuilder()
                .addInputs("input")
                .setInputTypes(inputType)
                .addLayer("code", encoder, "input")
                .setOutputs("code")
                .validateOutputLayerConfig(false)
                .build());
    network.init();
    Random random = new Random(seed);
    network.getParam("code_b").assign(normal(random, network.getParam("code_b").shape()));
    long[] batch = new long[inputShape.length + 1];
    batch[0] = EXAMPLES;
    for (int i = 0; i < inputShape.length; i++) {
      batch[i + 1] = inputShape[i];
    }
    INDArray x = normal(random, batch);
    network.outputSingle(x);
    double penalty = network.getLayer("code").calcRegularizationScore(true);
    double expected = squaredJacobian(network, x) / EXAMPLES;
    assertThat(penalty).isCloseTo(expected, within(1e-7 * expected + 1e-12));
  }

  /** Two rows for each input: one with more of it, one with less. */
  private static double squaredJacobian(ComputationGraph network, INDArray x) {
    double sum = 0;
    for (int n = 0; n < EXAMPLES; n++) {
      double[] example = x.slice(n).dup('c').reshape(-1).toDoubleVector();
      int inputs = example.length;
      double[] rows = new double[2 * inputs * inputs];
      for (int row = 0; row < 2 * inputs; row++) {
        System.arraycopy(example, 0, rows, row * inputs, inputs);
        rows[row * inputs + row / 2] += row % 2 == 0 ? STEP : -STEP;
      }
      long[] shape = x.shape().clone();
      shape[0] = 2L * inputs;
      INDArray codes = network.outputSingle(Nd4j.createFromArray(rows).reshape('c', shape));
      double[][] h = codes.reshape(2L * inputs, -1).toDoubleMatrix();
      for (int i = 0; i < inputs; i++) {
        for (int j = 0; j < h[0].length; j++) {
          double derivative = (h[2 * i][j] - h[2 * i + 1][j]) / (2 * STEP);
          sum += derivative * derivative;
        }
      }
    }
    return sum;
  }

  private static INDArray normal(Random random, long... shape) {
    INDArray a = Nd4j.create(DataType.DOUBLE, shape);
    for (long i = 0; i < a.length(); i++) {
      a.putScalar(i, random.nextGaussian());
    }
    return a;
  }
}
