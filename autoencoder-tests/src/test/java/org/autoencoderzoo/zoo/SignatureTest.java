package org.autoencoderzoo.zoo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.RandomExamples;
import org.autoencoderzoo.corruption.MaskingNoise;
import org.autoencoderzoo.data.ImageDataSet;
import org.autoencoderzoo.data.TrainTest;
import org.autoencoderzoo.evaluation.EncoderJacobian;
import org.autoencoderzoo.training.Training;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
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

  @BeforeAll
  static void trainBasic() throws IOException {
    TrainTest digits = ImageDataSet.DIGITS.load();
    train = digits.train().images();
    test = digits.test().images();
    basic = trained(Basic.builder());
  }

  @Test
  void sparseCodesAreActiveAtAboutTheRateRho() {
    assertThat(mean(trained(Sparse.builder().rho(0.1)).encode(test))).isBetween(0.05, 0.15);
    assertThat(mean(basic.encode(test))).isGreaterThan(0.3);
  }

  @Test
  void quadraticSparsityLowersTheActivation() {
    Sparse.Builder quadratic = Sparse.builder().form(Sparse.Form.QUADRATIC).rho(0.1).beta(30);
    assertThat(mean(trained(quadratic).encode(test))).isBetween(0.05, 0.25);
  }

  @Test
  void denoisingReconstructsCorruptedInputBetter() {
    INDArray noisy =
        new MaskingNoise(0.25, 99)
            .applyDropout(test, test.ulike(), 0, 0, LayerWorkspaceMgr.noWorkspaces());
    Autoencoder denoising = trained(Denoising.builder());
    assertThat(errorAgainstClean(denoising, noisy))
        .isLessThan(0.8 * errorAgainstClean(basic, noisy));
  }

  /** At ten times the default weight, which is made for images of 784 pixels, not of 64. */
  @Test
  void contractiveModelsHaveAtMostHalfTheJacobian() {
    double half = 0.5 * jacobianNorm(basic);
    assertThat(jacobianNorm(trained(Contractive.builder().lambda(1)))).isLessThan(half);
    assertThat(jacobianNorm(trained(StochasticContractive.builder().lambda(100)))).isLessThan(half);
    assertThat(jacobianNorm(trained(HigherOrderContractive.builder().lambda(1)))).isLessThan(half);
  }

  @Test
  void hessianPenaltyMakesTheJacobianChangeLess() {
    HigherOrderContractive.Builder strong = HigherOrderContractive.builder().gamma(10);
    assertThat(jacobianChange(trained(strong)))
        .isLessThan(0.8 * jacobianChange(trained(Contractive.builder())));
  }

  private static Autoencoder trained(ModelBuilder<?> builder) {
    Autoencoder autoencoder = builder.inputSize(64).build().init();
    autoencoder.fit(train, Training.defaults().withEpochs(60));
    return autoencoder;
  }

  private static double errorAgainstClean(Autoencoder autoencoder, INDArray noisy) {
    INDArray error = autoencoder.reconstruct(noisy).sub(test);
    return mean(error.mul(error));
  }

  private static double jacobianNorm(Autoencoder autoencoder) {
    return mean(EncoderJacobian.of(autoencoder.network()).orElseThrow().norms(test));
  }

  /** Mean {@code ||J(x) - J(x + e)||^2} at the noise that the Hessian penalty trains with. */
  private static double jacobianChange(Autoencoder autoencoder) {
    EncoderJacobian jacobian = EncoderJacobian.of(autoencoder.network()).orElseThrow();
    INDArray moved = test.add(RandomExamples.normal(DataType.FLOAT, test.shape()).muli(0.1));
    INDArray change = jacobian.at(test).sub(jacobian.at(moved));
    return mean(change.mul(change));
  }

  private static double mean(INDArray values) {
    return values.castTo(DataType.DOUBLE).meanNumber().doubleValue();
  }
}
