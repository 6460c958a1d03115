package org.autoencoderzoo.anomaly;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.internal.files.Reason;
import org.autoencoderzoo.settings.Arguments;
import org.autoencoderzoo.training.Batch;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Finds rows that do not fit the others: an autoencoder, a score, and the threshold above which a
 * row is an anomaly. It does not change, and may be shared by threads.
 *
 * <pre>{@code
 * AnomalyDetector detector =
 *     AnomalyDetector.builder()
 *         .trimming(0.1, 5)
 *         .contamination(0.01)
 *         .fit(Batch.of(x), rows -> Linear.of(Pca.fit(rows.input(), 2)));
 * boolean isAnomaly = detector.threshold().isExceededBy(detector.score(row)[0]);
 * }</pre>
 */
public final class AnomalyDetector {

  private final Scoring scoring;
  private final Threshold threshold;

  AnomalyDetector(Scoring scoring, Threshold threshold) {
    this.scoring = scoring;
    this.threshold = threshold;
  }

  /**
   * {@return settings of a detector: {@link AnomalyScore#RESIDUAL_AND_CODE_DISTANCE}, no trimming,
   * a contamination of 0.1, seed 42}
   */
  public static Builder builder() {
    return new Builder();
  }

  /** {@return what makes a row odd} */
  public AnomalyScore kind() {
    return scoring.score();
  }

  /** {@return the score above which a row is an anomaly, and how it was found} */
  public Threshold threshold() {
    return threshold;
  }

  /**
   * The scores of examples.
   *
   * @param x examples {@code [N, D]}, or images {@code [N, C, H, W]}, any N, not modified
   * @return one per example, the higher the odder
   * @throws IllegalArgumentException if x has another shape than the network reads, or holds a
   *     value that is not finite, or with {@link AnomalyScore#LOSS} one that the loss cannot take
   */
  public double[] score(INDArray x) {
    return score(x, null);
  }

  /**
   * The scores of examples in which some values are missing.
   *
   * @param x examples {@code [N, D]}, or images {@code [N, C, H, W]}, any N, not modified; with a
   *     first guess in the place of a missing value, such as the mean
   * @param mask of the shape of x: 0 where a value is missing, a number above 0 elsewhere; or null
   *     if nothing is missing
   * @return one per example, the higher the odder
   * @throws IllegalArgumentException if x or the mask has another shape or holds a value that is
   *     not finite, or with {@link AnomalyScore#LOSS} one that the loss cannot take
   */
  public double[] score(INDArray x, INDArray mask) {
    scoring.check(x, mask);
    return scoring.of(x, mask);
  }

  /**
   * The columns that are most to blame for the scores of rows, the most first. What is missing is
   * not blamed. Each row is scored once more for each of its columns.
   *
   * @param x rows {@code [N, D]}, any N, not modified; the columns are those of the autoencoder, or
   *     one per value if it has none
   * @param mask as in {@link #score(INDArray, INDArray)}, or null
   * @param most columns per row, at least 1
   * @return for each row, at most so many columns
   * @throws IllegalArgumentException as {@link #score(INDArray, INDArray)} does; or if the network
   *     reads images, or most is less than 1
   */
  public List<List<ColumnCause>> explain(INDArray x, INDArray mask, int most) {
    scoring.check(x, mask);
    Arguments.atLeast("most", most, 1);
    Arguments.check(
        x.rank() == 2, "The detector reads images, whose pixels are no columns: explain rows only");
    return new Explanation(scoring).of(x, mask, most);
  }

  /**
   * Saves the detector, as {@link #save(Path, Map)} does, without notes.
   *
   * @param path the file or the folder
   * @throws IOException if it cannot be written
   * @throws IllegalArgumentException if the path is null
   * @throws IllegalStateException if {@link #load} could not read it, or it is too large
   */
  public void save(Path path) throws IOException {
    save(path, Map.of());
  }

  /**
   * Saves the autoencoder, the score and the threshold, as {@link Autoencoder#save(Path, Map)} does
   * with the detector as one more note: what is there changes at once, and {@link Autoencoder#load}
   * reads it, too.
   *
   * @param path a file that ends in {@code .zip}, or a folder
   * @param notes by name, as {@link Autoencoder#save(Path, Map)} takes them; none is called {@code
   *     detector}
   * @throws IOException if it cannot be written
   * @throws IllegalArgumentException if an argument is null, or a note is refused
   * @throws IllegalStateException if {@link #load} could not read it; or it is too large, because
   *     the covariance is one of more than about a thousand units, or more than about half a
   *     million rows calibrate it
   */
  public void save(Path path, Map<String, ?> notes) throws IOException {
    Arguments.given("notes", notes);
    Arguments.check(
        !notes.containsKey(DetectorNotes.NAME),
        "A note is called \"%s\", which the detector uses itself; rename it",
        DetectorNotes.NAME);
    Map<String, Object> all = new LinkedHashMap<>(notes);
    all.put(DetectorNotes.NAME, DetectorNotes.of(scoring, threshold));
    scoring.autoencoder().save(path, all);
  }

  /**
   * Reads a detector. The file may be from anyone, as for {@link Autoencoder#load}.
   *
   * @param path what {@link #save} wrote
   * @param trusted classes of your own that the file may name: layers, penalties, losses, noise
   * @return the detector, which gives the scores that it gave when it was saved
   * @throws IOException if it is missing, damaged, of another version, or no detector
   * @throws IllegalArgumentException if an argument is null
   */
  public static AnomalyDetector load(Path path, Class<?>... trusted) throws IOException {
    Autoencoder autoencoder = Autoencoder.load(path, trusted);
    if (!(autoencoder.notes().get(DetectorNotes.NAME) instanceof Map<?, ?> note)) {
      throw new IOException(
          path + " is an autoencoder, but no detector: make one with AnomalyDetector.builder()");
    }
    try {
      return DetectorNotes.read(autoencoder, note);
    } catch (IOException | IllegalArgumentException e) {
      throw new IOException(
          path + " is damaged: the detector is none (" + Reason.of(e, "wrong") + "); save it again",
          e);
    }
  }

