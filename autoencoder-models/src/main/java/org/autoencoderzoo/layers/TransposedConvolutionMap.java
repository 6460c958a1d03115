package org.autoencoderzoo.layers;

import org.autoencoderzoo.internal.ops.Operand;
import org.autoencoderzoo.internal.ops.WeightGradient;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A convolution read backwards: {@code z = W^T x}, from its outputs to its inputs.
 *
 * @param convolution from images to what this map reads, with weights {@code [nIn, nOut, kH, kW]}
 * @param imageShape channels, height and width of one image
 */
record TransposedConvolutionMap(ConvolutionMap convolution, long... imageShape)
    implements LinearMap {

  @Override
  public long[] outputShape(long[] inputShape) {
    return new long[] {inputShape[0], imageShape[0], imageShape[1], imageShape[2]};
  }

  @Override
  public void apply(Operand x, INDArray b, INDArray z) {
    convolution.applyTransposed(x, b, z);
  }

  @Override
  public void applyTransposed(Operand z, INDArray b, INDArray x) {
    convolution.apply(z, b, x);
  }

  @Override
  public void weightGradient(Operand x, Operand delta, WeightGradient target) {
    convolution.weightGradient(delta, x, target);
  }

  @Override
  public void gradients(Operand x, Operand delta, WeightGradient ofWeights, INDArray ofInput) {
    convolution.transposedGradients(x, delta, ofWeights, ofInput);
  }

  @Override
  public INDArray squaredNorms(long[] inputShape) {
    INDArray norms = Nd4j.createUninitialized(w().dataType(), outputShape(one(inputShape)), 'c');
    convolution.squares().applyTransposed(ones(inputShape), null, norms);
    return norms;
  }

  @Override
  public void addGradientOfNorms(
      long[] inputShape, INDArray normGradient, double scale, INDArray target) {
    INDArray ofSquares = Nd4j.createUninitialized(w().dataType(), w().shape().clone(), 'c');
    convolution.weightGradient(
        Operand.of(normGradient), ones(inputShape), new WeightGradient(ofSquares, false));
    target.addi(ofSquares.muli(w()).muli(2 * scale));
  }

  private INDArray w() {
    return convolution.w();
  }

  private Operand ones(long[] inputShape) {
    return Operand.of(Nd4j.ones(w().dataType(), one(inputShape)));
  }

  private static long[] one(long[] inputShape) {
    return new long[] {1, inputShape[1], inputShape[2], inputShape[3]};
  }
}
