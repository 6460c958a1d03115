package org.autoencoderzoo.examples;

import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.anomaly.AnomalyDetector;
import org.autoencoderzoo.anomaly.Threshold;
import org.autoencoderzoo.training.Batch;
import org.autoencoderzoo.training.Examples;
import org.autoencoderzoo.training.Training;
import org.autoencoderzoo.zoo.Deep;
import org.autoencoderzoo.zoo.InputRange;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.preprocessor.NormalizerStandardize;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Finds rows of a table that do not fit the others. Here the columns are readings of a pump: flow,
 * pressure and power. To read a table of your own, use {@code
 * org.autoencoderzoo.datasets.CsvMatrix}.
 */
public final class FindAnomalies {

  private FindAnomalies() {}

  /**
   * Prints the score of a usual row, and of one whose values are each usual, but not together.
   *
   * @param args not used
   */
  public static void main(String[] args) {
    Nd4j.getRandom().setSeed(42);
    INDArray flow = Nd4j.rand(2000, 1).muli(40).addi(30); // 30 to 70 litres per minute
    INDArray pressure = flow.mul(0.04).addi(2).addi(Nd4j.randn(2000, 1).muli(0.05)); // bar
    INDArray power = flow.mul(1.5).addi(15).addi(Nd4j.randn(2000, 1).muli(2)); // watts
    INDArray usual = Nd4j.hstack(flow, pressure, power);
    NormalizerStandardize scale = new NormalizerStandardize();
    scale.fit(new DataSet(usual, usual));
    scale.transform(usual);

    Deep.Builder model = Deep.builder().inputSize(3).hiddenSizes(16).inputRange(InputRange.REAL);
    // A code of fewer numbers than columns: the model has to learn how the columns depend.
    model.codeSize(1).seed(42);
    AnomalyDetector detector =
        AnomalyDetector.builder()
            .contamination(0.01) // Alarms: one in a hundred of the rows that it learns from.
            .fit(Batch.of(usual), examples -> trained(model, examples));

    INDArray rows = Nd4j.createFromArray(new float[][] {{50, 4.0f, 90}, {70, 4.8f, 80}});
    scale.transform(rows);
    double[] scores = detector.score(rows);
    Threshold threshold = detector.threshold();
    for (int i = 0; i < scores.length; i++) {
      System.out.printf(
          "row %d: score %.1f, threshold %.1f: %s%n",
          i, scores[i], threshold.value(), threshold.isExceededBy(scores[i]) ? "anomaly" : "usual");
    }
  }

  private static Autoencoder trained(Deep.Builder model, Batch examples) {
    Autoencoder autoencoder = model.build().init();
    autoencoder.fit(Examples.of(examples), Training.defaults().withEpochs(100).withSeed(42));
    return autoencoder;
  }
}
