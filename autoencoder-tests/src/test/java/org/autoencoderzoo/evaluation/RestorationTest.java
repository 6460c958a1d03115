package org.autoencoderzoo.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.autoencoderzoo.RandomExamples;
import org.autoencoderzoo.corruption.AdditiveGaussianNoise;
import org.autoencoderzoo.corruption.MaskingNoise;
import org.autoencoderzoo.corruption.SaltAndPepperNoise;
import org.autoencoderzoo.linear.Pca;
import org.autoencoderzoo.zoo.Basic;
import org.autoencoderzoo.zoo.ConvolutionalDenoising;
import org.autoencoderzoo.zoo.Denoising;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A denoiser is judged by the noise that it was trained with, always the same draws of it. */
class RestorationTest {

  private static final INDArray X = RandomExamples.uniform(DataType.FLOAT, 1100, 16);

  @Test
  void noiseIsThatOfTheEndOfTrainingWhateverTheSeed() {
    for (long seed : new long[] {1, 2}) {
      Denoising.Builder builder = Denoising.builder().inputSize(16).seed(seed);
      assertThat(Restoration.of(builder.annealedFrom(0.5, 3).build().init()))
          .contains(new Restoration(new MaskingNoise(0.25, 7)));
    }
    assertThat(
            List.of(
                noise(Denoising.Noise.GAUSSIAN).noise(),
                noise(Denoising.Noise.SALT_AND_PEPPER).noise()))
        .containsExactly(new AdditiveGaussianNoise(0.3, 7), new SaltAndPepperNoise(0.3, 7));
  }

  private static Restoration noise(Denoising.Noise noise) {
    return Restoration.of(
            Denoising.builder().inputSize(16).noise(noise).noiseLevel(0.3).build().init())
        .orElseThrow();
  }

  @Test
  void modelThatSeesItsInputAsItIsHasNone() {
    assertThat(Restoration.of(Basic.builder().inputSize(16).build().init())).isEmpty();
  }

  @Test
  void errorsAreThoseOfTheNoisyExamplesAgainstTheCleanOnes() {
    Restoration restoration = noise(Denoising.Noise.GAUSSIAN);
    INDArray few = X.getRows(0, 1, 2, 3, 4);
    Pca pca = Pca.fit(X, 3);
    INDArray noisy = restoration.corrupted(few);

    assertThat(noisy).isEqualTo(restoration.corrupted(few)).isNotEqualTo(few);
    assertThat(restoration.errorOfNoise(few)).isCloseTo(squaredError(noisy, few), within(1e-5));
    assertThat(restoration.error(pca, few))
        .isCloseTo(squaredError(pca.reconstruct(noisy), few), within(1e-5));
    // 0.3^2 for each of 16 features.
    assertThat(restoration.errorOfNoise(X)).isCloseTo(1.44, within(0.05));
  }

  @Test
  void imagesGetTheNoiseOfTheirRows() {
    Restoration restoration =
        Restoration.of(ConvolutionalDenoising.builder().forImages(1, 4, 4).build().init())
            .orElseThrow();
    INDArray images = X.reshape('c', 1100, 1, 4, 4);

    assertThat(restoration.corrupted(images).reshape('c', 1100, 16))
        .isEqualTo(restoration.corrupted(X));
    assertThat(restoration.errorOfNoise(images))
        .isCloseTo(restoration.errorOfNoise(X), within(1e-9));
  }

  @Test
  void meanOverNoExamplesIsRefused() {
    Restoration restoration = new Restoration(new MaskingNoise(0.25, 7));
    INDArray none = Nd4j.create(DataType.FLOAT, 0, 16);
    assertThatThrownBy(() -> restoration.errorOfNoise(none))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("x is empty, must be at least one row");
    assertThatThrownBy(() -> restoration.error(Pca.fit(X, 3), none))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("x is empty, must be at least one row");
    assertThatThrownBy(() -> restoration.error(null, X))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("model is null, must be given");
  }

  private static double squaredError(INDArray y, INDArray x) {
    return Nd4j.math().square(y.sub(x)).castTo(DataType.DOUBLE).sumNumber().doubleValue()
        / x.size(0);
  }
}
