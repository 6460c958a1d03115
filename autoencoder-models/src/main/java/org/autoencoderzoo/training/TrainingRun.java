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

/** One run of training: its epochs and steps, from wherever it stands. */
final class TrainingRun {

  private final ComputationGraph network;
  private final Training settings;
  private final Examples examples;
  private final Optional<CheckpointFile> checkpoint;
  private final long rows;
  private final PartMemory memory = new PartMemory();
  private RunState state;
  private Optional<NetworkState> best = Optional.empty();

  TrainingRun(
      ComputationGraph network,
      Training settings,
      Examples examples,
      Optional<CheckpointFile> checkpoint) {
    this.network = network;
    this.settings = settings;
    this.examples = examples;
    this.checkpoint = checkpoint;
    this.rows = examples.size();
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
    try (memory;
        ConstantRates rates = new ConstantRates(network);
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
    long batches = (rows - 1) / settings.batchSize() + 1;
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
    network.getListeners().forEach(listener -> listener.onEpochStart(network));
    Batch last = takeSteps();
    checkParameters();
    for (TrainingListener listener : network.getListeners()) {
      listener.onEpochEnd(network);
    }
    network.incrementEpochCount();
    state = state.afterEpoch(validationScore());
    keepIfBest();
    if (isDone()) {
      checkLastUpdate(last);
    }
    settings.progress().onEpoch(state.epochs().get(state.epochs().size() - 1));
    betweenSteps();
  }

  /** Takes the steps that are left of the epoch, and gives the batch of the last one. */
  private Batch takeSteps() {
    TrainingStep step = new TrainingStep(network);
    Batch batch = null;
    try (EpochRows order = examples.epoch(settings, network.getEpochCount(), state.row(), memory)) {
      while (state.row() < rows) {
        long start = System.nanoTime();
        batch = next(order);
        step.run(batch);
        double score = finite(network.score(), this::scoreOfStep);
        state = state.afterBatch(batch.size(), score, (System.nanoTime() - start) / 1e9);
        settings.progress().onBatch((int) batch.size(), score);
        if (state.row() < rows) {
          betweenSteps();
        }
      }
    }
    return batch;
  }

  private Batch next(EpochRows order) {
    try {
      return order.next((int) Math.min(rows - state.row(), settings.batchSize()));
    } catch (InterruptedException e) {
      throw interrupted();
    }
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
    if (Thread.interrupted()) { // Cleared, for an interrupted thread can write no file.
      throw interrupted();
    }
    checkpoint.filter(file -> file.isDue() || isDone()).ifPresent(this::write);
  }

  private CancellationException interrupted() {
    try {
      checkpoint
          .filter(file -> file.isDue() || isDone() || file.mayBeReplaced())
          .ifPresent(this::write);
    } finally {
      Thread.currentThread().interrupt();
    }
    return new CancellationException(
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
  private void checkLastUpdate(Batch batch) {
    double ofLastStep = network.score();
    finite(Trainer.score(network, Examples.of(batch)), () -> "The score after the last update");
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
