package org.autoencoderzoo.anomaly;

import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.autoencoderzoo.settings.Arguments;

/**
 * How well scores tell anomalies from normal rows, where it is known which is which. Rows of equal
 * score are never told apart: each measure says what that means.
 *
 * <pre>{@code
 * DetectionMeasures measures = DetectionMeasures.of(scores, isAnomaly);
 * double area = measures.rocAuc();
 * Interval likely = measures.interval(DetectionMeasures::rocAuc, 0.95, 1000, 42);
 * }</pre>
 */
public final class DetectionMeasures {

  /** Keeps a product such as 0.29 times 100 from falling short of a whole number. */
  static final double ROUNDING = 1e-9;

  private final double[] levels;
  private final int[] hits;
  private final int[] falseAlarms;

  /**
   * Of rows in the order of their scores.
   *
   * @param levels the different scores, falling
   * @param hits anomalies of at least that score
   * @param falseAlarms normal rows of at least that score
   */
  private DetectionMeasures(double[] levels, int[] hits, int[] falseAlarms) {
    this.levels = levels;
    this.hits = hits;
    this.falseAlarms = falseAlarms;
  }

  /**
   * Compares scores with what the rows are.
   *
   * @param scores one per row, higher for what looks like an anomaly; infinity is allowed
   * @param isAnomaly what each row is
   * @return the measures of these rows
   * @throws IllegalArgumentException if the lengths differ, a score is not a number, or there are
   *     no anomalies or no normal rows
   */
  public static DetectionMeasures of(double[] scores, boolean[] isAnomaly) {
    Arguments.given("scores", scores);
    Arguments.given("isAnomaly", isAnomaly);
    Arguments.require(
        scores.length == isAnomaly.length,
        "length of isAnomaly",
        isAnomaly.length,
        "that of the scores, " + scores.length);
    for (int i = 0; i < scores.length; i++) {
      Arguments.require(!Double.isNaN(scores[i]), "score " + i, scores[i], "a number");
    }
    int[] falling =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -scores[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] levels = new double[scores.length];
    int[] hits = new int[scores.length];
    int[] falseAlarms = new int[scores.length];
    int level = -1;
    int anomalies = 0;
    for (int i = 0; i < falling.length; i++) {
      double score = scores[falling[i]];
      if (level < 0 || score != levels[level]) {
        levels[++level] = score;
      }
      anomalies += isAnomaly[falling[i]] ? 1 : 0;
      hits[level] = anomalies;
      falseAlarms[level] = i + 1 - anomalies;
    }
    Arguments.atLeast("number of anomalies", anomalies, 1);
    Arguments.atLeast("number of normal rows", scores.length - anomalies, 1);
    return new DetectionMeasures(
        Arrays.copyOf(levels, level + 1),
        Arrays.copyOf(hits, level + 1),
        Arrays.copyOf(falseAlarms, level + 1));
  }

  /** How many different scores there are. */
  int levels() {
    return levels.length;
  }

  /** A score, the highest being that of level 0. */
  double score(int level) {
    return levels[level];
  }

  /** F1 if the rows from a level upwards are alarms. */
  double f1AtLevel(int level) {
    return 2.0 * hits[level] / (anomalies() + hits[level] + falseAlarms[level]);
  }

  /** The share of anomalies among the rows from a level upwards. */
  double precisionAtLevel(int level) {
    return hits[level] / ((double) hits[level] + falseAlarms[level]);
  }

  /** {@return how many of the rows are anomalies} */
  public int anomalies() {
    return hits[hits.length - 1];
  }

  /** {@return how many of the rows are normal} */
  public int normalRows() {
    return falseAlarms[falseAlarms.length - 1];
  }

  private int hitsAbove(int level) {
    return level == 0 ? 0 : hits[level - 1];
  }

  private int falseAlarmsAbove(int level) {
    return level == 0 ? 0 : falseAlarms[level - 1];
  }

  /**
   * {@return the area under the receiver operating characteristic: the probability that a random
   * anomaly scores higher than a random normal row, a tie counting one half (Hanley and McNeil
   * 1982); 0 to 1, 0.5 is chance}
   */
  public double rocAuc() {
    double wins = 0;
    for (int level = 0; level < levels.length; level++) {
      double below = normalRows() - falseAlarms[level];
      double tied = falseAlarms[level] - falseAlarmsAbove(level);
      wins += (hits[level] - hitsAbove(level)) * (below + 0.5 * tied);
    }
    return wins / ((double) anomalies() * normalRows());
  }

