package org.autoencoderzoo.training;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
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

  private static final Training DEFAULTS =
      new Training(
          10,
          128,
          42,
          LearningRate.LINEAR_TO_ZERO,
          null,
          null,
          null,
          new Listeners(List.of()),
          true);

  private final int epochs;
  private final int batchSize;
  private final long seed;
  private final LearningRate learningRate;
  private final INDArray validation;
  private final Integer patience;
  private final Checkpoint checkpoint;
  private final Listeners listeners;
  private final boolean limitsThreads;

  /** Null are validation, patience and checkpoint where there are none. */
  private Training(
      int epochs,
      int batchSize,
      long seed,
      LearningRate learningRate,
      INDArray validation,
      Integer patience,
      Checkpoint checkpoint,
      Listeners listeners,
      boolean limitsThreads) {
    this.epochs = epochs;
    this.batchSize = batchSize;
    this.seed = seed;
    this.learningRate = learningRate;
    this.validation = validation;
    this.patience = patience;
    this.checkpoint = checkpoint;
    this.listeners = listeners;
    this.limitsThreads = limitsThreads;
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
  public Optional<INDArray> validation() {
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
    return new Training(
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

  /**
   * {@return these settings with another batch size}
   *
   * @param batchSize at least 1
   * @throws IllegalArgumentException if it is less
   */
  public Training withBatchSize(int batchSize) {
    Arguments.atLeast("batchSize", batchSize, 1);
    return new Training(
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

  /**
   * {@return these settings with another order of the rows}
   *
   * @param seed any number
   */
  public Training withSeed(long seed) {
    return new Training(
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

  /**
   * {@return these settings with another course of the learning rate}
   *
   * @param learningRate the course
   * @throws IllegalArgumentException if it is null
   */
  public Training withLearningRate(LearningRate learningRate) {
    Arguments.given("learningRate", learningRate);
    return new Training(
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

  /**
   * {@return these settings with rows to score after each epoch}
   *
   * @param validation of the same width as the training rows, at least one, not modified
   * @throws IllegalArgumentException if it is null or has no rows
   */
  public Training withValidation(INDArray validation) {
    InputCheck.notEmpty("validation", validation);
    return new Training(
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

  /**
   * {@return these settings with early stopping} The network keeps what the best epoch left. Needs
   * validation rows.
   *
   * @param patience epochs that may pass without a lower validation score, at least 1
   * @throws IllegalArgumentException if it is less
   */
  public Training withPatience(int patience) {
    Arguments.atLeast("patience", patience, 1);
    return new Training(
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

  /**
   * {@return these settings with a checkpoint, to continue from if the run is interrupted}
   *
   * @param checkpoint file and interval
   * @throws IllegalArgumentException if it is null
   */
  public Training withCheckpoint(Checkpoint checkpoint) {
    Arguments.given("checkpoint", checkpoint);
    return new Training(
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

  /**
   * {@return these settings with one more listener, which is called after those that were added
   * before it}
   *
   * @param progress hears of each step
   * @throws IllegalArgumentException if it is null
   */
  public Training withProgress(TrainingProgress progress) {
    Arguments.given("progress", progress);
    return new Training(
        epochs,
        batchSize,
        seed,
        learningRate,
        validation,
        patience,
        checkpoint,
        listeners.and(progress),
        limitsThreads);
  }

  /**
   * {@return these settings for a program that does more than train, such as a service: nothing is
   * changed for the other threads of the JVM} Without this setting, ND4J's operations and its BLAS
   * have one thread each while a network without convolutions trains on the CPU, in the whole JVM,
   * and this library's threads wait for work without sleep.
   *
   * <p>It costs time: threads of three libraries are woken again and again in each step, and
   * training takes up to three times as long; docs/using.md has the figures. The parameters differ
   * in their last digits, for sums are rounded otherwise.
   */
  public Training withoutThreadLimits() {
    return new Training(
        epochs, batchSize, seed, learningRate, validation, patience, checkpoint, listeners, false);
  }

  /** Equal settings: validation rows are equal as ND4J's arrays are, by their values. */
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
        shape(),
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
        + shape()
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

  private String shape() {
    return validation == null ? "none" : Arrays.toString(validation.shape());
  }
}
