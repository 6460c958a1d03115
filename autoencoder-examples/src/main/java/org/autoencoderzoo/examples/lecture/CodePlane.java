package org.autoencoderzoo.examples.lecture;

import java.util.List;
import java.util.stream.IntStream;
import org.autoencoderzoo.examples.gallery.Chart;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Codes of two units as points in the plane, a series for each class. */
final class CodePlane {

  private CodePlane() {}

  /**
   * Draws codes.
   *
   * @param codes {@code [N, 2]}
   * @param labels N classes from 0, each of which occurs
   * @param classes their names
   * @return the chart
   */
  static Chart of(INDArray codes, int[] labels, List<String> classes) {
    Chart chart = new Chart("First code unit", "Second code unit");
    for (int i = 0; i < classes.size(); i++) {
      int label = i;
      int[] rows = IntStream.range(0, labels.length).filter(r -> labels[r] == label).toArray();
      INDArray ofClass = Nd4j.pullRows(codes, 1, rows);
      chart.points(
          classes.get(i),
          ofClass.getColumn(0).toDoubleVector(),
          ofClass.getColumn(1).toDoubleVector());
    }
    return chart;
  }
}
