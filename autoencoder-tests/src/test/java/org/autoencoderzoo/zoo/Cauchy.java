package org.autoencoderzoo.zoo;

import org.autoencoderzoo.losses.ReconstructionLoss;
import org.autoencoderzoo.settings.Arguments;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/** A loss that is not the library's: s^2 / 2 sum_i log(1 + ((y_i - x_i) / s)^2). */
public final class Cauchy extends ReconstructionLoss {

  private static final long serialVersionUID = 1L;

  @JsonProperty("scale")
  private final double scale;

  @JsonCreator
  public Cauchy(@JsonProperty("scale") double scale) {
    Arguments.above("scale", scale, 0.0);
    this.scale = scale;
  }

  @Override
  protected INDArray featureLoss(INDArray x, INDArray z, INDArray y) {
    return Transforms.log(squares(x, y).addi(1), false).muli(scale * scale / 2);
  }

  @Override
  protected INDArray featureGradient(INDArray x, INDArray z, INDArray y, IActivation f) {
    INDArray gradientOfOutput = y.sub(x).divi(squares(x, y).addi(1));
    return f.backprop(z.dup(), gradientOfOutput).getFirst();
  }

  private INDArray squares(INDArray x, INDArray y) {
    INDArray error = y.sub(x).divi(scale);
    return error.muli(error);
  }
}
