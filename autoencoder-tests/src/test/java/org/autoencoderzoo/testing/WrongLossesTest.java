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

  static final List<WrongPart> PARTS =
      List.of(
          wrong("mean over the features", Fault.MEAN_OVER_FEATURES)
              .refusedBy(
                  "value, no mask",
                  "computeScore, not averaged, is",
                  "the sum over its features, no mean")
              .refusedBy(
                  "gradient in a list of layers, miniBatch false, no mask",
                  "5 times what it should be"),
          wrong("mask ignored", Fault.MASK_IGNORED)
              .refusedBy(
                  "value, masked examples",
                  "computeScore, not averaged,",
                  "Multiply losses and gradients by the mask")
              .refusedBy(
                  "value, masked features",
                  "computeScore, not averaged,",
                  "one number for each feature"),
          wrong("divided by the examples that count", Fault.DIVIDED_BY_EXAMPLES_THAT_COUNT)
              .refusedBy(
                  "value, masked examples",
                  "computeScore, averaged,",
                  "by the number of rows all the same"),
          wrong("score with the gradient another", Fault.SCORES_DIFFER)
              .refusedBy(
                  "value, no mask",
                  "The score of computeGradientAndScore",
                  "All four methods say the same"),
          wrong("scores of the examples others", Fault.ROWS_DIFFER)
              .refusedBy(
                  "value, no mask",
                  "The numbers of computeScoreArray",
                  "All four methods say the same"),
          wrong("gradient of the wrong sign", Fault.GRADIENT_OF_WRONG_SIGN)
              .refusedBy("gradient in a ", "wrong sign", "2 (y - x), not 2 (x - y)"),
          wrong("gradient averaged over the examples", Fault.GRADIENT_AVERAGED)
              .refusedBy(
                  "gradient in a graph",
                  "0.25 times",
                  "Deeplearning4j divides by the size of the batch"),
          wrong("mask left out of the gradient", Fault.GRADIENT_NOT_MASKED)
              .refusedBy(
                  "gradient in a graph, miniBatch true, masked examples",
                  "Without the mask all is right")
              .refusedBy(
                  "gradient in a graph, miniBatch true, masked features",
                  "Without the mask all is right"),
          wrong("derivative of the activation left out", new FaultyLoss.OfOutput(DELTA))
              .refusedBy(
                  "gradient in a list of layers",
                  "differs from entry to entry",
                  "a factor is missing, such as f'(z)"),
          wrong("targets changed in place", Fault.TARGETS_CHANGED)
              .refusedBy(
                  "arguments are not modified",
                  "The targets after computeGradient",
                  "mul, not muli"),
          wrong("pre-activations changed in place", Fault.PRE_ACTIVATIONS_CHANGED)
              .refusedBy(
                  "arguments are not modified",
                  "The pre-activations after computeGradient",
                  "f.getActivation(z.dup(), true)"),
          wrong("state kept between batches", Fault.STATE_KEPT)
              .refusedBy(
                  "what came before changes nothing",
                  "The score of a batch after another one",
                  "static ones too"),
          wrong("gradient kept for the next batch", Fault.GRADIENT_KEPT)
              .refusedBy(
                  "what came before changes nothing",
                  "The gradients of a batch after another one",
                  "fields that a call changes")
              .refusedBy(
                  "workspaces change nothing",
                  "ND4JIllegalStateException in FaultyLoss.computeGradient",
                  "Keep no array"),
          wrong("gradient always of type double", Fault.DOUBLE_GRADIENT)
              .refusedBy(
                  "single precision",
                  "for arguments of type FLOAT is of type DOUBLE",
                  "z.dataType()"),
          wrong("setting lost in JSON", new FaultyLoss.Lost(DELTA))
              .refusedBy("JSON keeps every setting", "width is 1.0, not 0.3", "JSON drops"),
          wrong("setting lost in JSON, and equals blind to it", new FaultyLoss.LostUnseen(DELTA))
              .refusedBy(
                  "JSON keeps every setting", "The score of the copy from JSON", "not transient"),
          wrong("equals blind to a setting", new FaultyLoss.Blind(DELTA))
              .refusedBy(
                  "equals looks at every setting",
                  "equals of Blind does not look at width",
                  "hash it in hashCode"));

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

  private static WrongPart wrong(String fault, Fault which) {
    return wrong(fault, new FaultyLoss(DELTA, which));
  }

  private static WrongPart wrong(String fault, ILossFunction loss) {
    return WrongPart.of(fault, () -> checks(loss));
  }

  private static Stream<DynamicTest> checks(ILossFunction loss) {
    FaultyLoss.forget();
    return LossChecks.of(loss, Activation.SIGMOID, (x, y) -> Huber.of(DELTA, x, y));
  }
}
