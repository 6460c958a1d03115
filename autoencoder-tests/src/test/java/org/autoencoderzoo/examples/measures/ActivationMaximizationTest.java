package org.autoencoderzoo.examples.measures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.RandomExamples;
import org.autoencoderzoo.zoo.Basic;
import org.autoencoderzoo.zoo.Deep;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Gradient ascent on the ball: the closed form of one layer, and gains in deeper ones. */
class ActivationMaximizationTest {

  private static final int FEATURES = 6;
  private static final int[] UNITS = {2, 0};

  private final INDArray start =
      RandomExamples.uniform(DataType.FLOAT, UNITS.length, FEATURES).addi(0.1).dup('c');

  @Test
  void unitOfOneLayerIsMostActiveAlongItsWeights() {
    Autoencoder autoencoder = Basic.builder().inputSize(FEATURES).codeSize(4).build().init();
    INDArray before = start.dup();

    INDArray found = ActivationMaximization.ascend(autoencoder, UNITS, start, 200);

    INDArray w = autoencoder.network().getLayer(Autoencoder.CODE).getParam("W").transpose();
    for (int i = 0; i < UNITS.length; i++) {
      INDArray direction = w.getRow(UNITS[i]).div(w.getRow(UNITS[i]).norm2Number());
      INDArray expected = direction.mul(start.getRow(i).norm2Number());
      assertThat(found.getRow(i).distance2(expected)).isLessThan(1e-3);
    }
    assertThat(start).isEqualTo(before);
  }

  @Test
  void unitOfSeveralLayersGainsAndTheInputKeepsItsNorm() {
    Autoencoder autoencoder =
        Deep.builder().inputSize(FEATURES).hiddenSizes(5, 4).codeSize(3).build().init();

    INDArray found = ActivationMaximization.ascend(autoencoder, UNITS, start, 100);

    INDArray before = codes(autoencoder, start);
    INDArray after = codes(autoencoder, found);
    for (int i = 0; i < UNITS.length; i++) {
      assertThat(after.getDouble(i, UNITS[i])).isGreaterThan(before.getDouble(i, UNITS[i]));
    }
    assertThat(found.norm2(1).distance2(start.norm2(1))).isLessThan(1e-5);
  }

  @Test
  void inputOfZeroHasNoNormToKeep() {
    Autoencoder autoencoder = Basic.builder().inputSize(FEATURES).codeSize(4).build().init();
    assertThatThrownBy(
            () ->
                ActivationMaximization.ascend(
                    autoencoder, UNITS, Nd4j.zeros(UNITS.length, FEATURES), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("smallest norm of start");
  }

  /** Without the check that values are in [0,1]. */
  private static INDArray codes(Autoencoder autoencoder, INDArray x) {
    return autoencoder.network().feedForward(x, false).get(Autoencoder.CODE);
  }
}
