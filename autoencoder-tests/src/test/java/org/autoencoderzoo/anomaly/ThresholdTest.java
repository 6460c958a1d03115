package org.autoencoderzoo.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.autoencoderzoo.anomaly.Threshold.Rule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThresholdTest {

  private static final double[] ONE_TO_HUNDRED =
      IntStream.rangeClosed(1, 100).asDoubleStream().toArray();

  @Test
  void contaminationOfOnePercentOfOneToHundredIsNinetyNine() {
    Threshold threshold = Threshold.ofContamination(ONE_TO_HUNDRED, 0.01);
    assertThat(threshold.value()).isEqualTo(99);
    assertThat(threshold.isExceededBy(99)).isFalse();
    assertThat(threshold.isExceededBy(100)).isTrue();
    assertThat(threshold.rule()).isEqualTo(Rule.CONTAMINATION);
    assertThat(threshold.figure()).isEqualTo(0.01);
    assertThat(threshold.rows()).isEqualTo(100);
    assertThat(threshold.pValue(50)).isEmpty();
    assertThat(threshold)
        .isEqualTo(Threshold.ofContamination(ONE_TO_HUNDRED, 0.01))
        .hasSameHashCodeAs(Threshold.ofContamination(ONE_TO_HUNDRED, 0.01))
        .isNotEqualTo(Threshold.ofContamination(ONE_TO_HUNDRED, 0.02))
        .hasToString("Threshold[99.0, CONTAMINATION 0.01 of 100 rows]");
  }

  /** Products such as 0.29 times 100 are a little less than the whole number they stand for. */
  @Test
  void everyPercentOfOneToHundredIsExact() {
    for (int percent = 1; percent < 100; percent++) {
      assertThat(Threshold.ofContamination(ONE_TO_HUNDRED, percent / 100.0).value())
          .isEqualTo(100 - percent);
    }
  }

  @Property(tries = 300)
  void contaminationGivesTheSmallestScoreThatSoFewExceed(
      @ForAll @IntRange(min = 1, max = 60) int size,
      @ForAll @IntRange(min = 1, max = 30) int levels,
      @ForAll @IntRange(min = 1, max = 99) int percent,
      @ForAll long seed) {
    double[] scores = new Random(seed).ints(size, 0, levels).asDoubleStream().toArray();
    double expected =
        Arrays.stream(scores)
            .filter(t -> 100 * Arrays.stream(scores).filter(s -> s > t).count() <= percent * size)
            .min()
            .orElseThrow();
    assertThat(Threshold.ofContamination(scores, percent / 100.0).value()).isEqualTo(expected);
  }

  /** The figures of the mean over draws: its deviation comes from calibration and from test. */
  @ParameterizedTest
  @CsvSource({"0.1,999", "0.1,150", "0.01,999", "0.01,250", "0.001,999", "0.001,1500"})
  void falseAlarmRateIsWithinItsBoundsOverThousandDraws(double rate, int calibrationRows) {
    int draws = 1000;
    int testRows = 1000;
    Random random = new Random(7);
    long alarms = 0;
    for (int draw = 0; draw < draws; draw++) {
      Threshold threshold = Threshold.ofFalseAlarmRate(heavyTails(calibrationRows, random), rate);
      alarms += Arrays.stream(heavyTails(testRows, random)).filter(threshold::isExceededBy).count();
    }
    double mean = alarms / ((double) draws * testRows);
    double deviation =
        Math.sqrt(rate * (1 - rate) / draws * (1.0 / calibrationRows + 1.0 / testRows));
    assertThat(mean)
        .isBetween(rate - 1.0 / (calibrationRows + 1) - 4 * deviation, rate + 4 * deviation);
    double exact = Math.floor(rate * (calibrationRows + 1) + 1e-9) / (calibrationRows + 1);
    assertThat(mean).isCloseTo(exact, within(4 * deviation));
  }

  /** Squares of Cauchy's numbers: neither mean nor variance exist. */
  private static double[] heavyTails(int rows, Random random) {
    return IntStream.range(0, rows)
        .mapToDouble(i -> Math.pow(random.nextGaussian() / random.nextGaussian(), 2))
        .toArray();
  }

  @Property(tries = 300)
  void pValueIsAtMostTheRateExactlyWhereTheThresholdIsExceeded(
      @ForAll @IntRange(min = 9, max = 200) int size,
      @ForAll @IntRange(min = 1, max = 40) int levels,
      @ForAll @IntRange(min = 10, max = 99) int percent,
      @ForAll long seed) {
    double[] scores = new Random(seed).ints(size, 0, levels).asDoubleStream().toArray();
    double rate = percent / 100.0;
    Threshold threshold = Threshold.ofFalseAlarmRate(scores, rate);
    for (double score = -1; score <= levels; score += 0.5) {
      double least = score;
      double expected =
          (1.0 + Arrays.stream(scores).filter(s -> s >= least).count()) / (1.0 + size);
      assertThat(threshold.pValue(score)).hasValue(expected);
      assertThat(threshold.isExceededBy(score)).isEqualTo(expected <= rate + 1e-12);
    }
  }

  @Test
  void tooFewNormalRowsForARateAreRefusedWithTheNumberNeeded() {
    double[] scores = Arrays.copyOf(ONE_TO_HUNDRED, 98);
    assertThatThrownBy(() -> Threshold.ofFalseAlarmRate(scores, 0.01))
        .hasMessage(
            "A false-alarm rate of 0.01 needs at least 99 scores of normal rows, found 98; give more,"
                + " or a higher rate");
    Threshold least = Threshold.ofFalseAlarmRate(Arrays.copyOf(ONE_TO_HUNDRED, 99), 0.01);
    assertThat(least.value()).isEqualTo(99);
    assertThat(least.pValue(99.5)).hasValue(0.01);
    assertThat(least.pValue(Double.NEGATIVE_INFINITY)).hasValue(1);
  }

  @Property(tries = 300)
  void bestF1IsThatOfAllThresholds(
      @ForAll @IntRange(min = 2, max = 60) int size,
      @ForAll @IntRange(min = 1, max = 12) int levels,
      @ForAll long seed) {
    double[] scores = new Random(seed).ints(size, 0, levels).asDoubleStream().toArray();
    boolean[] isAnomaly = labels(size, seed);
    DetectionMeasures measures = DetectionMeasures.of(scores, isAnomaly);
    double best = IntStream.range(-1, levels).mapToDouble(measures::f1).max().orElseThrow();
    Threshold threshold = Threshold.ofBestF1(scores, isAnomaly);
    assertThat(threshold.figure()).isEqualTo(best);
    assertThat(measures.f1(threshold.value())).isEqualTo(best);
    assertThat(alarms(scores, threshold.value()))
        .isEqualTo(
            IntStream.range(-1, levels)
                .filter(t -> measures.f1(t) == best)
                .mapToLong(t -> alarms(scores, t))
                .min()
                .orElseThrow());
  }

  @Property(tries = 300)
  void precisionIsReachedByTheLowestThresholdThatReachesIt(
      @ForAll @IntRange(min = 2, max = 60) int size,
      @ForAll @IntRange(min = 1, max = 12) int levels,
      @ForAll @IntRange(min = 1, max = 100) int percent,
      @ForAll long seed) {
    double[] scores = new Random(seed).ints(size, 0, levels).asDoubleStream().toArray();
    boolean[] isAnomaly = labels(size, seed);
    int[] reaching =
        IntStream.range(-1, levels)
            .filter(t -> precision(scores, isAnomaly, t) >= percent / 100.0)
            .toArray();
    if (reaching.length == 0) {
      assertThatThrownBy(() -> Threshold.ofPrecision(scores, isAnomaly, percent / 100.0))
          .hasMessageContaining("but no threshold has more than");
    } else {
      double value = Threshold.ofPrecision(scores, isAnomaly, percent / 100.0).value();
      assertThat(alarms(scores, value)).isEqualTo(alarms(scores, reaching[0]));
    }
  }

  private static boolean[] labels(int size, long seed) {
    Random random = new Random(seed + 1);
    boolean[] isAnomaly = new boolean[size];
    for (int i = 0; i < size; i++) {
      isAnomaly[i] = i == 0 || i != 1 && random.nextInt(3) == 0;
    }
    return isAnomaly;
  }

  /** Not a number if there are no alarms. */
  private static double precision(double[] scores, boolean[] isAnomaly, double threshold) {
    return IntStream.range(0, scores.length)
            .filter(i -> isAnomaly[i] && scores[i] > threshold)
            .count()
        / (double) alarms(scores, threshold);
  }

  private static long alarms(double[] scores, double threshold) {
    return Arrays.stream(scores).filter(score -> score > threshold).count();
  }

  @Test
  void aThresholdByLabelsLiesInTheMiddle() {
    double[] scores = {0, 1, 4, 6};
    boolean[] isAnomaly = {false, false, true, true};
    assertThat(Threshold.ofBestF1(scores, isAnomaly).value()).isEqualTo(2.5);
    assertThat(Threshold.ofPrecision(scores, isAnomaly, 1).value()).isEqualTo(2.5);
    Threshold all = Threshold.ofPrecision(scores, isAnomaly, 0.5);
    assertThat(all.value()).isLessThan(0);
    assertThat(all.isExceededBy(0)).isTrue();
    double[] neighbours = {1, Math.nextUp(1.0)};
    Threshold narrow = Threshold.ofBestF1(neighbours, new boolean[] {false, true});
    assertThat(narrow.isExceededBy(neighbours[0])).isFalse();
    assertThat(narrow.isExceededBy(neighbours[1])).isTrue();
  }

  @Test
  void wrongArgumentsAreRefused() {
    double[] scores = {1, 2};
    boolean[] isAnomaly = {true, false};
    assertThatThrownBy(() -> Threshold.ofContamination(new double[0], 0.1))
        .hasMessage("number of scores is 0, must be at least 1");
    assertThatThrownBy(() -> Threshold.ofContamination(new double[] {1, 1 / 0.0}, 0.1))
        .hasMessage("score 1 is Infinity, must be a finite number");
    assertThatThrownBy(() -> Threshold.ofContamination(scores, 0))
        .hasMessage("contamination is 0.0, must be above 0 and below 1");
    assertThatThrownBy(() -> Threshold.ofFalseAlarmRate(scores, Double.NaN))
        .hasMessage("rate is NaN, must be above 0 and below 1");
    assertThatThrownBy(() -> Threshold.ofBestF1(scores, new boolean[1]))
        .hasMessageContaining("length of isAnomaly is 1");
    assertThatThrownBy(() -> Threshold.ofBestF1(new double[] {1, Double.NaN}, isAnomaly))
        .hasMessage("score 1 is NaN, must be a finite number");
    assertThatThrownBy(() -> Threshold.ofPrecision(scores, isAnomaly, 1.5))
        .hasMessage("precision is 1.5, must be above 0, at most 1");
    assertThatThrownBy(() -> Threshold.ofPrecision(scores, isAnomaly, 0.9))
        .hasMessage(
            "precision is 0.9, but no threshold has more than 0.5 on these 2 rows; ask for less");
    assertThatThrownBy(() -> Threshold.ofFalseAlarmRate(ONE_TO_HUNDRED, 0.1).pValue(Double.NaN))
        .hasMessage("score is NaN, must be a number");
  }
}
