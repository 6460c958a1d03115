package org.autoencoderzoo.training;

import java.io.IOException;
import java.util.Optional;
import org.autoencoderzoo.layers.InPlace;
import org.autoencoderzoo.settings.Arguments;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/**
 * Trains a network on shuffled batches. Deeplearning4j's listeners on the network hear of it as
 * they do under {@code fit}.
 */
public final class Trainer {

  private final ComputationGraph network;
  private final Training settings;

  /**
   * Prepares to train a network.
   *
   * @param network with one input and one output
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
   * @param examples that the network can read, and its loss take; they are not checked here
   * @return the scores, epoch by epoch
   * @throws IllegalArgumentException if there are no examples, or a pass gives others than one
   *     before
   * @throws java.io.UncheckedIOException if they cannot be read
   * @throws ArithmeticException if a score or a parameter is no longer finite, the score after the
   *     last update included
   * @throws java.util.concurrent.CancellationException if the thread is interrupted, which it still
   *     is afterwards
   */
  public LearningCurve fit(Examples examples) {
    Arguments.given("examples", examples);
    Optional<CheckpointFile> file =
        settings.checkpoint().map(checkpoint -> file(checkpoint, examples));
    return new TrainingRun(network, settings, examples, file).run(Optional.empty());
  }

  /**
   * Continues a run from its checkpoint, and ends with the parameters and the scores that it would
   * have had without the interruption, to the last bit. That holds for all that draws its noise by
   * seed and iteration, as this library does; Deeplearning4j's own {@code Dropout} does not.
   *
   * @param examples the same; a stream, in the same order
   * @return the scores, epoch by epoch, those before the interruption included
   * @throws IOException if there is no checkpoint, or it is damaged or of another run: other
   *     settings, another network, other rows
   * @throws IllegalArgumentException if the settings name no checkpoint, or as {@link #fit} does
   * @throws java.io.UncheckedIOException as {@link #fit} does
   * @throws ArithmeticException if a score or a parameter is no longer finite, the score after the
   *     last update included
   * @throws java.util.concurrent.CancellationException if the thread is interrupted, which it still
   *     is afterwards
   */
  public LearningCurve resume(Examples examples) throws IOException {
    Arguments.given("examples", examples);
    Checkpoint checkpoint =
        settings
            .checkpoint()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "There is no checkpoint to resume from; set it with withCheckpoint"));
    CheckpointFile file = file(checkpoint, examples);
    return new TrainingRun(network, settings, examples, Optional.of(file))
        .run(Optional.of(file.read()));
  }

  private CheckpointFile file(Checkpoint checkpoint, Examples examples) {
    return new CheckpointFile(checkpoint, network, settings, examples);
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
    return score(network, Examples.of(x));
  }

  /**
   * The network's score on examples, as {@link #score(ComputationGraph, INDArray)} gives it, with
   * their targets and masks.
   *
   * @param network with one input and one output
   * @param examples that it can read, and its loss take
   * @return the mean score
   * @throws IllegalArgumentException if an argument is null, or there are no examples
   * @throws java.io.UncheckedIOException if they cannot be read
   * @throws java.util.concurrent.CancellationException if the thread is interrupted while it reads
   */
  public static double score(ComputationGraph network, Examples examples) {
    Arguments.given("network", network);
    Arguments.given("examples", examples);
    double[] sum = {0};
    long[] rows = {0};
    examples.forEach(
        batch -> {
          try {
            sum[0] += network.score(forInference(network, batch), false) * batch.size();
          } finally {
            network.clearLayerMaskArrays(); // Deeplearning4j leaves them to whatever comes next.
          }
          rows[0] += batch.size();
          if (batch.isMasked()) {
            network.clearLayerMaskArrays(); // Deeplearning4j leaves them.
          }
        });
    Arguments.check(rows[0] > 0, "There are no examples: at least one row is needed");
    return sum[0] / rows[0];
  }

  private static DataSet forInference(ComputationGraph network, Batch batch) {
    return new DataSet(
        InPlace.sparedBy(network, batch.input()),
        batch.target(),
        batch.inputMask(),
        batch.targetMask());
  }
}
