package org.autoencoderzoo.training;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.autoencoderzoo.settings.Arguments;
import org.autoencoderzoo.training.LearningCurve.Epoch;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Where a run of training stands between two steps.
 *
 * @param firstIteration of the network when the run began; the learning rate falls from there
 * @param firstEpoch of the network when the run began
 * @param epochs done
 * @param row of the current epoch's order at which the next batch begins
 * @param weightedScore of the current epoch's batches, summed over their rows
 * @param seconds spent on the current epoch
 */
record RunState(
    @JsonProperty("firstIteration") int firstIteration,
    @JsonProperty("firstEpoch") int firstEpoch,
    @JsonProperty("epochs") List<Epoch> epochs,
    @JsonProperty("row") long row,
    @JsonProperty("weightedScore") double weightedScore,
    @JsonProperty("seconds") double seconds) {

  /** Checks what a file may have brought. */
  RunState {
    Arguments.atLeast("firstIteration", firstIteration, 0);
    Arguments.atLeast("firstEpoch", firstEpoch, 0);
    Arguments.given("epochs", epochs);
    epochs = List.copyOf(epochs);
    Arguments.atLeast("row", row, 0);
    Arguments.require(Double.isFinite(weightedScore), "weightedScore", weightedScore, "finite");
    Arguments.atLeast("seconds", seconds, 0);
  }

  static RunState beginning(ComputationGraph network) {
    return new RunState(network.getIterationCount(), network.getEpochCount(), List.of(), 0, 0, 0);
  }

  /**
   * Checks that a run can stand there.
   *
   * @param rows of the run
   * @throws IllegalArgumentException if not
   */
  void check(long rows, Training settings) {
    Arguments.between("the number of epochs", epochs.size(), 0, settings.epochs());
    for (int i = 0; i < epochs.size(); i++) {
      Arguments.between("the number of an epoch", epochs.get(i).number(), i + 1, i + 1);
    }
    Arguments.require(
        row < rows && row % settings.batchSize() == 0,
        "row",
        row,
        "a multiple of batchSize, %d, below %d".formatted(settings.batchSize(), rows));
  }

  /** The network's iteration, with so many steps per epoch. */
  int iteration(int steps, int batchSize) {
    return Math.addExact(
        Math.addExact(firstIteration, Math.multiplyExact(epochs.size(), steps)),
        (int) (row / batchSize));
  }

  /** The network's epoch. */
  int networkEpoch() {
    return Math.addExact(firstEpoch, epochs.size());
  }

  /** As it was at the end of an epoch. */
  RunState after(Epoch epoch) {
    return new RunState(firstIteration, firstEpoch, epochs.subList(0, epoch.number()), 0, 0, 0);
  }

  /** The number of the current epoch, from 1. */
  int epoch() {
    return epochs.size() + 1;
  }

  RunState afterBatch(long rows, double score, double time) {
    return new RunState(
        firstIteration,
        firstEpoch,
        epochs,
        row + rows,
        weightedScore + score * rows,
        seconds + time);
  }

  RunState afterEpoch(double validationScore) {
    List<Epoch> done = new ArrayList<>(epochs);
    done.add(new Epoch(epoch(), weightedScore / row, validationScore, seconds));
    return new RunState(firstIteration, firstEpoch, done, 0, 0, 0);
  }

  /** The epoch after which the validation score was lowest, the first of equals. */
  Optional<Epoch> best() {
    return epochs.stream()
        .filter(epoch -> Double.isFinite(epoch.validationScore()))
        .min(Comparator.comparingDouble(Epoch::validationScore));
  }

  /** Whether the validation score was not lowered for as many epochs as it may take. */
  boolean isOutOfPatience(int patience) {
    return epochs.size() - best().map(Epoch::number).orElse(0) >= patience;
  }
}
