package org.autoencoderzoo.internal.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.BiConsumer;
import org.autoencoderzoo.RandomExamples;
import org.autoencoderzoo.internal.ops.Ops.AdamStep;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.executioner.OpExecutioner.ExecutionerType;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Which operations are chosen; and the kernels against the reference, in one JVM. */
class OpsTest {

  private static final Ops HOST = new HostOps();
  private static final Ops REFERENCE = new Nd4jOps();

  @Test
  void backendChoosesUnlessThePropertyDoes() {
    assertThat(Ops.Chosen.of(null, ExecutionerType.NATIVE_CPU)).isInstanceOf(HostOps.class);
    assertThat(Ops.Chosen.of("host", ExecutionerType.NATIVE_CPU)).isInstanceOf(HostOps.class);
    assertThat(Ops.Chosen.of("nd4j", ExecutionerType.NATIVE_CPU))
        .isExactlyInstanceOf(Nd4jOps.class);
    assertThat(Ops.Chosen.of(null, ExecutionerType.CUDA)).isExactlyInstanceOf(Nd4jOps.class);
  }

  @Test
  void anotherValueOfThePropertyIsRefused() {
    assertThatThrownBy(() -> Ops.Chosen.of("cuda", ExecutionerType.CUDA))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The system property org.autoencoderzoo.ops is \"cuda\", must be nd4j or host");
    assertThatThrownBy(() -> Ops.Chosen.of("host", ExecutionerType.CUDA))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the backend is CUDA");
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 1",
    "4, 1, 1",
    "1, 9, 3",
    "5, 7, 7",
    "128, 1000, 25",
    "16, 300, 299",
    "3, 5000, 32"
  })
  void largestEntriesOfTheReferenceAreThoseOfTheKernel(int rows, int columns, int k) {
    for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
      INDArray a = RandomExamples.normal(type, rows, columns);
      assertThat(REFERENCE.largest(a, k)).isEqualTo(HOST.largest(a, k));
      assertThat(REFERENCE.largest(a.dup('f'), k)).isEqualTo(HOST.largest(a, k));
      INDArray ties = a.mul(2).castTo(DataType.INT32).castTo(type);
      assertThat(REFERENCE.largest(ties, k)).isEqualTo(HOST.largest(ties, k));
      INDArray equal = Nd4j.zeros(type, rows, columns);
      assertThat(REFERENCE.largest(equal, k)).isEqualTo(HOST.largest(equal, k));
    }
  }

  @Test
  void zeroWithASignAndInfinityHaveTheirPlaceInTheReference() {
    float infinity = Float.POSITIVE_INFINITY;
    INDArray rows =
        Nd4j.createFromArray(
            new float[][] {{-1, -0f, 0f, -2}, {1, infinity, -infinity, 2}, {-0f, 0f, 0f, -0f}});
    assertThat(REFERENCE.largest(rows, 1).toFloatMatrix())
        .isDeepEqualTo(new float[][] {{0, 1, 0, 0}, {0, 1, 0, 0}, {1, 0, 0, 0}});
    assertThat(REFERENCE.largest(rows, 2).toFloatMatrix())
        .isDeepEqualTo(new float[][] {{0, 1, 1, 0}, {0, 1, 0, 1}, {1, 1, 0, 0}});
  }

  @ParameterizedTest
  @CsvSource({"6, 10, 3", "16, 1000, 25", "3, 700, 700"})
  void unitsThatAreKeptAreThoseOfTheKernel(int rows, int columns, int k) {
    INDArray h = RandomExamples.normal(DataType.FLOAT, rows, columns);
    INDArray derivative = RandomExamples.uniform(DataType.FLOAT, rows, columns);
    for (boolean byMagnitude : new boolean[] {false, true}) {
      INDArray ofHost = h.dup();
      INDArray derivativeOfHost = derivative.dup();
      HOST.keepLargest(ofHost, derivativeOfHost, k, byMagnitude);
      INDArray ofReference = h.dup();
      INDArray derivativeOfReference = derivative.dup();
      REFERENCE.keepLargest(ofReference, derivativeOfReference, k, byMagnitude);
      assertThat(ofReference).isEqualTo(ofHost);
      assertThat(derivativeOfReference).isEqualTo(derivativeOfHost);
      HOST.keepLargest(ofHost.assign(h), null, k, byMagnitude);
      assertThat(ofReference).isEqualTo(ofHost);
    }
  }

  /** Also where the weights lie by row, for which no layer selects. */
  @ParameterizedTest
  @CsvSource({"c", "f"})
  void gradientOfASelectedCodeIsThatOfTheReference(char order) {
    INDArray x = RandomExamples.uniform(DataType.FLOAT, 8, 30);
    INDArray z = RandomExamples.uniform(DataType.FLOAT, 8, 100);
    INDArray epsilon = RandomExamples.normal(DataType.FLOAT, 8, 100);
    IActivation f = new ActivationSigmoid();
    INDArray h = HOST.activate(f, z.dup(), true);
    INDArray derivative = h.ulike();
    REFERENCE.derivative(f, h, derivative);
    INDArray dense = h.dup();
    REFERENCE.keepLargest(dense, derivative, 5, false);
    REFERENCE.codeGradient(derivative, epsilon, null, 1);
    INDArray expected = Nd4j.create(DataType.FLOAT, 30, 100);
    REFERENCE.weightGradient(
        Operand.of(x), Operand.of(derivative), new WeightGradient(expected, false));
    INDArray ofBias = Nd4j.create(DataType.FLOAT, 100);
    REFERENCE.biasGradient(derivative, ofBias);

    SelectedCode selected = HOST.select(z, f, 5, false).orElseThrow();
    assertThat(z).isEqualTo(dense);
    assertThat(REFERENCE.select(h, f, 5, false)).isEmpty();
    INDArray ofBiasOnHost = Nd4j.create(DataType.FLOAT, 100);
    Operand delta = selected.gradient(epsilon, ofBiasOnHost);
    assertClose(ofBiasOnHost, ofBias);
    assertClose(delta.array(), derivative);
    INDArray gradient = Nd4j.createUninitialized(DataType.FLOAT, new long[] {30, 100}, order);
    WeightGradient ofHost = new WeightGradient(gradient, false);
    HOST.weightGradient(Operand.of(x), delta, ofHost);
    assertClose(gradient, expected);
    HOST.weightGradient(Operand.of(x), delta, ofHost);
    assertClose(gradient, expected.mul(2));
  }

  @ParameterizedTest
  @EnumSource(
      value = Activation.class,
      names = {"IDENTITY", "SIGMOID", "TANH", "RELU", "ELU", "SOFTPLUS", "SWISH"})
  void activationsAndTheirDerivativesAreThoseOfTheReference(Activation activation) {
    IActivation f = activation.getActivationFunction();
    INDArray z = RandomExamples.normal(DataType.FLOAT, 20, 90).muli(3);
    INDArray[] ofHost = {z.dup(), z.ulike()};
    INDArray[] ofReference = {z.dup(), z.ulike()};
    assertClose(
        HOST.activate(f, ofHost[0], ofHost[1]),
        REFERENCE.activate(f, ofReference[0], ofReference[1]));
    assertClose(ofHost[1], ofReference[1]);
    assertClose(HOST.activate(f, z.dup(), false), ofReference[0]);
    INDArray before = z.dup();
    assertClose(HOST.activateInto(f, z, z.ulike()), ofReference[0]);
    assertClose(REFERENCE.activateInto(f, z, z.ulike()), ofReference[0]);
    assertThat(z).isEqualTo(before);
    if (ActivationForm.of(f) != ActivationForm.OTHER) {
      INDArray row = RandomExamples.normal(DataType.FLOAT, 1, 90);
      HOST.derivative(f, ofReference[0], ofHost[1]);
      assertClose(ofHost[1], ofReference[1]);
      assertClose(
          HOST.secondDerivative(f, ofReference[0], ofReference[1], OpsTest::newArray),
          REFERENCE.secondDerivative(f, ofReference[0], ofReference[1], OpsTest::newArray));
      assertClose(
          HOST.secondDerivativeTimes(f, ofReference[0], ofReference[1], row, OpsTest::newArray),
          REFERENCE.secondDerivativeTimes(
              f, ofReference[0], ofReference[1], row, OpsTest::newArray));
    }
  }

  private static INDArray newArray(long[] shape) {
    return Nd4j.createUninitialized(DataType.FLOAT, shape, 'c');
  }

  @ParameterizedTest
  @CsvSource({"c, 0.03", "c, 0.9", "f, 0.03", "f, 0.9"})
  void productsOfDenseAndSparseMatricesAreThoseOfTheReference(char order, double density) {
    INDArray uniform = RandomExamples.uniform(DataType.FLOAT, 20, 300);
    INDArray wide = uniform.mul(uniform.lt(density).castTo(DataType.FLOAT));
    INDArray narrow = RandomExamples.normal(DataType.FLOAT, 20, 40);
    INDArray w = RandomExamples.uniform(DataType.FLOAT, 300, 40).dup(order);
    INDArray v = RandomExamples.uniform(DataType.FLOAT, 40, 300).dup(order);
    INDArray ofNarrow = RandomExamples.normal(DataType.FLOAT, 40);
    List<BiConsumer<Ops, INDArray>> products =
        List.of(
            (ops, target) -> ops.product(Operand.of(wide), w, ofNarrow, target),
            (ops, target) -> ops.productTransposed(Operand.of(wide), v, ofNarrow, target),
            (ops, target) -> ops.product(Operand.of(wide), w, null, target));
    for (BiConsumer<Ops, INDArray> product : products) {
      INDArray ofHost = narrow.ulike();
      INDArray ofReference = narrow.ulike();
      product.accept(HOST, ofHost);
      product.accept(REFERENCE, ofReference);
      assertClose(ofHost, ofReference, 2e-3);
    }
    INDArray notZero = wide.neq(0).castTo(DataType.FLOAT);
    INDArray[] ofOps = {wide.ulike(), wide.ulike(), wide.ulike(), wide.ulike()};
    HOST.productWhereNotZero(Operand.of(narrow), v, Operand.of(wide), ofOps[0]);
    REFERENCE.productWhereNotZero(Operand.of(narrow), v, Operand.of(wide), ofOps[1]);
    HOST.productTransposedWhereNotZero(Operand.of(narrow), w, Operand.of(wide), ofOps[2]);
    REFERENCE.productTransposedWhereNotZero(Operand.of(narrow), w, Operand.of(wide), ofOps[3]);
    assertClose(ofOps[0].mul(notZero), ofOps[1].mul(notZero), 2e-3);
    assertClose(ofOps[2].mul(notZero), ofOps[3].mul(notZero), 2e-3);
  }

  @Test
  void lossesAndSumsAreThoseOfTheReference() {
    INDArray x = RandomExamples.uniform(DataType.FLOAT, 9, 70);
    INDArray z = RandomExamples.normal(DataType.FLOAT, 9, 70).muli(20);
    INDArray[] gradients = {z.ulike(), z.ulike()};
    double loss = REFERENCE.crossEntropy(x, z, gradients[0]);
    assertThat(HOST.crossEntropy(x, z, gradients[1])).isCloseTo(loss, within(1e-5 * loss));
    assertClose(gradients[1], gradients[0]);
    loss = REFERENCE.squaredError(x, z, gradients[0]);
    assertThat(HOST.squaredError(x, z, gradients[1])).isCloseTo(loss, within(1e-5 * loss));
    assertClose(gradients[1], gradients[0]);
    assertClose(HOST.squaredErrors(x, x.mul(x)), REFERENCE.squaredErrors(x, x.mul(x)));
    assertClose(HOST.sumOfSquares(x), REFERENCE.sumOfSquares(x));
    assertClose(HOST.sumOfChannels(x), REFERENCE.sumOfChannels(x));
    INDArray images = RandomExamples.uniform(DataType.FLOAT, 6, 36).reshape(6, 4, 3, 3);
    assertClose(HOST.sumOfChannels(images), REFERENCE.sumOfChannels(images));
    assertClose(HOST.sumOfSquares(images), REFERENCE.sumOfSquares(images));
  }

  /** The parameters before and behind those of the state stay as they are. */
  @Test
  void stepsOfAdamAreThoseOfTheReference() {
    INDArray[] parameters = new INDArray[2];
    Ops[] both = {HOST, REFERENCE};
    for (int i = 0; i < both.length; i++) {
      parameters[i] = RandomExamples.uniform(DataType.FLOAT, 1, 900);
      INDArray first = Nd4j.zeros(DataType.FLOAT, 600);
      INDArray second = Nd4j.zeros(DataType.FLOAT, 600);
      for (int iteration = 0; iteration < 3; iteration++) {
        INDArray gradient = RandomExamples.normal(DataType.FLOAT, 1, 900);
        AdamStep step = new AdamStep(0.01, 0.9, 0.999, 1e-8, iteration);
        both[i].adamDescend(parameters[i], gradient, 7, List.of(), 200, first, second, step);
      }
    }
    assertClose(parameters[0], parameters[1]);
    INDArray before = RandomExamples.uniform(DataType.FLOAT, 1, 900);
    INDArray difference = parameters[1].sub(before);
    assertThat(difference.get(NDArrayIndex.all(), NDArrayIndex.interval(0, 200)).any()).isFalse();
    assertThat(difference.get(NDArrayIndex.all(), NDArrayIndex.interval(800, 900)).any()).isFalse();
    assertThat(difference.get(NDArrayIndex.all(), NDArrayIndex.interval(200, 800)).all()).isTrue();
  }

  @Test
  void gatheredRowsAndRangesAreThoseOfTheReference() {
    INDArray x = RandomExamples.normal(DataType.FLOAT, 12, 24).reshape(12, 2, 3, 4);
    int[] order = {3, 11, 0, 7, 7, 2};
    INDArray ofHost = newArray(new long[] {4, 2, 3, 4});
    INDArray ofReference = newArray(new long[] {4, 2, 3, 4});
    HOST.gather(x, order, 1, ofHost);
    REFERENCE.gather(x, order, 1, ofReference);
    assertThat(ofReference).isEqualTo(ofHost);
    REFERENCE.gather(x.dup('f'), order, 1, ofReference.assign(0));
    assertThat(ofReference).isEqualTo(ofHost);
    for (Ops ops : new Ops[] {HOST, REFERENCE}) {
      assertThat(ops.areWithin(x, -9, 9)).isTrue();
      assertThat(ops.areWithin(x, 0, 9)).isFalse();
      assertThat(ops.areFinite(x)).isTrue();
      INDArray spoilt = x.dup();
      spoilt.putScalar(5, Double.NaN);
      assertThat(ops.areFinite(spoilt)).isFalse();
    }
  }

  private static void assertClose(INDArray actual, INDArray expected) {
    assertClose(actual, expected, 2e-5);
  }

  private static void assertClose(INDArray actual, INDArray expected, double tolerance) {
    assertThat(actual.shape()).containsExactly(expected.shape());
    assertThat(actual.dup('c').equalsWithEps(expected.dup('c'), tolerance)).isTrue();
  }
}
