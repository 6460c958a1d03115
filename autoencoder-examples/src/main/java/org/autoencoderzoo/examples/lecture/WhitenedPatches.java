package org.autoencoderzoo.examples.lecture;

import java.io.IOException;
import org.autoencoderzoo.data.NaturalImages;
import org.autoencoderzoo.image.ImageShape;
import org.autoencoderzoo.linear.Zca;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Patches of natural images of 12x12 pixels, as in Vincent et al. (JMLR 2010, section 5), each of
 * mean zero, whitened, with variance 1.
 */
final class WhitenedPatches {

  static final int SIDE = 12;
  static final ImageShape SHAPE = new ImageShape(1, SIDE, SIDE);

  /** Of the mean eigenvalue: what lies far below is noise of the camera. */
  private static final double EPSILON = 0.1;

  private WhitenedPatches() {}

  /** {@return {@code [count, SIDE * SIDE]}} */
  static INDArray load(int count, long seed) throws IOException {
    INDArray patches = NaturalImages.load().patches(count, SIDE, seed);
    patches.subiColumnVector(patches.mean(1));
    INDArray white = Zca.fit(patches, EPSILON * variance(patches)).whiten(patches);
    return white.divi(Math.sqrt(variance(white)));
  }

  private static double variance(INDArray centered) {
    double norm = centered.norm2Number().doubleValue();
    return norm * norm / centered.length();
  }
}
