package org.autoencoderzoo.testing;

import java.util.List;
import java.util.stream.Stream;
import org.autoencoderzoo.testing.FaultyGate.Fault;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * {@link LayerChecks} refuse formulas that are wrong in one thing, on their own and under a tied
 * decoder, and pass the same formula right.
 */
class WrongWeightedLayersTest {

  static final List<WrongPart> PARTS =
      List.of(
          wrong("gradient of one matrix forgotten", Fault.GRADIENT_OF_V_FORGOTTEN)
              .refusedBy(
                  "gradient as a",
                  "The gradient is missing. Wrong: layer_V (12 of 12 entries); right: ",
                  "Other parameters of the same layer are right")
              .refusedBy("gradient in a list", "Wrong: 0_V"),
          wrong("gradient of one matrix added twice", Fault.GRADIENT_OF_W_ADDED_TWICE)
              .refusedBy("gradient as a", "twice what it should be, everywhere", "Wrong: layer_W")
              .refusedBy("gradient "),
          wrong("gradient of a bias averaged", Fault.BIAS_GRADIENT_AVERAGED)
              .refusedBy(
                  "gradient as a",
                  "0.25 times what it should be, everywhere. The batch has 4 examples",
                  "Deeplearning4j divides by the size of the batch")
              .refusedBy("gradient "),
          wrong("gradient of the input through one of two paths", Fault.INPUT_GRADIENT_OF_ONE_PATH)
              .refusedBy(
                  "gradient as a later layer of a graph",
                  "right: layer_W, layer_V, layer_b, layer_c",
                  "Look at what goes down"),
          wrong(
                  "gradient of the output overwritten, and then used",
                  Fault.OUTPUT_GRADIENT_OVERWRITTEN)
              .refusedBy(
                  "gradient as the first layer of a graph",
                  "layer_V (20 of 20 entries), layer_c (4 of 4 entries); right: layer_W, layer_b",
                  "changed in place (mul, not muli)")
              .refusedBy("gradient "),
          wrong("gradient of the output changed at the end", Fault.OUTPUT_GRADIENT_CLEARED)
              .refusedBy(
                  "ofOutput is not modified",
                  "differ from those before",
                  "must leave ofOutput as it is"),
          wrong("an input kept in a field", Fault.INPUT_KEPT)
              .refusedBy(
                  "a clone goes on training alike",
                  "Hint: An array of a batch before",
                  "fields that training changes"),
          wrong("rows coupled, those of a mask included", Fault.ROWS_COUPLED)
              .refusedBy(
                  "rows that a mask leaves out change nothing",
                  "with other numbers in the rows that are masked out",
                  "multiply by the mask first"),
          wrong("an array of the batch before", Fault.GATE_OF_THE_BATCH_BEFORE)
              .refusedBy(
                  "a saved network goes on training alike",
                  "The parameters of the network that was saved and read",
                  "look for fields that training changes"),
          wrong("order of the parameters lost in JSON", Fault.ORDER_LOST)
              .refusedBy(
                  "a saved network goes on training alike",
                  "The parameters of the network that was saved and read",
                  "settings that JSON loses"),
          wrong("setting lost in JSON", Fault.SETTING_WITHOUT_ANNOTATION)
              .refusedBy("JSON keeps every setting", "lost is 1.0, not 2.0", "@JsonProperty"),
          wrongTied("no parameter W under a tied decoder", Fault.WITHOUT_W)
              .refusedBy(
                  "gradient as the first layer of a graph",
                  "\"W\"",
                  "Hint: The library refuses the part: do what its message says."),
          wrongTied("share of the decoder forgotten", Fault.SHARE_OF_DECODER_FORGOTTEN)
              .refusedBy(
                  "gradient as the first layer of a graph",
                  "Wrong: layer_W (20 of 20 entries); right: ",
                  "Other parameters of the same layer are right")
              .refusedBy("gradient as a later layer of a graph", "Wrong: layer_W"),
          wrongTied(
                  "share of the decoder given to another parameter",
                  Fault.SHARE_OF_DECODER_GIVEN_TO_V)
              .refusedBy(
                  "gradient as the first layer of a graph",
                  "Wrong: layer_W (20 of 20 entries), layer_V (20 of 20 entries); right: "),
          wrongTied("share of the decoder transposed", Fault.DECODER_SHARE_TRANSPOSED_AGAIN)
              .refusedBy(
                  "gradient as the first layer of a graph",
                  "The gradient of parameter \"W\" has shape [4, 5], must be [5, 4]"),
          wrongTied("gradient of the visible bias forgotten", Fault.VISIBLE_BIAS_GRADIENT_FORGOTTEN)
              .refusedBy(
                  "gradient as the first layer of a graph",
                  "The gradient is missing. Wrong: layer_vb",
                  "Other parameters of the same layer are right"),
          wrongTied("gradient of the code by other weights", Fault.CODE_GRADIENT_BY_OTHER_WEIGHTS)
              .refusedBy(
                  "gradient as the first layer of a graph",
                  "right: layer_vb.",
                  "Derive the gradient again")
              .refusedBy("gradient in single precision"),
          wrongTied("order of the parameters lost in JSON, under a tied decoder", Fault.ORDER_LOST)
              .refusedBy(
                  "a saved network goes on training alike",
                  "The parameters of the network that was saved and read",
                  "settings that JSON loses"));

  @TestFactory
  Stream<DynamicNode> wrongFormulasAreRefused() {
    return PARTS.stream().map(WrongPart::test);
  }

  @TestFactory
  Stream<DynamicTest> rightFormulaPasses() {
    return LayerChecks.of(units -> FaultyGate.with(units, Fault.NONE).build());
  }

  @TestFactory
  Stream<DynamicTest> rightFormulaPassesUnderATiedDecoder() {
    return LayerChecks.ofTied(
        units -> FaultyGate.with(units, Fault.NONE).withVisibleBias().build());
  }

  private static WrongPart wrong(String fault, Fault which) {
    return WrongPart.of(
        fault, () -> LayerChecks.of(units -> FaultyGate.with(units, which).build()));
  }

  private static WrongPart wrongTied(String fault, Fault which) {
    return WrongPart.of(
        fault,
        () -> LayerChecks.ofTied(units -> FaultyGate.with(units, which).withVisibleBias().build()));
  }
}
