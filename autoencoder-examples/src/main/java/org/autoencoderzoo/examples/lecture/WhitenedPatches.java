package org.autoencoderzoo.examples.lecture;

import java.io.IOException;
import org.autoencoderzoo.data.NaturalImages;
import org.autoencoderzoo.linear.Zca;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Square patches of photographs, each of mean zero, whitened, with variance 1, as in Vincent et al.
 * (JMLR 2010, section 5).
 */
final class WhitenedPatches {

  /** Of the mean eigenvalue: what lies far below is noise of the camera. */
  private static final double EPSILON = 0.1;

  private WhitenedPatches() {}

  /** {@return {@code [count, side * side]}} */
  static INDArray load(int count, int side, long seed) throws IOException {
    INDArray patches = NaturalImages.load().patches(count, side, seed);
    patches.subiColumnVector(patches.mean(1));
    INDArray white = Zca.fit(patches, EPSILON * variance(patches)).whiten(patches);
    return white.divi(Math.sqrt(variance(white)));
  }

  private static double variance(INDArray centered) {
    double norm = centered.norm2Number().doubleValue();
    return norm * norm / centered.length();
  }
}
