package org.autoencoderzoo.training;

import java.util.List;

/**
 * What a run of training showed, epoch by epoch.
 *
 * @param epochs in order
 */
public record LearningCurve(List<Epoch> epochs) {

  /**
   * Keeps an unmodifiable copy.
   *
   * @param epochs in order
   */
  public LearningCurve {
    epochs = List.copyOf(epochs);
  }

  /** {@return the seconds spent on training steps, validation not included} */
  public double seconds() {
    return epochs.stream().mapToDouble(Epoch::seconds).sum();
  }

  /**
   * One pass over the training rows.
   *
   * @param number from 1
   * @param trainingScore mean score of the epoch's batches, each taken before its update
   * @param validationScore score on the validation rows after the epoch; NaN if there are none
   * @param seconds spent on training steps
   */
  public record Epoch(int number, double trainingScore, double validationScore, double seconds) {}
}
