package org.autoencoderzoo.settings;

import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * A setting that moves linearly from one value to another in the first epochs of training, and then
 * stays there.
 *
 * @param first value in the first epoch
 * @param last value from epoch {@code epochs} on, counted from 0
 * @param epochs in which the value moves, at least 0; with 0 it is the last from the beginning
 */
public record Annealing(
    @JsonProperty("first") double first,
    @JsonProperty("last") double last,
    @JsonProperty("epochs") int epochs)
    implements ISchedule {

  /**
   * Checks the number of epochs.
   *
   * @param first value in the first epoch
   * @param last value from epoch {@code epochs} on
   * @param epochs in which the value moves, at least 0
   * @throws IllegalArgumentException if it is negative
   */
  public Annealing {
    Arguments.atLeast("annealingEpochs", epochs, 0);
  }

  /**
   * {@return a setting that is the same in each epoch}
   *
   * @param value of it
   */
  public static Annealing constant(double value) {
    return new Annealing(value, value, 0);
  }

  /**
   * {@return the value in an epoch}
   *
   * @param epoch from 0
   */
  public double inEpoch(int epoch) {
    return epoch >= epochs ? last : first - (first - last) * (double) epoch / epochs;
  }

  @Override
  public double valueAt(int iteration, int epoch) {
    return inEpoch(epoch);
  }

  @Override
  public Annealing clone() {
    return this;
  }
}
