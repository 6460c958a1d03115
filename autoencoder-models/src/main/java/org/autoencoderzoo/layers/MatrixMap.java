package org.autoencoderzoo.layers;

import org.autoencoderzoo.internal.ops.Operand;
import org.autoencoderzoo.internal.ops.Ops;
import org.autoencoderzoo.internal.ops.WeightGradient;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The map of a dense layer: {@code z_n = x_n W}.
 *
 * @param w {@code [nIn, nOut]}
 */
record MatrixMap(INDArray w) implements LinearMap {

  @Override
  public long[] outputShape(long[] inputShape) {
    return new long[] {inputShape[0], w.size(1)};
  }

  @Override
  public void apply(Operand x, INDArray b, INDArray z) {
    Ops.get().product(x, w, b, z);
  }

  @Override
  public void applyTransposed(Operand z, INDArray b, INDArray x) {
    Ops.get().productTransposed(z, w, b, x);
  }

  @Override
  public void applyWhereNotZero(Operand x, Operand code, INDArray z) {
    Ops.get().productWhereNotZero(x, w, code, z);
  }

  @Override
  public void applyTransposedWhereNotZero(Operand z, Operand code, INDArray x) {
    Ops.get().productTransposedWhereNotZero(z, w, code, x);
  }

  @Override
  public void weightGradient(Operand x, Operand delta, WeightGradient target) {
    Ops.get().weightGradient(x, delta, target);
  }

  @Override
  public INDArray squaredNorms(long[] inputShape) {
    return Ops.get().squaredNorms(w);
  }

  @Override
  public void addGradientOfNorms(
      long[] inputShape, INDArray normGradient, double scale, INDArray target) {
    Ops.get().addGradientOfNorms(w, normGradient, scale, target);
  }
}
