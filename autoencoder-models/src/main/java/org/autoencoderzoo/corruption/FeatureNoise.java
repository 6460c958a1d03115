package org.autoencoderzoo.corruption;

import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Noise that hits some features and leaves the others as they are, and that can say which: what an
 * {@link Emphasis} needs. Gaussian noise moves every feature, so it is none of these.
 */
public interface FeatureNoise extends IDropout {

  /**
   * The features that the noise hits in an iteration, drawn again. A feature counts as hit if the
   * noise chose it, even where it had the value that it was set to.
   *
   * @param like an array with as many entries as the corrupted input, in the same row-major order;
   *     {@code [N, D]} and {@code [N, C, H, W]} of the same images give the same draw
   * @param iteration of the training
   * @param epoch of the training
   * @return a new array of the shape and type of {@code like}: 1 where the feature was hit, else 0
   */
  INDArray hit(INDArray like, int iteration, int epoch);
}
