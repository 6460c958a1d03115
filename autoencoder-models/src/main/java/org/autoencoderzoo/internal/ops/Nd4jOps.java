package org.autoencoderzoo.internal.ops;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.impl.scalar.ScalarMin;
import org.nd4j.linalg.api.ops.impl.updaters.AdamUpdater;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;

/** The reference: ND4J's operations, on arrays of any type and order, on any backend. */
class Nd4jOps implements Ops {

  @Override
  public String description() {
    return "nd4j, the reference";
  }

  @Override
  public void product(Operand x, INDArray w, INDArray b, INDArray z) {
    Nd4j.gemm(x.array(), w, z, false, false, 1, 0);
    addIfAny(b, z);
  }

  @Override
  public void productTransposed(Operand z, INDArray w, INDArray b, INDArray x) {
    Nd4j.gemm(z.array(), w, x, false, true, 1, 0);
    addIfAny(b, x);
  }

  final void addIfAny(INDArray b, INDArray z) {
    if (b != null) {
      addBias(z, b);
    }
  }

  @Override
  public void productWhereNotZero(Operand x, INDArray w, Operand code, INDArray z) {
    product(x, w, null, z);
  }

  @Override
  public void productTransposedWhereNotZero(Operand z, INDArray w, Operand code, INDArray x) {
    productTransposed(z, w, null, x);
  }

  @Override
  public void weightGradient(Operand x, Operand delta, WeightGradient target) {
    target.add(
        (array, before) -> Nd4j.gemm(x.array(), delta.array(), array, true, false, 1, before));
  }

  @Override
  public INDArray squaredNorms(INDArray w) {
    INDArray norms = w.norm2(true, 0);
    return norms.muli(norms);
  }

  @Override
  public void addGradientOfNorms(INDArray w, INDArray ofNorms, double scale, INDArray target) {
    target.addi(w.mulRowVector(ofNorms.mul(2 * scale)));
  }

  /**
   * As a product with the patches under the kernel (im2col): of an example {@code [C, H, W]} the
   * patches are a matrix {@code [C kH kW, oH oW]}, in the order in which both they and the result
   * {@code [K, oH, oW]} are laid out, so that nothing is transposed.
   */
  @Override
  public void convolution(
      Operand x, INDArray w, INDArray b, ConvolutionGeometry geometry, INDArray z) {
    INDArray kernels = kernels(w, z.size(0));
    matmul(kernels, patches(x, geometry), matrices(z), false, false);
    addIfAny(b, z);
  }

  @Override
  public void transposedConvolution(
      Operand z, INDArray w, INDArray b, ConvolutionGeometry geometry, INDArray x) {
    INDArray overlapping = Nd4j.createUninitialized(w.dataType(), patchShape(x, geometry), 'c');
    INDArray kernels = kernels(w, x.size(0));
    matmul(kernels, matrices(z.array()), matrices(overlapping), true, false);
    Nd4j.exec(
        DynamicCustomOp.builder("col2im")
            .addInputs(overlapping)
            .addOutputs(x)
            .addIntegerArguments(
                inTurn(
                    geometry,
                    geometry.stride(),
                    geometry.padding(),
                    geometry.image(),
                    geometry.dilation()))
            .build());
    addIfAny(b, x);
  }

  @Override
  public void convolutionWeightGradient(
      Operand x, Operand z, ConvolutionGeometry geometry, WeightGradient target) {
    target.add(
        (array, before) -> {
          INDArray results = matrices(z.array());
          INDArray patches = patches(x, geometry);
          INDArray ofExamples =
              Nd4j.createUninitialized(
                  array.dataType(),
                  new long[] {results.size(0), results.size(1), patches.size(1)},
                  'c');
          matmul(results, patches, ofExamples, false, true);
          INDArray sum = ofExamples.reshape('c', results.size(0), array.length()).sum(0);
          INDArray flat = array.reshape('c', new long[] {array.length()});
          if (before == 0) {
            flat.assign(sum);
          } else {
            flat.addi(sum);
          }
        });
  }

