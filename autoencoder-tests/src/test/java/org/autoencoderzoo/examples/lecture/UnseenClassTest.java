package org.autoencoderzoo.examples.lecture;

import static org.assertj.core.api.Assertions.assertThat;

import org.autoencoderzoo.datasets.LabeledImages;
import org.autoencoderzoo.datasets.TrainTest;
import org.autoencoderzoo.linear.Pca;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;

/** A class that is kept out of training. */
class UnseenClassTest {

  /** Class 0 lies on one line of pixels, class 1 off it. */
  private final LabeledImages images =
      new LabeledImages(
          Nd4j.createFromArray(new float[][] {{0.2f, 0}, {0, 0.4f}, {0.6f, 0}, {0, 0.9f}}),
          new int[] {0, 1, 0, 1},
          1,
          1,
          2);

  private final UnseenClass unseen =
      UnseenClass.of(1, new TrainTest("images", images, images, "none"));

  @Test
  void trainingSetLacksTheClassAndTheTestSetHasAll() {
    assertThat(unseen.train().labels()).containsExactly(0, 0);
    assertThat(unseen.test().rows()).isEqualTo(4);
    assertThat(unseen.isUnseen()).containsExactly(false, true, false, true);
  }

  @Test
  void whatIsLostOfItGivesItAway() {
    assertThat(unseen.rocAuc(Pca.fit(unseen.train().images(), 1))).isEqualTo(1);
  }
}
