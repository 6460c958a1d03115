package org.autoencoderzoo.examples.gallery;

import org.autoencoderzoo.training.LearningCurve;
import org.autoencoderzoo.training.TrainingProgress;

/**
 * Shows the training, and has something done after each epoch.
 *
 * @param shown hears of every step
 * @param action runs once the epoch was shown
 */
record AfterEpoch(TrainingProgress shown, Runnable action) implements TrainingProgress {

  @Override
  public void onBatch(int rows, double score) {
    shown.onBatch(rows, score);
  }

  @Override
  public void onEpoch(LearningCurve.Epoch epoch) {
    shown.onEpoch(epoch);
    action.run();
  }
}
