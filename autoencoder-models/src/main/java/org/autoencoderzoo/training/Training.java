package org.autoencoderzoo.training;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.autoencoderzoo.settings.Arguments;
import org.autoencoderzoo.settings.InputCheck;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Settings of a run of training. They do not change: each {@code with...} method returns others.
 *
 * <pre>{@code
 * Training training = Training.defaults().withEpochs(500).withValidation(validation).withPatience(5);
 * }</pre>
 */
public final class Training {

  private static final Training DEFAULTS = new Training(new Draft());

  private final int epochs;
  private final int batchSize;
  private final long seed;
  private final LearningRate learningRate;
  private final Examples validation;
  private final Integer patience;
  private final Checkpoint checkpoint;
  private final Listeners listeners;
  private final boolean limitsThreads;

  /** Settings while they change; validation, patience and checkpoint are null if there are none. */
  private static final class Draft {
    private int epochs = 10;
    private int batchSize = 128;
    private long seed = 42;
    private LearningRate learningRate = LearningRate.LINEAR_TO_ZERO;
    private Examples validation;
    private Integer patience;
    private Checkpoint checkpoint;
    private Listeners listeners = new Listeners(List.of());
    private boolean limitsThreads = true;
  }

  private Training(Draft draft) {
    this.epochs = draft.epochs;
    this.batchSize = draft.batchSize;
    this.seed = draft.seed;
    this.learningRate = draft.learningRate;
    this.validation = draft.validation;
    this.patience = draft.patience;
    this.checkpoint = draft.checkpoint;
    this.listeners = draft.listeners;
    this.limitsThreads = draft.limitsThreads;
  }

  private Training with(Consumer<Draft> change) {
    Draft draft = new Draft();
    draft.epochs = epochs;
    draft.batchSize = batchSize;
    draft.seed = seed;
    draft.learningRate = learningRate;
    draft.validation = validation;
    draft.patience = patience;
    draft.checkpoint = checkpoint;
    draft.listeners = listeners;
    draft.limitsThreads = limitsThreads;
    change.accept(draft);
    return new Training(draft);
  }

  /**
   * {@return 10 epochs in batches of 128, seed 42, the learning rate falling linearly to zero, and
   * nothing else}
   */
  public static Training defaults() {
    return DEFAULTS;
  }

  /** {@return passes over the training rows} */
  public int epochs() {
    return epochs;
  }

  /** {@return training rows per step; the last batch of an epoch may be smaller} */
  public int batchSize() {
    return batchSize;
  }

  /** {@return the seed of the order of the rows; epoch e of the same seed has the same order} */
  public long seed() {
    return seed;
  }

  /** {@return what the learning rate does over the run} */
  public LearningRate learningRate() {
    return learningRate;
  }

  /** {@return rows scored after each epoch, never trained on} */
  public Optional<Examples> validation() {
    return Optional.ofNullable(validation);
  }

  /**
   * {@return the epochs that may pass without a lower validation score before training stops; empty
   * to train to the last epoch and keep what that leaves}
   */
  public OptionalInt patience() {
    return patience == null ? OptionalInt.empty() : OptionalInt.of(patience);
  }

  /** {@return where the run saves what it needs to be continued} */
  public Optional<Checkpoint> checkpoint() {
    return Optional.ofNullable(checkpoint);
  }

  /** {@return all listeners as one, which calls them in the order in which they were added} */
  public TrainingProgress progress() {
    return listeners;
  }

  /** {@return whether ND4J and BLAS have one thread each while a network trains} */
  public boolean limitsThreads() {
    return limitsThreads;
  }

  /**
   * {@return these settings with another number of epochs}
   *
   * @param epochs at least 1
   * @throws IllegalArgumentException if there are fewer
   */
  public Training withEpochs(int epochs) {
    Arguments.atLeast("epochs", epochs, 1);
    return with(draft -> draft.epochs = epochs);
  }

  /**
   * {@return these settings with another batch size}
   *
   * @param batchSize at least 1
   * @throws IllegalArgumentException if it is less
   */
  public Training withBatchSize(int batchSize) {
    Arguments.atLeast("batchSize", batchSize, 1);
    return with(draft -> draft.batchSize = batchSize);
  }