  /** Settings of an {@link AnomalyDetector}. */
  public static final class Builder {

    /** Of the rows, for the calibration of a false-alarm rate. */
    private static final double HELD_OUT = 0.2;

    private AnomalyScore score = AnomalyScore.RESIDUAL_AND_CODE_DISTANCE;
    private double trimming;
    private int rounds;
    private Threshold.Rule rule = Threshold.Rule.CONTAMINATION;
    private double figure = 0.1;
    private long seed = 42;

    private Builder() {}

    /**
     * Sets what makes a row odd.
     *
     * @param score of rows
     * @return this builder
     * @throws IllegalArgumentException if it is null
     */
    public Builder score(AnomalyScore score) {
      Arguments.given("score", score);
      this.score = score;
      return this;
    }

    /**
     * Trains on rows that contain anomalies without learning these: in each round, the rows of the
     * highest scores are left out, and the autoencoder is trained afresh on the others (for PCA the
     * concentration steps of Rousseeuw and Van Driessen 1999). The rounds end early when the same
     * rows are left out again.
     *
     * @param share of the rows that is left out, from 0 to 0.5; more than the anomalies are
     * @param rounds at most, at least 1; each is a training
     * @return this builder
     * @throws IllegalArgumentException if one is out of range
     */
    public Builder trimming(double share, int rounds) {
      Arguments.require(share >= 0 && share <= 0.5, "share", share, "from 0 to 0.5");
      Arguments.atLeast("rounds", rounds, 1);
      this.trimming = share;
      this.rounds = rounds;
      return this;
    }

    /**
     * Finds the threshold by {@link Threshold#ofContamination}, from the rows that are trained on.
     *
     * @param contamination the expected share of anomalies, above 0 and below 1
     * @return this builder
     * @throws IllegalArgumentException if it is out of range
     */
    public Builder contamination(double contamination) {
      return threshold(Threshold.Rule.CONTAMINATION, "contamination", contamination);
    }

    /**
     * Finds the threshold by {@link Threshold#ofFalseAlarmRate}, from a fifth of the rows, or as
     * many more as the rate needs, which are drawn at random and not trained on. The rows should be
     * normal: each anomaly among those raises the threshold.
     *
     * @param rate the share of normal rows that may raise an alarm, above 0 and below 1
     * @return this builder
     * @throws IllegalArgumentException if it is out of range
     */
    public Builder falseAlarmRate(double rate) {
      return threshold(Threshold.Rule.FALSE_ALARM_RATE, "rate", rate);
    }

    private Builder threshold(Threshold.Rule rule, String field, double figure) {
      Threshold.requireShare(field, figure);
      this.rule = rule;
      this.figure = figure;
      return this;
    }

    /**
     * Sets the seed by which rows are held out.
     *
     * @param seed any
     * @return this builder
     */
    public Builder seed(long seed) {
      this.seed = seed;
      return this;
    }

    /**
     * Trains the autoencoder and finds the threshold.
     *
     * @param rows to learn from, which are to be reconstructed themselves; in memory. How much the
     *     mask lets a row count matters to the training only, not to the score and the threshold
     * @param training makes a trained autoencoder of some of the rows, a new one each time
     * @return the detector; what later becomes of the autoencoder does not change it
     * @throws IllegalArgumentException if an argument is null, the rows have other targets or a
     *     mask that is not of their shape, they are too few for the threshold, or the autoencoder
     *     cannot read them
     */
    public AnomalyDetector fit(Batch rows, Function<Batch, Autoencoder> training) {
      Arguments.given("rows", rows);
      Arguments.given("training", training);
      Arguments.check(
          rows.isItsOwnTarget()
              && rows.inputMask() == null
              && (rows.targetMask() == null || rows.targetMask().equalShapes(rows.input())),
          "The rows must be their own targets, with a mask of their shape or none");
      RowSample all = new RowSample(rows);
      TrimmedTraining trimmed = new TrimmedTraining(score, trimming, rounds);
      if (rule == Threshold.Rule.CONTAMINATION) {
        Scoring scoring = trimmed.of(all, training);
        return new AnomalyDetector(scoring, Threshold.ofContamination(scoring.of(all), figure));
      }
      int[] shuffled = all.shuffled(seed);
      int heldOut = heldOut(shuffled.length);
      RowSample calibration = all.some(Arrays.copyOf(shuffled, heldOut));
      RowSample others = all.some(Arrays.copyOfRange(shuffled, heldOut, shuffled.length));
      Scoring scoring = trimmed.of(others, training);
      return new AnomalyDetector(
          scoring, Threshold.ofFalseAlarmRate(scoring.of(calibration), figure));
    }

    private int heldOut(int rows) {
      int needed = (int) Math.ceil(1 / figure - DetectionMeasures.ROUNDING) - 1;
      int heldOut = Math.max((int) (HELD_OUT * rows), Math.max(1, needed));
      Arguments.check(
          heldOut < rows,
          "A false-alarm rate of %s needs more than %d rows, found %d; give more, or a higher rate",
          figure,
          heldOut,
          rows);
      return heldOut;
    }
  }
}
