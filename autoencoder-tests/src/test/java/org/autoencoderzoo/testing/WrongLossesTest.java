package org.autoencoderzoo.testing;

import java.util.List;
import java.util.stream.Stream;
import org.autoencoderzoo.testing.FaultyLoss.Fault;
import org.autoencoderzoo.testing.FaultyLoss.Huber;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/** {@link LossChecks} refuse losses that are wrong in one thing, and pass the right one. */
class WrongLossesTest {

  private static final double DELTA = 0.3;

  private static final List<WrongPart> PARTS =
      List.of(
          wrong(
              "mean over the features",
              Fault.MEAN_OVER_FEATURES,
              "value, no mask",
              "gradient in a list of layers, miniBatch false, no mask"),
          wrong(
              "mask ignored",
              Fault.MASK_IGNORED,
              "value, masked examples",
              "value, masked features"),
          wrong(
              "divided by the examples that count",
              Fault.DIVIDED_BY_EXAMPLES_THAT_COUNT,
              "value, masked examples"),
          wrong("score with the gradient another", Fault.SCORES_DIFFER, "value, no mask"),
          wrong("scores of the examples others", Fault.ROWS_DIFFER, "value, no mask"),
          wrong("gradient of the wrong sign", Fault.GRADIENT_OF_WRONG_SIGN, "gradient in a "),
          wrong(
              "gradient averaged over the examples",
              Fault.GRADIENT_AVERAGED,
              "gradient in a graph"),
          wrong(
              "mask left out of the gradient",
              Fault.GRADIENT_NOT_MASKED,
              "gradient in a graph, miniBatch true, masked examples",
              "gradient in a graph, miniBatch true, masked features"),
          wrong(
              "derivative of the activation left out",
              new FaultyLoss.OfOutput(DELTA),
              "gradient in a list of layers"),
          wrong("targets changed in place", Fault.TARGETS_CHANGED, "arguments are not modified"),
          wrong(
              "pre-activations changed in place",
              Fault.PRE_ACTIVATIONS_CHANGED,
              "arguments are not modified"),
          wrong("state kept between batches", Fault.STATE_KEPT, "what came before changes nothing"),
          wrong(
              "gradient kept for the next batch",
              Fault.GRADIENT_KEPT,
              "what came before changes nothing",
              "workspaces change nothing"),
          wrong("gradient always of type double", Fault.DOUBLE_GRADIENT, "single precision"),
          wrong("setting lost in JSON", new FaultyLoss.Lost(DELTA), "JSON keeps every setting"),
          wrong(
              "setting lost in JSON, and equals blind to it",
              new FaultyLoss.LostUnseen(DELTA),
              "JSON keeps every setting"),
          wrong(
              "equals blind to a setting",
              new FaultyLoss.Blind(DELTA),
              "equals looks at every setting"));

  @TestFactory
  Stream<DynamicNode> wrongLossesAreRefused() {
    return PARTS.stream().map(WrongPart::test);
  }

  @TestFactory
  Stream<DynamicTest> rightLossPasses() {
    return checks(new FaultyLoss(DELTA, Fault.NONE));
  }

  @TestFactory
  Stream<DynamicTest> rightLossWithASettingPasses() {
    return checks(new Huber(DELTA));
  }

  @Test
  void everyCheckRefusesAWrongLoss() {
    WrongPart.assertEveryCheckRefusesOne(checks(new Huber(DELTA)), PARTS);
  }

  private static WrongPart wrong(String fault, Fault which, String... refusedBy) {
    return wrong(fault, new FaultyLoss(DELTA, which), refusedBy);
  }

  private static WrongPart wrong(String fault, ILossFunction loss, String... refusedBy) {
    return new WrongPart(fault, () -> checks(loss), refusedBy);
  }

  private static Stream<DynamicTest> checks(ILossFunction loss) {
    return LossChecks.of(loss, Activation.SIGMOID, (x, y) -> Huber.of(DELTA, x, y));
  }
}
