package org.autoencoderzoo.columns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How cells become units: what is found out, and what is declared. */
class ColumnTypesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 -2.5 3e4|NUMBER",
        "0 1 0|NUMBER",
        "1 ? NA|NUMBER",
        "a b 1|CATEGORY",
        "yes no yes|BOOLEAN",
        "TRUE False null|BOOLEAN",
        "none 1 2|CATEGORY",
        "f f f|CATEGORY",
        "3f 0x10 1|CATEGORY",
        "2024-05-01 2024-05-02|CATEGORY"
      })
  void cellsTellTheKind(String cells, ColumnKind kind) throws IOException {
    Rows rows = OneColumn.of((Object[]) cells.split(" ")).open();
    SampledRows sample = new SampledRows(1);
    while (rows.next()) {
      sample.add(rows);
    }
    assertThat(sample.kind(0, new MissingTexts(MissingTexts.COMMON))).isEqualTo(kind);
  }

  private static Table declared(ColumnType type, Object... cells) {
    Table table = OneColumn.of(cells);
    return new Table() {
      @Override
      public String name() {
        return "declared.arff";
      }

      @Override
      public List<String> names() {
        return List.of("c");
      }

      @Override
      public Optional<ColumnType> declaredType(String column) {
        return Optional.of(type);
      }

      @Override
      public Rows open() throws IOException {
        return table.open();
      }

      @Override
      public Map<String, String> identity() {
        return Map.of();
      }
    };
  }

  @Test
  void sourceTellsTheKindUnlessTheUserDoes() throws IOException {
    Table codes = declared(ColumnType.category("3", "2", "1"), "1", "2", "1");
    assertThat(OneColumn.category(Columns.builder().fit(codes)).levels()).containsExactly("1", "2");
    assertThat(Columns.builder().number("c").fit(codes).columns().get(0).kind())
        .isEqualTo(ColumnKind.NUMBER);
  }

  @Test
  void sameRowsMakeTheSameColumnsWhateverTheSourceSays() throws IOException {
    Object[] levels = {"b", "a", "b", "NA", "c"};
    assertThat(Columns.builder().fit(declared(ColumnType.category("a", "b", "c"), levels)))
        .isEqualTo(Columns.builder().fit(OneColumn.of(levels)));
    Object[] votes = {"y", "n", "?", "n"};
    assertThat(Columns.builder().fit(declared(ColumnType.category("n", "y"), votes)))
        .isEqualTo(Columns.builder().fit(OneColumn.of(votes)));
    Object[] numbers = {1, 2, 4.5};
    assertThat(Columns.builder().clip(3).fit(declared(ColumnType.number(), numbers)))
        .isEqualTo(Columns.builder().clip(3).fit(OneColumn.of(numbers)));
  }

  @ParameterizedTest
  @EnumSource
  void everyScalingComesBack(Scaling scaling) throws IOException {
    double[] values = OneColumn.normal(1000, 500, 1000);
    Table table = OneColumn.of(values);
    Columns columns = Columns.builder().scaling(scaling).fit(table);
    EncodedRows rows = OneColumn.all(columns, table);
    assertThat(rows.mask()).isNull();
    assertThat(columns.isUnitInterval()).isEqualTo(scaling == Scaling.UNIT);
    DecodedRows back = columns.decode(rows.x());
    double deviation = OneColumn.number(columns).deviation();
    for (int row = 0; row < 1000; row++) {
      assertThat(back.number(row, 0)).isEqualTo(values[row], within(1e-6 * deviation));
      assertThat(Double.parseDouble(back.text(row, 0)))
          .isEqualTo(values[row], within(1e-5 * deviation));
      if (scaling == Scaling.UNIT) {
        assertThat(rows.x().getDouble(row, 0)).isBetween(0.0, 1.0);
      }
    }
  }

  @Test
  void unitScalingKeepsValuesOfOtherTablesWithinZeroAndOne() throws IOException {
    Columns columns = Columns.builder().scaling(Scaling.UNIT).fit(OneColumn.of(10, 20));
    assertThat(OneColumn.encoded(columns, OneColumn.of(15, 9, 1e30)))
        .isDeepEqualTo(new float[][] {{0.5f}, {0}, {1}});
  }

  @Test
  void farValuesAreClippedOnRequest() throws IOException {
    Columns columns =
        Columns.builder()
            .column("c", ColumnType.number().withClip(1.5))
            .fit(OneColumn.of(-1, 1, -1, 1));
    assertThat(OneColumn.encoded(columns, OneColumn.of(1, 100, -100)))
        .isDeepEqualTo(new float[][] {{1}, {1.5f}, {-1.5f}});
  }

  @Test
  void logarithmOfOnePlusTakesAmountsAndGivesThemBack() throws IOException {
    Table table = OneColumn.of(0, 9, 99, 999_999);
    Columns columns =
        Columns.builder()
            .column("c", ColumnType.number().withLog1p().withScaling(Scaling.UNIT))
            .fit(table);
    EncodedRows rows = OneColumn.all(columns, table);
    assertThat(rows.x().toFloatMatrix()[1][0]).isEqualTo((float) (Math.log(10) / Math.log(1e6)));
    assertThat(columns.decode(rows.x()).text(3, 0)).isEqualTo("999999");
    assertThatThrownBy(() -> OneColumn.all(columns, OneColumn.of(5, -1)))
        .hasMessage(
            "one.csv, row 2: column \"c\" has \"-1\", expected a number above -1, because the column"
                + " takes log(1 + x)");
  }

  @Test
  void robustScalingIsNotMovedByFarValues() throws IOException {
    double[] values = OneColumn.normal(10_000, 10, 2);
    Arrays.fill(values, 0, 200, 1e12);
    NumberColumn column =
        OneColumn.number(Columns.builder().scaling(Scaling.ROBUST).fit(OneColumn.of(values)));
    assertThat(column.centre()).isEqualTo(10, within(0.1));
    assertThat(column.scale()).isEqualTo(2, within(0.1));
  }

  @Test
  void frequentLevelsHaveUnitsAndTheOthersOne() throws IOException {
    Table table = OneColumn.of("b", "a", "b", "c", "a", "b", "d", "e", "d");
    CategoryColumn column =
        OneColumn.category(
            Columns.builder().column("c", ColumnType.category().withMostLevels(2)).fit(table));
    assertThat(column.unitNames()).containsExactly("b", "a", "other");
    assertThat(column.rows()).containsExactly(3L, 2L);
    assertThat(column.otherRows()).isEqualTo(4);
    assertThat(column.otherLevels()).isEqualTo(3);
    assertThat(column.shares()).containsExactly(3 / 9.0, 2 / 9.0, 4 / 9.0);
    assertThat(
            OneColumn.category(
                    Columns.builder().categories(ColumnType.category().withLeastRows(3)).fit(table))
                .levels())
        .containsExactly("b");
  }

  @Test
  void unseenLevelIsOther() throws IOException {
    Columns columns = Columns.builder().fit(OneColumn.of("a", "b", "a"));
    assertThat(OneColumn.encoded(columns, OneColumn.of("b", "z", "A")))
        .isDeepEqualTo(new float[][] {{0, 1, 0}, {0, 0, 1}, {0, 0, 1}});
    EncodedRows rows = OneColumn.all(columns, OneColumn.of("z", "a", "z", "?", "Z"));
    assertThat(rows.others()).isEqualTo(Map.of("c", Map.of("z", 2, "Z", 1)));
    assertThat(columns.decode(rows.x()).text(0, 0)).isEqualTo("other");
    assertThat(OneColumn.category(Columns.builder().fit(OneColumn.of("none", "other"))).unitNames())
        .containsExactly("none", "other", "any other");
  }

  @Test
  void otherLevelsAreHashedIntoSeveralUnits() throws IOException {
    List<Object> cells = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      cells.add("id" + i);
    }
    cells.addAll(Collections.nCopies(50, "often"));
    Table table = OneColumn.of(cells.toArray());
    Columns columns =
        Columns.builder()
            .column("c", ColumnType.category().withMostLevels(1).withOtherUnits(8))
            .fit(table);
    assertThat(columns.columns().get(0).unitNames())
        .containsExactly(
            "often", "other 1", "other 2", "other 3", "other 4", "other 5", "other 6", "other 7",
            "other 8");
    float[] sums = OneColumn.all(columns, table).x().sum(0).toFloatVector();
    assertThat(sums[0]).isEqualTo(50);
    for (int unit = 1; unit <= 8; unit++) {
      assertThat(sums[unit]).isBetween(80f, 170f);
      assertThat(columns.columns().get(0).centreUnits().get(unit))
          .isEqualTo(sums[unit] / 1050.0, within(1e-7));
    }
  }

  @Test
  void columnOfIdentifiersIsCountedInBoundedMemory() throws IOException {
    Table ids =
        new GeneratedTable(
            "ids",
            List.of("c"),
            () -> IntStream.range(0, 250_000).mapToObj(i -> List.of("id" + i)).iterator());
    Columns columns = Columns.builder().fit(ids);
    CategoryColumn column = OneColumn.category(columns);
    assertThat(column.seen()).isEqualTo(250_000);
    assertThat(column.otherRows()).isEqualTo(250_000 - 100);
    assertThat(columns.remarks())
        .containsExactly(
            "\"c\" has at least 100,000 different texts in 250,000 rows: an identifier is better"
                + " left out");
  }

  @Test
  void booleansComeBackAsTheyWereWritten() throws IOException {
    Columns columns = Columns.builder().fit(OneColumn.of("True", "False", "True", null));
    assertThat(columns.columns().get(0).unitNames()).containsExactly("False", "True");
    assertThat(OneColumn.encoded(columns, OneColumn.of("true", "no", "1")))
        .isDeepEqualTo(new float[][] {{0, 1}, {1, 0}, {0, 1}});
    assertThatThrownBy(() -> OneColumn.all(columns, OneColumn.of("yes", "maybe")))
        .hasMessage(
            "one.csv, row 2: column \"c\" has \"maybe\", expected true or false, yes or no; declare"
                + " the column a category, or count \"maybe\" among the missing texts");
  }

  @Test
  void datesBecomeTimeLineAndCircles() throws IOException {
    Table table = OneColumn.of("2024-01-01 00:00", "2024-01-02T06:00:00", "2024-01-03 12:00", "?");
    Columns columns = Columns.builder().dateTime("c").fit(table);
    assertThat(columns.columns().get(0).unitNames())
        .containsExactly(
            "time",
            "sine of day of year",
            "cosine of day of year",
            "sine of day of week",
            "cosine of day of week",
            "sine of time of day",
            "cosine of time of day");
    EncodedRows rows = OneColumn.all(columns, table);
    float[] second = rows.x().toFloatMatrix()[1];
    double week = 2 * Math.PI / 7; // The first day of 2024 was a Monday.
    double year = 2 * Math.PI / 366;
    assertThat(second)
        .containsExactly(
            new float[] {
              0,
              (float) Math.sin(year),
              (float) Math.cos(year),
              (float) Math.sin(week),
              (float) Math.cos(week),
              1,
              0
            },
            within(1e-6f));
    assertThat(rows.mask().toFloatMatrix()[3]).containsOnly(0);
    assertThat(rows.x().getDouble(3, 0)).isZero();
    DecodedRows back = columns.decode(rows.x());
    assertThat(LocalDateTime.parse(back.text(2, 0)))
        .isEqualTo(LocalDateTime.parse("2024-01-03T12:00"));
  }

  @Test
  void partsThatDoNotVaryAreLeftOutAndPatternsAreRead() throws IOException {
    Columns columns =
        Columns.builder()
            .column("c", ColumnType.dateTime().withPattern("d.M.yyyy").withScaling(Scaling.UNIT))
            .fit(OneColumn.of("5.3.2024", "12.3.2024", "19.3.2024"));
    DateTimeColumn column = (DateTimeColumn) columns.columns().get(0);
    assertThat(column.type().parts())
        .containsExactly(CalendarPart.TIME, CalendarPart.DAY_OF_YEAR); // All are Tuesdays.
    assertThat(columns.isUnitInterval()).isTrue();
    float[][] x = OneColumn.encoded(columns, OneColumn.of("12.3.2024", "5.3.2030"));
    assertThat(x[0][0]).isEqualTo(0.5f);
    assertThat(x[1][0]).isEqualTo(1);
    assertThat(columns.decode(OneColumn.all(columns, OneColumn.of("19.3.2024")).x()).text(0, 0))
        .isEqualTo("19.3.2024");
    assertThatThrownBy(() -> OneColumn.all(columns, OneColumn.of("2024-03-05")))
        .hasMessageContaining("expected a date or time of the pattern d.M.yyyy");
  }

  /** A float has seven digits, and so the time line of a decade is off by some seconds. */
  @ParameterizedTest
  @CsvSource({
    "'',uuuu-MM-dd",
    "'',uuuu-MM-dd'T'HH:00",
    "'',uuuu-MM-dd'T'HH:mm",
    "dd.MM.yyyy,dd.MM.yyyy",
    "yyyyMMdd HH:mm XXX,yyyyMMdd HH:mm XXX",
    "MMMM yyyy,MMMM yyyy",
    "d.M.uuuu,d.M.uuuu",
    "dd-MMM-yy hh:mm a,dd-MMM-yy hh:mm a",
    "yyyy,yyyy"
  })
  void timesComeBackToTheStepInWhichTheyAreGiven(String pattern, String written)
      throws IOException {
    DateTimeFormatter format = DateTimeFormatter.ofPattern(written, Locale.ENGLISH);
    Random random = new Random(4);
    Object[] cells = new Object[300];
    for (int i = 0; i < cells.length; i++) {
      long minutes = 25_000_000L + random.nextInt(5_000_000);
      cells[i] = Instant.ofEpochSecond(60 * minutes).atZone(ZoneOffset.UTC).format(format);
    }
    Table table = OneColumn.of(cells);
    Columns columns =
        Columns.builder().column("c", ColumnType.dateTime().withPattern(pattern)).fit(table);
    DecodedRows back = columns.decode(OneColumn.all(columns, table).x());
    for (int i = 0; i < cells.length; i++) {
      assertThat(back.text(i, 0)).isEqualTo(cells[i]);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"DAY_OF_YEAR", "DAY_OF_MONTH", "DAY_OF_WEEK", "TIME_OF_DAY"})
  void circlesComeBack(CalendarPart part) throws IOException {
    Table table = OneColumn.of("2024-02-29 23:59:59", "2023-12-31 00:00", "2024-07-01 12:30");
    Columns columns =
        Columns.builder().column("c", ColumnType.dateTime().withParts(part)).fit(table);
    DecodedRows back = columns.decode(OneColumn.all(columns, table).x());
    List<String> expected =
        switch (part) {
          case DAY_OF_YEAR -> List.of("02-29", "12-30", "07-01"); // In a leap year.
          case DAY_OF_MONTH -> List.of("day 29", "day 31", "day 1");
          case DAY_OF_WEEK -> List.of("Thursday", "Sunday", "Monday");
          default -> List.of("23:59:59", "00:00", "12:30");
        };
    assertThat(List.of(back.text(0, 0), back.text(1, 0), back.text(2, 0))).isEqualTo(expected);
  }

  @Test
  void missingTextsCanBeAddedAndTakenAway() throws IOException {
    Table numbers = OneColumn.of("1", "-999.0", "3", "unknown");
    Columns columns = Columns.builder().number("c").missing("-999", "unknown").fit(numbers);
    assertThat(columns.columns().get(0).missing()).isEqualTo(2);
    assertThat(columns.columns().get(0).missingShare()).isEqualTo(0.5);
    assertThat(OneColumn.number(columns).mean()).isEqualTo(2);
    Columns countries = Columns.builder().notMissing("NA").fit(OneColumn.of("NA", "DE", "NA"));
    assertThat(OneColumn.category(countries).levels()).containsExactly("NA", "DE");
  }

  @Test
  void columnWhoseFirstThousandRowsAreEmptyIsToldByLaterOnes() throws IOException {
    Object[] cells = new Object[1200];
    Arrays.fill(cells, 1100, 1200, "7");
    cells[1150] = "8.5";
    NumberColumn column = OneColumn.number(Columns.builder().fit(OneColumn.of(cells)));
    assertThat(column.missing()).isEqualTo(1100);
    assertThat(column.greatest()).isEqualTo(8.5);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1,234.50",
        "1.234,50",
        "1 234,50",
        "1'234.5",
        "1.234.567",
        "$10",
        "-$1,210.50",
        "10,50 \u20ac",
        "\u20ac 5",
        "12%",
        "3.5 %",
        "(1.5)",
        "\u22121.5",
        "1.5-",
        "0,5"
      })
  void numbersThatAreReadAsTextsAreRemarked(String text) throws IOException {
    assertThat(remarksOf(text, "12.00", text))
        .containsExactly(
            "\"c\" has numbers such as \""
                + text
                + "\", which are texts here: write them like 1234.5, without signs of currencies,"
                + " percents and thousands");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2024-02-29", "2024-02-29 13:30", "2024-02-29T13:30:00.5Z"})
  void datesThatAreReadAsTextsAreRemarked(String text) throws IOException {
    assertThat(remarksOf(text, text, "2023-01-01"))
        .containsExactly(
            "\"c\" has dates such as \""
                + text
                + "\", which are texts here: declare it a date, or leave it out");
  }

  @ParameterizedTest
  @ValueSource(strings = {"01.02.2024", "12:30", "A1", "1-2", "<5", "red", "10 20", "1e5x"})
  void otherTextsAreNot(String text) throws IOException {
    assertThat(remarksOf(text, "x")).isEmpty();
  }

  private static List<String> remarksOf(String... cells) throws IOException {
    List<List<Object>> rows = new ArrayList<>();
    for (String cell : cells) {
      rows.add(List.of(cell));
    }
    return Columns.builder().fit(Tables.of("t", List.of("c"), rows)).remarks();
  }

  @ParameterizedTest
  @CsvSource({
    "'',2024-02-30",
    "'',2023-02-29",
    "'',2024-13-01",
    "'',2024-05-01 25:00",
    "d.M.yyyy,31.4.2024",
    "d.M.yyyy,30.2.2024",
    "d.M.uuuu,30.2.2024",
    "yyyy-MM,2024-13",
    "dd-MMM-yy,31-Jun-24",
    "dd/MM/yyyy hh:mm a,31/06/2024 01:00 PM"
  })
  void dayThatIsInNoCalendarIsRefused(String pattern, String wrong) throws IOException {
    ColumnType type = ColumnType.dateTime().withPattern(pattern);
    assertThatThrownBy(() -> Columns.builder().column("c", type).fit(OneColumn.of(wrong, wrong)))
        .isInstanceOf(WrongTableException.class)
        .hasMessageContaining(
            "one.csv, row 1: column \"c\" has \"" + wrong + "\", expected a date");
  }

  @Test
  void remarksNameWhatLooksWrong() throws IOException {
    List<List<Object>> rows = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      rows.add(
          Arrays.asList(
              i % 3,
              i == 17 ? "unknown" : "" + i % 90,
              "same",
              i < 150 ? null : (Object) (i * 0.5)));
    }
    Columns columns =
        Columns.builder().fit(Tables.of("t", List.of("code", "age", "constant", "gaps"), rows));
    assertThat(columns.remarks())
        .containsExactly(
            "\"constant\" is always \"same\", and is left out",
            "\"code\" has 3 different numbers: if they are codes, declare it a category",
            "\"age\" has mostly numbers, but also \"unknown\": if that means no value, count it"
                + " among the missing texts",
            "\"gaps\" is missing in 75% of the rows");
  }

  @Test
  void settingsThatCannotBeAreRefused() {
    assertThatThrownBy(() -> ColumnType.number().withClip(0)).hasMessageContaining("clip is 0.0");
    assertThatThrownBy(() -> ColumnType.category("a", "a")).hasMessageContaining("each given once");
    assertThatThrownBy(() -> ColumnType.category().withMostLevels(0))
        .hasMessageContaining("mostLevels is 0");
    assertThatThrownBy(() -> ColumnType.dateTime().withPattern("no pattern {"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ColumnType.dateTime().withParts())
        .hasMessageContaining("at least one");
    Set<Integer> units = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      units.add(CategoryStatistics.otherUnit("text " + i, 5));
    }
    assertThat(units).containsExactlyInAnyOrder(0, 1, 2, 3, 4);
  }
}
