package org.autoencoderzoo.benchmarks;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one side computed from the start values, by name, to be held against the others.
 *
 * @param values one or more numbers each
 */
record Evidence(Map<String, float[]> values) {

  static final Evidence NONE = new Evidence(Map.of());

  /** Steps, with their updates, after which {@link #ofTraining} has the loss once more. */
  static final int STEPS = 3;

  /**
   * Of a training step.
   *
   * @param loss score at the start values, averaged over the examples
   * @param gradient of that score with respect to the first layer's weights {@code [nIn, nOut]}
   * @param lossAfterSteps score before the update of the step that follows {@link #STEPS} steps,
   *     which depends on what the updater did
   */
  static Evidence ofTraining(double loss, float[] gradient, double lossAfterSteps) {
    Map<String, float[]> values = new LinkedHashMap<>();
    values.put("loss", new float[] {(float) loss});
    values.put("gradient", gradient);
    values.put("loss after " + STEPS + " steps", new float[] {(float) lossAfterSteps});
    return new Evidence(values);
  }

  /**
   * Of a forward pass.
   *
   * @param output codes or reconstructions
   */
  static Evidence ofOutput(float[] output) {
    return new Evidence(Map.of("output", output));
  }
}
