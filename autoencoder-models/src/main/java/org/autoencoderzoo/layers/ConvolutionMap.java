package org.autoencoderzoo.layers;

import java.util.function.Function;
import org.autoencoderzoo.internal.kernels.ConvolutionKernel;
import org.autoencoderzoo.internal.kernels.HostMemory;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The map of a convolution, as products with the patches under the kernel (im2col): of an example
 * {@code [C, H, W]} the patches are a matrix {@code [C kH kW, oH oW]}, in the order in which both
 * they and the result {@code [K, oH, oW]} are laid out, so that nothing is transposed. The patches
 * of the last input are kept, for the gradient of the weights.
 *
 * <p>Floats in the host's memory go through a {@link ConvolutionKernel} instead, without patches.
 */
final class ConvolutionMap implements LinearMap {

  private final INDArray w;
  private final Geometry geometry;
  private final Function<long[], INDArray> keptArray;

  private INDArray patches;
  private INDArray patchesOf;

  /**
   * Creates the map.
   *
   * @param w weights {@code [K, C, kH, kW]}, row-major
   * @param keptArray allocates the array for the patches, which must live as long as this map
   */
  ConvolutionMap(INDArray w, Geometry geometry, Function<long[], INDArray> keptArray) {
    this.w = w;
    this.geometry = geometry;
    this.keptArray = keptArray;
  }

  @Override
  public long[] outputShape(long[] inputShape) {
    return new long[] {
      inputShape[0], w.size(0), geometry.outputHeight(inputShape), geometry.outputWidth(inputShape)
    };
  }

  @Override
  public void apply(INDArray x, INDArray z) {
    if (hasKernel(x, z)) {
      kernel(x.shape()).apply(x, w, z);
      return;
    }
    matmul(kernels(z.size(0)), patches(x), matrices(z), false, false);
  }

  @Override
  public void apply(INDArray x, INDArray b, INDArray z) {
    if (hasKernel(x, z) && HostMemory.holds(b)) {
      kernel(x.shape()).apply(x, w, b, z);
    } else {
      LinearMap.super.apply(x, b, z);
    }
  }

  @Override
  public void applyTransposed(INDArray z, INDArray b, INDArray x) {
    if (hasKernel(x, z) && HostMemory.holds(b)) {
      kernel(x.shape()).applyTransposed(z, w, b, x);
    } else {
      LinearMap.super.applyTransposed(z, b, x);
    }
  }

  @Override
  public void applyTransposed(INDArray z, INDArray x) {
    if (hasKernel(x, z)) {
      kernel(x.shape()).applyTransposed(z, w, x);
      return;
    }
    INDArray overlapping = Nd4j.createUninitialized(w.dataType(), patchShape(x.shape()), 'c');
    matmul(kernels(z.size(0)), matrices(z), matrices(overlapping), true, false);
    Nd4j.exec(
        DynamicCustomOp.builder("col2im")
            .addInputs(overlapping)
            .addOutputs(x)
            .addIntegerArguments(geometry.col2imArguments(x.shape()))
            .build());
  }

  @Override
  public void weightGradient(INDArray x, INDArray delta, INDArray target, boolean adds) {
    if (hasKernel(x, delta) && HostMemory.holds(target)) {
      kernel(x.shape()).weightGradient(x, delta, target, adds);
      return;
    }
    long examples = x.size(0);
    INDArray perExample =
        Nd4j.createUninitialized(
            w.dataType(), new long[] {examples, w.size(0), w.length() / w.size(0)}, 'c');
    matmul(matrices(delta), patches(x), perExample, false, true);
    INDArray gradient = perExample.reshape('c', new long[] {examples, w.length()}).sum(0);
    INDArray flat = target.reshape('c', new long[] {w.length()});
    if (adds) {
      flat.addi(gradient);
    } else {
      flat.assign(gradient);
    }
  }

