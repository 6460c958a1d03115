package org.autoencoderzoo.layers;

import org.autoencoderzoo.internal.ops.Operand;
import org.autoencoderzoo.internal.ops.Ops;
import org.autoencoderzoo.internal.ops.WeightGradient;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The map of a convolution.
 *
 * @param w weights {@code [K, C, kH, kW]}, row-major
 */
record ConvolutionMap(INDArray w, Geometry geometry) implements LinearMap {

  @Override
  public long[] outputShape(long[] inputShape) {
    return new long[] {
      inputShape[0], w.size(0), geometry.outputHeight(inputShape), geometry.outputWidth(inputShape)
    };
  }

  @Override
  public void apply(Operand x, INDArray b, INDArray z) {
    Ops.get().convolution(x, w, b, geometry.on(x.array().shape()), z);
  }

  @Override
  public void applyTransposed(Operand z, INDArray b, INDArray x) {
    Ops.get().transposedConvolution(z, w, b, geometry.on(x.shape()), x);
  }

  @Override
  public void weightGradient(Operand x, Operand delta, WeightGradient target) {
    Ops.get().convolutionWeightGradient(x, delta, geometry.on(x.array().shape()), target);
  }

  @Override
  public void gradients(Operand x, Operand delta, WeightGradient ofWeights, INDArray ofInput) {
    Ops.get().convolutionGradients(x, w, delta, geometry.on(ofInput.shape()), ofWeights, ofInput);
  }

  /** The same of this map's transpose, which was applied to z. */
  void transposedGradients(Operand z, Operand delta, WeightGradient ofWeights, INDArray ofInput) {
    Ops.get()
        .transposedConvolutionGradients(
            z, w, delta, geometry.on(delta.array().shape()), ofWeights, ofInput);
  }

  /** The convolution of ones with the squared weights: smaller where a patch leaves the image. */
  @Override
  public INDArray squaredNorms(long[] inputShape) {
    Operand ones = ones(inputShape);
    ConvolutionMap squares = squares();
    INDArray norms =
        Nd4j.createUninitialized(w.dataType(), squares.outputShape(ones.array().shape()), 'c');
    squares.apply(ones, null, norms);
    return norms;
  }

  @Override
  public void addGradientOfNorms(
      long[] inputShape, INDArray normGradient, double scale, INDArray target) {
    INDArray ofSquares = Nd4j.createUninitialized(w.dataType(), w.shape().clone(), 'c');
    weightGradient(
        ones(inputShape), Operand.of(normGradient), new WeightGradient(ofSquares, false));
    target.addi(ofSquares.muli(w).muli(2 * scale));
  }

  /** The same map with the squared weights. */
  ConvolutionMap squares() {
    return new ConvolutionMap(w.mul(w), geometry);
  }

  private Operand ones(long[] inputShape) {
    return Operand.of(Nd4j.ones(w.dataType(), 1, inputShape[1], inputShape[2], inputShape[3]));
  }
}
