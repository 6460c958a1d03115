package org.autoencoderzoo.examples.lecture;

import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.corruption.AdditiveGaussianNoise;
import org.autoencoderzoo.evaluation.EncoderJacobian;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The penalty of the stochastic contractive autoencoder over its limit for little noise. */
final class ContractionRatio {

  private ContractionRatio() {}

  /**
   * {@code E ||h(x + e) - h(x)||^2 / (sigma^2 ||J(x)||_F^2)}.
   *
   * @param x rows, for each of which one e is drawn
   */
  static double of(Autoencoder autoencoder, INDArray x, double sigma, long seed) {
    INDArray moved =
        new AdditiveGaussianNoise(sigma, seed)
            .applyDropout(x, x.ulike(), 0, 0, LayerWorkspaceMgr.noWorkspaces());
    INDArray change = autoencoder.encode(moved).sub(autoencoder.encode(x));
    INDArray jacobian = EncoderJacobian.of(autoencoder).orElseThrow().norms(x);
    return squared(change) / (sigma * sigma * squared(jacobian));
  }

  private static double squared(INDArray values) {
    INDArray wide = values.castTo(DataType.DOUBLE);
    return wide.mul(wide).sumNumber().doubleValue();
  }
}
