package org.autoencoderzoo.examples.lecture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.examples.gallery.Exhibit;
import org.autoencoderzoo.training.LearningCurve;
import org.autoencoderzoo.zoo.ModelBuilder;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A trained model, and how it came there.
 *
 * @param model after the last pass
 * @param seconds of training until the end of each pass over the training examples
 * @param errors squared error per test example after each pass
 */
record TimedTraining(Autoencoder model, double[] seconds, double[] errors) {

  /**
   * Trains a model.
   *
   * @param what it is, for the progress
   * @param builder of the model, the size of its input and its seed included
   * @param train examples {@code [N, D]}
   * @param test examples {@code [M, D]}
   * @param passes over the training examples
   */
  static TimedTraining of(
      Exhibit exhibit,
      String what,
      ModelBuilder<?> builder,
      INDArray train,
      INDArray test,
      int passes) {
    Autoencoder model = builder.build().init();
    List<Double> errors = new ArrayList<>();
    LearningCurve curve =
        exhibit.fit(
            what, model, train, passes, () -> errors.add(Exhibit.squaredError(model, test)));
    double[] seconds = curve.epochs().stream().mapToDouble(LearningCurve.Epoch::seconds).toArray();
    Arrays.parallelPrefix(seconds, Double::sum);
    return new TimedTraining(model, seconds, errors.stream().mapToDouble(e -> e).toArray());
  }

  /** {@return what the model makes of examples, rows {@code [N, D]} for any model} */
  INDArray reconstruct(INDArray rows) {
    return model.reconstruct(model.shaped(rows)).reshape('c', rows.shape());
  }

  double error() {
    return errors[errors.length - 1];
  }
}
