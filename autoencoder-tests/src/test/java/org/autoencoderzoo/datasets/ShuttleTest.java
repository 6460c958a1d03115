package org.autoencoderzoo.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.stream.IntStream;
import org.autoencoderzoo.PublicData;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class ShuttleTest {

  @Test
  void trainingRowsAreNormalAndTheTestHas867Anomalies() throws IOException {
    AnomalyData shuttle = loadOrSkip();
    assertThat(shuttle.train().shape()).containsExactly(34108, 9);
    assertThat(shuttle.test().shape()).containsExactly(12345, 9);
    boolean[] anomalous = shuttle.anomalous();
    int[] anomalies = IntStream.range(0, anomalous.length).filter(i -> anomalous[i]).toArray();
    assertThat(anomalous).hasSize(12345);
    assertThat(anomalies).hasSize(867).startsWith(35);
  }

  @Test
  void trainingColumnsHaveMeanZeroAndVarianceOne() throws IOException {
    INDArray train = loadOrSkip().train().castTo(DataType.DOUBLE);
    assertThat(train.mean(0).toDoubleVector()).usingComparatorWithPrecision(1e-6).containsOnly(0);
    assertThat(train.var(false, 0).toDoubleVector())
        .usingComparatorWithPrecision(1e-5)
        .containsOnly(1);
  }

  @Test
  void testRowsAreScaledByTheTrainingRows() throws IOException {
    // The row 50 -1 89 -7 50 0 39 40 2, computed apart from this code.
    float[] expected = {
      .9314154f,
      -.0209226f,
      .4936473f,
      -.1740682f,
      .7657074f,
      -.0094853f,
      -.1783519f,
      -.3519814f,
      -.2962541f
    };
    AnomalyData shuttle = loadOrSkip();
    assertThat(shuttle.test().getRow(0).toFloatVector()).containsExactly(expected, within(1e-6f));
    assertThat(shuttle.test().maxNumber().floatValue()).isLessThan(179);
  }

  private static AnomalyData loadOrSkip() throws IOException {
    return PublicData.orSkip(AnomalyDataSet.SHUTTLE::load);
  }
}
