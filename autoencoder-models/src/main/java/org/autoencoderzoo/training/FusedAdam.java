package org.autoencoderzoo.training;

import java.util.Map;
import org.autoencoderzoo.internal.kernels.AdamKernel;
import org.autoencoderzoo.internal.kernels.AdamKernel.BatchGradient;
import org.autoencoderzoo.internal.kernels.HostMemory;
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
      if (!HostMemory.holds(gradient, getM(), getV())) {
        super.applyUpdater(gradient, iteration, epoch);
        return;
      }
      Adam adam = getConfig();
      AdamKernel.step(
          gradient,
          getM(),
          getV(),
          correctedRate(iteration, epoch),
          adam.getBeta1(),
          adam.getBeta2(),
          adam.getEpsilon());
    }

    /**
     * Updates the parameters of this state in one go.
     *
     * @param parameters all of the network's
     * @param gradient of all of them
     * @param start index of the first one of this state
     */
    void descend(INDArray parameters, BatchGradient gradient, int start, int iteration, int epoch) {
      Adam adam = getConfig();
      AdamKernel.descend(
          parameters,
          gradient,
          start,
          getM(),
          getV(),
          correctedRate(iteration, epoch),
          adam.getBeta1(),
          adam.getBeta2(),
          adam.getEpsilon());
    }

    private double correctedRate(int iteration, int epoch) {
      Adam adam = getConfig();
      return adam.getLearningRate(iteration, epoch)
          * Math.sqrt(1 - Math.pow(adam.getBeta2(), iteration + 1))
          / (1 - Math.pow(adam.getBeta1(), iteration + 1));
    }
  }
}
