package org.autoencoderzoo.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.autoencoderzoo.PublicData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThyroidTest {
  @TempDir Path folder;

  @Test
  void trainingRowsAreNormalAndTheTestHas253Anomalies() throws IOException {
    AnomalyData thyroid = loadOrSkip();
    assertThat(thyroid.train().shape()).containsExactly(3319, 21);
    assertThat(thyroid.test().shape()).containsExactly(3600, 21);
    int anomalies = 0;
    for (boolean anomalous : thyroid.anomalous()) {
      anomalies += anomalous ? 1 : 0;
    }
    assertThat(anomalies).isEqualTo(253);
    assertThat(thyroid.test().minNumber().floatValue()).isZero();
    assertThat(thyroid.test().maxNumber().floatValue()).isEqualTo(1);
    assertThat(thyroid.test().getFloat(0, 0)).isEqualTo(.72f);
  }

  @Test
  void inputsAndOutputsBecomeRows() throws IOException {
    Path file = Files.writeString(folder.resolve("a"), "2 2 1\n1 2\n3\n4 5\n6\n");
    assertThat(FannRows.read(file, 2, 1))
        .containsExactly(new float[] {1, 2, 3}, new float[] {4, 5, 6});
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "2 3 1; line 1: found 3 inputs and 1 outputs, expected 2 and 1",
        "2 2; line 1: found 2 values, expected 3",
        "2 2 1/1 2; line 3: the file is cut off",
        "2 2 1/1 2/3; found 1 rows, line 1 says 2",
        "2000000000 2 1/1 2/3; found 1 rows, line 1 says 2000000000",
        "1 2 1/1 x/3; line 2: found 'x', expected a number",
        "1 2 1/1/3; line 2: found 1 values, expected 2"
      })
  void badFileIsRefusedWithItsLine(String lines, String message) throws IOException {
    Path file = Files.writeString(folder.resolve("a"), lines.replace('/', '\n'));
    assertThatThrownBy(() -> FannRows.read(file, 2, 1))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(file.toString())
        .hasMessageContaining(message);
  }

  private static AnomalyData loadOrSkip() throws IOException {
    return PublicData.orSkip(AnomalyDataSet.THYROID::load);
  }
}
