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
          wrong("no gradient of the code", Fault.NO_INPUT_GRADIENT)
              .refusedBy(
                  "gradient as a later layer of a graph",
                  "The penalty's share of the gradient is missing",
                  "right: layer_W, layer_b",
                  "Look at what goes down")
              .refusedBy("gradient on the decoder above a code", "right: decoder_W, decoder_b")
              .refusedBy("gradient on the decoder above a selection", "Wrong: "),
          wrong("no gradient of the weights", Fault.NO_WEIGHT_GRADIENT)
              .refusedBy(
                  "gradient as the first layer of a graph",
                  "The penalty's share of the gradient is missing",
                  "Wrong: layer_W (20 of 20 entries); right: layer_b",
                  "what is added to the gradient of this one alone")
              .refusedBy("gradient on the decoder above a code", "Wrong: decoder_W"),
          wrong("gradient of the code of the wrong sign", Fault.INPUT_GRADIENT_OF_WRONG_SIGN)
              .refusedBy(
                  "gradient on the decoder above a code",
                  "right: decoder_W, decoder_b",
                  "Look at what goes down"),
          wrong("gradient of the weights of half the size", Fault.WEIGHT_GRADIENT_HALVED)
              .refusedBy(
                  "gradient in a list of layers",
                  "The penalty's share of the gradient is half of what it should be",
                  "the 2 of a square"),
          WrongPart.of(
                  "gradient of the weights of half the size, small",
                  () ->
                      PenaltyChecks.ofDecoder(
                          Activation.IDENTITY,
                          new FaultyDecoderPenalty(1e-5, Fault.WEIGHT_GRADIENT_HALVED)))
              .refusedBy(
                  "gradient of the penalty alone",
                  "The gradient of layer_W",
                  "the penalty changes"),
          wrong("divided by all rows", Fault.DIVIDED_BY_ROWS)
              .refusedBy(
                  "the penalty is a mean over the rows that count",
                  "the other half masked out",
                  "encoding.examples()"),
          wrong("code changed in place", Fault.INPUT_CHANGED)
              .refusedBy(
                  "inputs are not modified",
                  "The inputs, after fit, differ from those before",
                  "An operation in place"));

  @TestFactory
  Stream<DynamicNode> wrongPenaltiesAreRefused() {
    return PARTS.stream().map(WrongPart::test);
  }

  @TestFactory
  Stream<DynamicTest> rightPenaltyPasses() {
    return PenaltyChecks.ofDecoder(Activation.SIGMOID, new FaultyDecoderPenalty(0.3, Fault.NONE));
  }

  private static WrongPart wrong(String fault, Fault which) {
    return WrongPart.of(
        fault,
        () -> PenaltyChecks.ofDecoder(Activation.IDENTITY, new FaultyDecoderPenalty(0.3, which)));
  }
}
