package org.autoencoderzoo.examples;

import org.autoencoderzoo.Autoencoder;
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
   * Prints the error of a usual row, and of one whose values are each usual, but not together.
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
    Autoencoder autoencoder = model.codeSize(1).seed(42).build().init();
    autoencoder.fit(usual, Training.defaults().withEpochs(100).withSeed(42));

    // Above this error are one in a hundred of the rows that the model was trained on.
    INDArray errors = autoencoder.reconstructionError(usual);
    double threshold = errors.percentileNumber(99).doubleValue();

    INDArray rows = Nd4j.createFromArray(new float[][] {{50, 4.0f, 90}, {70, 4.8f, 80}});
    scale.transform(rows);
    INDArray found = autoencoder.reconstructionError(rows);
    for (int i = 0; i < found.length(); i++) {
      System.out.printf(
          "row %d: error %.3f, threshold %.3f: %s%n",
          i, found.getDouble(i), threshold, found.getDouble(i) > threshold ? "anomaly" : "usual");
    }
  }
}