  /**
   * {@return the average precision: the mean over the anomalies of the share of anomalies among the
   * rows that score at least as high; up to 1, and about the share of anomalies by chance} Nothing
   * is interpolated.
   */
  public double averagePrecision() {
    double sum = 0;
    for (int level = 0; level < levels.length; level++) {
      int tied = hits[level] - hitsAbove(level);
      sum += tied == 0 ? 0 : tied * precisionAtLevel(level);
    }
    return sum / anomalies();
  }

  /**
   * The share of anomalies among the n rows of the highest scores. If only some of the rows of
   * equal score are among the n, it is the mean over all choices of them.
   *
   * @param n from 1 to the number of rows; mostly that of the anomalies
   * @return 0 to 1
   * @throws IllegalArgumentException if n is out of range
   */
  public double precisionAt(int n) {
    Arguments.between("n", n, 1, (long) anomalies() + normalRows());
    int level = 0;
    while (hits[level] + falseAlarms[level] < n) {
      level++;
    }
    double above = hitsAbove(level) + falseAlarmsAbove(level);
    double tied = hits[level] + falseAlarms[level] - above;
    double tiedHits = hits[level] - hitsAbove(level);
    return (hitsAbove(level) + (n - above) * tiedHits / tied) / n;
  }

  /**
   * The largest share of the anomalies that a threshold can find while its false alarms are at most
   * a share of the normal rows. Rows of equal score are alarms together, or none of them is.
   *
   * @param rate the largest share of false alarms, from 0 to 1
   * @return 0 to 1
   * @throws IllegalArgumentException if the rate is out of range
   */
  public double recallAtFalseAlarmRate(double rate) {
    Arguments.require(rate >= 0 && rate <= 1, "rate", rate, "from 0 to 1");
    int level = 0;
    while (level < levels.length && falseAlarms[level] <= rate * normalRows() + ROUNDING) {
      level++;
    }
    return (double) hitsAbove(level) / anomalies();
  }

  /**
   * F1 of the decision that every row above a threshold is an anomaly: the harmonic mean of the
   * share of anomalies among the alarms and of the share of the anomalies that are found.
   *
   * @param threshold as {@link Threshold#value}
   * @return 0 to 1; 0 if no anomaly is found
   * @throws IllegalArgumentException if the threshold is not a number
   */
  public double f1(double threshold) {
    Arguments.require(!Double.isNaN(threshold), "threshold", threshold, "a number");
    int level = 0;
    while (level < levels.length && levels[level] > threshold) {
      level++;
    }
    return level == 0 ? 0 : f1AtLevel(level - 1);
  }

  /**
   * Where a measure would lie with other rows of the same kind: the percentile interval of the
   * bootstrap (Efron 1979). Each draw has as many anomalies and as many normal rows as there are,
   * drawn from them with replacement.
   *
   * @param measure such as {@code DetectionMeasures::averagePrecision}
   * @param coverage the share of the draws that lie inside, above 0 and below 1, such as 0.95
   * @param draws how many, at least 1; 1000 are usual
   * @param seed of the draws: the same gives the same interval
   * @return the interval
   * @throws IllegalArgumentException if the measure is null, or a setting is out of range
   */
  public Interval interval(
      ToDoubleFunction<DetectionMeasures> measure, double coverage, int draws, long seed) {
    Arguments.given("measure", measure);
    Arguments.require(coverage > 0 && coverage < 1, "coverage", coverage, "above 0 and below 1");
    Arguments.atLeast("draws", draws, 1);
    SplittableRandom random = new SplittableRandom(seed);
    double[] values = new double[draws];
    for (int i = 0; i < draws; i++) {
      values[i] =
          measure.applyAsDouble(
              new DetectionMeasures(levels, redrawn(hits, random), redrawn(falseAlarms, random)));
    }
    Arrays.sort(values);
    int outside = (int) ((1 - coverage) / 2 * draws);
    return new Interval(values[outside], values[draws - 1 - outside]);
  }

  /** As many rows of one kind, drawn with replacement; counted like them. */
  private static int[] redrawn(int[] atLeast, SplittableRandom random) {
    int rows = atLeast[atLeast.length - 1];
    int[] drawn = new int[atLeast.length];
    int[] levelOfRow = new int[rows];
    for (int level = 1; level < atLeast.length; level++) {
      Arrays.fill(levelOfRow, atLeast[level - 1], atLeast[level], level);
    }
    for (int i = 0; i < rows; i++) {
      drawn[levelOfRow[random.nextInt(rows)]]++;
    }
    Arrays.parallelPrefix(drawn, Integer::sum);
    return drawn;
  }

  /**
   * Where a measure lies in most draws.
   *
   * @param low its lower end
   * @param high its upper end
   */
  public record Interval(double low, double high) {}
}
