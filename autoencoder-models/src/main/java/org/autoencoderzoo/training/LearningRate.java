package org.autoencoderzoo.training;

/** What the learning rate does over a run. */
public enum LearningRate {
  /**
   * Falls linearly from each updater's rate to zero at the last step, that of the biases included;
   * an updater with a schedule follows that instead.
   */
  LINEAR_TO_ZERO,
  /** Is what the network's updaters say, with their own schedules if they have any. */
  AS_CONFIGURED
}
