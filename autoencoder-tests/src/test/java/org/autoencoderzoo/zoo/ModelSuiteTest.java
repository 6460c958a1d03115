package org.autoencoderzoo.zoo;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;

import java.io.IOException;
import java.util.stream.Stream;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.datasets.ImageDataSet;
import org.autoencoderzoo.testing.ModelChecks;
import org.autoencoderzoo.training.Training;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The models pass the kit. A new one is run by being listed. */
class ModelSuiteTest {

  @TestFactory
  Stream<DynamicContainer> modelsPassTheChecks() {
    return Zoo.models().stream()
        .map(zoo -> dynamicContainer(zoo.id(), ModelChecks.of(zoo::builder)));
  }

  /** Cross-entropy is for targets in [0,1]. */
  @ParameterizedTest
  @ValueSource(strings = {"basic", "denoising"})
  void targetsOutsideTheUnitIntervalAreRefused(String model) throws IOException {
    Autoencoder autoencoder = Zoo.of(model).builder().forImages(1, 8, 8).build().init();
    INDArray noisy = ImageDataSet.DIGITS.load().test().images().mul(1.6).subi(0.3);
    assertThatThrownBy(() -> autoencoder.score(noisy)).hasMessageContaining("outside [0,1]");
    assertThatThrownBy(() -> autoencoder.fit(noisy, Training.defaults()))
        .hasMessageContaining("outside [0,1]");
  }
}
