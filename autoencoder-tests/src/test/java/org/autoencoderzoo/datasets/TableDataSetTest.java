package org.autoencoderzoo.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.autoencoderzoo.PublicData;
import org.autoencoderzoo.columns.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sizes are those that PyOD, the Outlier Detection Datasets and the authors publish. */
class TableDataSetTest {

  @ParameterizedTest
  @CsvSource({
    "glass, 214, 9, 9",
    "ionosphere, 351, 33, 126",
    "pima, 768, 8, 268",
    "satellite, 6435, 36, 2036",
    "shuttle, 49097, 9, 3511",
    "breastw, 683, 9, 239",
    "annthyroid, 7200, 6, 534",
    "spambase, 4207, 57, 1679"
  })
  void setsOfAnomalyDetectionHaveThePublishedSizes(String id, int rows, int columns, int outliers)
      throws IOException {
    Table table = PublicData.orSkip(TableDataSet.of(id)::load);
    assertThat(table.names()).hasSize(columns + 1).endsWith("outlier");
    double[][] numbers = CsvTest.numbers(table);
    assertThat(numbers).hasNumberOfRows(rows);
    int found = 0;
    for (double[] row : numbers) {
      for (double number : row) {
        assertThat(number).isFinite();
      }
      found += (int) row[columns];
    }
    assertThat(found).isEqualTo(outliers);
  }

  @ParameterizedTest
  @CsvSource({
    "pima-indians-diabetes2, diabetes, 768, 9, 652, NA",
    "house-votes-84, Class, 435, 17, 392, NA",
    "vote, Class, 435, 17, 392, ?",
    "credit-g, class, 1000, 21, 0, ?",
    "labor, class, 57, 17, 326, ?",
    "soybean, class, 683, 36, 2337, ?"
  })
  void tablesWithCategoriesAndGapsHaveThePublishedSizes(
      String id, String label, int rows, int columns, int missing, String sign) throws IOException {
    Table table = PublicData.orSkip(TableDataSet.of(id)::load);
    assertThat(table.names()).hasSize(columns).contains(label);
    List<List<String>> texts = CsvTest.texts(table);
    assertThat(texts).hasSize(rows);
    assertThat(texts.stream().mapToInt(row -> Collections.frequency(row, sign)).sum())
        .isEqualTo(missing);
  }

  @Test
  void filesOfAFolderAreTaken(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("Glass.rda"), "no glass");
    assertThatThrownBy(() -> TableDataSet.GLASS.load(folder))
        .isInstanceOf(DataUnavailableException.class)
        .hasMessageContaining("Glass.rda cannot be used: the content of Glass.rda has SHA-256");
  }

  @Test
  void unknownNameIsRefusedWithThoseThereAre() {
    assertThatThrownBy(() -> TableDataSet.of("nosuch"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("data: found 'nosuch', expected one of glass, ionosphere, pima,");
  }
}
