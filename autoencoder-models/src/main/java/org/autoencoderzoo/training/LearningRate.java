package org.autoencoderzoo.training;

/** What the learning rate does over a run. */
public enum LearningRate {
  /** Falls linearly from the updater's rate to zero at the last step. */
  LINEAR_TO_ZERO,
  /** Is what the network's updater says, with its own schedule if it has one. */
  AS_CONFIGURED
}
