package org.autoencoderzoo.examples.lecture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Images whose pixels have changed places, in one random order for all of them. */
final class ShuffledPixels {

  private ShuffledPixels() {}

  /**
   * A copy.
   *
   * @param images {@code [N, D]}
   * @param pixels those that change places with each other; all others become 0
   * @param seed of the order
   * @return {@code [N, D]}
   */
  static INDArray of(INDArray images, int[] pixels, long seed) {
    List<Integer> order = new ArrayList<>(Arrays.stream(pixels).boxed().toList());
    Collections.shuffle(order, new Random(seed));
    INDArray shuffled = Nd4j.zerosLike(images);
    for (int i = 0; i < pixels.length; i++) {
      shuffled.putColumn(pixels[i], images.getColumn(order.get(i)));
    }
    return shuffled;
  }
}
