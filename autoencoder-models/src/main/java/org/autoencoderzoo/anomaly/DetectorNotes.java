package org.autoencoderzoo.anomaly;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.autoencoderzoo.Autoencoder;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A detector as one of the notes of its saved autoencoder, so that both are in one file, which
 * changes at once and is read with its bounds. Long lists of numbers are single precision in
 * Base64; of a symmetric matrix, the rows up to the diagonal.
 */
final class DetectorNotes {

  /** The note's name. */
  static final String NAME = "detector";

  /** What fits into the description of a saved autoencoder, with room for the rest of it. */
  private static final int MOST_NUMBERS = 700_000;

  private DetectorNotes() {}

  /**
   * The note.
   *
   * @throws IllegalStateException if it would be too long
   */
  static Map<String, Object> of(Scoring scoring, Threshold threshold) {
    long numbers =
        numbers(scoring.residuals()) + numbers(scoring.codes()) + threshold.calibration().length;
    if (numbers > MOST_NUMBERS) {
      throw new IllegalStateException(
          "The detector cannot be saved: it has %,d numbers, and at most %,d can be; score by"
                  .formatted(numbers, MOST_NUMBERS)
              + " WEIGHTED_ERROR or SQUARED_ERROR, or calibrate with fewer rows");
    }
    Map<String, Object> note = new LinkedHashMap<>();
    note.put("score", scoring.score().name());
    note.put("rule", threshold.rule().name());
    note.put("figure", threshold.figure());
    note.put("rows", threshold.rows());
    note.put("threshold", threshold.value());
    if (threshold.calibration().length > 0) {
      note.put("calibration", text(threshold.calibration()));
    }
    put(note, "residual", scoring.residuals());
    put(note, "code", scoring.codes());
    return note;
  }

  private static long numbers(Whitening whitening) {
    long size = whitening == null ? 0 : whitening.mean().length();
    return size == 0 || whitening.isOfUnits() ? 2 * size : size + size * (size + 1) / 2;
  }

  private static void put(Map<String, Object> note, String name, Whitening whitening) {
    if (whitening != null) {
      note.put(name + "_mean", text(whitening.mean().toDoubleVector()));
      note.put(name + "_scale", text(packed(whitening.scale())));
    }
  }

  private static double[] packed(INDArray scale) {
    if (scale.rows() == 1) {
      return scale.toDoubleVector(); // Of one unit, too.
    }
    double[][] rows = scale.toDoubleMatrix();
    double[] packed = new double[rows.length * (rows.length + 1) / 2];
    for (int row = 0, to = 0; row < rows.length; to += ++row) {
      System.arraycopy(rows[row], 0, packed, to, row + 1);
    }
    return packed;
  }

  private static String text(double[] numbers) {
    ByteBuffer bytes = ByteBuffer.allocate(numbers.length * Float.BYTES);
    for (double number : numbers) {
      bytes.putFloat((float) number);
    }
    return Base64.getEncoder().encodeToString(bytes.array());
  }

  /**
   * The detector that a note tells of.
   *
   * @throws IOException if the note is damaged
   * @throws IllegalArgumentException likewise
   */
  static AnomalyDetector read(Autoencoder autoencoder, Map<?, ?> note) throws IOException {
    AnomalyScore score = AnomalyScore.valueOf(text(note, "score"));
    Scoring scoring =
        new Scoring(
            score,
            autoencoder,
            score.usesResiduals()
                ? whitening(
                    note, "residual", autoencoder.inputSize(), score == AnomalyScore.WEIGHTED_ERROR)
                : null,
            score.usesCodes() ? whitening(note, "code", autoencoder.codeSize(), false) : null);
    Threshold.Rule rule = Threshold.Rule.valueOf(text(note, "rule"));
    double figure = number(note, "figure");
    Threshold threshold =
        rule == Threshold.Rule.FALSE_ALARM_RATE
            ? Threshold.ofFalseAlarmRate(numbers(note, "calibration"), figure)
            : Threshold.saved(number(note, "threshold"), rule, figure, (int) number(note, "rows"));
    return new AnomalyDetector(scoring, threshold);
  }

  private static Whitening whitening(Map<?, ?> note, String name, int size, boolean isOfUnits)
      throws IOException {
    double[] mean = numbers(note, name + "_mean");
    double[] scale = numbers(note, name + "_scale");
    long expected = isOfUnits ? size : size * (size + 1L) / 2;
    if (mean.length != size || scale.length != expected) {
      throw new IOException("its " + name + " is of another size");
    }
    return new Whitening(
        Nd4j.createFromArray(mean),
        isOfUnits ? Nd4j.createFromArray(scale).reshape(1, size) : symmetric(scale, size));
  }

  private static INDArray symmetric(double[] packed, int size) {
    double[][] rows = new double[size][size];
    for (int row = 0, i = 0; row < size; row++) {
      for (int column = 0; column <= row; column++, i++) {
        rows[row][column] = packed[i];
        rows[column][row] = packed[i];
      }
    }
    return Nd4j.createFromArray(rows);
  }

  private static String text(Map<?, ?> note, String field) throws IOException {
    if (note.get(field) instanceof String text) {
      return text;
    }
    throw new IOException("its " + field + " is missing or no text");
  }

  private static double number(Map<?, ?> note, String field) throws IOException {
    if (note.get(field) instanceof Number number && Double.isFinite(number.doubleValue())) {
      return number.doubleValue();
    }
    throw new IOException("its " + field + " is missing or no number");
  }

  private static double[] numbers(Map<?, ?> note, String field) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(text(note, field)));
    double[] numbers = new double[bytes.remaining() / Float.BYTES];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = bytes.getFloat();
      if (!Double.isFinite(numbers[i])) {
        throw new IOException("its " + field + " holds a number that is not finite");
      }
    }
    return numbers;
  }
}
