package org.autoencoderzoo.columns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.autoencoderzoo.Mutations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.nd4j.linalg.factory.Nd4j;

/** Columns that are saved come back as they were, or not at all. */
class ColumnsJsonTest {

  private static final List<String> NAMES =
      List.of("id", "n", "log", "unit", "robust", "level", "flag", "when", "same", "class", "w");

  /** No setting has its default. */
  private static Columns columns() throws IOException {
    Random random = new Random(2);
    List<List<Object>> rows = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      rows.add(
          Arrays.asList(
              i,
              i % 9 == 0 ? -999 : random.nextGaussian() / 3,
              Math.exp(10 * random.nextGaussian()),
              1e6 * random.nextDouble(),
              1 / random.nextGaussian(),
              "\"level\" " + random.nextInt(20),
              random.nextBoolean() ? "on" : "OFF",
              "0" + (1 + random.nextInt(9)) + ".0" + (1 + random.nextInt(9)) + ".1999",
              "same",
              "class " + i % 2,
              random.nextDouble()));
    }
    return Columns.builder()
        .ignore("id")
        .label("class")
        .weight("w")
        .missing("-999")
        .notMissing("?")
        .column("log", ColumnType.number().withLog1p().withClip(2.5))
        .column("unit", ColumnType.number().withScaling(Scaling.UNIT))
        .column("robust", ColumnType.number().withScaling(Scaling.ROBUST))
        .column("level", ColumnType.category().withMostLevels(4).withOtherUnits(3))
        .column(
            "when",
            ColumnType.dateTime()
                .withPattern("dd.MM.yyyy")
                .withScaling(Scaling.UNIT)
                .withParts(CalendarPart.DAY_OF_MONTH, CalendarPart.TIME))
        .fit(Tables.of("all.csv", NAMES, rows));
  }

  @Test
  void everyPartComesBack() throws IOException {
    Columns columns = columns();
    assertThat(columns.columns()).hasSize(7);
    Columns read = Columns.fromJson(columns.toJson());
    assertThat(read).isEqualTo(columns).hasSameHashCodeAs(columns);
    assertThat(read.toJson()).isEqualTo(columns.toJson());
    assertThat(read.columns()).isEqualTo(columns.columns());
    assertThat(read.constant()).containsExactly(Map.entry("same", "same"));
    Table table =
        Tables.of(
            "t", NAMES, List.of(List.of(0, 1, 2, 3, 4, "z", "on", "01.02.1999", "same", "c", 3)));
    assertThat(OneColumn.all(read, table)).isEqualTo(OneColumn.all(columns, table));
  }

  @Test
  void columnsThatDifferInOneSettingAreNotEqual() throws IOException {
    Table table = OneColumn.of(1, 2, 3);
    assertThat(Columns.builder().fit(table))
        .isEqualTo(Columns.builder().fit(table))
        .isNotEqualTo(Columns.builder().scaling(Scaling.UNIT).fit(table))
        .isNotEqualTo(Columns.builder().clip(5).fit(table))
        .isNotEqualTo(Columns.builder().missing("-1").fit(table))
        .isNotEqualTo(Columns.builder().fit(OneColumn.of(1, 2, 3, null)));
  }

  /** What is read can be used; all else is refused in words. */
  private static boolean isReadAndUsed(String json) {
    try {
      Columns read = Columns.fromJson(json);
      assertThat(read.width()).isLessThanOrEqualTo(1 << 20);
      read.remarks();
      read.decode(Nd4j.rand(2, read.width())).text(1, read.columns().size() - 1);
      assertThat(Columns.fromJson(read.toJson())).isEqualTo(read);
      return true;
    } catch (IOException e) {
      assertThat(e.getMessage())
          .hasSizeLessThan(1000)
          .doesNotContainPattern("\\p{Cntrl}|because \"|Unrecognized token");
      return false;
    }
  }

  @Test
  void columnsThatChanceOrMaliceChangedAreUsableOrRefused(TestReporter reporter)
      throws IOException {
    byte[] whole = columns().toJson().getBytes(StandardCharsets.UTF_8);
    Mutations mutations = new Mutations(11);
    int read = 0;
    for (int i = 0; i < 1500; i++) {
      byte[] changed = i % 3 == 0 ? mutations.bytes(whole) : mutations.json(whole);
      read += isReadAndUsed(new String(changed, StandardCharsets.UTF_8)) ? 1 : 0;
    }
    reporter.publishEntry("read", read + " of 1500");
    assertThat(read).isBetween(1, 1499);
  }

  @Test
  void fewWordsCannotAskForMuchMemory() {
    String many =
        "{\"name\":\"%d\",\"kind\":\"category\",\"levels\":[],\"rows\":[],\"other_units\":10000,"
            + "\"other_levels\":0,\"other_rows\":0,\"shares\":[],\"missing\":0}";
    assertThatThrownBy(() -> Columns.fromJson(around(many.formatted(1))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("shares is 0, must be one for each unit");
    assertThatThrownBy(() -> Columns.fromJson("[".repeat(10_000))).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> Columns.fromJson("{\"rows\":" + "1".repeat(1_000_000) + "}"))
        .hasMessageContaining("holds a number of more than 100 characters");
    assertThatThrownBy(() -> Columns.fromJson(" ".repeat(5_000_000)))
        .hasMessageContaining("is longer than 4,194,304 characters");
  }

  private static String around(String columns) {
    return "{\"rows\":1,\"ignored\":[],\"constant\":{},\"missing_texts\":[],\"columns\":["
        + columns
        + "]}";
  }

  @Test
  void wrongFieldsAreNamed() throws IOException {
    String json = Columns.builder().fit(OneColumn.of(1, 3)).toJson();
    assertThatThrownBy(() -> Columns.fromJson(json.replace("\"scale\":1.0", "\"scale\":-1.0")))
        .hasMessage("the description of the columns: scale is -1.0, must be above 0");
    assertThatThrownBy(() -> Columns.fromJson(json.replace("\"scale\":1.0", "\"scale\":\"1\"")))
        .hasMessage("\"scale\" of a column \"c\" is 1, expected a finite number");
    assertThatThrownBy(() -> Columns.fromJson(json.replace("\"scale\":1.0,", "")))
        .hasMessage("\"scale\" of a column \"c\" is not there, expected a finite number");
    assertThatThrownBy(() -> Columns.fromJson(json.replace("\"standard\"", "\"other\"")))
        .hasMessage("\"scaling\" of a column \"c\" is other, expected one that is known");
    assertThatThrownBy(() -> Columns.fromJson("[]"))
        .hasMessage("the description of the columns is no object");
    assertThatThrownBy(() -> Columns.fromJson("")).isInstanceOf(IOException.class);
  }

  @Test
  void patternsThatWouldTakeTheStackAndScalesThatOverflowAreRefused() throws IOException {
    Table table = OneColumn.of("2024-01-01", "2024-01-09");
    String json = Columns.builder().dateTime("c").fit(table).toJson();
    String deep = "\"pattern\":\"" + "[".repeat(100_000) + "\"";
    assertThatThrownBy(() -> Columns.fromJson(json.replace("\"pattern\":\"\"", deep)))
        .hasMessageContaining("length of the pattern is 100000, must be 0 to 100");
    for (String changed :
        List.of(
            json.replaceFirst("\"scale\":[0-9.E]+", "\"scale\":1e-300"),
            json.replaceFirst("\"centre\":[0-9.E]+", "\"centre\":1e300"),
            json.replaceFirst("\"step\":[0-9]+", "\"step\":0"))) {
      assertThat(changed).isNotEqualTo(json);
      assertThatThrownBy(() -> Columns.fromJson(changed)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void columnsWithTooManyWordsAreNotSaved() throws IOException {
    Columns columns =
        Columns.builder().fit(OneColumn.of("a".repeat(3_000_000), "b".repeat(3_000_000)));
    assertThatThrownBy(columns::toJson)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is longer than 4,194,304 characters; leave some out");
  }
}
