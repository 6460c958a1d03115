package org.autoencoderzoo.columns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** One pass over a table finds what two passes in double precision find. */
class ColumnsFitTest {

  @ParameterizedTest
  @CsvSource({"0, 1", "500, 1000", "1e6, 1", "-1e9, 1e-1", "0, 1e-8", "1e15, 1e10", "0, 1e100"})
  void meanAndDeviationAreThoseOfTwoPasses(double offset, double size) throws IOException {
    double[] values = OneColumn.normal(20_000, offset, size);
    double mean = Arrays.stream(values).average().orElseThrow();
    double deviation =
        Math.sqrt(Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElseThrow());
    NumberColumn column = OneColumn.number(Columns.builder().fit(OneColumn.of(values)));
    assertThat(column.mean()).isEqualTo(mean, within(1e-9 * Math.max(deviation, Math.abs(mean))));
    assertThat(column.deviation()).isEqualTo(deviation, within(1e-7 * deviation));
    assertThat(column.least()).isEqualTo(Arrays.stream(values).min().orElseThrow());
    assertThat(column.greatest()).isEqualTo(Arrays.stream(values).max().orElseThrow());
  }

  /** How the values come, which a sketch may depend on. */
  private enum Order {
    RANDOM,
    RISING,
    FALLING,
    FROM_BOTH_ENDS,
    FEW_DIFFERENT,
    HEAVY_TAILS
  }

  private static double[] ordered(Order order, int n) {
    Random random = new Random(7);
    return IntStream.range(0, n)
        .mapToDouble(
            i ->
                switch (order) {
                  case RANDOM -> random.nextGaussian();
                  case RISING -> i;
                  case FALLING -> -i;
                  case FROM_BOTH_ENDS -> i % 2 == 0 ? i : -i;
                  case FEW_DIFFERENT -> random.nextInt(7);
                  case HEAVY_TAILS -> Math.pow(random.nextDouble(), -3);
                })
        .toArray();
  }

  @ParameterizedTest
  @EnumSource
  void quantilesAreOffByLessThanTheStatedRank(Order order) {
    int n = 300_000;
    double[] values = ordered(order, n);
    Quantiles whole = new Quantiles();
    Quantiles first = new Quantiles();
    Quantiles second = new Quantiles();
    for (int i = 0; i < n; i++) {
      whole.add(values[i]);
      (i % 3 == 0 ? first : second).add(values[i]);
    }
    first.merge(second);
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    for (Quantiles quantiles : List.of(whole, first)) {
      for (double share : new double[] {0.01, 0.25, 0.5, 0.75, 0.99}) {
        double found = quantiles.at(share);
        assertThat(found)
            .isBetween(
                sorted[(int) ((share - Quantiles.RANK_ERROR) * n)],
                sorted[(int) ((share + Quantiles.RANK_ERROR) * n)]);
      }
    }
  }

