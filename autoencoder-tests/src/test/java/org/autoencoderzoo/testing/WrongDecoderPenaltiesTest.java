package org.autoencoderzoo.testing;

import java.util.List;
import java.util.stream.Stream;
import org.autoencoderzoo.testing.FaultyDecoderPenalty.Fault;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.nd4j.linalg.activations.Activation;

/**
 * {@link PenaltyChecks#ofDecoder} refuse penalties on a decoder that are wrong in one thing, and
 * pass the right one.
 */
class WrongDecoderPenaltiesTest {

  static final List<WrongPart> PARTS =
      List.of(
          wrong(
              "no gradient of the code",
              Fault.NO_INPUT_GRADIENT,
              "gradient as a later layer of a graph",
              "gradient on the decoder above a code",
              "gradient on the decoder above a selection"),
          wrong(
              "no gradient of the weights",
              Fault.NO_WEIGHT_GRADIENT,
              "gradient as the first layer of a graph",
              "gradient on the decoder above a code"),
          wrong(
              "gradient of the code of the wrong sign",
              Fault.INPUT_GRADIENT_OF_WRONG_SIGN,
              "gradient on the decoder above a code"),
          wrong(
              "gradient of the weights of half the size",
              Fault.WEIGHT_GRADIENT_HALVED,
              "gradient in a list of layers"),
          wrong(
              "divided by all rows",
              Fault.DIVIDED_BY_ROWS,
              "the penalty is a mean over the rows that count"),
          wrong("code changed in place", Fault.INPUT_CHANGED, "inputs are not modified"));

  @TestFactory
  Stream<DynamicNode> wrongPenaltiesAreRefused() {
    return PARTS.stream().map(WrongPart::test);
  }

  @TestFactory
  Stream<DynamicTest> rightPenaltyPasses() {
    return PenaltyChecks.ofDecoder(Activation.SIGMOID, new FaultyDecoderPenalty(0.3, Fault.NONE));
  }

  private static WrongPart wrong(String fault, Fault which, String... refusedBy) {
    return new WrongPart(
        fault,
        () -> PenaltyChecks.ofDecoder(Activation.IDENTITY, new FaultyDecoderPenalty(0.3, which)),
        refusedBy);
  }
}
