package org.autoencoderzoo.training;

/** Hears of each step while a network trains; called on the training thread. */
public interface TrainingProgress {

  /** Hears nothing. */
  TrainingProgress SILENT = new TrainingProgress() {};

  /**
   * Before the first step of a run that is continued.
   *
   * @param epoch in which it is continued, from 1
   * @param row the number of the epoch's rows that were done before
   */
  default void onResume(int epoch, int row) {}

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
