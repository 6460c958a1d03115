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
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class UnitArctanTest {

  @TempDir Path folder;

  @Test
  void slopeIsThatOfTheValues() {
    UnitArctan f = new UnitArctan();
    for (double z : new double[] {-3, -0.4, 0, 0.2, 5}) {
      double slope = (at(f, z + 1e-5) - at(f, z - 1e-5)) / 2e-5;
      INDArray epsilon = Nd4j.createFromArray(2.0);
      assertThat(f.backprop(Nd4j.createFromArray(z), epsilon).getFirst().getDouble(0))
          .isCloseTo(2 * slope, within(1e-8));
    }
  }

  @Test
  void modelTrainsWithItAndIsLoadedByWhoTrustsIt() throws IOException {
    Autoencoder autoencoder =
        Basic.builder()
            .inputSize(6)
            .codeSize(4)
            .loss(new LogCosh(0.5))
            .outputActivation(new UnitArctan())
            .build()
            .init();
    Nd4j.getRandom().setSeed(42);
    INDArray x = Nd4j.rand(DataType.FLOAT, 50, 6);
    double before = autoencoder.score(x);
    autoencoder.fit(x, Training.defaults().withEpochs(20));
    assertThat(autoencoder.score(x)).isLessThan(before);
    autoencoder.save(folder);
    Autoencoder loaded = Autoencoder.load(folder, LogCosh.class, UnitArctan.class);
    assertThat(loaded.reconstruct(x)).isEqualTo(autoencoder.reconstruct(x));
  }

  private static double at(UnitArctan f, double z) {
    return f.getActivation(Nd4j.createFromArray(z), false).getDouble(0);
  }
}
