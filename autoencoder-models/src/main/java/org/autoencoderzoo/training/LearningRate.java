package org.autoencoderzoo.training;

/** What the learning rate does over a run. */
public enum LearningRate {
  /**
   * Falls linearly from the updater's rate to zero at the last step; a layer whose updater has a
   * schedule follows that instead.
   */
  LINEAR_TO_ZERO,
  /** Is what the network's updater says, with its own schedule if it has one. */
  AS_CONFIGURED
}
