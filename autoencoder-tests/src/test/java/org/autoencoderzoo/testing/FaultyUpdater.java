package org.autoencoderzoo.testing;

import java.util.Map;
import java.util.Objects;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.shade.jackson.annotation.JsonIgnore;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/** {@code v = momentum v + gradient}, and a step of {@code rate v}, with one fault or none. */
public final class FaultyUpdater implements IUpdater {

  private static final long serialVersionUID = 1L;

  enum Fault {
    NONE,
    STATE_IN_A_FIELD,
    STATE_OF_ALL_SHARED,
    ALWAYS_INITIALIZED,
    NEVER_INITIALIZED,
    STATE_TOO_LARGE,
    SCHEDULE_IGNORED,
    RATE_IGNORED,
    LOST_IN_JSON,
    BLIND_EQUALS,
    LOST_IN_CLONE,
    UPHILL
  }

  private static INDArray shared;

  @JsonProperty private double learningRate;
  @JsonProperty private ISchedule learningRateSchedule;
  @JsonProperty private double momentum;
  @JsonProperty private Fault fault;
  @JsonIgnore private double scale = 1;

  /** For JSON. */
  FaultyUpdater() {}

  /** One without a fault. */
  public static FaultyUpdater right(double learningRate, double momentum) {
    return new FaultyUpdater(learningRate, momentum, Fault.NONE);
  }

  FaultyUpdater(double learningRate, double momentum, Fault fault) {
    this.learningRate = learningRate;
    this.momentum = momentum;
    this.fault = fault;
    this.scale = fault == Fault.LOST_IN_JSON ? 0.5 : 1;
  }

  @Override
  public long stateSize(long parameters) {
    return fault == Fault.STATE_TOO_LARGE ? 2 * parameters : parameters;
  }

  @Override
  public double getLearningRate(int iteration, int epoch) {
    return learningRateSchedule == null || fault == Fault.SCHEDULE_IGNORED
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
    if ((initialize && fault != Fault.NEVER_INITIALIZED) || fault == Fault.ALWAYS_INITIALIZED) {
      state.assign(0);
    }
    return new Steps(
        this,
        switch (fault) {
          case STATE_IN_A_FIELD -> state.dup();
          case STATE_OF_ALL_SHARED -> shared = shared == null ? state : shared;
          case STATE_TOO_LARGE ->
              state.reshape(state.length()).get(NDArrayIndex.interval(0, state.length() / 2));
          default -> state;
        });
  }

  @Override
  public GradientUpdater<?> instantiate(Map<String, INDArray> state, boolean initialize) {
    return instantiate(state.get("V"), initialize);
  }

  @Override
  public FaultyUpdater clone() {
    FaultyUpdater copy =
        new FaultyUpdater(learningRate, fault == Fault.LOST_IN_CLONE ? 0 : momentum, fault);
    copy.learningRateSchedule = learningRateSchedule;
    return copy;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FaultyUpdater that
        && learningRate == that.learningRate
        && (momentum == that.momentum || fault == Fault.BLIND_EQUALS)
        && fault == that.fault
        && Objects.equals(learningRateSchedule, that.learningRateSchedule);
  }

  @Override
  public int hashCode() {
    return Objects.hash(learningRate, learningRateSchedule, fault);
  }

  private record Steps(FaultyUpdater config, INDArray v) implements GradientUpdater<FaultyUpdater> {

    @Override
    public void applyUpdater(INDArray gradient, int iteration, int epoch) {
      v.muli(config.momentum).addi(gradient);
      double rate =
          config.fault == Fault.RATE_IGNORED ? 0.01 : config.getLearningRate(iteration, epoch);
      gradient.assign(v.mul(config.fault == Fault.UPHILL ? -rate : config.scale * rate));
    }

    @Override
    public FaultyUpdater getConfig() {
      return config;
    }

    @Override
    public Map<String, INDArray> getState() {
      return Map.of("V", v);
    }

    @Override
    public void setState(Map<String, INDArray> state, boolean initialize) {
      v.assign(state.get("V"));
    }

    @Override
    public void setStateViewArray(INDArray view, long[] shape, char order, boolean initialize) {
      throw new UnsupportedOperationException("the state is given to instantiate");
    }
  }
}
