package org.autoencoderzoo.testing;

import org.autoencoderzoo.training.TrainingProgress;

/** Ends a training in the middle, as the end of the process would. */
final class Kill implements TrainingProgress {

  private int left;

  private Kill(int batches) {
    left = batches;
  }

  /** Ends the training in the step after so many. */
  static Kill after(int batches) {
    return new Kill(batches);
  }

  @Override
  public void onBatch(int rows, double score) {
    if (left-- == 0) {
      throw new Killed();
    }
  }

  /** What the training throws then. */
  static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
