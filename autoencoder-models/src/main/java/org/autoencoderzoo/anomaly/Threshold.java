package org.autoencoderzoo.anomaly;

import java.util.Arrays;
import java.util.OptionalDouble;
import org.autoencoderzoo.settings.Arguments;

/**
 * The score above which a row is an anomaly, and how it was found. A row whose score equals it is
 * normal. Thresholds do not change, and may be shared by threads.
 *
 * <pre>{@code
 * Threshold threshold = Threshold.ofFalseAlarmRate(scoresOfHeldOutNormalRows, 0.01);
 * boolean isAnomaly = threshold.isExceededBy(score);
 * }</pre>
 */
public final class Threshold {

  /** How a threshold is found. */
  public enum Rule {
    /** By the expected share of anomalies among the rows. */
    CONTAMINATION,
    /** By the share of normal rows that may raise an alarm. */
    FALSE_ALARM_RATE,
    /** By known anomalies: the best F1. */
    BEST_F1,
    /** By known anomalies: a share of them among the alarms. */
    PRECISION
  }

  private final double value;
  private final Rule rule;
  private final double figure;
  private final int rows;

  /** Scores of held-out normal rows, rising; empty unless the rule is by false alarms. */
  private final double[] calibration;

  private Threshold(double value, Rule rule, double figure, int rows, double... calibration) {
    this.value = value;
    this.rule = rule;
    this.figure = figure;
    this.rows = rows;
    this.calibration = calibration;
  }

  /**
   * By the expected share of anomalies: the quantile {@code 1 - contamination} of the scores by
   * nearest rank, not interpolated. It is the smallest score above which lie at most {@code
   * contamination} times N of the N scores: of 1 to 100, with a contamination of 0.01, it is 99,
   * and one score lies above.
   *
   * @param scores of rows that contain the anomalies, finite, at least one; not modified
   * @param contamination above 0 and below 1
   * @return the threshold
   * @throws IllegalArgumentException if there are no scores, one is not finite, or the
   *     contamination is out of range
   */
  public static Threshold ofContamination(double[] scores, double contamination) {
    double[] rising = rising(scores);
    requireShare("contamination", contamination);
    int alarms = (int) (contamination * rising.length + DetectionMeasures.ROUNDING);
    return new Threshold(
        rising[rising.length - 1 - alarms], Rule.CONTAMINATION, contamination, rising.length);
  }

  /**
   * By the share of normal rows that may raise an alarm, with split-conformal calibration (Vovk,
   * Gammerman and Shafer, "Algorithmic Learning in a Random World", 2005): the k-th largest of the
   * N scores, with k the whole part of {@code rate (N + 1)}.
   *
   * <p>A normal row that comes from where these came from raises an alarm with a probability of at
   * most the rate, whatever N and the distribution are, and of more than {@code rate - 1 / (N + 1)}
   * if no scores are equal. That is the mean over calibrations: the rate of one lies around it,
   * with a standard deviation of about {@code sqrt(rate (1 - rate) / N)}.
   *
   * @param normalScores of normal rows that the model was not trained on, finite; not modified. For
   *     a rate of 0.01 at least 99
   * @param rate above 0 and below 1
   * @return the threshold, which has {@link #pValue p-values}
   * @throws IllegalArgumentException if there are no scores, one is not finite, the rate is out of
   *     range, or the scores are too few for it
   */
  public static Threshold ofFalseAlarmRate(double[] normalScores, double rate) {
    double[] rising = rising(normalScores);
    requireShare("rate", rate);
    int rank = (int) (rate * (rising.length + 1.0) + DetectionMeasures.ROUNDING);
    Arguments.check(
        rank >= 1,
        "A false-alarm rate of %s needs at least %.0f scores of normal rows, found %d; give more, or"
            + " a higher rate",
        rate,
        Math.ceil(1 / rate - DetectionMeasures.ROUNDING) - 1,
        rising.length);
    return new Threshold(
        rising[rising.length - rank], Rule.FALSE_ALARM_RATE, rate, rising.length, rising);
  }

  /**
   * By known anomalies: the threshold of the best {@link DetectionMeasures#f1 F1} on them; the
   * highest, if several are as good. It lies in the middle between the scores that it separates.
   *
   * @param scores one per row, finite; not modified
   * @param isAnomaly what each row is
   * @return the threshold
   * @throws IllegalArgumentException if the lengths differ, a score is not finite, or there are no
   *     anomalies or no normal rows
   */
  public static Threshold ofBestF1(double[] scores, boolean[] isAnomaly) {
    DetectionMeasures measures = measures(scores, isAnomaly);
    int best = 0;
    for (int level = 1; level < measures.levels(); level++) {
      best = measures.f1AtLevel(level) > measures.f1AtLevel(best) ? level : best;
    }
    return new Threshold(
        below(best, measures), Rule.BEST_F1, measures.f1AtLevel(best), scores.length);
  }

