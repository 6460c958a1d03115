package org.autoencoderzoo.testing;

import java.util.List;
import java.util.stream.Stream;
import org.autoencoderzoo.testing.FaultyActivation.Fault;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationSoftPlus;

/**
 * {@link ActivationChecks} refuse activations that are wrong in one thing, and pass those that are
 * right.
 */
class WrongActivationsTest {

  private static final double SLOPE = 0.7;

  static final List<WrongPart> PARTS =
      List.of(
          wrong("divided by the largest", Fault.NOT_ELEMENTWISE)
              .refusedBy("value", "those of the definition", "use no sum, mean or maximum"),
          wrong("derivative of half the size", Fault.DERIVATIVE_HALVED)
              .refusedBy("derivative", "f'(z) dL/dy", "z is the input of getActivation")
              .refusedBy("gradient in", "half of what it should be"),
          wrong("derivative not multiplied by dL/dy", Fault.DERIVATIVE_ALONE)
              .refusedBy("derivative", "They are f'(z).", "Multiply the derivative by dL/dy"),
          wrong("result in another array", Fault.NOT_IN_PLACE)
              .refusedBy("in place", "given to getActivation", "write f(z) into the array z"),
          wrong("dL/dy overwritten", Fault.GRADIENT_OVERWRITTEN)
              .refusedBy("in place", "dL/dy after backprop", "copy dL/dy"),
          wrong("output kept for the backward pass", Fault.OUTPUT_KEPT)
              .refusedBy("what came before", "after another one", "Keep nothing"),
          wrong("values always of type double", Fault.DOUBLE_VALUES)
              .refusedBy("single precision", "are of type DOUBLE", "z.dataType()"),
          wrong("setting lost in JSON", new FaultyActivation.Lost(SLOPE))
              .refusedBy("JSON keeps", "the copy from JSON", "not transient"),
          wrong("equals blind to a setting", new FaultyActivation.Blind(SLOPE))
              .refusedBy("equals looks", "does not look at", "slope"));

  @TestFactory
  Stream<DynamicNode> wrongActivationsAreRefused() {
    return PARTS.stream().map(WrongPart::test);
  }

  @TestFactory
  Stream<DynamicTest> rightActivationPasses() {
    return checks(new FaultyActivation(SLOPE, Fault.NONE));
  }

  @TestFactory
  Stream<DynamicTest> softPlusPasses() {
    return ActivationChecks.of(new ActivationSoftPlus(), z -> Math.log1p(Math.exp(z)));
  }

  private static WrongPart wrong(String fault, Fault which) {
    return wrong(fault, new FaultyActivation(SLOPE, which));
  }

  private static WrongPart wrong(String fault, IActivation activation) {
    return WrongPart.of(fault, () -> checks(activation));
  }

  private static Stream<DynamicTest> checks(IActivation activation) {
    return ActivationChecks.of(activation, z -> Math.tanh(SLOPE * z));
  }
}
