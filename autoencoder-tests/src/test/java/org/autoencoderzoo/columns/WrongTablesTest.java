package org.autoencoderzoo.columns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;

/** What does not fit is named: the table, its line, its column, the value, and the way out. */
class WrongTablesTest {

  private static final List<String> NAMES = List.of("a", "b", "level", "class", "w");

  private static Table table(List<String> names, Object... row) {
    List<Object> second = new ArrayList<>();
    for (Object cell : row) {
      second.add(cell instanceof Number number ? number.doubleValue() + 1 : cell + "2");
    }
    return Tables.of("t.csv", names, List.of(Arrays.asList(row), second));
  }

  private static Columns fitted() throws IOException {
    return Columns.builder().label("class").weight("w").fit(table(NAMES, 1, 10, "x", "yes", 1));
  }

  @Test
  void numberThatTurnsIntoTextInRowNineHundredThousandIsNamed() {
    Table rows =
        new GeneratedTable(
            "big.csv",
            List.of("id", "amount"),
            () ->
                IntStream.rangeClosed(1, 1_000_000)
                    .mapToObj(i -> List.of(i, i == 900_000 ? "twelve" : (Object) (i % 7)))
                    .iterator());
    assertThatThrownBy(() -> Columns.builder().fit(rows))
        .isInstanceOf(WrongTableException.class)
        .hasMessage(
            "big.csv, row 900000: column \"amount\" has \"twelve\", expected a number such as"
                + " -1.5e-3; declare the column a category, or count \"twelve\" among the missing"
                + " texts");
  }

  @Test
  void cellThatDoesNotFitIsNamedWhereverItStands() throws IOException {
    Columns columns = Columns.builder().fit(OneColumn.of(1, 2));
    for (int wrong : new int[] {1, 2, 3000}) {
      Object[] cells = new Object[3000];
      Arrays.fill(cells, 1.5);
      cells[wrong - 1] = "3f";
      assertThatThrownBy(() -> OneColumn.all(columns, OneColumn.of(cells)))
          .hasMessageStartingWith("one.csv, row " + wrong + ": column \"c\" has \"3f\", expected");
    }
  }

  @Test
  void numbersThatAreNotFiniteOrNotFiniteAsFloatsAreRefused() throws IOException {
    Columns columns = Columns.builder().fit(OneColumn.of(1, 2));
    for (Object cell :
        List.of(Double.POSITIVE_INFINITY, "1e999", "-Infinity", 1e39, Double.MAX_VALUE)) {
      assertThatThrownBy(() -> OneColumn.all(columns, OneColumn.of(cell)))
          .isInstanceOf(WrongTableException.class)
          .hasMessageContaining("has \"" + cell + "\", expected");
    }
    assertThat(OneColumn.all(columns, OneColumn.of(Double.NaN)).mask().toFloatVector())
        .containsExactly(0);
    assertThatThrownBy(() -> Columns.builder().fit(OneColumn.of(-1e308, 1e308)))
        .hasMessageContaining("one.csv: column \"c\" has numbers from -1.0E308 to 1.0E308");
  }

  @Test
  void columnsInAnotherOrderArePutInOrder() throws IOException {
    Columns columns = fitted();
    Table reordered =
        Tables.of(
            "other.csv",
            List.of("more", "level", "class", "b", "a"),
            List.of(List.of("?", "x2", "no", 11, 1)));
    NameCheck check = columns.check(reordered.names());
    assertThat(check.missing()).isEmpty();
    assertThat(check.extra()).containsExactly("more");
    assertThat(check.reordered()).containsExactly("level", "a");
    assertThat(check.message())
        .isEqualTo(
            "also has the column \"more\", which is not used; has its columns in another order: the"
                + " columns \"level\", \"a\"");
    EncodedRows rows = OneColumn.all(columns, reordered);
    float z = (float) Math.sqrt(0.5); // The second row of the fit counts twice.
    assertThat(rows.x().toFloatVector())
        .containsExactly(new float[] {-2 * z, z, 0, 1, 0}, within(1e-6f));
    assertThat(rows.labels()).containsExactly("no");
    assertThat(columns.check(NAMES).isSame()).isTrue();
    assertThat(columns.check(NAMES).message()).isEmpty();
  }

  @Test
  void missingColumnsAreNamed() throws IOException {
    Columns columns = fitted();
    assertThatThrownBy(() -> columns.open(Tables.of("less.csv", List.of("b", "A"), List.of())))
        .isInstanceOf(WrongTableException.class)
        .hasMessage(
            "less.csv lacks the columns \"a\", \"level\"; also has the column \"A\", which is not"
                + " used");
    assertThatThrownBy(() -> columns.open(table(NAMES, 1, 2, "x", "yes", 1), "id"))
        .hasMessage("t.csv has no column \"id\"");
    assertThatThrownBy(
            () -> columns.open(Tables.of("twice.csv", List.of("a", "b", "level", "b"), List.of())))
        .hasMessage("twice.csv has two columns \"b\"");
  }

