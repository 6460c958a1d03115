package org.autoencoderzoo.losses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;

import java.io.IOException;
import java.util.stream.Stream;
import org.autoencoderzoo.RandomExamples;
import org.autoencoderzoo.layers.Dense;
import org.autoencoderzoo.layers.TiedDecoder;
import org.autoencoderzoo.testing.LossChecks;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/** Numbers and categories in one row: the kit, closed forms, masks, and what is refused. */
class ColumnsLossTest {

  private static final IActivation IDENTITY = Activation.IDENTITY.getActivationFunction();
  private static final IActivation SIGMOID = Activation.SIGMOID.getActivationFunction();

  @TestFactory
  Stream<DynamicNode> kit() {
    return Stream.of(
        dynamicContainer(
            "squared error beside two categories",
            LossChecks.of(
                new ColumnsLoss(new SquaredError(), groups(1, 3, 3, 5)),
                new GroupSoftmax(IDENTITY, groups(1, 3, 3, 5)),
                (x, y) ->
                    new double[] {
                      (y[0] - x[0]) * (y[0] - x[0]),
                      -x[1] * Math.log(y[1]),
                      -x[2] * Math.log(y[2]),
                      -x[3] * Math.log(y[3]),
                      -x[4] * Math.log(y[4])
                    })),
        dynamicContainer(
            "Bernoulli cross-entropy around a category",
            LossChecks.of(
                new ColumnsLoss(new BernoulliCrossEntropy(), groups(1, 4)),
                new GroupSoftmax(SIGMOID, groups(1, 4)),
                (x, y) ->
                    new double[] {
                      -x[0] * Math.log(y[0]) - (1 - x[0]) * Math.log(1 - y[0]),
                      -x[1] * Math.log(y[1]),
                      -x[2] * Math.log(y[2]),
                      -x[3] * Math.log(y[3]),
                      -x[4] * Math.log(y[4]) - (1 - x[4]) * Math.log(1 - y[4])
                    })),
        dynamicContainer(
            "squared error of a sigmoid beside a category",
            LossChecks.of(
                new ColumnsLoss(new SquaredError(), groups(0, 3)),
                new GroupSoftmax(SIGMOID, groups(0, 3)),
                (x, y) ->
                    new double[] {
                      -x[0] * Math.log(y[0]),
                      -x[1] * Math.log(y[1]),
                      -x[2] * Math.log(y[2]),
                      (y[3] - x[3]) * (y[3] - x[3]),
                      (y[4] - x[4]) * (y[4] - x[4])
                    })));
  }

  /** {first, end, first, end, ...} */
  private static int[][] groups(int... bounds) {
    int[][] groups = new int[bounds.length / 2][];
    for (int i = 0; i < groups.length; i++) {
      groups[i] = new int[] {bounds[2 * i], bounds[2 * i + 1]};
    }
    return groups;
  }