  @Override
  public void convolutionGradients(
      Operand x,
      INDArray w,
      Operand delta,
      ConvolutionGeometry geometry,
      WeightGradient target,
      INDArray ofInput) {
    convolutionWeightGradient(x, delta, geometry, target);
    transposedConvolution(delta, w, null, geometry, ofInput);
  }

  @Override
  public void transposedConvolutionGradients(
      Operand z,
      INDArray w,
      Operand delta,
      ConvolutionGeometry geometry,
      WeightGradient target,
      INDArray ofInput) {
    convolutionWeightGradient(delta, z, geometry, target);
    convolution(delta, w, null, geometry, ofInput);
  }

  /** {@code [N, C kH kW, oH oW]}. */
  private static INDArray patches(Operand x, ConvolutionGeometry geometry) {
    return x.patches(
        keptArray -> {
          INDArray target = keptArray.apply(patchShape(x.array(), geometry));
          Nd4j.exec(
              DynamicCustomOp.builder("im2col")
                  .addInputs(x.array())
                  .addOutputs(target)
                  .addIntegerArguments(
                      inTurn(
                          geometry,
                          geometry.kernel(),
                          geometry.stride(),
                          geometry.padding(),
                          geometry.dilation()))
                  .build());
          return matrices(target);
        });
  }

  /** Heights and widths, and then the mode, as ND4J wants it. */
  private static int[] inTurn(ConvolutionGeometry geometry, int[]... sides) {
    return IntStream.concat(
            Arrays.stream(sides).flatMapToInt(Arrays::stream),
            IntStream.of(geometry.isSame() ? 1 : 0))
        .toArray();
  }

  private static long[] patchShape(INDArray images, ConvolutionGeometry geometry) {
    int[] kernel = geometry.kernel();
    int[] result = geometry.result();
    return new long[] {images.size(0), images.size(1), kernel[0], kernel[1], result[0], result[1]};
  }

