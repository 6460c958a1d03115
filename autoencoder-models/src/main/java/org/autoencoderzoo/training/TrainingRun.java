package org.autoencoderzoo.training;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.autoencoderzoo.internal.ops.Ops;
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
        ThreadLimits limits =
            settings.limitsThreads() ? ThreadLimits.whileTraining(network) : null) {
      if (settings.learningRate() == LearningRate.LINEAR_TO_ZERO) {
        rates.decay(state.firstIteration(), steps());
      }
      from.ifPresent(this::restore);
      while (!isDone()) {
        epoch();
      }
      best.ifPresent(bestState -> bestState.restore(network));
      checkParameters();
      return new LearningCurve(state.epochs(), kept(), List.of());
    }
  }

  private int steps() {
    long batches = (rows - 1L) / settings.batchSize() + 1;
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
    ShuffledRows shuffled = new ShuffledRows();
    shuffled.shuffle(
        Batch.of(x), ShuffledRows.seed(settings.seed(), network.getEpochCount()), state.row());
    INDArray batch = null;
    while (state.row() < rows) {
      long start = System.nanoTime();
      batch = shuffled.next(Math.min(rows - state.row(), settings.batchSize())).input();
      step.run(batch);
      double score = finite(network.score(), this::scoreOfStep);
      state = state.afterBatch(batch.size(0), score, (System.nanoTime() - start) / 1e9);
      settings.progress().onBatch((int) batch.size(0), score);
      if (state.row() < rows) {
        betweenSteps();
      }
    }
    checkParameters();
    for (TrainingListener listener : network.getListeners()) {
      listener.onEpochEnd(network);
    }
    network.incrementEpochCount();
    state = state.afterEpoch(validationScore());
    keepIfBest();
    if (isDone()) {
      checkLastUpdate(batch);
    }
    settings.progress().onEpoch(state.epochs().get(state.epochs().size() - 1));
    betweenSteps();
  }

  private double validationScore() {
    return settings
        .validation()
        .map(
            v ->
                finite(
                    Trainer.score(network, v),
                    () -> "The validation score after epoch " + state.epoch()))
        .orElse(Double.NaN);
  }

  private void keepIfBest() {
    boolean isBest = state.best().filter(e -> e.number() == state.epochs().size()).isPresent();
    if (settings.patience().isPresent() && isBest) {
      best = Optional.of(NetworkState.of(network));
    }
  }

  /** Saves where the run stands if that is due, at the end, or if the thread is interrupted. */
  private void betweenSteps() {
    // Cleared meanwhile, for an interrupted thread can write no file.
    boolean isInterrupted = Thread.interrupted();
    try {
      checkpoint
          .filter(file -> file.isDue() || isDone() || isInterrupted && file.mayBeReplaced())
          .ifPresent(this::write);
    } finally {
      if (isInterrupted) {
        Thread.currentThread().interrupt();
      }
    }
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

  private void write(CheckpointFile file) {
    checkParameters();
    file.write(new Content(state, NetworkState.of(network), best));
  }

  /** A step's score is that before its update; the parameters show what the update did. */
  private void checkParameters() {
    if (!Ops.get().areFinite(network.params())) {
      throw notFinite("A parameter is no longer a finite number");
    }
  }

  /** The score after the last update, which no further step would show. */
  private void checkLastUpdate(INDArray batch) {
    double ofLastStep = network.score();
    finite(Trainer.score(network, batch), () -> "The score after the last update");
    network.setScore(ofLastStep);
  }

  private String scoreOfStep() {
    return "The score in epoch %d, batch %d,"
        .formatted(state.epoch(), state.row() / settings.batchSize() + 1);
  }

  private static double finite(double score, Supplier<String> what) {
    if (!Double.isFinite(score)) {
      throw notFinite(what.get() + " is " + score);
    }
    return score;
  }

  private static ArithmeticException notFinite(String what) {
    return new ArithmeticException(
        what + ": lower the learning rate, or check the data for extreme values");
  }
}
