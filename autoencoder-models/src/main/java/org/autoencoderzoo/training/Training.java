package org.autoencoderzoo.training;

import java.util.Optional;
import java.util.OptionalInt;
import org.autoencoderzoo.settings.Arguments;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Settings of a run of training.
 *
 * @param epochs passes over the training rows, at least 1
 * @param batchSize rows a step, at least 1; the last batch of an epoch may be smaller
 * @param seed of the order of the rows; epoch {@code e} of the same seed has the same order
 * @param learningRate what it does over the run
 * @param validation rows scored after each epoch, never trained on
 * @param patience epochs that may pass without a lower validation score before training stops, at
 *     least 1; empty to train to the last epoch and keep what that leaves
 * @param checkpoint where the run saves what it needs to be continued
 * @param progress hears of each step
 */
public record Training(
    int epochs,
    int batchSize,
    long seed,
    LearningRate learningRate,
    Optional<INDArray> validation,
    OptionalInt patience,
    Optional<Checkpoint> checkpoint,
    TrainingProgress progress) {

  /**
   * Checks the settings.
   *
   * @param epochs at least 1
   * @param batchSize at least 1
   * @param seed any number
   * @param learningRate the course
   * @param validation rows, or empty
   * @param patience at least 1, or empty
   * @param checkpoint file and interval, or empty
   * @param progress a listener
   * @throws IllegalArgumentException if epochs, batchSize or patience is below 1, or validation has
   *     no rows, or anything is null
   */
  public Training {
    Arguments.atLeast("epochs", epochs, 1);
    Arguments.atLeast("batchSize", batchSize, 1);
    Arguments.given("learningRate", learningRate);
    Arguments.given("validation", validation);
    Arguments.given("patience", patience);
    Arguments.given("checkpoint", checkpoint);
    Arguments.given("progress", progress);
    validation.ifPresent(rows -> Trainer.requireRows("validation", rows));
    patience.ifPresent(value -> Arguments.atLeast("patience", value, 1));
  }

  /** {@return 10 epochs in batches of 128, the learning rate falling linearly to zero} */
  public static Training defaults() {
    return new Training(
        10,
        128,
        42,
        LearningRate.LINEAR_TO_ZERO,
        Optional.empty(),
        OptionalInt.empty(),
        Optional.empty(),
        TrainingProgress.SILENT);
  }

  /**
   * {@return these settings with another number of epochs}
   *
   * @param epochs at least 1
   */
  public Training withEpochs(int epochs) {
    return new Training(
        epochs, batchSize, seed, learningRate, validation, patience, checkpoint, progress);
  }

  /**
   * {@return these settings with another batch size}
   *
   * @param batchSize at least 1
   */
  public Training withBatchSize(int batchSize) {
    return new Training(
        epochs, batchSize, seed, learningRate, validation, patience, checkpoint, progress);
  }

  /**
   * {@return these settings with another order of the rows}
   *
   * @param seed any number
   */
  public Training withSeed(long seed) {
    return new Training(
        epochs, batchSize, seed, learningRate, validation, patience, checkpoint, progress);
  }

  /**
   * {@return these settings with another course of the learning rate}
   *
   * @param learningRate the course
   */
  public Training withLearningRate(LearningRate learningRate) {
    return new Training(
        epochs, batchSize, seed, learningRate, validation, patience, checkpoint, progress);
  }

  /**
   * {@return these settings with rows to score after each epoch}
   *
   * @param validation of the same width as the training rows
   */
  public Training withValidation(INDArray validation) {
    Arguments.given("validation", validation);
    return new Training(
        epochs,
        batchSize,
        seed,
        learningRate,
        Optional.of(validation),
        patience,
        checkpoint,
        progress);
  }

  /**
   * {@return these settings with early stopping} The network keeps what the best epoch left. Needs
   * validation rows.
   *
   * @param epochs that may pass without a lower validation score, at least 1
   */
  public Training withPatience(int epochs) {
    return new Training(
        this.epochs,
        batchSize,
        seed,
        learningRate,
        validation,
        OptionalInt.of(epochs),
        checkpoint,
        progress);
  }

  /**
   * {@return these settings with a checkpoint, to continue from if the run is interrupted}
   *
   * @param checkpoint file and interval
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
        Optional.of(checkpoint),
        progress);
  }

  /**
   * {@return these settings with a listener}
   *
   * @param progress hears of each step
   */
  public Training withProgress(TrainingProgress progress) {
    return new Training(
        epochs, batchSize, seed, learningRate, validation, patience, checkpoint, progress);
  }
}
