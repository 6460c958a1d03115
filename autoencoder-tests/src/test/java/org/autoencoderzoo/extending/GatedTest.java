package org.autoencoderzoo.extending;

import java.util.stream.Stream;
import org.autoencoderzoo.testing.LayerChecks;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.nd4j.linalg.activations.Activation;

class GatedTest {
  @TestFactory
  Stream<DynamicTest> gated() {
    return LayerChecks.of(
        units -> Gated.builder().nOut(units).activation(Activation.TANH).gateBias(1).build());
  }
}
