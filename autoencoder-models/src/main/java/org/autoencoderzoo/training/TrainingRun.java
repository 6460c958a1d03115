package org.autoencoderzoo.training;

import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.autoencoderzoo.training.CheckpointFile.Content;
import org.autoencoderzoo.training.LearningCurve.Epoch;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.ndarray.INDArray;

/** One run of training: its epochs and steps, from wherever it stands. */
final class TrainingRun {

  private final ComputationGraph network;
  private final Training settings;
  private final INDArray x;
  private final Optional<CheckpointFile> checkpoint;
  private final int rows;
  private RunState state;
  private Optional<NetworkState> best = Optional.empty();

  TrainingRun(
      ComputationGraph network,
      Training settings,
      INDArray x,
      Optional<CheckpointFile> checkpoint) {
    this.network = network;
    this.settings = settings;
    this.x = x;
    this.checkpoint = checkpoint;
    this.rows = Math.toIntExact(x.size(0));
    this.state = RunState.beginning(network);
  }

  /**
   * Trains to the end.
   *
   * @param from where to continue; empty to begin
   */
  @SuppressWarnings("try") // Nothing is asked of the threads but that they are limited.
  LearningCurve run(Optional<Content> from) {
    EnvironmentAdvice.giveOnce();
    from.ifPresent(content -> state = content.state());
    try (ConstantRates rates = new ConstantRates(network);
        OperationThreads threads = OperationThreads.limitedFor(network)) {
      if (settings.learningRate() == LearningRate.LINEAR_TO_ZERO) {
        rates.decay(state.firstIteration(), steps());
      }
      from.ifPresent(this::restore);
      while (!isDone()) {
        epoch();
      }
      best.ifPresent(bestState -> bestState.restore(network));
      return new LearningCurve(state.epochs(), kept());
    }
  }

  private int steps() {
    long batches = (rows + settings.batchSize() - 1L) / settings.batchSize();
    return Math.toIntExact(batches * settings.epochs());
  }

  private void restore(Content content) {
    content.network().restore(network);
    best = content.best();
    if (!isDone()) {
      settings.progress().onResume(state.epoch(), state.row());
    }
  }

  private boolean isDone() {
    return state.epochs().size() >= settings.epochs()
        || settings.patience().isPresent() && state.isOutOfPatience(settings.patience().getAsInt());
  }

  /** The number of the epoch after which the network was as it is now. */
  private int kept() {
    return best.flatMap(ignored -> state.best()).map(Epoch::number).orElse(state.epochs().size());
  }

  private void epoch() {
    TrainingStep step = new TrainingStep(network);
    network.getListeners().forEach(listener -> listener.onEpochStart(network));
    ShuffledRows shuffled = new ShuffledRows(x, settings.seed(), network.getEpochCount());
    while (state.row() < rows) {
      long start = System.nanoTime();
      INDArray batch =
          shuffled.batch(state.row(), Math.min(rows, state.row() + settings.batchSize()));
      step.run(batch);
      double score = finite(network.score());
      state = state.afterBatch(batch.size(0), score, (System.nanoTime() - start) / 1e9);
      settings.progress().onBatch((int) batch.size(0), score);
      if (state.row() < rows) {
        betweenSteps();
      }
    }
    for (TrainingListener listener : network.getListeners()) {
      listener.onEpochEnd(network);
    }
    network.incrementEpochCount();
    double score = settings.validation().map(v -> Trainer.score(network, v)).orElse(Double.NaN);
    state = state.afterEpoch(score);
    keepIfBest();
    settings.progress().onEpoch(state.epochs().get(state.epochs().size() - 1));
    betweenSteps();
  }

  private void keepIfBest() {
    boolean isBest = state.best().filter(e -> e.number() == state.epochs().size()).isPresent();
    if (settings.patience().isPresent() && isBest) {
      best = Optional.of(NetworkState.of(network));
    }
  }

  /** Saves where the run stands if that is due, at the end, or if the thread is interrupted. */
  private void betweenSteps() {
    // Cleared, for an interrupted thread can write no file.
    boolean isInterrupted = Thread.interrupted();
    checkpoint
        .filter(file -> file.isDue() || isDone() || isInterrupted && file.mayBeReplaced())
        .ifPresent(file -> file.write(new Content(state, NetworkState.of(network), best)));
    if (isInterrupted) {
      throw new CancellationException(
          "Training was interrupted in epoch "
              + state.epoch()
              + " of "
              + settings.epochs()
              + ", after "
              + state.row()
              + " of "
              + rows
              + " rows");
    }
  }

  private double finite(double score) {
    if (!Double.isFinite(score)) {
      throw new ArithmeticException(
          "The score became "
              + score
              + " in epoch "
              + state.epoch()
              + ", batch "
              + (state.row() / settings.batchSize() + 1)
              + ": lower the learning rate, or check the data for extreme values");
    }
    return score;
  }
}
