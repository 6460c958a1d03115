package org.autoencoderzoo.training;

import java.io.IOException;
import java.util.Optional;
import org.autoencoderzoo.layers.InPlace;
import org.autoencoderzoo.settings.Arguments;
import org.autoencoderzoo.settings.InputCheck;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Trains a network on shuffled batches, the labels being the inputs. Deeplearning4j's listeners on
 * the network hear of it as they do under {@code fit}.
 */
public final class Trainer {

  /** Rows scored at once; the score does not depend on it but for rounding. */
  private static final int SCORING_BATCH = 1024;

  private final ComputationGraph network;
  private final Training settings;

  /**
   * Prepares to train a network.
   *
   * @param network with one input and one output of the same shape
   * @param settings of the run
   * @throws IllegalArgumentException if it is to stop early, but has no validation rows
   */
  public Trainer(ComputationGraph network, Training settings) {
    Arguments.given("network", network);
    Arguments.given("settings", settings);
    settings
        .patience()
        .ifPresent(
            patience -> {
              if (settings.validation().isEmpty()) {
                throw new IllegalArgumentException(
                    "patience is "
                        + patience
                        + ", but there are no validation rows; give some with withValidation");
              }
            });
    this.network = network;
    this.settings = settings;
  }

  /**
   * Trains from the beginning to the last epoch, or until patience is at an end; the network then
   * is as it was after the epoch with the lowest validation score. A thread that is interrupted
   * writes the checkpoint, if one is wanted and no former run's is in its place, and stops.
   *
   * @param x training rows {@code [N, ...]}, N at least 1, not modified
   * @return the scores, epoch by epoch
   * @throws IllegalArgumentException if there are no rows
   * @throws ArithmeticException if a score or a parameter is no longer finite, the score after the
   *     last update included
   * @throws java.util.concurrent.CancellationException if the thread is interrupted, which it still
   *     is afterwards
   */
  public LearningCurve fit(INDArray x) {
    InputCheck.notEmpty("x", x);
    Optional<CheckpointFile> file = settings.checkpoint().map(checkpoint -> file(checkpoint, x));
    return new TrainingRun(network, settings, x, file).run(Optional.empty());
  }

  /**
   * Continues a run from its checkpoint, and ends with the parameters and the scores that it would
   * have had without the interruption, to the last bit. That holds for all that draws its noise by
   * seed and iteration, as this library does; Deeplearning4j's own {@code Dropout} does not.
   *
   * @param x the same training rows
   * @return the scores, epoch by epoch, those before the interruption included
   * @throws IOException if there is no checkpoint, or it is damaged or of another run: other
   *     settings, another network, other rows
   * @throws IllegalArgumentException if the settings name no checkpoint, or there are no rows
   * @throws ArithmeticException if a score or a parameter is no longer finite, the score after the
   *     last update included
   * @throws java.util.concurrent.CancellationException if the thread is interrupted, which it still
   *     is afterwards
   */
  public LearningCurve resume(INDArray x) throws IOException {
    InputCheck.notEmpty("x", x);
    Checkpoint checkpoint =
        settings
            .checkpoint()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "There is no checkpoint to resume from; set it with withCheckpoint"));
    CheckpointFile file = file(checkpoint, x);
    return new TrainingRun(network, settings, x, Optional.of(file)).run(Optional.of(file.read()));
  }

  private CheckpointFile file(Checkpoint checkpoint, INDArray x) {
    return new CheckpointFile(checkpoint, network, settings, x);
  }

  /**
   * The network's score on rows of any number, at inference: loss, penalties and weight decay,
   * averaged over the rows.
   *
   * @param network with one input and one output of the same shape
   * @param x rows {@code [N, ...]}, N at least 1, not modified
   * @return the mean score
   * @throws IllegalArgumentException if there are no rows
   */
  public static double score(ComputationGraph network, INDArray x) {
    Arguments.given("network", network);
    InputCheck.notEmpty("x", x);
    double sum = 0;
    for (long from = 0; from < x.size(0); from += SCORING_BATCH) {
      long to = Math.min(x.size(0), from + SCORING_BATCH);
      INDArray batch = to - from == x.size(0) ? x : x.get(NDArrayIndex.interval(from, to));
      sum +=
          network.score(new DataSet(InPlace.sparedBy(network, batch), batch), false) * (to - from);
    }
    return sum / x.size(0);
  }
}
