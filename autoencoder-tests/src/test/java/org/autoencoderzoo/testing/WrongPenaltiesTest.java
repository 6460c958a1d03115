package org.autoencoderzoo.testing;

import java.util.List;
import java.util.stream.Stream;
import org.autoencoderzoo.penalties.Encoding;
import org.autoencoderzoo.penalties.Penalty;
import org.autoencoderzoo.testing.FaultyPenalty.Fault;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/** {@link PenaltyChecks} refuse penalties that are wrong in one thing, and pass the right one. */
class WrongPenaltiesTest {

  private static final List<WrongPart> PARTS =
      List.of(
          wrong(
              "gradient of half the size",
              Fault.GRADIENT_HALVED,
              "dense: gradient as the first",
              "convolution: gradient in a list"),
          wrong(
              "gradient of the wrong sign",
              Fault.GRADIENT_OF_WRONG_SIGN,
              "dense: gradient as a later",
              "gradient on a tied"),
          wrong("no gradient", Fault.NO_GRADIENT, "dense: gradient in a list"),
          wrong(
              "no gradient of the weights' norms",
              Fault.NO_WEIGHT_GRADIENT,
              "gradient on a tied dense encoder with weight decay",
              "gradient on a tied convolution with weight decay"),
          wrong(
              "divided by all rows",
              Fault.DIVIDED_BY_ROWS,
              "dense: the penalty is a mean over the rows that count",
              "convolution: the penalty is a mean over the rows that count"),
          wrong(
              "not divided by the examples",
              Fault.NOT_DIVIDED,
              "the penalty is a mean over the rows that count"),
          wrong(
              "gradient divided by the height of a map",
              Fault.MEAN_OVER_POSITIONS,
              "convolution: gradient as the first"),
          wrong("code changed in place", Fault.CODE_CHANGED, "dense: gradient as the first"),
          wrong(
              "code kept for the next batch", Fault.CODE_KEPT, "dense: workspaces change nothing"),
          wrong(
              "numbers of the generator that all share",
              Fault.SHARED_RANDOM_NUMBERS,
              "dense: gradient as the first",
              "dense: a saved network goes on training alike"),
          wrong(
              "state kept between batches",
              Fault.STATE_KEPT,
              "dense: a saved network goes on training alike",
              "dense: a clone goes on training alike"),
          wrong(
              "value rounded to single precision",
              Fault.ROUNDED_TO_FLOAT,
              "dense: gradient as the first"),
          wrong(
              "float read as double",
              Fault.FLOAT_READ_AS_DOUBLE,
              "dense: gradient in single precision",
              "convolution: gradient in single precision"),
          wrong("setting lost in JSON", new FaultyPenalty.Lost(0.3), "JSON keeps every setting"),
          wrong(
              "equals blind to a setting",
              new FaultyPenalty.Blind(0.3),
              "equals looks at every setting"));

  @TestFactory
  Stream<DynamicNode> wrongPenaltiesAreRefused() {
    return PARTS.stream().map(WrongPart::test);
  }

  @TestFactory
  Stream<DynamicTest> rightPenaltyPasses() {
    return PenaltyChecks.of(Activation.SIGMOID, new FaultyPenalty(0.3, Fault.NONE));
  }

  /** Its curvature is high, and a gradient that is small has the rounding of a large score. */
  @TestFactory
  Stream<DynamicTest> rightPenaltyOfHighCurvaturePasses() {
    return PenaltyChecks.of(Activation.SIGMOID, new SmoothAbsoluteValue(0.3));
  }

  /** {@code lambda / N sum_n sum_j (h_nj^2 + 0.01)^1/2}. */
  record SmoothAbsoluteValue(@JsonProperty("lambda") double lambda) implements Penalty {
    @Override
    public double apply(Encoding encoding) {
      INDArray h = encoding.code();
      double weight = lambda / encoding.examples();
      INDArray roots = Transforms.sqrt(h.mul(h).addi(0.01), false);
      encoding.addCodeGradient(h.div(roots).muli(weight));
      return weight * roots.subi(0.1).sumNumber().doubleValue();
    }
  }

  /** Beside those of layers, which {@link WrongLayersTest} covers. */
  @Test
  void everyCheckRefusesAWrongPenalty() {
    WrongPart.assertEveryCheckRefusesOne(
        PenaltyChecks.of(Activation.SIGMOID, new FaultyPenalty(0.3, Fault.NONE))
            .filter(check -> !check.getDisplayName().matches("(dense|convolution): .*")),
        PARTS);
  }

  private static WrongPart wrong(String fault, Fault which, String... refusedBy) {
    return wrong(fault, new FaultyPenalty(0.3, which), refusedBy);
  }

  private static WrongPart wrong(String fault, Penalty penalty, String... refusedBy) {
    return new WrongPart(fault, () -> PenaltyChecks.of(Activation.SIGMOID, penalty), refusedBy);
  }
}
