package com.example.parts;

import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.BaseActivationFunction;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/** Like the sigmoid in [0,1], with long tails: f(z) = 1/2 + arctan(z) / pi. */
public final class UnitArctan extends BaseActivationFunction {

  private static final long serialVersionUID = 1L;

  @Override
  public INDArray getActivation(INDArray z, boolean training) {
    return z.assign(Transforms.atan(z)).divi(Math.PI).addi(0.5); // in place
  }

  @Override
  public Pair<INDArray, INDArray> backprop(INDArray z, INDArray epsilon) {
    INDArray slope = z.mul(z).addi(1).rdivi(1 / Math.PI); // f'(z) = 1 / (pi (1 + z^2))
    return Pair.of(slope.muli(epsilon), null);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof UnitArctan;
  }

  @Override
  public int hashCode() {
    return UnitArctan.class.hashCode();
  }

  @Override
  public String toString() {
    return "unitarctan";
  }
}
