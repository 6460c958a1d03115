package org.autoencoderzoo.examples.lecture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.examples.gallery.Exhibit;
import org.autoencoderzoo.training.LearningCurve;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A trained model, and how it came there.
 *
 * @param model after the last pass
 * @param seconds of training until the end of each pass over the training images
 * @param errors squared error per test image after each pass
 */
record TimedTraining(Autoencoder model, double[] seconds, double[] errors) {

  static TimedTraining of(
      Exhibit exhibit, String what, Autoencoder model, INDArray train, INDArray test, int passes) {
    List<Double> errors = new ArrayList<>();
    LearningCurve curve =
        exhibit.fit(
            what, model, train, passes, () -> errors.add(Exhibit.squaredError(model, test)));
    double[] seconds = curve.epochs().stream().mapToDouble(LearningCurve.Epoch::seconds).toArray();
    Arrays.parallelPrefix(seconds, Double::sum);
    return new TimedTraining(model, seconds, errors.stream().mapToDouble(e -> e).toArray());
  }

  double error() {
    return errors[errors.length - 1];
  }
}