  /** The weights once for each example, as ND4J's product of stacks of matrices wants them. */
  private static INDArray kernels(INDArray w, long examples) {
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

  @Override
  public void addBias(INDArray z, INDArray b) {
    Nd4j.exec(
        DynamicCustomOp.builder("biasadd")
            .addInputs(z, b)
            .addOutputs(z)
            .addBooleanArguments(true) // channels are the second dimension
            .build());
  }

  @Override
  public void biasGradient(INDArray delta, INDArray target) {
    delta.sum(target, allButChannels(delta));
  }

  @Override
  public void addBiasGradient(INDArray delta, INDArray target) {
    target.addi(delta.sum(allButChannels(delta)));
  }

  private static int[] allButChannels(INDArray perExample) {
    return perExample.rank() == 2 ? new int[] {0} : new int[] {0, 2, 3};
  }

  @Override
  public INDArray activate(IActivation f, INDArray z, boolean training) {
    return f.getActivation(z, training);
  }

  @Override
  public INDArray activateInto(IActivation f, INDArray z, INDArray h) {
    return activate(f, h.assign(z), false);
  }

  @Override
  public INDArray activate(IActivation f, INDArray z, INDArray derivative) {
    if (ActivationForm.of(f) == ActivationForm.OTHER) {
      derivative.assign(f.backprop(z.dup(), z.ulike().assign(1)).getFirst());
      return activate(f, z, true);
    }
    INDArray h = activate(f, z, true);
    derivative(f, h, derivative);
    return h;
  }

  @Override
  public void derivative(IActivation f, INDArray h, INDArray derivative) {
    switch (ActivationForm.of(f)) {
      case IDENTITY -> derivative.assign(1);
      case SIGMOID -> h.rsub(1, derivative).muli(h);
      case TANH -> h.mul(h, derivative).rsubi(1);
      case SOFTPLUS -> Transforms.expm1(h.mul(-1, derivative), false).negi();
      case RELU -> Transforms.step(derivative.assign(h), false);
      case ELU -> Nd4j.exec(new ScalarMin(h, null, derivative, 0)).addi(1);
      default -> throw new IllegalArgumentException("The derivative of " + f + " needs z");
    }
  }

  @Override
  public INDArray secondDerivative(
      IActivation f, INDArray h, INDArray first, Function<long[], INDArray> newArray) {
    return switch (ActivationForm.of(f)) {
      case IDENTITY, RELU -> h.ulike().assign(0);
      case SIGMOID -> h.mul(-2).addi(1).muli(first);
      case TANH -> h.mul(-2).muli(first);
      case SOFTPLUS -> first.rsub(1).muli(first);
      case ELU -> Transforms.step(h.neg(), false).muli(first);
      default ->
          throw new IllegalArgumentException("The second derivative of " + f + " is not known");
    };
  }

  @Override
  public INDArray secondDerivativeTimes(
      IActivation f,
      INDArray h,
      INDArray first,
      INDArray row,
      Function<long[], INDArray> newArray) {
    INDArray product = newArray.apply(h.shape().clone());
    return product.assign(secondDerivative(f, h, first, newArray).muli(row));
  }

  @Override
  public void codeGradient(
      INDArray derivative, INDArray ofLoss, INDArray ofPenalties, double scale) {
    derivative.muli(ofPenalties == null ? ofLoss : ofLoss.add(ofPenalties.mul(scale)));
  }

  /**
   * All above the k-th largest entry, and of those equal to it as many as are missing. ND4J's own
   * {@code top_k} takes many times as long as to sort.
   */
  @Override
  public INDArray largest(INDArray rows, int k) {
    if (k >= rows.size(1)) {
      return rows.ulike().assign(1);
    }
    DataType type = rows.dataType();
    INDArray threshold =
        Nd4j.sort(rows.dup('c'), 1, false).get(NDArrayIndex.all(), NDArrayIndex.interval(k - 1, k));
    INDArray above = rows.gt(threshold).castTo(type);
    INDArray equal = rows.eq(threshold).castTo(type);
    INDArray tooMany = above.sum(true, 1).rsubi(k + 1);
    return above.addi(equal.mul(countedAlongRows(equal).lt(tooMany).castTo(type)));
  }

  /** By the native operation: {@code INDArray.cumsum} goes through the rows on the host. */
  private static INDArray countedAlongRows(INDArray rows) {
    return Nd4j.exec(
        DynamicCustomOp.builder("cumsum")
            .addInputs(rows)
            .addIntegerArguments(0, 0, 1) // Each entry counts; from the first on; the dimension.
            .build())[0];
  }

  @Override
  public void keepLargest(INDArray code, INDArray derivative, int k, boolean byMagnitude) {
    INDArray mask = largest(byMagnitude ? Transforms.abs(code, true) : code, k);
    code.muli(mask);
    if (derivative != null) {
      derivative.muli(mask);
    }
  }

  @Override
  public Optional<SelectedCode> select(INDArray z, IActivation f, int k, boolean byMagnitude) {
    return Optional.empty();
  }

  /** {@code z (1[z > 0] - x) - log max(y, 1 - y)}: no logarithm of zero arises at any logit. */
  @Override
  public INDArray crossEntropies(INDArray x, INDArray z, INDArray y) {
    INDArray logOfLikelier = Transforms.log(Transforms.abs(y.sub(0.5), false).addi(0.5), false);
    return Transforms.step(z, true).subi(x).muli(z).subi(logOfLikelier);
  }

  @Override
  public double crossEntropy(INDArray x, INDArray z, INDArray gradient) {
    INDArray y = Transforms.sigmoid(gradient.assign(z), false);
    double loss = sum(crossEntropies(x, z, y));
    y.subi(x);
    return loss;
  }

  @Override
  public double squaredError(INDArray x, INDArray y, INDArray gradient) {
    INDArray difference = y.sub(x, gradient);
    double loss = sum(difference.mul(difference));
    difference.muli(2);
    return loss;
  }

  @Override
  public INDArray squaredErrors(INDArray x, INDArray y) {
    INDArray difference = y.sub(x);
    return difference.muli(difference).reshape(x.size(0), -1).sum(1);
  }

  @Override
  public INDArray activateGroups(IActivation f, int[][] groups, INDArray z, boolean training) {
    INDArray logits = z.dup();
    INDArray y = activate(f, z, training);
    for (int[] group : groups) {
      INDArray ofGroup = logOfSoftmax(units(logits, group));
      units(y, group).assign(Transforms.exp(ofGroup, false));
    }
    return y;
  }

  @Override
  public void crossEntropiesOfGroups(INDArray x, INDArray z, int[][] groups, INDArray losses) {
    for (int[] group : groups) {
      INDArray ofGroup = logOfSoftmax(units(z, group)).muli(units(x, group)).negi();
      units(losses, group).assign(ofGroup);
    }
  }

  @Override
  public void gradientOfGroups(INDArray x, INDArray y, int[][] groups, INDArray gradient) {
    for (int[] group : groups) {
      INDArray targets = units(x, group);
      INDArray ofGroup = units(y, group).mulColumnVector(targets.sum(true, 1)).subi(targets);
      units(gradient, group).assign(ofGroup);
    }
  }

  @Override
  public OptionalDouble lossOfGroups(
      INDArray x,
      INDArray z,
      INDArray weights,
      ActivationForm f,
      int[][] groups,
      INDArray gradient) {
    return OptionalDouble.empty();
  }

  /** A view. */
  private static INDArray units(INDArray rows, int[] group) {
    return rows.get(NDArrayIndex.all(), NDArrayIndex.interval(group[0], group[1]));
  }

  /** Of rows, as a new array; no logit is too large for it. */
  private static INDArray logOfSoftmax(INDArray z) {
    INDArray shifted = z.subColumnVector(z.max(true, 1));
    INDArray sums = Transforms.exp(shifted, true).sum(true, 1);
    return shifted.subiColumnVector(Transforms.log(sums, false));
  }

  /** Example by example, then in double: ND4J's sum over all of a float array loses digits. */
  @Override
  public double sum(INDArray perExample) {
    INDArray ofExamples = perExample.reshape(perExample.size(0), -1).sum(true, 1);
    return ofExamples.castTo(DataType.DOUBLE).sumNumber().doubleValue();
  }

  @Override
  public INDArray sumOfSquares(INDArray perExample) {
    return perExample.mul(perExample).sum(true, 0);
  }

  @Override
  public INDArray sumOfChannels(INDArray perExample) {
    return perExample.sum(true, allButChannels(perExample));
  }

  @Override
  public void adamUpdate(INDArray gradient, INDArray first, INDArray second, AdamStep step) {
    if (gradient.dataType() != DataType.DOUBLE && Float.isInfinite((float) step.rate())) {
      gradient.muli(Double.POSITIVE_INFINITY); // The operation would take epsilon for the rate.
      return;
    }
    Nd4j.exec(
        new AdamUpdater(
            gradient.reshape(first.shape()),
            second,
            first,
            step.rate(),
            step.beta1(),
            step.beta2(),
            step.epsilon(),
            step.iteration()));
  }

  @Override
  public void adamDescend(
      INDArray parameters,
      INDArray gradient,
      int examples,
      List<WeightGradient> parts,
      int start,
      INDArray first,
      INDArray second,
      AdamStep step) {
    parts.forEach(WeightGradient::dense);
    INDArray update = part(gradient, start, first.length()).divi(examples);
    adamUpdate(update, first, second, step);
    part(parameters, start, first.length()).subi(update);
  }

  private static INDArray part(INDArray all, long start, long length) {
    return all.reshape(all.length()).get(NDArrayIndex.interval(start, start + length));
  }

  @Override
  public void gather(INDArray x, int[] order, int from, INDArray target) {
    int rows = (int) target.size(0);
    int[] wanted = Arrays.copyOfRange(order, from, from + rows);
    Nd4j.pullRows(x.reshape(x.size(0), -1), target.reshape('c', rows, -1), 1, wanted);
  }

  /** A NaN may be none of ND4J's extremes, but it is in the sum. */
  @Override
  public boolean areWithin(INDArray array, double least, double greatest) {
    return array.isEmpty()
        || array.dataType() == DataType.BOOL
        || Double.isFinite(array.sumNumber().doubleValue())
            && array.minNumber().doubleValue() >= least
            && array.maxNumber().doubleValue() <= greatest;
  }

  @Override
  public void takeThreads() {
    // These are ND4J's own operations.
  }

  @Override
  public void returnThreads() {
    // They were not taken.
  }
}
