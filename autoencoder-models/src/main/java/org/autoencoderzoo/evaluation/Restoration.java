package org.autoencoderzoo.evaluation;

import java.util.Optional;
import java.util.function.UnaryOperator;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.EncoderDecoder;
import org.autoencoderzoo.corruption.AdditiveGaussianNoise;
import org.autoencoderzoo.corruption.MaskingNoise;
import org.autoencoderzoo.corruption.SaltAndPepperNoise;
import org.autoencoderzoo.settings.Arguments;
import org.autoencoderzoo.settings.InputCheck;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * How well a model takes noise off its input. The noise is the same for every model and each time.
 *
 * @param noise put on the input
 */
public record Restoration(IDropout noise) {

  static final long SEED = 7;

  private static final int BATCH = 1024;

  /**
   * Keeps the noise.
   *
   * @param noise put on the input
   * @throws IllegalArgumentException if there is none
   */
  public Restoration {
    Arguments.given("noise", noise);
  }

  /**
   * The noise that an autoencoder was trained with, as strong as at the end of its training.
   *
   * @param autoencoder to look at
   * @return empty if the first layer sees its input as it is
   * @throws IllegalArgumentException if there is no autoencoder
   */
  public static Optional<Restoration> of(Autoencoder autoencoder) {
    Arguments.given("autoencoder", autoencoder);
    return Optional.ofNullable(autoencoder.network().getLayer(Filters.firstLayer(autoencoder)))
        .map(layer -> layer.conf().getLayer().getIDropout())
        .map(noise -> new Restoration(withSeed(noise)));
  }

  /** The last level of the noise; what is not of this library stays as it is. */
  private static IDropout withSeed(IDropout noise) {
    if (noise instanceof MaskingNoise masking) {
      return new MaskingNoise(masking.q().last(), SEED);
    }
    if (noise instanceof AdditiveGaussianNoise gaussian) {
      return new AdditiveGaussianNoise(gaussian.sigma().last(), SEED);
    }
    if (noise instanceof SaltAndPepperNoise saltAndPepper) {
      return new SaltAndPepperNoise(saltAndPepper.q().last(), SEED);
    }
    return noise;
  }

  /**
   * Puts the noise on examples.
   *
   * @param x examples {@code [N, D]} or {@code [N, C, H, W]}, not modified
   * @return noisy examples of the same shape
   * @throws IllegalArgumentException if there are none, or they have a shape that is neither
   */
  public INDArray corrupted(INDArray x) {
    InputCheck.rowsOrImages("examples", x);
    InputCheck.notEmpty("x", x);
    return corrupted(x, 0);
  }

  INDArray corrupted(INDArray x, long batch) {
    return noise.applyDropout(x, x.ulike(), (int) batch, 0, LayerWorkspaceMgr.noWorkspaces());
  }

  /**
   * The squared error of what a model makes of noisy examples, against the clean ones.
   *
   * @param model an autoencoder, or PCA
   * @param x examples {@code [N, D]} or {@code [N, C, H, W]}, N at least 1, not modified
   * @return summed over the features, mean over the examples
   * @throws IllegalArgumentException if there is no model or no example, or the model cannot read
   *     the examples
   */
  public double error(EncoderDecoder model, INDArray x) {
    Arguments.given("model", model);
    return error(model::reconstruct, x);
  }

  /**
   * The squared error of noisy examples that are left as they are.
   *
   * @param x examples {@code [N, D]} or {@code [N, C, H, W]}, N at least 1, not modified
   * @return summed over the features, mean over the examples
   * @throws IllegalArgumentException if there are none, or they have a shape that is neither
   */
  public double errorOfNoise(INDArray x) {
    return error(noisy -> noisy, x);
  }

  private double error(UnaryOperator<INDArray> restored, INDArray x) {
    InputCheck.rowsOrImages("examples", x);
    InputCheck.notEmpty("x", x);
    return error(restored, new MeasuredExamples(x, null));
  }

  double error(UnaryOperator<INDArray> restored, MeasuredExamples examples) {
    double error = 0;
    for (long from = 0; from < examples.x().size(0); from += BATCH) {
      MeasuredExamples clean = examples.rows(from, BATCH);
      error += clean.squaredDistance(restored.apply(corrupted(clean.x(), from / BATCH)));
    }
    return error / examples.count();
  }
}
