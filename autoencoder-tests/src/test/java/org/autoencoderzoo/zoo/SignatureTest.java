package org.autoencoderzoo.zoo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.datasets.ImageDataSet;
import org.autoencoderzoo.datasets.TrainTest;
import org.autoencoderzoo.evaluation.Metric;
import org.autoencoderzoo.evaluation.ReconstructionEvaluation;
import org.autoencoderzoo.linear.Pca;
import org.autoencoderzoo.training.Training;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Each regularised model does to the code what it is for, against the basic one of the same size.
 */
class SignatureTest {

  private static INDArray train;
  private static INDArray test;
  private static Autoencoder basic;

  /** What is left of the models of feature maps without a penalty. */
  private static Autoencoder featureMaps;

  @BeforeAll
  static void trainBasic() throws IOException {
    TrainTest digits = ImageDataSet.DIGITS.load();
    train = digits.train().images();
    test = digits.test().images();
    basic = trained(Basic.builder());
    featureMaps = trained(ConvolutionalContractive.builder().lambda(0));
  }

  @Test
  void sparseCodesAreActiveAtAboutTheRateRho() {
    assertThat(figure(Metric.MEAN_ACTIVATION, trained(Sparse.builder().rho(0.1))))
        .isBetween(0.05, 0.15);
    assertThat(figure(Metric.MEAN_ACTIVATION, basic)).isGreaterThan(0.3);
  }

  @Test
  void quadraticSparsityLowersTheActivation() {
    Sparse.Builder quadratic = Sparse.builder().form(Sparse.Form.QUADRATIC).rho(0.1).beta(30);
    assertThat(figure(Metric.MEAN_ACTIVATION, trained(quadratic))).isBetween(0.05, 0.25);
  }

  @Test
  void denoisingReconstructsCorruptedInputBetter() {
    double most = 0.85 * figure(Metric.DENOISING_ERROR, basic);
    assertThat(figure(Metric.DENOISING_ERROR, trained(Denoising.builder()))).isLessThan(most);
    assertThat(figure(Metric.DENOISING_ERROR, trained(Denoising.builder().beta(0.5))))
        .isLessThan(most);
  }

  /** At ten times the default weight, which is made for images of 784 pixels, not of 64. */
  @Test
  void contractiveModelsHaveAtMostHalfTheJacobian() {
    double half = 0.5 * figure(Metric.JACOBIAN_NORM, basic);
    for (ModelBuilder<?> builder :
        List.of(
            Contractive.builder().lambda(1),
            StochasticContractive.builder().lambda(100),
            HigherOrderContractive.builder().lambda(1))) {
      assertThat(figure(Metric.JACOBIAN_NORM, trained(builder))).isLessThan(half);
    }
  }

  @Test
  void hessianPenaltyMakesTheJacobianChangeLess() {
    HigherOrderContractive.Builder strong = HigherOrderContractive.builder().gamma(10);
    assertThat(figure(Metric.JACOBIAN_CHANGE, trained(strong)))
        .isLessThan(0.9 * figure(Metric.JACOBIAN_CHANGE, trained(Contractive.builder())));
  }

  @Test
  void sparseFeatureMapsAreActiveAtAboutTheRateRho() {
    assertThat(figure(Metric.MEAN_ACTIVATION, trained(ConvolutionalSparse.builder().rho(0.1))))
        .isBetween(0.05, 0.2);
    assertThat(figure(Metric.MEAN_ACTIVATION, featureMaps)).isGreaterThan(0.3);
  }

  @Test
  void contractiveFeatureMapsHaveAtMostHalfTheJacobian() {
    double half = 0.5 * figure(Metric.JACOBIAN_NORM, featureMaps);
    assertThat(figure(Metric.JACOBIAN_NORM, trained(ConvolutionalContractive.builder().lambda(1))))
        .isLessThan(half);
  }

  /** At inference there is no batch: an image keeps the same share of its winners. */
  @Test
  void winnersAreAFewOfTheFeatureMaps() {
    Autoencoder autoencoder = trained(ConvolutionalKSparse.builder());
    assertThat(figure(Metric.ACTIVE_UNITS, autoencoder)).isBetween(6.0, 13.0);
    assertThat(figure(Metric.FVU, autoencoder)).isLessThan(0.3);
  }

  @Test
  void convolutionalDenoisingReconstructsCorruptedInputBetter() {
    double most = 0.85 * figure(Metric.DENOISING_ERROR, trained(Convolutional.builder(), 20));
    assertThat(figure(Metric.DENOISING_ERROR, trained(ConvolutionalDenoising.builder(), 20)))
        .isLessThan(most);
  }

  @Test
  void deepAutoencoderKeepsMoreThanPcaInAsManyNumbers() {
    Autoencoder autoencoder = trained(Deep.builder());
    double ofPca =
        Pca.fit(train, autoencoder.codeSize())
            .reconstructionError(test)
            .castTo(DataType.DOUBLE)
            .meanNumber()
            .doubleValue();
    assertThat(figure(Metric.SQUARED_ERROR, autoencoder)).isLessThan(0.8 * ofPca);
  }

  @Test
  void hardlyAnyUnitOfASmallSparseCodeIsDead() {
    Autoencoder autoencoder = trained(KSparse.builder());
    assertThat(figure(Metric.ACTIVE_UNITS, autoencoder)).isEqualTo(16);
    assertThat(figure(Metric.DEAD_UNITS, autoencoder))
        .isLessThan(0.1 * figure(Metric.CODE_SIZE, autoencoder));
  }

  /** Nothing that looks like a digit is learned: the filters point where they did at the start. */
  @Test
  void overcompleteCopiesAndItsFiltersStayNoise() {
    Autoencoder autoencoder = trained(Overcomplete.builder());
    assertThat(figure(Metric.FVU, autoencoder)).isLessThan(0.05);
    INDArray before =
        Overcomplete.builder().forImages(1, 8, 8).build().init().network().getParam("code_W");
    INDArray after = autoencoder.network().getParam("code_W");
    double cosine =
        before.mul(after).sumNumber().doubleValue()
            / (before.norm2Number().doubleValue() * after.norm2Number().doubleValue());
    assertThat(cosine).isGreaterThan(0.8);
  }

  private static Autoencoder trained(ModelBuilder<?> builder) {
    return trained(builder, 60);
  }

  private static Autoencoder trained(ModelBuilder<?> builder, int epochs) {
    Autoencoder autoencoder = builder.forImages(1, 8, 8).build().init();
    autoencoder.fit(autoencoder.shaped(train), Training.defaults().withEpochs(epochs));
    return autoencoder;
  }

  private static double figure(Metric metric, Autoencoder autoencoder) {
    return ReconstructionEvaluation.of(autoencoder, autoencoder.shaped(test)).get(metric);
  }
}
