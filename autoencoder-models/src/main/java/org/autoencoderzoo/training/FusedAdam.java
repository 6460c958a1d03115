package org.autoencoderzoo.training;

import java.util.List;
import java.util.Map;
import org.autoencoderzoo.internal.ops.Ops;
import org.autoencoderzoo.internal.ops.Ops.AdamStep;
import org.autoencoderzoo.internal.ops.WeightGradient;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.AdamUpdater;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.Adam;

/**
 * Adam, in one pass over memory where the backend is the CPU's and the parameters are floats, and
 * by ND4J's own operation everywhere else. Same settings, same state, same results as {@link Adam}
 * up to rounding; several times as fast.
 */
public class FusedAdam extends Adam {

  private static final long serialVersionUID = 1L;

  /** Creates Adam with its usual settings: rate 0.001, decays 0.9 and 0.999. */
  public FusedAdam() {}

  /**
   * Creates Adam with its usual decays.
   *
   * @param learningRate above 0
   */
  public FusedAdam(double learningRate) {
    super(learningRate);
  }

  @Override
  public GradientUpdater<?> instantiate(INDArray viewArray, boolean initializeViewArray) {
    FusedAdamUpdater updater = new FusedAdamUpdater(this);
    INDArray flat = viewArray.reshape(viewArray.length());
    long[] shape = {flat.length() / 2};
    updater.setStateViewArray(flat, shape, flat.ordering(), initializeViewArray);
    return updater;
  }

  @Override
  public GradientUpdater<?> instantiate(Map<String, INDArray> state, boolean initializeState) {
    FusedAdamUpdater updater = new FusedAdamUpdater(this);
    updater.setState(state, initializeState);
    return updater;
  }

  @Override
  public FusedAdam clone() {
    FusedAdam copy = new FusedAdam();
    copy.setLearningRate(getLearningRate());
    copy.setLearningRateSchedule(getLearningRateSchedule());
    copy.setBeta1(getBeta1());
    copy.setBeta2(getBeta2());
    copy.setEpsilon(getEpsilon());
    return copy;
  }

  @Override
  protected boolean canEqual(Object other) {
    return other instanceof FusedAdam;
  }

  /** The state of Adam for some parameters. */
  static final class FusedAdamUpdater extends AdamUpdater {

    FusedAdamUpdater(Adam config) {
      super(config);
    }

    @Override
    public void applyUpdater(INDArray gradient, int iteration, int epoch) {
      Ops.get().adamUpdate(gradient, getM(), getV(), step(iteration, epoch));
    }

    /**
     * Updates the parameters of this state in one go.
     *
     * @param parameters all of the network's
     * @param gradient of all of them, summed over the examples; may be overwritten
     * @param examples to divide by
     * @param parts of the gradient that may leave something out
     * @param start index of the first parameter of this state
     */
    void descend(
        INDArray parameters,
        INDArray gradient,
        int examples,
        List<WeightGradient> parts,
        int start,
        int iteration,
        int epoch) {
      Ops.get()
          .adamDescend(
              parameters, gradient, examples, parts, start, getM(), getV(), step(iteration, epoch));
    }

    private AdamStep step(int iteration, int epoch) {
      Adam adam = getConfig();
      return new AdamStep(
          adam.getLearningRate(iteration, epoch),
          adam.getBeta1(),
          adam.getBeta2(),
          adam.getEpsilon(),
          iteration);
    }
  }
}
