package com.example.parts;

import static org.assertj.core.api.Assertions.assertThat;

import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.training.Training;
import org.autoencoderzoo.zoo.Settings;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class SmoothTest {

  @Test
  void modelHasItsNameItsSettingsAndItsPenalty() {
    Smooth.Builder builder = Smooth.builder();
    Settings.set(builder, "lambda", "10");
    Smooth model = builder.inputSize(16).codeSize(5).build();
    Autoencoder autoencoder = model.init();
    assertThat(autoencoder.model()).contains("smooth");
    assertThat(autoencoder.settings()).containsEntry("lambda", 10.0).containsEntry("codeSize", 5);
    Nd4j.getRandom().setSeed(42);
    INDArray x = Nd4j.rand(60, 16);
    Autoencoder free = model.settings().lambda(0).build().init();
    autoencoder.fit(x, Training.defaults().withEpochs(100));
    free.fit(x, Training.defaults().withEpochs(100));
    assertThat(autoencoder.encode(x).norm2Number().doubleValue())
        .isLessThan(0.8 * free.encode(x).norm2Number().doubleValue());
  }
}