  @Override
  public void gradients(
      INDArray x, INDArray delta, INDArray ofWeights, boolean adds, INDArray ofInput) {
    if (hasKernel(x, delta) && HostMemory.holds(ofWeights, ofInput)) {
      kernel(x.shape()).gradients(x, w, delta, ofWeights, adds, ofInput);
    } else {
      LinearMap.super.gradients(x, delta, ofWeights, adds, ofInput);
    }
  }

  /** The same of this map's transpose, which was applied to z. */
  void transposedGradients(
      INDArray z, INDArray delta, INDArray ofWeights, boolean adds, INDArray ofInput) {
    if (hasKernel(delta, z) && HostMemory.holds(ofWeights, ofInput)) {
      kernel(delta.shape()).transposedGradients(z, w, delta, ofWeights, adds, ofInput);
    } else {
      weightGradient(delta, z, ofWeights, adds);
      apply(delta, ofInput);
    }
  }

  private boolean hasKernel(INDArray x, INDArray z) {
    return x.ordering() == 'c' && z.ordering() == 'c' && HostMemory.holds(x, w, z);
  }

  private ConvolutionKernel kernel(long[] inputShape) {
    return new ConvolutionKernel(
        (int) w.size(1),
        (int) w.size(0),
        geometry.axis(0, inputShape),
        geometry.axis(1, inputShape));
  }

  /** The convolution of ones with the squared weights: smaller where a patch leaves the image. */
  @Override
  public INDArray squaredNorms(long[] inputShape) {
    INDArray ones = ones(inputShape);
    ConvolutionMap squares = squares();
    INDArray norms = Nd4j.createUninitialized(w.dataType(), squares.outputShape(ones.shape()), 'c');
    squares.apply(ones, norms);
    return norms;
  }

  @Override
  public void addGradientOfNorms(
      long[] inputShape, INDArray normGradient, double scale, INDArray target) {
    INDArray gradient = Nd4j.createUninitialized(w.dataType(), w.shape().clone(), 'c');
    squares().weightGradient(ones(inputShape), normGradient, gradient, false);
    target.addi(gradient.muli(w).muli(2 * scale));
  }

  /** The same map with the squared weights. */
  ConvolutionMap squares() {
    return new ConvolutionMap(
        w.mul(w), geometry, shape -> Nd4j.createUninitialized(w.dataType(), shape, 'c'));
  }

  private INDArray ones(long[] inputShape) {
    return Nd4j.ones(w.dataType(), 1, inputShape[1], inputShape[2], inputShape[3]);
  }

  /** {@code [N, C, kH, kW, oH, oW]} as matrices {@code [N, C kH kW, oH oW]}. */
  private INDArray patches(INDArray x) {
    if (patchesOf != x) {
      INDArray target = keptArray.apply(patchShape(x.shape()));
      Nd4j.exec(
          DynamicCustomOp.builder("im2col")
              .addInputs(x)
              .addOutputs(target)
              .addIntegerArguments(geometry.im2colArguments(x.shape()))
              .build());
      patches = matrices(target);
      patchesOf = x;
    }
    return patches;
  }

  private long[] patchShape(long[] inputShape) {
    return new long[] {
      inputShape[0],
      w.size(1),
      w.size(2),
      w.size(3),
      geometry.outputHeight(inputShape),
      geometry.outputWidth(inputShape)
    };
  }

  /** The weights once for each example, as ND4J's product of stacks of matrices wants them. */
  private INDArray kernels(long examples) {
    return Nd4j.tile(w.reshape('c', 1, w.size(0), w.length() / w.size(0)), (int) examples, 1, 1);
  }

  /** {@code [N, .., oH, oW]} as {@code [N, .., oH oW]}, a view. */
  private static INDArray matrices(INDArray a) {
    long positions = a.size(-1) * a.size(-2);
    return a.reshape('c', a.size(0), a.length() / a.size(0) / positions, positions);
  }

  private static void matmul(
      INDArray a, INDArray b, INDArray target, boolean transposesA, boolean transposesB) {
    Nd4j.exec(
        DynamicCustomOp.builder("matmul")
            .addInputs(a, b)
            .addOutputs(target)
            .addIntegerArguments(transposesA ? 1 : 0, transposesB ? 1 : 0)
            .build());
  }
}
