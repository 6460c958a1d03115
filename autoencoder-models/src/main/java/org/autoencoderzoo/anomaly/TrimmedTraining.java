package org.autoencoderzoo.anomaly;

import java.util.Arrays;
import java.util.function.Function;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.settings.Arguments;
import org.autoencoderzoo.training.Batch;

/**
 * Trains on rows that contain anomalies, round by round without those that the last round found
 * oddest.
 *
 * @param score by which rows are odd
 * @param share of the rows that is left out; 0 to train once, on all of them
 * @param rounds at most
 */
record TrimmedTraining(AnomalyScore score, double share, int rounds) {

  /** The last round's autoencoder, with what is known of the rows that it was trained on. */
  Scoring of(RowSample all, Function<Batch, Autoencoder> training) {
    Scoring scoring = trained(all, training);
    int kept = (int) Math.ceil((1 - share) * all.size() - DetectionMeasures.ROUNDING);
    int[] last = null;
    for (int round = 0; round < rounds && kept < all.size(); round++) {
      int[] lowest = RowSample.lowest(scoring.of(all), kept);
      if (Arrays.equals(lowest, last)) {
        break;
      }
      scoring = trained(all.some(lowest), training);
      last = lowest;
    }
    return scoring;
  }

  private Scoring trained(RowSample rows, Function<Batch, Autoencoder> training) {
    Autoencoder autoencoder = training.apply(rows.batch());
    Arguments.given("the trained autoencoder", autoencoder);
    return Scoring.fit(score, copy(autoencoder), rows);
  }

  /** Nobody can train it on. */
  private static Autoencoder copy(Autoencoder autoencoder) {
    Autoencoder copy =
        new Autoencoder(
            autoencoder.network().clone(),
            autoencoder.model().orElse(null),
            autoencoder.settings());
    return autoencoder.columns().map(copy::withColumns).orElse(copy);
  }
}
