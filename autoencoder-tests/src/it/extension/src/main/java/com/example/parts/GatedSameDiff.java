package com.example.parts;

import java.util.Map;
import java.util.Objects;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.samediff.SDLayerParams;
import org.deeplearning4j.nn.conf.layers.samediff.SameDiffLayer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/** {@link Gated} with f = tanh, as a layer of which Deeplearning4j finds the gradient. */
public final class GatedSameDiff extends SameDiffLayer {

  private static final long serialVersionUID = 1L;

  @JsonProperty private long units;
  @JsonProperty private long inputs;
  @JsonProperty private double gateBias;

  /** For JSON. */
  public GatedSameDiff() {}

  public GatedSameDiff(long units, double gateBias) {
    this.units = units;
    this.gateBias = gateBias;
    setWeightInit(WeightInit.XAVIER);
  }

  @Override
  public void setNIn(InputType inputType, boolean override) {
    if (inputs == 0 || override) {
      inputs = inputType.arrayElementsPerExample();
    }
  }

  @Override
  public InputType getOutputType(int index, InputType inputType) {
    return InputType.feedForward(units);
  }

  @Override
  public void defineParameters(SDLayerParams parameters) {
    parameters.clear();
    parameters.addWeightParam("W", inputs, units);
    parameters.addBiasParam("b", 1, units);
    parameters.addWeightParam("V", inputs, units);
    parameters.addBiasParam("c", 1, units);
  }

  @Override
  public void initializeParameters(Map<String, INDArray> parameters) {
    for (String name : new String[] {"W", "V"}) {
      initWeights((int) inputs, (int) units, weightInit, parameters.get(name));
    }
    parameters.get("b").assign(0);
    parameters.get("c").assign(gateBias);
  }

  @Override
  public SDVariable defineLayer(
      SameDiff sd, SDVariable x, Map<String, SDVariable> parameters, SDVariable mask) {
    SDVariable a = sd.math.tanh(x.mmul(parameters.get("W")).add(parameters.get("b")));
    SDVariable gate = sd.nn.sigmoid(x.mmul(parameters.get("V")).add(parameters.get("c")));
    return a.mul(gate);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof GatedSameDiff that
        && super.equals(other)
        && units == that.units
        && inputs == that.inputs
        && gateBias == that.gateBias;
  }

  @Override
  protected boolean canEqual(Object other) {
    return other instanceof GatedSameDiff;
  }

  @Override
  public int hashCode() {
    return Objects.hash(units, inputs, gateBias);
  }
}
