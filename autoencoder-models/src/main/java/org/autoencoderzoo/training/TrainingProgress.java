package org.autoencoderzoo.training;

/** Hears of each step while a network trains; called on the training thread. */
public interface TrainingProgress {

  /** Hears nothing. */
  TrainingProgress SILENT = new TrainingProgress() {};

  /**
   * After each training step.
   *
   * @param rows examples in this batch
   * @param score of this batch, before its update
   */
  default void onBatch(int rows, double score) {}

  /**
   * After each epoch.
   *
   * @param epoch its scores
   */
  default void onEpoch(LearningCurve.Epoch epoch) {}
}
