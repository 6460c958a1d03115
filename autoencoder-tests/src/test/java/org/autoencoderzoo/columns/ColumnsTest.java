package org.autoencoderzoo.columns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** A table with its columns: fitted, encoded, decoded. */
class ColumnsTest {

  private static final Table PEOPLE =
      Tables.of(
          "people.csv",
          List.of("id", "age", "town", "member", "constant", "class"),
          List.of(
              List.of("1", "20", "Rome", "yes", "7", "a"),
              List.of("2", "40", "Oslo", "no", "7", "b"),
              List.of("3", "?", "Rome", "yes", "7", "a"),
              Arrays.asList("4", "60", null, "no", "7", "NA")));

  private static Columns fitted() throws IOException {
    return Columns.builder().ignore("id").label("class").fit(PEOPLE);
  }

  private static EncodedRows all(Columns columns, Table table) throws IOException {
    try (Rows rows = columns.open(table, "id")) {
      return columns.encode(rows, 100);
    }
  }

  @Test
  void numbersAreStandardizedLevelsAreOneHotAndGapsAreMasked() throws IOException {
    Columns columns = fitted();
    assertThat(columns.columns()).extracting(Column::name).containsExactly("age", "town", "member");
    assertThat(columns.width()).isEqualTo(1 + 3 + 2);
    assertThat(columns.groups()).containsExactly(new UnitRange(1, 4), new UnitRange(4, 6));
    assertThat(columns.constant()).containsExactly(java.util.Map.entry("constant", "7"));
    EncodedRows rows = all(columns, PEOPLE);
    float z = (float) Math.sqrt(1.5);
    float[][] x = {
      {-z, 0, 1, 0, 0, 1},
      {0, 1, 0, 0, 1, 0},
      {0, 0, 1, 0, 0, 1},
      {z, 1 / 3f, 2 / 3f, 0, 1, 0}
    };
    assertThat(columns.columns().get(1).unitNames()).containsExactly("Rome", "Oslo", "other");
    for (float[] row : x) {
      float oslo = row[1];
      row[1] = row[2];
      row[2] = oslo;
    }
    for (int row = 0; row < 4; row++) {
      assertThat(rows.x().toFloatMatrix()[row]).containsExactly(x[row], within(1e-6f));
    }
    assertThat(rows.mask().toFloatMatrix())
        .isDeepEqualTo(
            new float[][] {
              {1, 1, 1, 1, 1, 1}, {1, 1, 1, 1, 1, 1}, {0, 1, 1, 1, 1, 1}, {1, 0, 0, 0, 1, 1}
            });
    assertThat(rows.labels()).containsExactly("a", "b", "a", null);
    assertThat(rows.carried()).containsExactly(List.of("1", "2", "3", "4"));
  }

  @Test
  void whatWasEncodedComesBackInTheWordsOfTheTable() throws IOException {
    Columns columns = fitted();
    DecodedRows back = columns.decode(all(columns, PEOPLE).x());
    List<List<String>> texts = new ArrayList<>();
    for (int row = 0; row < back.size(); row++) {
      texts.add(List.of(back.text(row, 0), back.text(row, 1), back.text(row, 2)));
    }
    assertThat(texts)
        .containsExactly(
            List.of("20", "Rome", "yes"),
            List.of("40", "Oslo", "no"),
            List.of("40", "Rome", "yes"),
            List.of("60", "Rome", "no"));
  }

  @Test
  void columnsComeOutOfJsonAsTheyWere() throws IOException {
    Columns columns = fitted();
    assertThat(Columns.fromJson(columns.toJson())).isEqualTo(columns).hasSameHashCodeAs(columns);
  }

  @Test
  void eightThreadsShareColumns() throws Exception {
    Random random = new Random(8);
    List<List<?>> cells = new ArrayList<>();
    for (int i = 0; i < 2000; i++) {
      String day = LocalDate.EPOCH.plusDays(random.nextInt(9000)).toString();
      cells.add(List.of(random.nextGaussian(), "level " + random.nextInt(30), day, i % 3 > 0));
    }
    Table table = Tables.of("t", List.of("number", "level", "day", "flag"), cells);
    Columns columns =
        Columns.builder()
            .dateTime("day")
            .categories(ColumnType.category().withMostLevels(9))
            .fit(table);
    EncodedRows alone = OneColumn.all(columns, table);
    String last = columns.decode(alone.x()).text(1999, 2);
    ExecutorService threads = Executors.newFixedThreadPool(8);
    List<Future<EncodedRows>> together = new ArrayList<>();
    for (int thread = 0; thread < 8; thread++) {
      together.add(threads.submit(() -> OneColumn.all(columns, table)));
    }
    for (Future<EncodedRows> rows : together) {
      assertThat(rows.get()).isEqualTo(alone);
      assertThat(columns.decode(rows.get().x()).text(1999, 2)).isEqualTo(last);
    }
    threads.shutdown();
  }
}
