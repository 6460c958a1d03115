package org.autoencoderzoo.internal.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.autoencoderzoo.RandomExamples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Each kernel against the operations of ND4J that it stands for, also on views. */
class KernelsTest {

  @ParameterizedTest
  @CsvSource({"1, 20, 3", "5, 40, 17", "128, 1000, 784", "33, 4097, 9"})
  void productsOfSparseRows(int rows, int columns, int size) {
    INDArray code = code(rows, columns, 0.05);
    INDArray x = RandomExamples.normal(DataType.FLOAT, rows, size);
    INDArray vectors = RandomExamples.uniform(DataType.FLOAT, columns, size);
    SparseRows sparse = SparseRows.of(code).orElseThrow();

    INDArray target = Nd4j.rand(DataType.FLOAT, rows, size);
    sparse.times(vectors, target);
    assertClose(target, code.mmul(vectors));

    INDArray gradient = Nd4j.rand(DataType.FLOAT, columns, size);
    INDArray before = gradient.dup();
    sparse.addTransposedTimes(x, SparseGradient.dense(gradient));
    assertClose(gradient, before.add(code.transpose().mmul(x)));

    gradient.assign(Double.NaN);
    SparseGradient ofUsed = new SparseGradient(gradient);
    sparse.addTransposedTimes(x, ofUsed);
    sparse.addTransposedTimes(x, ofUsed);
    ofUsed.complete();
    assertClose(gradient, code.transpose().mmul(x).mul(2));

    INDArray products = Nd4j.rand(DataType.FLOAT, rows, columns);
    sparse.innerProductsWhereNotZero(x, vectors, products);
    INDArray notZero = code.neq(0).castTo(DataType.FLOAT);
    assertClose(products, x.mmul(vectors.transpose()).mul(notZero));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 511, 512, 70_000, 200_000})
  void extremesOfAnyPlace(int length) {
    INDArray x = RandomExamples.normal(DataType.FLOAT, 1, length);
    assertThat(Extremes.of(x).least()).isEqualTo(x.minNumber().floatValue());
    assertThat(Extremes.of(x).greatest()).isEqualTo(x.maxNumber().floatValue());
    for (int place : new int[] {0, length / 2, length - 1}) {
      INDArray spoilt = x.dup();
      spoilt.putScalar(place, Float.NEGATIVE_INFINITY);
      assertThat(Extremes.of(spoilt).least()).isEqualTo(Float.NEGATIVE_INFINITY);
      spoilt.putScalar(place, Float.NaN);
      assertThat(Extremes.of(spoilt).least()).isNaN();
      assertThat(Extremes.of(spoilt).greatest()).isNaN();
    }
  }

  @Test
  void gatheredRowsAreThoseOfTheOrder() {
    INDArray x = RandomExamples.normal(DataType.FLOAT, 20, 2, 3, 4);
    INDArray view = x.get(NDArrayIndex.interval(5, 15));
    INDArray target = Nd4j.rand(DataType.FLOAT, 3, 2, 3, 4);
    Rows.gather(view, new int[] {9, 4, 0, 7}, 1, target);
    for (int i = 0; i < 3; i++) {
      int row = new int[] {4, 0, 7}[i];
      assertThat(target.slice(i)).isEqualTo(x.slice(5 + row));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 1000})
  void eachTaskRunsOnceWithTheMemoryOfAThread(int tasks) {
    AtomicIntegerArray runs = new AtomicIntegerArray(1000);
    AtomicInteger memories = new AtomicInteger();
    HostMemory.parallel(
        tasks,
        () -> {
          memories.getAndIncrement();
          return Thread.currentThread();
        },
        (owner, task) -> {
          runs.getAndIncrement(task);
          assertThat(owner).isSameAs(Thread.currentThread());
        });
    for (int task = 0; task < runs.length(); task++) {
      assertThat(runs.get(task)).isEqualTo(task < tasks ? 1 : 0);
    }
    assertThat(memories.get())
        .isBetween(Math.min(tasks, 1), Math.min(tasks, Runtime.getRuntime().availableProcessors()));
  }

  @ParameterizedTest
  @CsvSource({"1, 20", "128, 1000", "3, 16384"})
  void entriesOfSparseRows(int rows, int columns) {
    INDArray code = code(rows, columns, 0.05);
    INDArray dense = RandomExamples.normal(DataType.FLOAT, rows, columns);
    SparseRows sparse = SparseRows.of(code).orElseThrow();

    INDArray sum = Nd4j.rand(DataType.FLOAT, columns);
    sparse.sumRows(sum);
    assertClose(sum, code.sum(0));
    sparse.multipliedBy(dense).sumRows(sum);
    assertClose(sum, code.mul(dense).sum(0));
    SparseRows squares =
        sparse.map(
            (in, target, count) -> {
              for (int i = 0; i < count; i++) {
                target[i] = in[i] * in[i];
              }
            });
    squares.sumRows(sum);
    assertClose(sum, code.mul(code).sum(0));
  }

  @Test
  void denseMatricesAreLeftAlone() {
    assertThat(SparseRows.of(RandomExamples.normal(DataType.FLOAT, 9, 50))).isEmpty();
    assertThat(SparseRows.of(code(9, 50, 0.5))).isEmpty();
    INDArray firstRowsZero = RandomExamples.normal(DataType.FLOAT, 9, 50);
    firstRowsZero.get(NDArrayIndex.interval(0, 3)).assign(0);
    assertThat(SparseRows.of(firstRowsZero)).isEmpty();
    INDArray code = code(9, 50, 0.02);
    assertThat(SparseRows.of(code).orElseThrow().dense()).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "3, 7", "128, 1000", "4, 5000"})
  void elementwiseOperations(int rows, int columns) {
    INDArray larger = RandomExamples.normal(DataType.FLOAT, rows + 2, columns);
    INDArray a = larger.get(NDArrayIndex.interval(1, rows + 1));
    INDArray row = RandomExamples.uniform(DataType.FLOAT, columns);

    INDArray expected = a.addRowVector(row);
    INDArray margins = larger.get(NDArrayIndex.point(0)).dup();
    Elementwise.addToChannels(a, row);
    assertClose(a, expected);
    assertThat(larger.get(NDArrayIndex.point(0))).isEqualTo(margins);

    INDArray sum = Nd4j.create(DataType.FLOAT, columns);
    ChannelSums.of(a, sum);
    assertClose(sum, a.sum(0));

    INDArray b = Nd4j.rand(DataType.FLOAT, rows, columns);
    INDArray product = a.mul(b);
    Elementwise.apply(
        a,
        b,
        (in, target, count) -> {
          for (int i = 0; i < count; i++) {
            target[i] *= in[i];
          }
        });
    assertClose(b, product);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 1, 1",
    "3, 5, 2, 7",
    "64, 16, 14, 14",
    "64, 8, 7, 7",
    "9, 1, 28, 28",
    "2, 3, 40, 60"
  })
  void biasesOfChannels(int examples, int channels, int height, int width) {
    INDArray images = RandomExamples.normal(DataType.FLOAT, examples, channels * height * width);
    images = images.reshape(examples, channels, height, width);
    INDArray bias = RandomExamples.uniform(DataType.FLOAT, channels);
    INDArray expected = images.add(bias.reshape(1, channels, 1, 1));
    Elementwise.addToChannels(images, bias);
    assertThat(images.equalsWithEps(expected, 1e-6)).isTrue();

    INDArray sums = Nd4j.rand(DataType.FLOAT, channels);
    ChannelSums.of(images, sums);
    INDArray ofNd4j = images.castTo(DataType.DOUBLE).sum(0, 2, 3);
    double distance = sums.castTo(DataType.DOUBLE).distance2(ofNd4j);
    assertThat(distance).isLessThan(1e-5 * ofNd4j.norm2Number().doubleValue());
  }

  static Stream<Arguments> functions() {
    return Stream.of(
        arguments("logistic", f(Exponential::logistic), d(z -> 1 / (1 + Math.exp(-z)))),
        arguments("tanh", f(Exponential::tanh), d(Math::tanh)),
        arguments("elu", f(Exponential::elu), d(z -> z > 0 ? z : Math.expm1(z))));
  }

  private static Elementwise.Function f(Elementwise.Function function) {
    return function;
  }

  private static DoubleUnaryOperator d(DoubleUnaryOperator function) {
    return function;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("functions")
  void functionsAreExactToTheLastDigitButOne(
      String name, Elementwise.Function function, DoubleUnaryOperator exact) {
    float[] some = {-200, -88, -20, -5, -1, -1e-3f, -1e-9f, 0, 1e-12f, 1e-3f, 1, 5, 20, 88, 200};
    INDArray many = RandomExamples.normal(DataType.FLOAT, 30_000).mul(6);
    for (INDArray z : List.of(Nd4j.createFromArray(some), many)) {
      double[] expected = Arrays.stream(z.toDoubleVector()).map(exact).toArray();
      Elementwise.transform(z, function);
      double[] actual = z.toDoubleVector();
      for (int i = 0; i < expected.length; i++) {
        assertThat(actual[i])
            .isCloseTo(expected[i], within(0x1p-22 * Math.abs(expected[i]) + 1e-37));
      }
    }
    INDArray notANumber = Nd4j.createFromArray(new float[] {Float.NaN, 1});
    Elementwise.transform(notANumber, function);
    assertThat(notANumber.getDouble(0)).isNaN();
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "7, 3", "784, 1000"})
  void operationsOnTheColumnsOfAMatrix(int size, int columns) {
    INDArray w = RandomExamples.normal(DataType.FLOAT, size, columns).dup('f');
    INDArray norms = Nd4j.create(DataType.FLOAT, 1, columns);
    Vectors.squaredNorms(w, norms);
    assertClose(norms, w.mul(w).sum(true, 0));
    INDArray target = RandomExamples.uniform(DataType.FLOAT, size, columns).dup('f');
    INDArray scales = RandomExamples.normal(DataType.FLOAT, columns);
    INDArray expected = target.add(w.mulRowVector(scales).mul(2));
    Vectors.addScaled(w, scales, 2, target);
    assertClose(target, expected);
  }

  @ParameterizedTest
  @CsvSource({"6, 10, 3", "16, 1000, 25", "4, 16384, 32", "3, 700, 700"})
  void keepingTheLargestEntriesIsMultiplyingByTheirMask(int rows, int columns, int k) {
    INDArray h = RandomExamples.normal(DataType.FLOAT, rows, columns);
    INDArray derivative = RandomExamples.uniform(DataType.FLOAT, rows, columns);
    for (boolean byMagnitude : new boolean[] {false, true}) {
      INDArray mask =
          LargestEntries.mask(
              byMagnitude ? org.nd4j.linalg.ops.transforms.Transforms.abs(h) : h, k);
      INDArray kept = h.dup();
      SparseRows left = LargestEntries.keep(kept, k, byMagnitude);
      assertThat(kept).isEqualTo(h.mul(mask));
      INDArray keptDerivative = derivative.dup();
      left.keepOnly(keptDerivative);
      assertThat(keptDerivative).isEqualTo(derivative.mul(mask));
    }
  }

  private static INDArray code(int rows, int columns, double density) {
    INDArray uniform = RandomExamples.uniform(DataType.FLOAT, rows, columns);
    INDArray keep = uniform.lt(density).castTo(DataType.FLOAT);
    return RandomExamples.normal(DataType.FLOAT, rows, columns).muli(keep);
  }

  private static void assertClose(INDArray actual, INDArray expected) {
    assertThat(actual.shape()).containsExactly(expected.shape());
    assertThat(actual.dup('c').equalsWithEps(expected.dup('c'), 2e-4)).isTrue();
  }
}
