package com.example.parts;

import org.autoencoderzoo.losses.ReconstructionLoss;
import org.autoencoderzoo.settings.Arguments;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/** Squared for errors below s, absolute beyond: L(x, y) = s sum_i log cosh((y_i - x_i) / s). */
public final class LogCosh extends ReconstructionLoss {

  private static final long serialVersionUID = 1L;

  @JsonProperty("scale")
  private final double scale;

  @JsonCreator
  public LogCosh(@JsonProperty("scale") double scale) {
    Arguments.above("scale", scale, 0.0);
    this.scale = scale;
  }

  @Override
  protected INDArray featureLoss(INDArray x, INDArray z, INDArray y) {
    INDArray error = y.sub(x).divi(scale);
    return Transforms.log(Transforms.cosh(error, false), false).muli(scale);
  }

  @Override
  protected INDArray featureGradient(INDArray x, INDArray z, INDArray y, IActivation f) {
    INDArray gradientOfOutput = Transforms.tanh(y.subi(x).divi(scale), false);
    return f.backprop(z.dup(), gradientOfOutput).getFirst(); // dL/dz
  }
}
