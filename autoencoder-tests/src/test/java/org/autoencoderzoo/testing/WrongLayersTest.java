package org.autoencoderzoo.testing;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.autoencoderzoo.layers.Dense;
import org.autoencoderzoo.testing.FaultyLayer.Fault;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.nd4j.linalg.activations.Activation;

/** {@link LayerChecks} refuse layers that are wrong in one thing, and pass the same layer right. */
class WrongLayersTest {

  private static final List<WrongPart> PARTS =
      List.of(
          wrong("weight gradient of twice the size", Fault.WEIGHT_GRADIENT_DOUBLED, "gradient "),
          wrong(
              "weight gradient of a mean over the batch",
              Fault.WEIGHT_GRADIENT_AVERAGED,
              "miniBatch true",
              "miniBatch false"),
          wrong(
              "gradient of the input of the wrong sign",
              Fault.EPSILON_OF_WRONG_SIGN,
              "gradient as a later layer of a graph"),
          wrong(
              "gradient of the input not written",
              Fault.EPSILON_NOT_WRITTEN,
              "gradient as a later layer of a graph"),
          wrong(
              "weights counted in all rows, though a mask leaves some out",
              Fault.MASK_IGNORED,
              "graph, miniBatch true, masked",
              "graph, miniBatch false, masked"),
          wrong("input changed in place", Fault.INPUT_CHANGED, "inputs are not modified"),
          wrong(
              "state kept between batches",
              Fault.STATE_KEPT,
              "a saved network goes on training alike"),
          wrong(
              "output in a workspace that is closed",
              Fault.WRONG_WORKSPACE,
              "workspaces change nothing"),
          wrong("float read as double", Fault.FLOAT_READ_AS_DOUBLE, "gradient in single precision"),
          wrong(
              "noise at inference, from the generator that all share",
              Fault.NOISE_AT_INFERENCE,
              "a frozen layer adds nothing to the score"),
          wrong(
              "parameters changed in the forward pass",
              Fault.PARAMETERS_CHANGED,
              "a frozen layer adds nothing to the score"),
          wrong("setting lost in JSON", FaultyLayer.LosesSetting::new, "JSON keeps every setting"),
          wrong(
              "setting lost in JSON, and equals blind to it",
              FaultyLayer.LosesSettingUnseen::new,
              "a saved network goes on training alike"),
          wrong(
              "equals blind to a setting", FaultyLayer.Blind::new, "equals looks at every setting"),
          wrong(
              "hash code of the object", FaultyLayer.HashesItself::new, "JSON keeps every setting"),
          wrong(
              "clone without a setting",
              FaultyLayer.ForgetsInClone::new,
              "a clone goes on training alike"),
          wrong(
              "penalty divided by all rows",
              units ->
                  Dense.builder()
                      .nOut(units)
                      .activation(Activation.TANH)
                      .penalties(new FaultyPenalty(0.3, FaultyPenalty.Fault.DIVIDED_BY_ROWS))
                      .build(),
              "the penalty is a mean over the rows that count"),
          wrong(
              "selection that counts rows that a mask leaves out",
              units -> selecting(units, true),
              "rows that a mask leaves out change nothing"));

  @TestFactory
  Stream<DynamicNode> wrongLayersAreRefused() {
    return PARTS.stream().map(WrongPart::test);
  }

  @TestFactory
  Stream<DynamicTest> rightLayerPasses() {
    return LayerChecks.of(units -> new FaultyLayer(units, Fault.NONE));
  }

  @TestFactory
  Stream<DynamicTest> rightSelectionPasses() {
    return LayerChecks.of(units -> selecting(units, false));
  }

  @Test
  void everyCheckRefusesAWrongLayer() {
    WrongPart.assertEveryCheckRefusesOne(
        LayerChecks.of(units -> new FaultyLayer(units, Fault.NONE)), PARTS);
  }

  private static WrongPart wrong(String fault, Fault which, String... refusedBy) {
    return wrong(fault, units -> new FaultyLayer(units, which), refusedBy);
  }

  private static WrongPart wrong(
      String fault, IntFunction<? extends Layer> layer, String... refusedBy) {
    return new WrongPart(fault, () -> LayerChecks.of(layer), refusedBy);
  }

  private static Layer selecting(int units, boolean ignoresMask) {
    return Dense.builder()
        .nOut(units)
        .activation(Activation.TANH)
        .select(new AboveMean(1.2, ignoresMask))
        .build();
  }
}
