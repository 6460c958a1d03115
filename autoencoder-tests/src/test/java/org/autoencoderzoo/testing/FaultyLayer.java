package org.autoencoderzoo.testing;

import java.util.Collection;
import java.util.Objects;
import org.autoencoderzoo.layers.AutoencoderLayer;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonIgnore;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/** Deeplearning4j's dense layer, its output scaled, with one fault or none. */
class FaultyLayer extends DenseLayer {

  private static final long serialVersionUID = 1L;

  enum Fault {
    NONE,
    WEIGHT_GRADIENT_DOUBLED,
    WEIGHT_GRADIENT_AVERAGED,
    EPSILON_OF_WRONG_SIGN,
    EPSILON_NOT_WRITTEN,
    MASK_IGNORED,
    INPUT_CHANGED,
    STATE_KEPT,
    WRONG_WORKSPACE,
    FLOAT_READ_AS_DOUBLE,
    NOISE_AT_INFERENCE,
    PARAMETERS_CHANGED
  }

  private Fault fault = Fault.NONE;
  private double scale = 1;

  /** For JSON. */
  FaultyLayer() {}

  FaultyLayer(int units, Fault fault) {
    setNOut(units);
    setActivationFn(Activation.TANH.getActivationFunction());
    this.fault = fault;
    this.scale = 1.5;
  }

  @JsonProperty
  Fault getFault() {
    return fault;
  }

  @JsonProperty
  void setFault(Fault fault) {
    this.fault = fault;
  }

  @JsonProperty
  double getScale() {
    return scale;
  }

  @JsonProperty
  void setScale(double scale) {
    this.scale = scale;
  }

  @Override
  public Layer instantiate(
      NeuralNetConfiguration conf,
      Collection<TrainingListener> listeners,
      int index,
      INDArray paramsView,
      boolean initializeParams,
      DataType dataType) {
    return AutoencoderLayer.ready(
        new FaultyLayerRuntime(conf, dataType), listeners, index, paramsView, initializeParams);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FaultyLayer that
        && super.equals(other)
        && fault == that.fault
        && scale == that.scale;
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), fault, scale);
  }

  /** Its scale is not in the JSON. */
  static class LosesSetting extends FaultyLayer {

    private static final long serialVersionUID = 1L;

    LosesSetting() {}

    LosesSetting(int units) {
      super(units, Fault.NONE);
    }

    @Override
    @JsonIgnore
    double getScale() {
      return super.getScale();
    }
  }

  /** Its scale is not in the JSON, and does not count in equals. */
  static class LosesSettingUnseen extends LosesSetting {

    private static final long serialVersionUID = 1L;

    LosesSettingUnseen() {}

    LosesSettingUnseen(int units) {
      super(units);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof LosesSettingUnseen that && that.getNOut() == getNOut();
    }

    @Override
    public int hashCode() {
      return Long.hashCode(getNOut());
    }
  }

  /** Its scale does not count in equals. */
  static class Blind extends FaultyLayer {

    private static final long serialVersionUID = 1L;

    Blind() {}

    Blind(int units) {
      super(units, Fault.NONE);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Blind that && that.getNOut() == getNOut();
    }

    @Override
    public int hashCode() {
      return Long.hashCode(getNOut());
    }
  }

  /** Equal layers have different hash codes. */
  static class HashesItself extends FaultyLayer {

    private static final long serialVersionUID = 1L;

    HashesItself() {}

    HashesItself(int units) {
      super(units, Fault.NONE);
    }

    @Override
    public boolean equals(Object other) {
      return super.equals(other);
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(this);
    }
  }

  /** A clone of its has the default scale. */
  static class ForgetsInClone extends FaultyLayer {

    private static final long serialVersionUID = 1L;

    ForgetsInClone() {}

    ForgetsInClone(int units) {
      super(units, Fault.NONE);
    }

    @Override
    public DenseLayer clone() {
      FaultyLayer clone = (FaultyLayer) super.clone();
      clone.setScale(1);
      return clone;
    }
  }
}