  @Test
  void categoryOfThreeLevelsHasTheCrossEntropyOfTheClosedForm() {
    double[] logits = {0.3, -1.2, 2.0};
    double normalizer = Math.log(Math.exp(0.3) + Math.exp(-1.2) + Math.exp(2.0));
    for (DataType type : new DataType[] {DataType.DOUBLE, DataType.FLOAT}) {
      double tolerance = type == DataType.DOUBLE ? 1e-12 : 1e-6;
      INDArray z = Nd4j.createFromArray(new double[][] {logits}).castTo(type);
      for (int level = 0; level < 3; level++) {
        INDArray x = Nd4j.zeros(type, 1, 3).putScalar(0, level, 1);
        ColumnsLoss loss = new ColumnsLoss(new SquaredError(), groups(0, 3));
        IActivation f = new GroupSoftmax(IDENTITY, groups(0, 3));
        double expected = normalizer - logits[level];
        assertThat(loss.computeScore(x, z, f, null, false)).isCloseTo(expected, within(tolerance));
        INDArray each = loss.featureLoss(x, z, f.getActivation(z.dup(), false));
        for (int i = 0; i < 3; i++) { // It stands in the unit of the level.
          assertThat(each.getDouble(0, i)).isCloseTo(i == level ? expected : 0, within(tolerance));
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"1000, -1000", "-1000, 1000", "0, 1e30"})
  void lossIsFiniteAtAnyLogit(double first, double second) {
    for (DataType type : new DataType[] {DataType.DOUBLE, DataType.FLOAT}) {
      INDArray z = Nd4j.createFromArray(new double[][] {{first, second, 0}}).castTo(type);
      INDArray x = Nd4j.createFromArray(new double[][] {{1, 0, 0}}).castTo(type);
      Pair<Double, INDArray> both =
          new ColumnsLoss(new SquaredError(), groups(0, 2))
              .computeGradientAndScore(x, z, new GroupSoftmax(IDENTITY, groups(0, 2)), null, false);
      assertThat(both.getFirst()).isCloseTo(Math.max(0, second - first), within(1e24));
      assertThat(both.getFirst()).isFinite();
      double wrong = second > first ? 1 : 0;
      assertThat(both.getSecond().toDoubleVector()).containsExactly(0 - wrong, wrong, 0);
    }
  }

  /** Floats go through the kernel of the CPU, doubles through ND4J's operations. */
  @ParameterizedTest
  @CsvSource({"1, 7", "5, 40", "64, 700", "9, 1"})
  void lossesOfFloatsEqualThoseOfDoubles(int rows, int units) {
    int[][] groups = units == 1 ? groups(0, 1) : groups(0, 2, 3, 4, units - 3, units);
    INDArray x = RandomExamples.uniform(DataType.DOUBLE, rows, units);
    INDArray z = RandomExamples.normal(DataType.DOUBLE, rows, units).muli(20);
    INDArray ofUnits = RandomExamples.uniform(DataType.DOUBLE, rows, units);
    ofUnits.muli(ofUnits.gt(0.3)).addi(ofUnits.gt(0.8).castTo(DataType.DOUBLE)).muli(ofUnits.lt(1));
    INDArray ofRows = RandomExamples.uniform(DataType.DOUBLE, rows, 1);
    for (ReconstructionLoss numbers :
        new ReconstructionLoss[] {
          new SquaredError(), new BernoulliCrossEntropy(), new Huber(0.3)
        }) {
      IActivation f =
          new GroupSoftmax(numbers instanceof BernoulliCrossEntropy ? SIGMOID : IDENTITY, groups);
      ColumnsLoss loss = new ColumnsLoss(numbers, groups);
      for (INDArray mask : new INDArray[] {null, ofUnits, ofRows}) {
        INDArray floats = z.castTo(DataType.FLOAT);
        INDArray ofMask = mask == null ? null : mask.castTo(DataType.FLOAT);
        var expected = loss.computeGradientAndScore(x, z, f, mask, false);
        var actual =
            loss.computeGradientAndScore(x.castTo(DataType.FLOAT), floats, f, ofMask, false);
        assertThat(actual.getFirst())
            .isCloseTo(expected.getFirst(), within(2e-6 * expected.getFirst()));
        assertClose(actual.getSecond(), expected.getSecond());
        assertClose(
            loss.computeGradient(x.castTo(DataType.FLOAT), floats, f, ofMask),
            expected.getSecond());
        INDArray rowsOfDoubles = loss.computeScoreArray(x, z, f, mask);
        INDArray rowsOfFloats = loss.computeScoreArray(x.castTo(DataType.FLOAT), floats, f, ofMask);
        double largest = rowsOfDoubles.amaxNumber().doubleValue();
        INDArray differences = rowsOfFloats.castTo(DataType.DOUBLE).sub(rowsOfDoubles);
        assertThat(differences.amaxNumber().doubleValue()).isLessThan(2e-6 * (1 + largest));
        assertClose(floats, z);
        assertClose(f.getActivation(floats, false), f.getActivation(z.dup(), false));
      }
    }
  }

  private static void assertClose(INDArray floats, INDArray doubles) {
    assertThat(floats.castTo(DataType.DOUBLE).equalsWithEps(doubles, 2e-5)).isTrue();
  }

  /** Losses of numbers alone take the same way where cells are missing. */
  @ParameterizedTest
  @CsvSource({"1, 7", "5, 40", "64, 700"})
  void maskedLossesOfFloatsEqualThoseOfDoubles(int rows, int units) {
    INDArray x = RandomExamples.uniform(DataType.DOUBLE, rows, units);
    INDArray z = RandomExamples.normal(DataType.DOUBLE, rows, units).muli(20);
    INDArray ofUnits = RandomExamples.uniform(DataType.DOUBLE, rows, units);
    ofUnits.muli(ofUnits.gt(0.3));
    INDArray ofRows = RandomExamples.uniform(DataType.DOUBLE, rows, 1);
    for (ReconstructionLoss loss :
        new ReconstructionLoss[] {new SquaredError(), new BernoulliCrossEntropy()}) {
      IActivation f = loss instanceof BernoulliCrossEntropy ? SIGMOID : IDENTITY;
      for (INDArray mask : new INDArray[] {ofUnits, ofRows}) {
        var expected = loss.computeGradientAndScore(x, z, f, mask, false);
        INDArray floats = x.castTo(DataType.FLOAT);
        INDArray ofMask = mask.castTo(DataType.FLOAT);
        var actual =
            loss.computeGradientAndScore(floats, z.castTo(DataType.FLOAT), f, ofMask, false);
        assertThat(actual.getFirst())
            .isCloseTo(expected.getFirst(), within(2e-6 * expected.getFirst()));
        assertClose(actual.getSecond(), expected.getSecond());
      }
    }
  }

  /** Whatever stands in the missing cells, and whatever is said of them. */
  @Test
  void missingCellsHaveNoLossAndNoGradientAtAll() {
    int[][] groups = groups(1, 4, 4, 6);
    IActivation f = new GroupSoftmax(IDENTITY, groups);
    ColumnsLoss loss = new ColumnsLoss(new SquaredError(), groups);
    for (DataType type : new DataType[] {DataType.DOUBLE, DataType.FLOAT}) {
      INDArray x = RandomExamples.uniform(type, 6, 8);
      INDArray z = RandomExamples.normal(type, 6, 8);
      INDArray mask = Nd4j.ones(type, 6, 8);
      long[][] missing = {{0, 1}, {0, 2}, {0, 3}, {2, 0}, {3, 4}, {3, 5}, {5, 7}};
      for (long[] cell : missing) {
        mask.putScalar(cell, 0);
      }
      var before = loss.computeGradientAndScore(x, z, f, mask, false);
      INDArray gradient = before.getSecond().dup();
      INDArray rows = loss.computeScoreArray(x, z, f, mask).dup();
      double seen = 0;
      INDArray each = loss.featureLoss(x, z, f.getActivation(z.dup(), false));
      for (long n = 0; n < 6; n++) {
        for (long i = 0; i < 8; i++) {
          seen += mask.getDouble(n, i) == 0 ? 0 : each.getDouble(n, i);
        }
      }
      assertThat(before.getFirst()).isCloseTo(seen, within(1e-5));
      for (long[] cell : missing) {
        assertThat(gradient.getDouble(cell)).isZero();
        x.putScalar(cell, 17.5);
        z.putScalar(cell, -3.25);
      }
      var after = loss.computeGradientAndScore(x, z, f, mask, false);
      assertThat(after.getFirst()).isEqualTo(before.getFirst());
      assertThat(after.getSecond()).isEqualTo(gradient);
      assertThat(loss.computeScoreArray(x, z, f, mask)).isEqualTo(rows);
    }
  }

  @Test
  void activationIsSoftmaxInEachGroupAndItsDerivativeThatOfDifferences() {
    for (IActivation numbers : new IActivation[] {IDENTITY, SIGMOID}) {
      GroupSoftmax f = new GroupSoftmax(numbers, groups(1, 4, 5, 7));
      INDArray z = RandomExamples.normal(DataType.DOUBLE, 3, 8);
      INDArray y = f.getActivation(z.dup(), false);
      for (int[] group : f.groups()) {
        double[] row = z.getRow(1).toDoubleVector();
        double sum = 0;
        for (int i = group[0]; i < group[1]; i++) {
          sum += Math.exp(row[i]);
        }
        for (int i = group[0]; i < group[1]; i++) {
          assertThat(y.getDouble(1, i)).isCloseTo(Math.exp(row[i]) / sum, within(1e-12));
        }
      }
      assertThat(y.getDouble(2, 4))
          .isCloseTo(
              numbers == IDENTITY ? z.getDouble(2, 4) : 1 / (1 + Math.exp(-z.getDouble(2, 4))),
              within(1e-12));
      INDArray epsilon = RandomExamples.uniform(DataType.DOUBLE, 3, 8);
      INDArray gradient = f.backprop(z.dup(), epsilon).getFirst();
      for (int i = 0; i < 8; i++) {
        INDArray up = f.getActivation(z.dup().putScalar(1, i, z.getDouble(1, i) + 1e-5), true);
        INDArray down = f.getActivation(z.dup().putScalar(1, i, z.getDouble(1, i) - 1e-5), true);
        double slope = up.sub(down).muli(epsilon).sumNumber().doubleValue() / 2e-5;
        assertThat(gradient.getDouble(1, i)).isCloseTo(slope, within(1e-8));
      }
    }
  }

  @Test
  void groupsArePlainNumbersInJson() throws IOException {
    ObjectMapper mapper = NeuralNetConfiguration.mapper();
    ColumnsLoss loss = new ColumnsLoss(new Huber(0.5), groups(2, 5, 7, 9));
    String json = mapper.writeValueAsString(loss).replaceAll("\\s", "");
    assertThat(json)
        .isEqualTo(
            "{\"@class\":\"org.autoencoderzoo.losses.ColumnsLoss\",\"groups\":[[2,5],[7,9]],"
                + "\"numbers\":{\"@class\":\"org.autoencoderzoo.losses.Huber\",\"delta\":0.5}}");
    assertThat(mapper.readValue(json, ILossFunction.class)).isEqualTo(loss).hasSameHashCodeAs(loss);
    GroupSoftmax f = new GroupSoftmax(SIGMOID, groups(2, 5, 7, 9));
    json = mapper.writeValueAsString(f).replaceAll("\\s", "");
    assertThat(json).contains("\"groups\":[[2,5],[7,9]]");
    assertThat(mapper.readValue(json, IActivation.class))
        .isEqualTo(f)
        .hasSameHashCodeAs(f)
        .hasToString("softmax in [[2, 5], [7, 9]], sigmoid elsewhere")
        .isNotEqualTo(new GroupSoftmax(SIGMOID, groups(2, 5, 7, 10)))
        .isNotEqualTo(new GroupSoftmax(IDENTITY, groups(2, 5, 7, 9)));
  }

  @Test
  void whatIsNoListOfGroupsIsRefused() {
    assertRefused("groups is null, must be given", (int[][]) null);
    assertRefused("groups is empty, must hold at least one");
    assertRefused("groups[1] is null, must be the first unit and the end", new int[] {0, 2}, null);
    assertRefused(
        "groups[0] is [1, 2, 3], must be the first unit and the end", new int[] {1, 2, 3});
    assertRefused("groups[0][0] is -1, must be 0 to 999999", new int[] {-1, 2});
    assertRefused("groups[0][1] is 3, must be 4 to 1000000", new int[] {3, 3});
    assertRefused("groups[1][0] is 2, must be 3 to 999999", new int[] {0, 3}, new int[] {2, 5});
    assertRefused(
        "groups[0][1] is 2147483647, must be 1 to 1000000", new int[] {0, Integer.MAX_VALUE});
  }

  private static void assertRefused(String message, int[]... groups) {
    assertThatThrownBy(() -> new ColumnsLoss(new SquaredError(), groups))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
    assertThatThrownBy(() -> new GroupSoftmax(IDENTITY, groups))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void lossAndActivationMustHaveTheSameGroupsAndFitEachOther() {
    ColumnsLoss loss = new ColumnsLoss(new BernoulliCrossEntropy(), groups(0, 2));
    loss.checkActivation(new GroupSoftmax(SIGMOID, groups(0, 2)));
    for (IActivation other : new IActivation[] {SIGMOID, new GroupSoftmax(SIGMOID, groups(0, 3))}) {
      assertThatThrownBy(() -> loss.checkActivation(other))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "ColumnsLoss is computed from logits: the output activation must be a GroupSoftmax"
                  + " with the groups [[0, 2]], not "
                  + other);
    }
    assertThatThrownBy(() -> loss.checkActivation(new GroupSoftmax(IDENTITY, groups(0, 2))))
        .hasMessageContaining("must be sigmoid, not identity");
    assertThatThrownBy(() -> new ColumnsLoss(loss, groups(0, 2)))
        .hasMessage("numbers is a ColumnsLoss; give the loss of a number");
    assertThatThrownBy(
            () -> new GroupSoftmax(new GroupSoftmax(SIGMOID, groups(0, 2)), groups(0, 2)))
        .hasMessage("numbers is a GroupSoftmax; give one elementwise");
  }

  @Test
  void outputsWithFewerUnitsThanTheGroupsAreRefused() {
    INDArray z = Nd4j.zeros(DataType.FLOAT, 2, 3);
    GroupSoftmax f = new GroupSoftmax(IDENTITY, groups(1, 4));
    String message = "The output has shape [2, 3], must be [N, D] with D at least 4";
    assertThatThrownBy(() -> f.getActivation(z, false)).hasMessageContaining(message);
    assertThatThrownBy(
            () ->
                new ColumnsLoss(new SquaredError(), groups(1, 4))
                    .computeGradientAndScore(z, z, f, null, true))
        .hasMessageContaining(message);
  }

  @Test
  void softmaxInGroupsIsForTheOutputAlone() {
    GroupSoftmax f = new GroupSoftmax(IDENTITY, groups(1, 4));
    String message =
        "activation is softmax in [[1, 4]], identity elsewhere, which is for the output alone";
    assertThatThrownBy(() -> Dense.builder().nIn(4).nOut(4).activation(f).build())
        .hasMessageContaining(message);
    assertThatThrownBy(() -> new TiedDecoder("code", new long[] {4}, f))
        .hasMessageContaining(message);
  }
}