  /**
   * {@return these settings with another order of the rows}
   *
   * @param seed any number
   */
  public Training withSeed(long seed) {
    return with(draft -> draft.seed = seed);
  }

  /**
   * {@return these settings with another course of the learning rate}
   *
   * @param learningRate the course
   * @throws IllegalArgumentException if it is null
   */
  public Training withLearningRate(LearningRate learningRate) {
    Arguments.given("learningRate", learningRate);
    return with(draft -> draft.learningRate = learningRate);
  }

  /**
   * {@return these settings with rows to score after each epoch}
   *
   * @param validation of the same width as the training rows, at least one, not modified
   * @throws IllegalArgumentException if it is null or has no rows
   */
  public Training withValidation(INDArray validation) {
    InputCheck.notEmpty("validation", validation);
    return withValidation(Examples.of(validation));
  }

  /**
   * {@return these settings with examples to score after each epoch}
   *
   * @param validation of the same width as the training rows, read once per epoch in their own
   *     order
   * @throws IllegalArgumentException if it is null
   */
  public Training withValidation(Examples validation) {
    Arguments.given("validation", validation);
    return with(draft -> draft.validation = validation);
  }

  /**
   * {@return these settings with early stopping} The network keeps what the best epoch left. Needs
   * validation rows.
   *
   * @param patience epochs that may pass without a lower validation score, at least 1
   * @throws IllegalArgumentException if it is less
   */
  public Training withPatience(int patience) {
    Arguments.atLeast("patience", patience, 1);
    return with(draft -> draft.patience = patience);
  }

  /**
   * {@return these settings with a checkpoint, to continue from if the run is interrupted}
   *
   * @param checkpoint file and interval
   * @throws IllegalArgumentException if it is null
   */
  public Training withCheckpoint(Checkpoint checkpoint) {
    Arguments.given("checkpoint", checkpoint);
    return with(draft -> draft.checkpoint = checkpoint);
  }

  /**
   * {@return these settings with one more listener, which is called after those that were added
   * before it}
   *
   * @param progress hears of each step
   * @throws IllegalArgumentException if it is null
   */
  public Training withProgress(TrainingProgress progress) {
    Arguments.given("progress", progress);
    return with(draft -> draft.listeners = listeners.and(progress));
  }

  /**
   * {@return these settings for a program that does more than train, such as a service: nothing is
   * changed for the other threads of the JVM} Without this setting, ND4J's operations and its BLAS
   * have one thread each while a network without convolutions trains on the CPU, in the whole JVM,
   * and this library's threads wait for work without sleep.
   *
   * <p>It costs time: threads of three libraries are woken again and again in each step, and
   * training takes two to three times as long; docs/using.md has the figures. The parameters differ
   * in their last digits, for sums are rounded otherwise.
   */
  public Training withoutThreadLimits() {
    return with(draft -> draft.limitsThreads = false);
  }

  /** Equal settings: arrays of validation rows are equal as ND4J's are, by their values. */
  @Override
  public boolean equals(Object o) {
    return o instanceof Training other
        && epochs == other.epochs
        && batchSize == other.batchSize
        && seed == other.seed
        && learningRate == other.learningRate
        && Objects.equals(validation, other.validation)
        && Objects.equals(patience, other.patience)
        && Objects.equals(checkpoint, other.checkpoint)
        && listeners.equals(other.listeners)
        && limitsThreads == other.limitsThreads;
  }

  @Override
  public int hashCode() {
    return Objects.hash(
        epochs,
        batchSize,
        seed,
        learningRate,
        validation,
        patience,
        checkpoint,
        listeners,
        limitsThreads);
  }

  /** The settings by name; of the validation rows, the shape. */
  @Override
  public String toString() {
    return "Training[epochs="
        + epochs
        + ", batchSize="
        + batchSize
        + ", seed="
        + seed
        + ", learningRate="
        + learningRate
        + ", validation="
        + (validation == null ? "none" : validation)
        + ", patience="
        + patience
        + ", checkpoint="
        + checkpoint
        + ", progress="
        + listeners.all()
        + ", limitsThreads="
        + limitsThreads
        + "]";
  }
}
