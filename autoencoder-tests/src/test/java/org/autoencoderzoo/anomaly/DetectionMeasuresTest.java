package org.autoencoderzoo.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.autoencoderzoo.anomaly.DetectionMeasures.Interval;
import org.junit.jupiter.api.Test;

class DetectionMeasuresTest {

  private static final double[] SCORES = {9, 8, 8, 7, 5, 5, 5, 1};
  private static final boolean[] IS_ANOMALY = {true, true, false, false, true, false, false, false};

  /** Few levels, so that many scores tie. */
  private record Rows(double[] scores, boolean[] isAnomaly) {

    static Rows of(int rows, int levels, long seed) {
      Random random = new Random(seed);
      double[] scores = new double[rows];
      boolean[] isAnomaly = new boolean[rows];
      for (int i = 0; i < rows; i++) {
        scores[i] = random.nextInt(levels) - 0.5 * levels;
        isAnomaly[i] = i == 0 || i != 1 && random.nextBoolean();
      }
      return new Rows(scores, isAnomaly);
    }

    DetectionMeasures measures() {
      return DetectionMeasures.of(scores, isAnomaly);
    }

    double count(IntPredicate rows) {
      return IntStream.range(0, scores.length).filter(rows).count();
    }

    double anomalies(double least) {
      return count(i -> isAnomaly[i] && scores[i] >= least);
    }

    double normal(double least) {
      return count(i -> !isAnomaly[i] && scores[i] >= least);
    }
  }

  @Property(tries = 300)
  void areaIsTheShareOfPairsInOrderATieCountingHalf(
      @ForAll @IntRange(min = 2, max = 60) int size,
      @ForAll @IntRange(min = 1, max = 12) int levels,
      @ForAll long seed) {
    Rows rows = Rows.of(size, levels, seed);
    double wins = 0;
    int pairs = 0;
    for (int p = 0; p < size; p++) {
      for (int n = 0; n < size; n++) {
        if (rows.isAnomaly[p] && !rows.isAnomaly[n]) {
          double difference = rows.scores[p] - rows.scores[n];
          wins += difference > 0 ? 1 : difference == 0 ? 0.5 : 0;
          pairs++;
        }
      }
    }
    assertThat(rows.measures().rocAuc()).isCloseTo(wins / pairs, within(1e-12));
  }

  @Property(tries = 300)
  void averagePrecisionIsTheMeanOverTheAnomaliesOfThePrecisionAtTheirScore(
      @ForAll @IntRange(min = 2, max = 60) int size,
      @ForAll @IntRange(min = 1, max = 12) int levels,
      @ForAll long seed) {
    Rows rows = Rows.of(size, levels, seed);
    double expected =
        IntStream.range(0, size)
            .filter(i -> rows.isAnomaly[i])
            .mapToDouble(i -> rows.scores[i])
            .map(least -> rows.anomalies(least) / (rows.anomalies(least) + rows.normal(least)))
            .average()
            .orElseThrow();
    assertThat(rows.measures().averagePrecision()).isCloseTo(expected, within(1e-12));
  }

  /** All orders of rows of equal score: as many as there are, one after the other, by shuffling. */
  @Property(tries = 30)
  void precisionAtNIsTheMeanOverTheOrdersOfTiedRows(
      @ForAll @IntRange(min = 2, max = 12) int size,
      @ForAll @IntRange(min = 1, max = 4) int levels,
      @ForAll long seed) {
    Rows rows = Rows.of(size, levels, seed);
    Random random = new Random(seed);
    int n = 1 + random.nextInt(size);
    double sum = 0;
    int orders = 4000;
    for (int order = 0; order < orders; order++) {
      double[] ties = random.doubles(size).toArray();
      sum +=
          IntStream.range(0, size)
              .boxed()
              .sorted(
                  (a, b) ->
                      rows.scores[a] == rows.scores[b]
                          ? Double.compare(ties[a], ties[b])
                          : Double.compare(rows.scores[b], rows.scores[a]))
              .limit(n)
              .filter(i -> rows.isAnomaly[i])
              .count();
    }
    assertThat(rows.measures().precisionAt(n)).isCloseTo(sum / orders / n, within(0.04));
  }

