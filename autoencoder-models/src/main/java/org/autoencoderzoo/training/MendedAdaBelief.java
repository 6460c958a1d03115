package org.autoencoderzoo.training;

import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.AdaBeliefUpdater;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.AdaBelief;

/**
 * AdaBelief, which in Deeplearning4j 1.0.0-M2.1 cannot make its state: it takes the shape of a
 * vector for that of a row, and throws an ArrayIndexOutOfBoundsException before the first step.
 * Same settings, same steps. Models take it in place of {@link AdaBelief}.
 */
public class MendedAdaBelief extends AdaBelief {

  private static final long serialVersionUID = 1L;

  /** For JSON. */
  public MendedAdaBelief() {}

  /**
   * Takes the settings of another.
   *
   * @param settings not modified
   */
  public MendedAdaBelief(AdaBelief settings) {
    setLearningRate(settings.getLearningRate());
    setLearningRateSchedule(settings.getLearningRateSchedule());
    setBeta1(settings.getBeta1());
    setBeta2(settings.getBeta2());
    setEpsilon(settings.getEpsilon());
  }

  @Override
  public GradientUpdater<?> instantiate(INDArray viewArray, boolean initializeViewArray) {
    AdaBeliefUpdater updater = new AdaBeliefUpdater(this);
    INDArray row = viewArray.reshape(1, viewArray.length());
    long[] shape = {1, row.length() / 2};
    updater.setStateViewArray(row, shape, row.ordering(), initializeViewArray);
    return updater;
  }

  @Override
  public GradientUpdater<?> instantiate(Map<String, INDArray> state, boolean initializeState) {
    AdaBeliefUpdater updater = new AdaBeliefUpdater(this);
    updater.setState(state, initializeState);
    return updater;
  }

  @Override
  public MendedAdaBelief clone() {
    return new MendedAdaBelief(this);
  }
}
