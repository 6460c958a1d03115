package org.autoencoderzoo.examples.lecture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Images whose pixels have changed places, in one random order for all of them. */
final class ShuffledPixels {

  /** Pixels whose values deviate less hardly occur in digits, and nobody learns to copy them. */
  private static final double LEAST_DEVIATION = 0.2;

  private ShuffledPixels() {}

  /**
   * All pixels change places.
   *
   * @param images {@code [N, D]}
   * @param seed of the order
   * @return {@code [N, D]}
   */
  static INDArray of(INDArray images, long seed) {
    return of(images, IntStream.range(0, images.columns()).toArray(), seed);
  }

  /**
   * Those pixels change places that are not nearly the same in all images; the others become 0.
   *
   * @param images {@code [N, D]}
   * @param seed of the order
   * @return {@code [N, D]}
   */
  static INDArray ofVaried(INDArray images, long seed) {
    double[] deviations = images.std(0).toDoubleVector();
    int[] varied =
        IntStream.range(0, deviations.length)
            .filter(pixel -> deviations[pixel] > LEAST_DEVIATION)
            .toArray();
    return of(images, varied, seed);
  }

  private static INDArray of(INDArray images, int[] pixels, long seed) {
    List<Integer> order = new ArrayList<>(Arrays.stream(pixels).boxed().toList());
    Collections.shuffle(order, new Random(seed));
    INDArray shuffled = Nd4j.zerosLike(images);
    for (int i = 0; i < pixels.length; i++) {
      shuffled.putColumn(pixels[i], images.getColumn(order.get(i)));
    }
    return shuffled;
  }
}
