package org.autoencoderzoo.examples.lecture;

import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/** Walks on straight lines, of images or of codes. */
final class StraightWalk {

  private StraightWalk() {}

  /**
   * Where one is between two ends.
   *
   * @param from rows {@code [N, D]}
   * @param to rows {@code [N, D]}
   * @param share of the way gone, 0 to 1
   * @return {@code [N, D]}
   */
  static INDArray between(INDArray from, INDArray to, double share) {
    return from.mul(1 - share).addi(to.mul(share));
  }

  /**
   * A walk from end to end.
   *
   * @param from one row
   * @param to one row
   * @param steps equally far apart, both ends included
   * @return {@code [steps, D]}
   */
  static INDArray fromTo(INDArray from, INDArray to, int steps) {
    return Nd4j.vstack(
        IntStream.range(0, steps)
            .mapToObj(step -> between(from, to, step / (steps - 1.0)))
            .toArray(INDArray[]::new));
  }

  /**
   * A walk through an image.
   *
   * @param image one row, in the middle of the walk
   * @param step one row
   * @param steps on each side of the image
   * @return {@code [2 steps + 1, D]}, pixels in [0,1]
   */
  static INDArray through(INDArray image, INDArray step, int steps) {
    return Nd4j.vstack(
        IntStream.rangeClosed(-steps, steps)
            .mapToObj(t -> after(image, step.mul(t)))
            .toArray(INDArray[]::new));
  }

  /** {@return an image after a step, its pixels in [0,1]} */
  static INDArray after(INDArray image, INDArray step) {
    return Transforms.max(Transforms.min(image.add(step), 1), 0);
  }
}
