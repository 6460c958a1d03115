package org.autoencoderzoo.examples.lecture;

import java.util.stream.IntStream;
import org.autoencoderzoo.EncoderDecoder;
import org.autoencoderzoo.anomaly.DetectionMeasures;
import org.autoencoderzoo.datasets.LabeledImages;
import org.autoencoderzoo.datasets.TrainTest;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A class that is kept out of training, to be found among the test images.
 *
 * @param train the training images of the other classes
 * @param test all test images {@code [N, D]}
 * @param isUnseen whether a test image is of the class
 */
record UnseenClass(LabeledImages train, INDArray test, boolean[] isUnseen) {

  static UnseenClass of(int label, TrainTest images) {
    LabeledImages train = images.train();
    int[] others =
        IntStream.range(0, train.size()).filter(i -> train.labels()[i] != label).toArray();
    int[] labels = images.test().labels();
    boolean[] isUnseen = new boolean[labels.length];
    for (int i = 0; i < labels.length; i++) {
      isUnseen[i] = labels[i] == label;
    }
    return new UnseenClass(train.select(others), images.test().images(), isUnseen);
  }

  /** {@return the ROC AUC of the share of a test image that a model loses} */
  double rocAuc(EncoderDecoder model) {
    return DetectionMeasures.of(LostShare.ofEach(model, test), isUnseen).rocAuc();
  }
}
