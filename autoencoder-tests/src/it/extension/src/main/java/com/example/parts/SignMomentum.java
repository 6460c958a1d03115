package com.example.parts;

import java.util.Map;
import java.util.Objects;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/** Steps of one length: rate * sign(m), where m = momentum * m + (1 - momentum) * gradient. */
public final class SignMomentum implements IUpdater {

  private static final long serialVersionUID = 1L;

  @JsonProperty private double learningRate = 1e-3;
  @JsonProperty private ISchedule learningRateSchedule;
  @JsonProperty private double momentum = 0.9;

  /** For JSON. */
  public SignMomentum() {}

  public SignMomentum(double learningRate, double momentum) {
    this.learningRate = learningRate;
    this.momentum = momentum;
  }

  /** One number of state for each parameter. */
  @Override
  public long stateSize(long parameters) {
    return parameters;
  }

  @Override
  public double getLearningRate(int iteration, int epoch) {
    return learningRateSchedule == null
        ? learningRate
        : learningRateSchedule.valueAt(iteration, epoch);
  }

  @Override
  public boolean hasLearningRate() {
    return true;
  }

  @Override
  public void setLrAndSchedule(double rate, ISchedule schedule) {
    learningRate = rate;
    learningRateSchedule = schedule;
  }

  @Override
  public GradientUpdater<?> instantiate(INDArray state, boolean initialize) {
    INDArray m = state.reshape(state.length());
    if (initialize) {
      m.assign(0);
    }
    return new Steps(this, m);
  }

  @Override
  public GradientUpdater<?> instantiate(Map<String, INDArray> state, boolean initialize) {
    return instantiate(state.get("M"), initialize);
  }

  @Override
  public SignMomentum clone() {
    SignMomentum copy = new SignMomentum(learningRate, momentum);
    copy.learningRateSchedule = learningRateSchedule;
    return copy;
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof SignMomentum that
        && learningRate == that.learningRate
        && momentum == that.momentum
        && Objects.equals(learningRateSchedule, that.learningRateSchedule);
  }

  @Override
  public int hashCode() {
    return Objects.hash(learningRate, momentum, learningRateSchedule);
  }

  /** For some of the network's parameters: their m is a part of the network's state. */
  private record Steps(SignMomentum config, INDArray m) implements GradientUpdater<SignMomentum> {

    /** Turns the gradient into what is subtracted from the parameters. */
    @Override
    public void applyUpdater(INDArray gradient, int iteration, int epoch) {
      INDArray g = gradient.reshape(gradient.length());
      m.muli(config.momentum).addi(g.mul(1 - config.momentum));
      gradient.assign(
          Transforms.sign(m, true)
              .muli(config.getLearningRate(iteration, epoch))
              .reshape(gradient.shape()));
    }

    @Override
    public SignMomentum getConfig() {
      return config;
    }

    @Override
    public Map<String, INDArray> getState() {
      return Map.of("M", m);
    }

    @Override
    public void setState(Map<String, INDArray> state, boolean initialize) {
      m.assign(state.get("M"));
    }

    @Override
    public void setStateViewArray(INDArray view, long[] shape, char order, boolean initialize) {
      throw new UnsupportedOperationException("the state is given to instantiate");
    }
  }
}
