package com.example.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.training.Training;
import org.autoencoderzoo.zoo.Basic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;

class CosineTest {

  private static final INDArray X = Nd4j.linspace(0, 1, 120).reshape(30, 4);

  private static final Training TWO_EPOCHS = Training.defaults().withEpochs(2).withBatchSize(10);

  @TempDir Path folder;

  @Test
  void rateFallsToHalfInTheMiddleAndStaysAtZeroBehindTheEnd() {
    Cosine cosine = new Cosine(0.2, 10);
    assertThat(cosine.valueAt(0, 0)).isEqualTo(0.2);
    assertThat(cosine.valueAt(70, 5)).isCloseTo(0.1, within(1e-12));
    assertThat(cosine.valueAt(140, 10)).isZero();
    assertThat(cosine.valueAt(280, 20)).isZero();
  }

  @Test
  void trainingStandsStillBehindTheEnd() {
    Autoencoder autoencoder = autoencoder(2);
    INDArray start = autoencoder.network().params().dup();
    autoencoder.fit(X, TWO_EPOCHS);
    INDArray end = autoencoder.network().params().dup();
    assertThat(end).isNotEqualTo(start);
    autoencoder.fit(X, TWO_EPOCHS);
    assertThat(autoencoder.network().params()).isEqualTo(end);
  }

  @Test
  void savedAutoencoderGoesOnAtItsRate() throws IOException {
    Autoencoder original = autoencoder(5);
    original.fit(X, TWO_EPOCHS);
    original.save(folder.resolve("model"));
    Autoencoder loaded = Autoencoder.load(folder.resolve("model"), Cosine.class);
    original.fit(X, TWO_EPOCHS);
    loaded.fit(X, TWO_EPOCHS);
    assertThat(loaded.network().params()).isEqualTo(original.network().params());
  }

  private static Autoencoder autoencoder(int epochs) {
    return Basic.builder()
        .inputSize(4)
        .codeSize(2)
        .updater(new Sgd())
        .schedule(new Cosine(0.5, epochs))
        .build()
        .init();
  }
}
