package org.autoencoderzoo.training;

import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * A rate that falls linearly to zero: {@code initial * (1 - (iteration - first) / iterations)}.
 * Deeplearning4j 1.0.0-M2.1's {@code PolySchedule} with power 1 rises instead of falling.
 *
 * @param initial value at the first iteration
 * @param first iteration at which the fall begins
 * @param iterations length of the fall; the value is zero from then on
 */
public record LinearDecay(
    @JsonProperty("initial") double initial,
    @JsonProperty("first") int first,
    @JsonProperty("iterations") int iterations)
    implements ISchedule {

  @Override
  public double valueAt(int iteration, int epoch) {
    return initial * Math.max(0, 1 - (iteration - first) / (double) iterations);
  }

  @Override
  public ISchedule clone() {
    return this;
  }
}