  @Property(tries = 300)
  void recallIsTheBestOfAllThresholdsWithSoFewFalseAlarms(
      @ForAll @IntRange(min = 2, max = 60) int size,
      @ForAll @IntRange(min = 1, max = 12) int levels,
      @ForAll long seed) {
    Rows rows = Rows.of(size, levels, seed);
    double rate = new Random(seed).nextInt(11) / 10.0;
    double all = rows.count(i -> !rows.isAnomaly[i]);
    double best =
        Arrays.stream(rows.scores)
            .filter(least -> rows.normal(least) / all <= rate + 1e-12)
            .map(rows::anomalies)
            .max()
            .orElse(0);
    assertThat(rows.measures().recallAtFalseAlarmRate(rate))
        .isCloseTo(best / rows.anomalies(-100), within(1e-12));
  }

  @Property(tries = 300)
  void f1IsThatOfPrecisionAndRecallAboveTheThreshold(
      @ForAll @IntRange(min = 2, max = 60) int size,
      @ForAll @IntRange(min = 1, max = 12) int levels,
      @ForAll long seed) {
    Rows rows = Rows.of(size, levels, seed);
    double threshold = rows.scores[size / 2];
    double found = rows.count(i -> rows.isAnomaly[i] && rows.scores[i] > threshold);
    double alarms = rows.count(i -> rows.scores[i] > threshold);
    double precision = found / alarms;
    double recall = found / rows.anomalies(-100);
    assertThat(rows.measures().f1(threshold))
        .isCloseTo(found == 0 ? 0 : 2 * precision * recall / (precision + recall), within(1e-12));
  }

  @Test
  void measuresOfEightRowsByHand() {
    DetectionMeasures measures = DetectionMeasures.of(SCORES, IS_ANOMALY);
    assertThat(measures.anomalies()).isEqualTo(3);
    assertThat(measures.normalRows()).isEqualTo(5);
    assertThat(measures.rocAuc()).isCloseTo((5 + 4.5 + 2) / 15, within(1e-15));
    assertThat(measures.averagePrecision()).isCloseTo((1 + 2 / 3.0 + 3 / 7.0) / 3, within(1e-15));
    assertThat(measures.precisionAt(1)).isEqualTo(1);
    assertThat(measures.precisionAt(2)).isEqualTo(0.75);
    assertThat(measures.precisionAt(5)).isCloseTo((2 + 1 / 3.0) / 5, within(1e-15));
    assertThat(measures.recallAtFalseAlarmRate(0)).isCloseTo(1 / 3.0, within(1e-15));
    assertThat(measures.recallAtFalseAlarmRate(0.2)).isCloseTo(2 / 3.0, within(1e-15));
    assertThat(measures.recallAtFalseAlarmRate(0.79)).isCloseTo(2 / 3.0, within(1e-15));
    assertThat(measures.recallAtFalseAlarmRate(0.8)).isEqualTo(1);
    assertThat(measures.f1(7)).isCloseTo(2 * 2 / 6.0, within(1e-15));
    assertThat(measures.f1(9)).isZero();
  }

  @Test
  void equalScoresAreWorthAGuess() {
    DetectionMeasures equal =
        DetectionMeasures.of(new double[] {3, 3, 3, 3}, new boolean[] {true, false, false, false});
    assertThat(equal.rocAuc()).isEqualTo(0.5);
    assertThat(equal.averagePrecision()).isEqualTo(0.25);
    assertThat(equal.precisionAt(1)).isEqualTo(0.25);
    assertThat(equal.recallAtFalseAlarmRate(0.9)).isZero();
  }

  @Test
  void zeroesOfBothSignsTieAndInfinityIsAScore() {
    boolean[] isAnomaly = {false, true};
    assertThat(DetectionMeasures.of(new double[] {-0.0, 0.0}, isAnomaly).rocAuc()).isEqualTo(0.5);
    assertThat(DetectionMeasures.of(new double[] {1, 1 / 0.0}, isAnomaly).rocAuc()).isEqualTo(1);
  }

