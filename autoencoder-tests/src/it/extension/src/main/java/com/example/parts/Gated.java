package com.example.parts;

import org.autoencoderzoo.layers.ParameterShapes;
import org.autoencoderzoo.layers.Parameters;
import org.autoencoderzoo.layers.Pass;
import org.autoencoderzoo.layers.WeightedLayer;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/** Each unit has a gate: h = f(x W + b) * sigmoid(x V + c). */
public final class Gated extends WeightedLayer {

  private static final long serialVersionUID = 1L;

  /** What c begins with: above 0, the gates begin open. */
  @JsonProperty private double gateBias;

  /** For JSON. */
  public Gated() {}

  private Gated(Builder builder) {
    super(builder);
    this.gateBias = builder.gateBias;
  }

  public static Builder builder() {
    return new Builder();
  }

  @Override
  protected ParameterShapes parameters() {
    return new ParameterShapes()
        .weights("W", getNIn(), getNOut())
        .bias("b", getNOut())
        .weights("V", getNIn(), getNOut())
        .bias("c", getNOut(), gateBias);
  }

  @Override
  protected Pass forward(INDArray x, Parameters parameters) {
    IActivation f = getActivationFn();
    INDArray w = parameters.get("W");
    INDArray v = parameters.get("V");
    INDArray z = x.mmul(w).addiRowVector(parameters.get("b"));
    INDArray a = f.getActivation(z.dup(), true);
    INDArray gate = Transforms.sigmoid(x.mmul(v).addiRowVector(parameters.get("c")), false);
    return new Pass(
        a.mul(gate),
        (ofOutput, gradients) -> {
          INDArray ofZ = f.backprop(z.dup(), ofOutput.mul(gate)).getFirst();
          INDArray ofGate = ofOutput.mul(a).muli(gate).muli(gate.rsub(1));
          gradients.addProduct("W", x, ofZ);
          gradients.addSum("b", ofZ);
          gradients.addProduct("V", x, ofGate);
          gradients.addSum("c", ofGate);
          return () -> ofZ.mmul(w.transpose()).addi(ofGate.mmul(v.transpose()));
        });
  }

  /** The settings, beside those of every layer. */
  public static final class Builder extends WeightedLayer.Builder<Gated, Builder> {

    private double gateBias;

    public Builder gateBias(double gateBias) {
      this.gateBias = gateBias;
      return this;
    }

    @Override
    protected Gated create() {
      return new Gated(this);
    }
  }
}
