package org.autoencoderzoo.training;

/**
 * Hears of each step while a network trains; called on the training thread. What a listener throws
 * ends the training and reaches its caller; listeners that come after it are not called.
 */
public interface TrainingProgress {

  /**
   * Before each phase of training that has several, such as one for each level of a stack.
   *
   * @param name in a few words
   * @param epochs of the phase
   */
  default void onPhase(String name, int epochs) {}

  /**
   * Before the first step of a run that is continued, if there is one to take.
   *
   * @param epoch in which it is continued, from 1
   * @param row the number of the epoch's rows that were done before
   */
  default void onResume(int epoch, long row) {}

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