  /** Of a mean the bootstrap is known: here the area is the mean of 400 draws of 0 or 1. */
  @Test
  void intervalOfAShareHasTheWidthOfItsStandardError() {
    int anomalies = 400;
    double[] scores = new double[anomalies + 1];
    boolean[] isAnomaly = new boolean[anomalies + 1];
    for (int i = 0; i < anomalies; i++) {
      scores[i] = i % 10 < 7 ? 1 : -1;
      isAnomaly[i] = true;
    }
    DetectionMeasures measures = DetectionMeasures.of(scores, isAnomaly);
    Interval interval = measures.interval(DetectionMeasures::rocAuc, 0.95, 2000, 42);
    double error = Math.sqrt(0.7 * 0.3 / anomalies);
    assertThat(measures.rocAuc()).isCloseTo(0.7, within(1e-12));
    assertThat(interval.low()).isCloseTo(0.7 - 1.96 * error, within(0.006));
    assertThat(interval.high()).isCloseTo(0.7 + 1.96 * error, within(0.006));
  }

  @Test
  void intervalsOfAllMeasuresAreFiniteAndDependOnTheSeedAlone() {
    DetectionMeasures measures = DetectionMeasures.of(SCORES, IS_ANOMALY);
    Interval first = measures.interval(DetectionMeasures::averagePrecision, 0.9, 500, 1);
    assertThat(measures.interval(DetectionMeasures::averagePrecision, 0.9, 500, 1))
        .isEqualTo(first);
    assertThat(measures.interval(DetectionMeasures::averagePrecision, 0.9, 500, 2))
        .isNotEqualTo(first);
    assertThat(first.low()).isBetween(0.1, first.high());
    assertThat(first.high()).isBetween(0.7, 1.0);
    assertThat(measures.interval(all -> all.precisionAt(3), 0.9, 500, 1).low()).isBetween(0.0, 1.0);
    assertThat(measures.interval(all -> all.f1(6), 0.9, 500, 1).high()).isBetween(0.5, 1.0);
    assertThat(measures.interval(all -> all.recallAtFalseAlarmRate(0.2), 0.9, 500, 1).high())
        .isBetween(0.5, 1.0);
  }

  @Test
  void whatCannotBeMeasuredIsRefused() {
    assertThatThrownBy(() -> DetectionMeasures.of(new double[] {1, 2}, new boolean[] {true, true}))
        .hasMessageContaining("number of normal rows is 0");
    assertThatThrownBy(
            () -> DetectionMeasures.of(new double[] {1, 2}, new boolean[] {false, false}))
        .hasMessageContaining("number of anomalies is 0");
    assertThatThrownBy(() -> DetectionMeasures.of(new double[0], new boolean[0]))
        .hasMessageContaining("number of anomalies is 0");
    assertThatThrownBy(
            () -> DetectionMeasures.of(new double[] {1, Double.NaN}, new boolean[] {true, false}))
        .hasMessageContaining("score 1 is NaN");
    assertThatThrownBy(() -> DetectionMeasures.of(new double[] {1}, new boolean[] {true, false}))
        .hasMessageContaining("length of isAnomaly is 2");
    DetectionMeasures measures = DetectionMeasures.of(SCORES, IS_ANOMALY);
    assertThatThrownBy(() -> measures.precisionAt(9)).hasMessage("n is 9, must be 1 to 8");
    assertThatThrownBy(() -> measures.recallAtFalseAlarmRate(Double.NaN))
        .hasMessage("rate is NaN, must be from 0 to 1");
    assertThatThrownBy(() -> measures.f1(Double.NaN)).hasMessageContaining("threshold is NaN");
    assertThatThrownBy(() -> measures.interval(DetectionMeasures::rocAuc, 1, 10, 1))
        .hasMessageContaining("coverage is 1.0");
    assertThatThrownBy(() -> measures.interval(DetectionMeasures::rocAuc, 0.9, 0, 1))
        .hasMessageContaining("draws is 0");
  }
}
