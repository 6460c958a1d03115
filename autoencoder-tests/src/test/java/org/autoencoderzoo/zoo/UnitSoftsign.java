package org.autoencoderzoo.zoo;

import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.BaseActivationFunction;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/** An activation from outside the library: {@code y = (1 + z / (1 + |z|)) / 2}, in (0,1). */
public final class UnitSoftsign extends BaseActivationFunction {

  private static final long serialVersionUID = 1L;

  @Override
  public INDArray getActivation(INDArray in, boolean training) {
    return in.divi(Transforms.abs(in, true).addi(1)).addi(1).muli(0.5);
  }

  @Override
  public Pair<INDArray, INDArray> backprop(INDArray in, INDArray epsilon) {
    INDArray root = Transforms.abs(in, true).addi(1);
    return Pair.of(epsilon.div(root.muli(root)).muli(0.5), null);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof UnitSoftsign;
  }

  @Override
  public int hashCode() {
    return 1;
  }

  @Override
  public String toString() {
    return "unitsoftsign";
  }
}
