package org.autoencoderzoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import org.autoencoderzoo.columns.Columns;
import org.autoencoderzoo.columns.Scaling;
import org.autoencoderzoo.training.Training;
import org.autoencoderzoo.zoo.Basic;
import org.autoencoderzoo.zoo.Convolutional;
import org.autoencoderzoo.zoo.InputRange;
import org.autoencoderzoo.zoo.Linear;
import org.autoencoderzoo.zoo.MixedTable;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Losses and reconstructions of examples in which values are missing. */
class MaskedInferenceTest {

  @Test
  void maskedLossIsTheSumOverWhatIsThere() throws IOException {
    Columns columns = MixedTable.columns(Scaling.STANDARD);
    Autoencoder autoencoder = Basic.builder().forColumns(columns).build().init();
    INDArray x = MixedTable.encoded(columns, MixedTable.of(1500, 2)).x();
    INDArray mask = Nd4j.ones(DataType.FLOAT, x.shape());
    INDArray y = autoencoder.reconstruct(x);
    double[] all = autoencoder.reconstructionLoss(x).toDoubleVector();
    for (int n : new int[] {0, 3, 1200}) {
      for (int unit = 1; unit < 5; unit++) {
        mask.putScalar(n, unit, 0);
      }
      mask.putScalar(n, 5, 0.5);
    }
    double[] masked = autoencoder.reconstructionLoss(x, mask).toDoubleVector();
    for (int n : new int[] {0, 1, 3, 1024, 1200, 1499}) {
      double expected = all[n];
      if (mask.getDouble(n, 1) == 0) {
        for (int unit = 1; unit < 5; unit++) {
          expected += x.getDouble(n, unit) * Math.log(y.getDouble(n, unit));
        }
        expected -= 0.5 * Math.pow(y.getDouble(n, 5) - x.getDouble(n, 5), 2);
      }
      assertThat(masked[n]).isCloseTo(expected, within(1e-4));
    }
    assertThat(autoencoder.reconstructionLoss(x).toDoubleVector()).containsExactly(all);
    assertThat(autoencoder.reconstructionLoss(x, null).toDoubleVector()).containsExactly(all);
  }

  @Test
  void maskThatDoesNotFitIsRefused() {
    Autoencoder autoencoder = Basic.builder().inputSize(4).codeSize(2).build().init();
    INDArray x = Nd4j.zeros(DataType.FLOAT, 3, 4);
    assertThatThrownBy(() -> autoencoder.reconstructionLoss(x, Nd4j.ones(3, 5)))
        .hasMessage("The weights of the mask have shape [3, 5], expected [N, 4]");
    assertThatThrownBy(() -> autoencoder.reconstruct(x, Nd4j.ones(2, 4)))
        .hasMessage("The mask has 2 rows, but there are 3 examples");
    INDArray negative = Nd4j.ones(3, 4).putScalar(2, 1, -1);
    assertThatThrownBy(() -> autoencoder.reconstructionLoss(x, negative))
        .hasMessage("Row 2 of the weights of the mask, column 1, is -1.0: negative");
    negative.putScalar(2, 1, Float.NaN);
    assertThatThrownBy(() -> autoencoder.reconstruct(x, negative))
        .hasMessage("Row 2 of the weights of the mask, column 1, is NaN: not a finite number");
  }

  /** Rows {@code (u, v, u + v, u - v)}: two of the four numbers tell the others. */
  @Test
  void missingValuesAreFilledInByALinearModelOfCompleteRows() {
    INDArray x = Planes.rows(600, 3);
    Autoencoder autoencoder = Linear.builder().inputSize(4).codeSize(2).build().init();
    autoencoder.fit(x, Training.defaults().withEpochs(60).withBatchSize(32));
    INDArray gaps = x.dup();
    INDArray mask = Nd4j.ones(DataType.FLOAT, x.shape());
    for (int n = 0; n < 300; n++) {
      gaps.putScalar(n, n % 4, 0);
      mask.putScalar(n, n % 4, 0);
    }
    INDArray y = autoencoder.reconstruct(gaps, mask);
    INDArray before = autoencoder.reconstruct(x);
    for (int n = 0; n < 300; n++) {
      assertThat(y.getDouble(n, n % 4)).isCloseTo(x.getDouble(n, n % 4), within(0.1));
    }
    for (int n = 300; n < 600; n++) {
      for (int i = 0; i < 4; i++) {
        assertThat(y.getDouble(n, i)).isCloseTo(before.getDouble(n, i), within(1e-6));
      }
    }
    assertThat(autoencoder.reconstruct(x, null)).isEqualTo(before);
    assertThat(gaps.getDouble(1, 1)).as("not modified").isZero();
  }

  @Test
  void missingPixelsAreFilledIn() {
    Autoencoder autoencoder =
        Convolutional.builder().forImages(1, 4, 4).inputRange(InputRange.REAL).build().init();
    INDArray images = Nd4j.rand(DataType.FLOAT, 5, 1, 4, 4);
    INDArray mask = Nd4j.ones(DataType.FLOAT, 5, 1, 4, 4);
    assertThat(autoencoder.reconstruct(images, mask)).isEqualTo(autoencoder.reconstruct(images));
    mask.putScalar(new int[] {2, 0, 1, 3}, 0);
    INDArray y = autoencoder.reconstruct(images, mask);
    assertThat(y.shape()).containsExactly(5, 1, 4, 4);
    INDArray first = autoencoder.reconstruct(images);
    assertThat(y.slice(1)).as("without a gap").isEqualTo(first.slice(1));
    double pixel = images.getDouble(2, 0, 1, 3);
    double seen =
        squares(images.slice(2).sub(y.slice(2))) - Math.pow(y.getDouble(2, 0, 1, 3) - pixel, 2);
    double seenBefore =
        squares(images.slice(2).sub(first.slice(2)))
            - Math.pow(first.getDouble(2, 0, 1, 3) - pixel, 2);
    assertThat(seen).isLessThanOrEqualTo(seenBefore + 1e-6);
    INDArray losses = autoencoder.reconstructionLoss(images, mask);
    assertThat(losses.getDouble(2)).isLessThan(autoencoder.reconstructionLoss(images).getDouble(2));
  }

  private static double squares(INDArray differences) {
    return differences.mul(differences).sumNumber().doubleValue();
  }
}
