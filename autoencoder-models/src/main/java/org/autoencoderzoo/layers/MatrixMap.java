package org.autoencoderzoo.layers;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The map of a dense layer: {@code z_n = x_n W}.
 *
 * @param w weights {@code [nIn, nOut]}
 */
record MatrixMap(INDArray w) implements LinearMap {

  @Override
  public long[] outputShape(long[] inputShape) {
    return new long[] {inputShape[0], w.size(1)};
  }

  @Override
  public void apply(INDArray x, INDArray z) {
    Nd4j.gemm(x, w, z, false, false, 1, 0);
  }

  @Override
  public void applyTransposed(INDArray z, INDArray x) {
    Nd4j.gemm(z, w, x, false, true, 1, 0);
  }

  @Override
  public void weightGradient(INDArray x, INDArray delta, INDArray target, boolean adds) {
    Nd4j.gemm(x, delta, target, true, false, 1, adds ? 1 : 0);
  }

  @Override
  public INDArray squaredNorms(long[] inputShape) {
    INDArray norms = w.norm2(true, 0);
    return norms.muli(norms);
  }

  @Override
  public INDArray gradientOfNorms(long[] inputShape, INDArray normGradient) {
    return w.mulRowVector(normGradient.mul(2));
  }
}
