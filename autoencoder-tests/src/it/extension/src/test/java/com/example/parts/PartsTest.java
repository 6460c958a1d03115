package com.example.parts;

import java.util.stream.Stream;
import org.autoencoderzoo.settings.Annealing;
import org.autoencoderzoo.testing.ActivationChecks;
import org.autoencoderzoo.testing.CorruptionChecks;
import org.autoencoderzoo.testing.LayerChecks;
import org.autoencoderzoo.testing.LossChecks;
import org.autoencoderzoo.testing.ModelChecks;
import org.autoencoderzoo.testing.PenaltyChecks;
import org.autoencoderzoo.testing.SelectionChecks;
import org.autoencoderzoo.testing.UpdaterChecks;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.nd4j.linalg.activations.Activation;

/** Every part passes the checks that the library's own pass. */
class PartsTest {

  @TestFactory
  Stream<DynamicTest> models() {
    return ModelChecks.of(new ExampleZoo());
  }

  @TestFactory
  Stream<DynamicTest> codeEnergy() {
    return PenaltyChecks.of(Activation.SIGMOID, new CodeEnergy(0.3));
  }

  @TestFactory
  Stream<DynamicTest> warmEnergy() {
    return PenaltyChecks.of(Activation.SIGMOID, new WarmEnergy(new Annealing(0.3, 0, 4)));
  }

  @TestFactory
  Stream<DynamicTest> nearLargest() {
    return SelectionChecks.of(new NearLargest(0.5));
  }

  @TestFactory
  Stream<DynamicTest> batchTopK() {
    return SelectionChecks.of(new BatchTopK(2, 0.9));
  }

  @TestFactory
  Stream<DynamicTest> unitLength() {
    return LayerChecks.of(units -> new UnitLength());
  }

  @TestFactory
  Stream<DynamicTest> brightness() {
    return CorruptionChecks.of(new Brightness(0.5, 3));
  }

  @TestFactory
  Stream<DynamicTest> logCosh() {
    return LossChecks.of(
        new LogCosh(0.7), Activation.IDENTITY, (x, y) -> 0.7 * Math.log(Math.cosh((y - x) / 0.7)));
  }

  @TestFactory
  Stream<DynamicTest> unitArctan() {
    return ActivationChecks.of(new UnitArctan(), z -> 0.5 + Math.atan(z) / Math.PI);
  }

  @TestFactory
  Stream<DynamicTest> signMomentum() {
    return UpdaterChecks.of(new SignMomentum(0.002, 0.8));
  }
}