  /**
   * By known anomalies: the lowest threshold above which the share of anomalies is at least the one
   * that is wanted, so that it finds as many as it can. It lies in the middle between the scores
   * that it separates.
   *
   * @param scores one per row, finite; not modified
   * @param isAnomaly what each row is
   * @param precision the share of anomalies among the alarms, above 0, at most 1
   * @return the threshold
   * @throws IllegalArgumentException if the lengths differ, a score is not finite, there are no
   *     anomalies or no normal rows, the precision is out of range, or no threshold reaches it
   */
  public static Threshold ofPrecision(double[] scores, boolean[] isAnomaly, double precision) {
    DetectionMeasures measures = measures(scores, isAnomaly);
    Arguments.require(
        precision > 0 && precision <= 1, "precision", precision, "above 0, at most 1");
    double reached = 0;
    for (int level = measures.levels() - 1; level >= 0; level--) {
      if (measures.precisionAtLevel(level) >= precision) {
        return new Threshold(below(level, measures), Rule.PRECISION, precision, scores.length);
      }
      reached = Math.max(reached, measures.precisionAtLevel(level));
    }
    throw new IllegalArgumentException(
        "precision is %s, but no threshold has more than %s on these %d rows; ask for less"
            .formatted(precision, reached, scores.length));
  }

  /**
   * One that was saved.
   *
   * @throws IllegalArgumentException if a figure is out of range
   */
  static Threshold saved(double value, Rule rule, double figure, int rows) {
    Arguments.require(figure > 0 && figure <= 1, "figure", figure, "above 0, at most 1");
    Arguments.atLeast("rows", rows, 1);
    return new Threshold(value, rule, figure, rows);
  }

  /** Rising; empty unless the rule is by false alarms. Not to be changed. */
  double[] calibration() {
    return calibration;
  }

  private static DetectionMeasures measures(double[] scores, boolean[] isAnomaly) {
    requireFinite(scores);
    return DetectionMeasures.of(scores, isAnomaly);
  }

  /** A number that the rows from a level upwards exceed, and no others. */
  private static double below(int level, DetectionMeasures measures) {
    double least = measures.score(level);
    if (level == measures.levels() - 1) {
      return Math.nextDown(least);
    }
    double next = measures.score(level + 1);
    double middle = next / 2 + least / 2;
    return middle < least ? middle : next;
  }

  private static double[] rising(double[] scores) {
    requireFinite(scores);
    Arguments.atLeast("number of scores", scores.length, 1);
    double[] rising = scores.clone();
    Arrays.sort(rising);
    return rising;
  }

  private static void requireFinite(double[] scores) {
    Arguments.given("scores", scores);
    for (int i = 0; i < scores.length; i++) {
      Arguments.require(Double.isFinite(scores[i]), "score " + i, scores[i], "a finite number");
    }
  }

  static void requireShare(String field, double share) {
    Arguments.require(share > 0 && share < 1, field, share, "above 0 and below 1");
  }

  /** {@return the score above which a row is an anomaly} */
  public double value() {
    return value;
  }

  /** {@return how it was found} */
  public Rule rule() {
    return rule;
  }

  /**
   * {@return what was asked for: the contamination, the rate or the precision; of the best F1, the
   * F1 that was reached}
   */
  public double figure() {
    return figure;
  }

  /** {@return how many scores it was found from} */
  public int rows() {
    return rows;
  }

  /**
   * {@return whether a row is an anomaly} Not a number is none.
   *
   * @param score of the row
   */
  public boolean isExceededBy(double score) {
    return score > value;
  }

  /**
   * The p-value of a row: {@code (1 + m) / (1 + N)}, if m of the N normal rows of the calibration
   * score at least as high. If the row is normal, its p-value is at most q with a probability of at
   * most q, for each q; it is at most the rate exactly where the threshold is exceeded.
   *
   * @param score of the row
   * @return from {@code 1 / (1 + N)} to 1; empty unless the threshold is {@link #ofFalseAlarmRate}
   * @throws IllegalArgumentException if the score is not a number
   */
  public OptionalDouble pValue(double score) {
    Arguments.require(!Double.isNaN(score), "score", score, "a number");
    if (calibration.length == 0) {
      return OptionalDouble.empty();
    }
    int low = 0;
    int high = calibration.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (calibration[middle] < score) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return OptionalDouble.of((1.0 + calibration.length - low) / (1.0 + calibration.length));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Threshold threshold
        && value == threshold.value
        && rule == threshold.rule
        && figure == threshold.figure
        && rows == threshold.rows
        && Arrays.equals(calibration, threshold.calibration);
  }

  @Override
  public int hashCode() {
    return Double.hashCode(value);
  }

  @Override
  public String toString() {
    return "Threshold[%s, %s %s of %d rows]".formatted(value, rule, figure, rows);
  }
}
