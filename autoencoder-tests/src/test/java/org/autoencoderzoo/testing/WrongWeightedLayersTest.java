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
          wrong(
              "gradient of one matrix forgotten",
              Fault.GRADIENT_OF_V_FORGOTTEN,
              "gradient as a",
              "gradient in a list"),
          wrong("gradient of one matrix added twice", Fault.GRADIENT_OF_W_ADDED_TWICE, "gradient "),
          wrong("gradient of a bias averaged", Fault.BIAS_GRADIENT_AVERAGED, "gradient "),
          wrong(
              "gradient of the input through one of two paths",
              Fault.INPUT_GRADIENT_OF_ONE_PATH,
              "gradient as a later layer of a graph"),
          wrong(
              "gradient of the output overwritten, and then used",
              Fault.OUTPUT_GRADIENT_OVERWRITTEN,
              "gradient "),
          wrong(
              "rows coupled, those of a mask included",
              Fault.ROWS_COUPLED,
              "rows that a mask leaves out change nothing"),
          wrong(
              "an array of the batch before",
              Fault.GATE_OF_THE_BATCH_BEFORE,
              "a saved network goes on training alike"),
          wrong(
              "order of the parameters lost in JSON",
              Fault.ORDER_LOST,
              "a saved network goes on training alike"),
          wrong(
              "setting lost in JSON", Fault.SETTING_WITHOUT_ANNOTATION, "JSON keeps every setting"),
          wrongTied(
              "share of the decoder forgotten",
              Fault.SHARE_OF_DECODER_FORGOTTEN,
              "gradient as the first layer of a graph",
              "gradient as a later layer of a graph"),
          wrongTied(
              "share of the decoder given to another parameter",
              Fault.SHARE_OF_DECODER_GIVEN_TO_V,
              "gradient as the first layer of a graph"),
          wrongTied(
              "share of the decoder transposed",
              Fault.DECODER_SHARE_TRANSPOSED_AGAIN,
              "gradient as the first layer of a graph"),
          wrongTied(
              "gradient of the visible bias forgotten",
              Fault.VISIBLE_BIAS_GRADIENT_FORGOTTEN,
              "gradient as the first layer of a graph"),
          wrongTied(
              "gradient of the code by other weights",
              Fault.CODE_GRADIENT_BY_OTHER_WEIGHTS,
              "gradient as the first layer of a graph",
              "gradient in single precision"),
          wrongTied(
              "order of the parameters lost in JSON, under a tied decoder",
              Fault.ORDER_LOST,
              "a saved network goes on training alike"));

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

  private static WrongPart wrong(String fault, Fault which, String... refusedBy) {
    return new WrongPart(
        fault, () -> LayerChecks.of(units -> FaultyGate.with(units, which).build()), refusedBy);
  }

  private static WrongPart wrongTied(String fault, Fault which, String... refusedBy) {
    return new WrongPart(
        fault,
        () -> LayerChecks.ofTied(units -> FaultyGate.with(units, which).withVisibleBias().build()),
        refusedBy);
  }
}
