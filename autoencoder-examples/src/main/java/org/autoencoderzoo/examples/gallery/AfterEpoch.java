package org.autoencoderzoo.examples.gallery;

import org.autoencoderzoo.training.LearningCurve;
import org.autoencoderzoo.training.TrainingProgress;

/**
 * Has something done after each epoch.
 *
 * @param action to run
 */
record AfterEpoch(Runnable action) implements TrainingProgress {

  @Override
  public void onEpoch(LearningCurve.Epoch epoch) {
    action.run();
  }
}
