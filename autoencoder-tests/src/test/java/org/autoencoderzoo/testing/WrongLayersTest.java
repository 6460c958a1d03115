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

  static final List<WrongPart> PARTS =
      List.of(
          wrong("weight gradient of twice the size", Fault.WEIGHT_GRADIENT_DOUBLED)
              .refusedBy(
                  "gradient as the first", "layer_W", "twice what it should be", "a constant")
              .refusedBy(
                  "gradient in single precision",
                  "the slope of the score",
                  "the length of the gradient"),
          wrong("weight gradient of a mean over the batch", Fault.WEIGHT_GRADIENT_AVERAGED)
              .refusedBy(
                  "miniBatch true",
                  "0.25 times what it should be",
                  "The batch has 4 examples",
                  "divides by the size of the batch")
              .refusedBy(
                  "miniBatch false", "0.25 times what it should be", "The batch has 4 examples"),
          wrong("gradient of the input of the wrong sign", Fault.EPSILON_OF_WRONG_SIGN)
              .refusedBy(
                  "gradient as a later layer of a graph",
                  "below_",
                  "wrong sign",
                  "right: layer_",
                  "what their backpropGradient returns"),
          wrong("gradient of the input not written", Fault.EPSILON_NOT_WRITTEN)
              .refusedBy(
                  "gradient as a later layer of a graph",
                  "below_",
                  "is 0,",
                  "The gradient is missing",
                  "what their backpropGradient returns"),
          wrong("weights counted in all rows, though a mask leaves some out", Fault.MASK_IGNORED)
              .refusedBy(
                  "graph, miniBatch true, masked",
                  "layer_W",
                  "1.33 times",
                  "of which 3 count",
                  "Without the mask all is right")
              .refusedBy(
                  "graph, miniBatch false, masked",
                  "layer_W",
                  "1.33 times",
                  "Without the mask all is right"),
          wrong("input changed in place", Fault.INPUT_CHANGED)
              .refusedBy(
                  "inputs are not modified", "The inputs, after fit,", "20 of 20", "copy it first"),
          wrong("state kept between batches", Fault.STATE_KEPT)
              .refusedBy(
                  "a saved network goes on training alike",
                  "the network that was saved and read",
                  "fields that training changes"),
          wrong("output in a workspace that is closed", Fault.WRONG_WORKSPACE)
              .refusedBy(
                  "workspaces change nothing", "incorrect workspace", "ArrayType.ACTIVATIONS"),
          wrong("float read as double", Fault.FLOAT_READ_AS_DOUBLE)
              .refusedBy(
                  "gradient in single precision",
                  "IndexOutOfBoundsException in FaultyLayerRuntime.activate",
                  "data().asNioDouble()"),
          wrong("noise at inference, from the generator that all share", Fault.NOISE_AT_INFERENCE)
              .refusedBy(
                  "outputs are the same in each call",
                  "The outputs of the second call",
                  "draws no noise")
              .refusedBy(
                  "a frozen layer adds nothing to the score", "the loss of its output alone"),
          wrong("parameters changed in the forward pass", Fault.PARAMETERS_CHANGED)
              .refusedBy(
                  "outputs are the same in each call",
                  "The outputs of the second call",
                  "keeps or changes nothing")
              .refusedBy(
                  "a frozen layer adds nothing to the score",
                  "the loss of its output alone",
                  "never in a forward pass"),
          wrong("setting lost in JSON", FaultyLayer.LosesSetting::new)
              .refusedBy(
                  "JSON keeps every setting", "scale is 1.0, not 1.5", "a getter and a setter"),
          wrong("setting lost in JSON, and equals blind to it", FaultyLayer.LosesSettingUnseen::new)
              .refusedBy(
                  "a saved network goes on training alike",
                  "the network that was saved and read",
                  "settings that JSON loses"),
          wrong("equals blind to a setting", FaultyLayer.Blind::new)
              .refusedBy(
                  "equals looks at every setting",
                  "equals of Blind does not look at",
                  "scale",
                  "hash it in hashCode"),
          wrong("hash code of the object", FaultyLayer.HashesItself::new)
              .refusedBy("JSON keeps every setting", "their hash codes differ", "Objects.hash"),
          wrong("clone without a setting", FaultyLayer.ForgetsInClone::new)
              .refusedBy(
                  "a clone goes on training alike",
                  "The parameters of the clone",
                  "clone() must copy every setting"),
          wrong(
                  "penalty divided by all rows",
                  units ->
                      Dense.builder()
                          .nOut(units)
                          .activation(Activation.TANH)
                          .penalties(new FaultyPenalty(0.3, FaultyPenalty.Fault.DIVIDED_BY_ROWS))
                          .build())
              .refusedBy(
                  "the penalty is a mean over the rows that count",
                  "comes twice",
                  "encoding.examples(), not by the number of rows"),
          wrong(
                  "selection that counts rows that a mask leaves out",
                  units -> selecting(units, true))
              .refusedBy(
                  "rows that a mask leaves out change nothing",
                  "half of the rows are masked out",
                  "no sum, mean, count"));

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
        LayerChecks.of(units -> new FaultyLayer(units, Fault.NONE)),
        Stream.concat(PARTS.stream(), WrongWeightedLayersTest.PARTS.stream()).toList());
  }

  private static WrongPart wrong(String fault, Fault which) {
    return wrong(fault, units -> new FaultyLayer(units, which));
  }

  private static WrongPart wrong(String fault, IntFunction<? extends Layer> layer) {
    return WrongPart.of(fault, () -> LayerChecks.of(layer));
  }

  private static Layer selecting(int units, boolean ignoresMask) {
    return Dense.builder()
        .nOut(units)
        .activation(Activation.TANH)
        .select(new AboveMean(1.2, ignoresMask))
        .build();
  }
}