  @Test
  void quartilesOfSmallTablesAreExact() throws IOException {
    NumberColumn column =
        OneColumn.number(
            Columns.builder()
                .scaling(Scaling.ROBUST)
                .fit(OneColumn.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 1000)));
    assertThat(column.centre()).isEqualTo(6);
    assertThat(column.scale()).isEqualTo((9 - 3) / 1.349, within(1e-12));
  }

  private static Table mixed(int from, int to) {
    Random random = new Random(3);
    List<List<Object>> rows = new ArrayList<>();
    for (int i = 0; i < to; i++) {
      List<Object> row = new ArrayList<>();
      row.add(1e6 + random.nextGaussian());
      row.add("level " + (int) Math.abs(10 * random.nextGaussian()));
      row.add(random.nextBoolean() ? "yes" : "no");
      row.add("2024-0" + (1 + random.nextInt(9)) + "-11 1" + random.nextInt(10) + ":00");
      row.add(random.nextInt(4) * 0.5);
      row.add(random.nextInt(10) == 0 ? "?" : Math.exp(random.nextGaussian()));
      row.add(i < 1500 ? "" : random.nextInt(5));
      if (i >= from) {
        rows.add(row);
      }
    }
    return Tables.of(
        "mixed.csv", List.of("number", "level", "flag", "date", "weight", "gaps", "late"), rows);
  }

  private static ColumnsBuilder settings() {
    return Columns.builder()
        .weight("weight")
        .dateTime("date")
        .column("level", ColumnType.category().withMostLevels(9).withLeastRows(5))
        .column("gaps", ColumnType.number().withLog1p().withScaling(Scaling.ROBUST));
  }

  @Test
  void fitsOfPartsMergeToTheFitOfTheWhole() throws Exception {
    Table all = mixed(0, 6000);
    Columns whole = settings().fit(all);
    ColumnsFit first = settings().begin(all);
    add(first, mixed(0, 2000));
    ColumnsFit second = copy(first.another());
    add(second, mixed(2000, 5000));
    ColumnsFit third = first.another();
    add(third, mixed(5000, 6000));
    first.merge(copy(third));
    first.merge(second);
    Columns merged = copy(first).finish();

    assertThat(merged.rows()).isEqualTo(whole.rows());
    assertThat(merged.columns()).extracting(Column::name).hasSize(6).contains("late");
    for (int i = 0; i < 6; i++) {
      Column expected = whole.columns().get(i);
      Column found = merged.columns().get(i);
      assertThat(found.missing()).isEqualTo(expected.missing());
      assertThat(found.seen()).isEqualTo(expected.seen());
      assertThat(found.unitNames()).isEqualTo(expected.unitNames());
      for (int unit = 0; unit < found.centreUnits().size(); unit++) {
        assertThat(found.centreUnits().get(unit))
            .isEqualTo(expected.centreUnits().get(unit), within(1e-9));
      }
      if (expected instanceof CategoryColumn levels) {
        assertThat(((CategoryColumn) found).rows()).isEqualTo(levels.rows());
        assertThat(((CategoryColumn) found).otherRows()).isEqualTo(levels.otherRows());
      }
      if (expected instanceof NumberColumn numbers) {
        assertThat(((NumberColumn) found).mean())
            .isEqualTo(numbers.mean(), within(1e-9 * Math.abs(numbers.mean())));
        assertThat(((NumberColumn) found).deviation())
            .isEqualTo(numbers.deviation(), within(1e-8 * numbers.deviation()));
      }
    }
  }

  private static void add(ColumnsFit fit, Table table) throws IOException {
    try (Rows rows = table.open()) {
      while (rows.next()) {
        fit.add(rows);
      }
    }
  }

  private static ColumnsFit copy(ColumnsFit fit) throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(fit);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (ColumnsFit) in.readObject();
    }
  }

  @Test
  void fitsThatFoundOtherTypesDoNotMerge() throws IOException {
    ColumnsFit numbers = Columns.builder().begin(OneColumn.of(1));
    add(numbers, OneColumn.of(1, 2));
    ColumnsFit words = Columns.builder().begin(OneColumn.of("a"));
    add(words, OneColumn.of("a", "b"));
    assertThatThrownBy(() -> numbers.merge(words))
        .hasMessage("column \"c\" is a number here and a category in the other fit; declare it");
  }

  @Test
  void rowOfWeightThreeCountsAsThreeRowsAndOfWeightZeroAsNone() throws IOException {
    List<List<Object>> weighted = new ArrayList<>();
    List<List<Object>> repeated = new ArrayList<>();
    Random random = new Random(9);
    for (int i = 0; i < 200; i++) {
      Object number = 500 + 1000 * random.nextGaussian();
      Object level = random.nextInt(3) == 0 ? "rare" : "common";
      int weight = random.nextInt(4);
      weighted.add(List.of(number, level, weight));
      for (int times = 0; times < weight; times++) {
        repeated.add(List.of(number, level));
      }
    }
    Columns once =
        Columns.builder()
            .weight("w")
            .fit(Tables.of("t", List.of("number", "level", "w"), weighted));
    Columns often = Columns.builder().fit(Tables.of("t", List.of("number", "level"), repeated));
    NumberColumn number = OneColumn.number(once);
    assertThat(number.centre()).isEqualTo(OneColumn.number(often).centre(), within(1e-9));
    assertThat(number.scale()).isEqualTo(OneColumn.number(often).scale(), within(1e-9));
    for (int unit = 0; unit < 3; unit++) {
      assertThat(once.columns().get(1).centreUnits().get(unit))
          .isEqualTo(often.columns().get(1).centreUnits().get(unit), within(1e-12));
    }
  }

  @Test
  void sameTableGivesEqualColumnsBitForBit() throws IOException {
    assertThat(settings().fit(mixed(0, 6000)).toJson())
        .isEqualTo(settings().fit(mixed(0, 6000)).toJson());
  }
}
