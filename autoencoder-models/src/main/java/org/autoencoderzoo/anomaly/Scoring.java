package org.autoencoderzoo.anomaly;

import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.settings.Arguments;
import org.autoencoderzoo.settings.InputCheck;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Computes a score by an autoencoder and what is known of its training rows.
 *
 * @param score to compute
 * @param autoencoder trained
 * @param residuals of the training rows; null if the score does not look at them so
 * @param codes likewise
 */
record Scoring(AnomalyScore score, Autoencoder autoencoder, Whitening residuals, Whitening codes) {

  private static final int BLOCK = 4096;

  /** Gathers what the score needs from the rows that the autoencoder was trained on. */
  static Scoring fit(AnomalyScore score, Autoencoder autoencoder, RowSample rows) {
    INDArray x = rows.batch().input();
    INDArray mask = rows.batch().targetMask();
    Whitening residuals = null;
    if (score.usesResiduals()) {
      INDArray found = residuals(autoencoder, x, mask);
      double least = Whitening.least(flat(x));
      residuals =
          score == AnomalyScore.WEIGHTED_ERROR
              ? Whitening.ofUnits(found, least)
              : Whitening.of(found, least);
    }
    Whitening codes = null;
    if (score.usesCodes()) {
      INDArray found = autoencoder.encode(x).castTo(DataType.DOUBLE);
      codes = Whitening.of(found, Whitening.least(found));
    }
    return new Scoring(score, autoencoder, residuals, codes);
  }

  /**
   * Refuses what cannot be scored.
   *
   * @throws IllegalArgumentException with the reason
   */
  void check(INDArray x, INDArray mask) {
    InputCheck.shape("examples", x, autoencoder.inputShape());
    Arguments.check(
        mask == null || mask.equalShapes(x), "The mask must be of the shape of the examples");
  }

  double[] of(RowSample rows) {
    return of(rows.batch().input(), rows.batch().targetMask());
  }

  /** One score per row, rounded to single precision, as scores are saved. */
  double[] of(INDArray x, INDArray mask) {
    double[] scores = new double[(int) x.size(0)];
    for (int from = 0; from < scores.length; from += BLOCK) {
      int to = Math.min(scores.length, from + BLOCK);
      INDArray some = x.get(NDArrayIndex.interval(from, to));
      INDArray weights = mask == null ? null : mask.get(NDArrayIndex.interval(from, to));
      INDArray ofBlock = ofBlock(some, weights);
      for (int row = from; row < to; row++) {
        scores[row] = (float) ofBlock.getDouble(row - from);
      }
    }
    return scores;
  }

  private INDArray ofBlock(INDArray x, INDArray mask) {
    return switch (score) {
      case SQUARED_ERROR -> {
        INDArray residual = residuals(autoencoder, x, mask);
        yield residual.muli(residual).sum(1);
      }
      case WEIGHTED_ERROR, RESIDUAL_DISTANCE ->
          residuals.squaredDistances(residuals(autoencoder, x, mask));
      case CODE_DISTANCE -> codes.squaredDistances(autoencoder.encode(x));
      case RESIDUAL_AND_CODE_DISTANCE ->
          residuals
              .squaredDistances(residuals(autoencoder, x, mask))
              .addi(codes.squaredDistances(autoencoder.encode(x)));
      case LOSS ->
          autoencoder.reconstructionLoss(x, mask == null ? null : seen(mask, x.dataType()));
    };
  }

  /** {@code y - x}, a row for each example, double; 0 where a value is missing. */
  private static INDArray residuals(Autoencoder autoencoder, INDArray x, INDArray mask) {
    INDArray residuals = flat(autoencoder.reconstruct(x)).subi(flat(x));
    return mask == null ? residuals : residuals.muli(flat(seen(mask, DataType.DOUBLE)));
  }

  private static INDArray seen(INDArray mask, DataType type) {
    return mask.gt(0).castTo(type);
  }

  private static INDArray flat(INDArray examples) {
    return examples.castTo(DataType.DOUBLE).reshape('c', examples.size(0), -1);
  }
}
