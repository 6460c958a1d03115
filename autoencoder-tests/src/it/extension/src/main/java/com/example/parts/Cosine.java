package com.example.parts;

import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/** Half a cosine wave, from a rate to zero: rate / 2 (1 + cos(pi epoch / epochs)). */
public record Cosine(@JsonProperty("rate") double rate, @JsonProperty("epochs") int epochs)
    implements ISchedule {

  @Override
  public double valueAt(int iteration, int epoch) {
    return rate / 2 * (1 + Math.cos(Math.PI * Math.min(epoch, epochs) / epochs));
  }

  @Override
  public Cosine clone() {
    return this; // It never changes.
  }
}
