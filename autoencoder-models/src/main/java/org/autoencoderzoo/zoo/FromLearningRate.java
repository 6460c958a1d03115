package org.autoencoderzoo.zoo;

import org.nd4j.linalg.schedule.ISchedule;

/**
 * A schedule that was given without its {@code initialValue}, which is the learning rate. Only
 * settings hold it: a network gets the schedule itself.
 *
 * @param schedule with the initial value 1
 */
record FromLearningRate(ISchedule schedule) implements ISchedule {

  /** The schedule, once the learning rate is known. */
  ISchedule from(double learningRate) {
    return PropertyText.from(learningRate, schedule);
  }

  /** Of the learning rate. */
  @Override
  public double valueAt(int iteration, int epoch) {
    return schedule.valueAt(iteration, epoch);
  }

  @Override
  public ISchedule clone() {
    return this;
  }
}
