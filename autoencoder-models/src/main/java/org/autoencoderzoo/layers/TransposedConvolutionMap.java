package org.autoencoderzoo.layers;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A convolution read backwards: {@code z = W^T x}, from its outputs to its inputs. */
final class TransposedConvolutionMap implements LinearMap {

  private final INDArray w;
  private final ConvolutionMap convolution;
  private final long[] imageShape;

  /**
   * Creates the map.
   *
   * @param w the convolution's weights {@code [nIn, nOut, kH, kW]}, row-major
   * @param convolution from images to what this map reads
   * @param imageShape channels, height and width of one image
   */
  TransposedConvolutionMap(INDArray w, ConvolutionMap convolution, long... imageShape) {
    this.w = w;
    this.convolution = convolution;
    this.imageShape = imageShape;
  }

  @Override
  public long[] outputShape(long[] inputShape) {
    return new long[] {inputShape[0], imageShape[0], imageShape[1], imageShape[2]};
  }

  @Override
  public void apply(INDArray x, INDArray z) {
    convolution.applyTransposed(x, z);
  }

  @Override
  public void apply(INDArray x, INDArray b, INDArray z) {
    convolution.applyTransposed(x, b, z);
  }

  @Override
  public void applyTransposed(INDArray z, INDArray x) {
    convolution.apply(z, x);
  }

  @Override
  public void weightGradient(INDArray x, INDArray delta, INDArray target, boolean adds) {
    convolution.weightGradient(delta, x, target, adds);
  }

  @Override
  public void gradients(
      INDArray x, INDArray delta, INDArray ofWeights, boolean adds, INDArray ofInput) {
    convolution.transposedGradients(x, delta, ofWeights, adds, ofInput);
  }

  @Override
  public INDArray squaredNorms(long[] inputShape) {
    INDArray norms = Nd4j.createUninitialized(w.dataType(), outputShape(one(inputShape)), 'c');
    convolution.squares().applyTransposed(ones(inputShape), norms);
    return norms;
  }

  @Override
  public void addGradientOfNorms(
      long[] inputShape, INDArray normGradient, double scale, INDArray target) {
    INDArray gradient = Nd4j.createUninitialized(w.dataType(), w.shape().clone(), 'c');
    convolution.squares().weightGradient(normGradient, ones(inputShape), gradient, false);
    target.addi(gradient.muli(w).muli(2 * scale));
  }

  private INDArray ones(long[] inputShape) {
    return Nd4j.ones(w.dataType(), one(inputShape));
  }

  private static long[] one(long[] inputShape) {
    return new long[] {1, inputShape[1], inputShape[2], inputShape[3]};
  }
}