  @Test
  void namesThatTheTableDoesNotHaveAreRefusedInTheFit() {
    Table table = table(NAMES, 1, 2, "x", "yes", 1);
    assertThatThrownBy(() -> Columns.builder().label("klass").fit(table))
        .hasMessage(
            "t.csv has no column \"klass\", which is the label; it has \"a\", \"b\", \"level\","
                + " \"class\", \"w\"");
    assertThatThrownBy(() -> Columns.builder().ignore("id").fit(table))
        .hasMessageContaining("\"id\", which is ignored");
    assertThatThrownBy(() -> Columns.builder().category("id").fit(table))
        .hasMessageContaining("\"id\", which is declared");
    assertThatThrownBy(() -> Columns.builder().label("a").weight("a").fit(table))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The column \"a\" cannot be label and weight");
    assertThatThrownBy(() -> Columns.builder().label("a").ignore("a").fit(table))
        .hasMessage("The column \"a\" cannot be label and ignored");
    assertThatThrownBy(
            () -> Columns.builder().fit(Tables.of("t", List.of("a", "a"), List.of(List.of(1, 2)))))
        .hasMessage("t has two columns \"a\"; rename one");
  }

  @Test
  void tableWithNothingToLearnIsRefused() {
    assertThatThrownBy(() -> Columns.builder().fit(OneColumn.of()))
        .hasMessage("one.csv has no rows");
    assertThatThrownBy(() -> Columns.builder().fit(OneColumn.of(7, 7, "?")))
        .hasMessage("one.csv has no column to learn: all have the same value in every row");
    assertThatThrownBy(() -> Columns.builder().ignore("c").fit(OneColumn.of(1, 2)))
        .hasMessage("one.csv has no column to learn");
    assertThatThrownBy(
            () ->
                Columns.builder()
                    .weight("w")
                    .fit(Tables.of("t", List.of("a", "w"), List.of(List.of(1, 0), List.of(2, 0)))))
        .hasMessage("t has no row with a weight above 0");
  }

  @Test
  void weightsThatAreNoneAreRefused() throws IOException {
    Columns columns = fitted();
    for (Object weight : Arrays.asList(-1, null, "heavy")) {
      assertThatThrownBy(
              () ->
                  OneColumn.all(
                      columns,
                      Tables.of("t", NAMES, List.of(Arrays.asList(1, 2, "x", "yes", weight)))))
          .hasMessageStartingWith("t, row 1: column \"w\" has ");
    }
    EncodedRows rows =
        OneColumn.all(
            columns,
            Tables.of(
                "t",
                NAMES,
                List.of(
                    List.of(1, 2, "x", "yes", 1),
                    Arrays.asList(1, null, "x", "yes", 2.5),
                    List.of(1, 2, "x", "yes", 0))));
    assertThat(rows.mask().toFloatMatrix())
        .isDeepEqualTo(
            new float[][] {{1, 1, 1, 1, 1}, {2.5f, 0, 2.5f, 2.5f, 2.5f}, {0, 0, 0, 0, 0}});
  }

  @Test
  void valuesInMessagesAreShortAndOnOneLine() throws IOException {
    Columns columns = Columns.builder().fit(OneColumn.of(1, 2));
    assertThatThrownBy(
            () -> OneColumn.all(columns, OneColumn.of("x\n\u0007" + "y".repeat(100_000))))
        .satisfies(
            e -> assertThat(e.getMessage()).hasSizeLessThan(400).doesNotContain("\n", "\u0007"));
  }

  @Test
  void argumentsThatDoNotFitAreRefused() throws IOException {
    Columns columns = fitted();
    assertThatThrownBy(() -> columns.decode(Nd4j.zeros(2, 4)))
        .hasMessage("y is of shape [2, 4], must be of shape [N, 5]");
    assertThatThrownBy(() -> columns.decode(null)).hasMessage("y is null, must be given");
    try (Rows rows = columns.open(table(NAMES, 1, 2, "x", "yes", 1))) {
      assertThatThrownBy(() -> columns.encode(rows, 0)).hasMessage("most is 0, must be at least 1");
      DecodedRows back = columns.decode(columns.encode(rows, 1).x());
      assertThat(columns.encode(rows, 5).size()).isEqualTo(1);
      assertThat(columns.encode(rows, 5)).isNull();
      assertThatThrownBy(() -> back.text(1, 0)).isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> back.number(0, 2))
          .hasMessage("column \"level\" is no column of numbers");
      assertThatThrownBy(() -> back.probabilities(0, 0)).hasMessage("column \"a\" has no levels");
    }
    assertThatThrownBy(() -> Tables.of("t", List.of("a", "b"), List.of(List.of(1))))
        .hasMessage("row 1 of t has 1 cells, expected 2");
  }
}
