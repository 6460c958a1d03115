package org.autoencoderzoo.internal.ops;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.autoencoderzoo.internal.kernels.AdamKernel;
import org.autoencoderzoo.internal.kernels.AdamKernel.BatchGradient;
import org.autoencoderzoo.internal.kernels.Axis;
import org.autoencoderzoo.internal.kernels.ChannelSums;
import org.autoencoderzoo.internal.kernels.ConvolutionKernel;
import org.autoencoderzoo.internal.kernels.Elementwise;
import org.autoencoderzoo.internal.kernels.Extremes;
import org.autoencoderzoo.internal.kernels.GroupKernel;
import org.autoencoderzoo.internal.kernels.LargestEntries;
import org.autoencoderzoo.internal.kernels.LossKernel;
import org.autoencoderzoo.internal.kernels.MatrixProduct;
import org.autoencoderzoo.internal.kernels.Rows;
import org.autoencoderzoo.internal.kernels.SparseGradient;
import org.autoencoderzoo.internal.kernels.SparseRows;
import org.autoencoderzoo.internal.kernels.Vectors;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The kernels of the CPU, for arrays {@linkplain #fit that fit}, and the reference for all others.
 *
 * <p>Where most of a matrix is zero, as after a selection, its products take time by the entries
 * that are not: of z, if W is column-major, and of x, if W is row-major, for then the weights of
 * one unit lie in one piece.
 */
final class HostOps extends Nd4jOps {

  /** As many floats as a buffer of Java can hold. */
  private static final int MOST = Integer.MAX_VALUE / Float.BYTES;

  private int threadsOfNd4j;

  @Override
  public String description() {
    return "host, the CPU's kernels; products by " + MatrixProduct.library();
  }

  /** Whether kernels can work on arrays: of type float, in the host's memory, without gaps. */
  private static boolean fit(INDArray... arrays) {
    for (INDArray array : arrays) {
      if (array.dataType() != DataType.FLOAT
          || !Operand.isWithoutGaps(array)
          || array.offset() + array.length() > MOST) {
        return false;
      }
    }
    return true;
  }

  /** The same, row by row. */
  private static boolean fitRowMajor(INDArray first, INDArray... others) {
    return first.ordering() == 'c' && fit(first) && fit(others);
  }

  @Override
  public void product(Operand x, INDArray w, INDArray b, INDArray z) {
    Optional<SparseRows> rows = rows(x, 'c', w, z);
    if (rows.isPresent()) {
      rows.get().times(w, z);
    } else {
      multiply(x.array(), w, z, false, false, false);
    }
    addIfAny(b, z);
  }

  @Override
  public void productTransposed(Operand z, INDArray w, INDArray b, INDArray x) {
    Optional<SparseRows> rows = rows(z, 'f', w, x);
    if (rows.isPresent()) {
      rows.get().times(w, x);
    } else {
      multiply(z.array(), w, x, false, true, false);
    }
    addIfAny(b, x);
  }

  @Override
  public void productWhereNotZero(Operand x, INDArray w, Operand code, INDArray z) {
    Optional<SparseRows> rows = rows(code, 'f', w, x.array(), z);
    if (rows.isPresent()) {
      rows.get().innerProductsWhereNotZero(x.array(), w, z);
    } else {
      multiply(x.array(), w, z, false, false, false);
    }
  }

  @Override
  public void productTransposedWhereNotZero(Operand z, INDArray w, Operand code, INDArray x) {
    Optional<SparseRows> rows = rows(code, 'c', w, z.array(), x);
    if (rows.isPresent()) {
      rows.get().innerProductsWhereNotZero(z.array(), w, x);
    } else {
      multiply(z.array(), w, x, false, true, false);
    }
  }

  @Override
  public void weightGradient(Operand x, Operand delta, WeightGradient target) {
    INDArray array = target.array();
    boolean byColumn = array.ordering() == 'f';
    Operand code = byColumn ? delta : x;
    Operand dense = byColumn ? x : delta;
    Optional<SparseRows> rows = rows(code, array.ordering(), array, dense.array());
    if (rows.isPresent()) {
      target.addOfUnits(units -> rows.get().addTransposedTimes(dense.array(), units));
    } else {
      target.add(
          (whole, before) -> multiply(x.array(), delta.array(), whole, true, false, before == 1));
    }
  }

  private static void multiply(
      INDArray a,
      INDArray b,
      INDArray target,
      boolean transposesA,
      boolean transposesB,
      boolean adds) {
    if (fit(a, b, target)) {
      MatrixProduct.write(a, b, target, transposesA, transposesB, adds);
    } else {
      Nd4j.gemm(a, b, target, transposesA, transposesB, 1, adds ? 1 : 0);
    }
  }

  /**
   * The compressed rows of a code, if it is mostly zero, and if the weights have the order that
   * makes use of it.
   */
  private static Optional<SparseRows> rows(
      Operand code, char order, INDArray w, INDArray... others) {
    if (w.ordering() != order || !fit(w) || !fit(others)) {
      return Optional.empty();
    }
    return code.rows(
        array ->
            !array.isEmpty() && array.rank() == 2 && fitRowMajor(array)
                ? SparseRows.of(array)
                : Optional.empty());
  }

  @Override
  public INDArray squaredNorms(INDArray w) {
    if (w.ordering() != 'f' || !fit(w)) {
      return super.squaredNorms(w);
    }
    INDArray squares = Nd4j.createUninitialized(w.dataType(), new long[] {1, w.size(1)}, 'c');
    Vectors.squaredNorms(w, squares);
    return squares;
  }

  @Override
  public void addGradientOfNorms(INDArray w, INDArray ofNorms, double scale, INDArray target) {
    if (w.ordering() == 'f' && target.ordering() == 'f' && fit(w, ofNorms, target)) {
      Vectors.addScaled(w, ofNorms, (float) (2 * scale), target);
    } else {
      super.addGradientOfNorms(w, ofNorms, scale, target);
    }
  }

  @Override
  public void convolution(
      Operand x, INDArray w, INDArray b, ConvolutionGeometry geometry, INDArray z) {
    if (!hasKernel(x.array(), w, z)) {
      super.convolution(x, w, b, geometry, z);
    } else if (b != null && fit(b)) {
      kernel(w, geometry).apply(x.array(), w, b, z);
    } else {
      kernel(w, geometry).apply(x.array(), w, z);
      addIfAny(b, z);
    }
  }

  @Override
  public void transposedConvolution(
      Operand z, INDArray w, INDArray b, ConvolutionGeometry geometry, INDArray x) {
    if (!hasKernel(x, w, z.array())) {
      super.transposedConvolution(z, w, b, geometry, x);
    } else if (b != null && fit(b)) {
      kernel(w, geometry).applyTransposed(z.array(), w, b, x);
    } else {
      kernel(w, geometry).applyTransposed(z.array(), w, x);
      addIfAny(b, x);
    }
  }

  @Override
  public void convolutionWeightGradient(
      Operand x, Operand z, ConvolutionGeometry geometry, WeightGradient target) {
    if (hasKernel(x.array(), target.array(), z.array())) {
      target.add(
          (array, before) ->
              kernel(array, geometry).weightGradient(x.array(), z.array(), array, before == 1));
    } else {
      super.convolutionWeightGradient(x, z, geometry, target);
    }
  }

  @Override
  public void convolutionGradients(
      Operand x,
      INDArray w,
      Operand delta,
      ConvolutionGeometry geometry,
      WeightGradient target,
      INDArray ofInput) {
    if (hasKernel(x.array(), w, delta.array()) && fit(target.array(), ofInput)) {
      target.add(
          (array, before) ->
              kernel(w, geometry)
                  .gradients(x.array(), w, delta.array(), array, before == 1, ofInput));
    } else {
      super.convolutionGradients(x, w, delta, geometry, target, ofInput);
    }
  }

  @Override
  public void transposedConvolutionGradients(
      Operand z,
      INDArray w,
      Operand delta,
      ConvolutionGeometry geometry,
      WeightGradient target,
      INDArray ofInput) {
    if (hasKernel(delta.array(), w, z.array()) && fit(target.array(), ofInput)) {
      target.add(
          (array, before) ->
              kernel(w, geometry)
                  .transposedGradients(z.array(), w, delta.array(), array, before == 1, ofInput));
    } else {
      super.transposedConvolutionGradients(z, w, delta, geometry, target, ofInput);
    }
  }

  private static boolean hasKernel(INDArray x, INDArray w, INDArray z) {
    return z.ordering() == 'c' && fitRowMajor(x, w, z);
  }

  private static ConvolutionKernel kernel(INDArray w, ConvolutionGeometry geometry) {
    return new ConvolutionKernel(
        (int) w.size(1), (int) w.size(0), axis(geometry, 0), axis(geometry, 1));
  }

  private static Axis axis(ConvolutionGeometry geometry, int side) {
    return new Axis(
        geometry.image()[side],
        geometry.result()[side],
        geometry.kernel()[side],
        geometry.stride()[side],
        geometry.padding()[side],
        geometry.dilation()[side]);
  }

  @Override
  public void addBias(INDArray z, INDArray b) {
    if (fitRowMajor(z, b)) {
      Elementwise.addToChannels(z, b);
    } else {
      super.addBias(z, b);
    }
  }

  @Override
  public void biasGradient(INDArray delta, INDArray target) {
    if (fitRowMajor(delta, target)) {
      ChannelSums.of(delta, target);
    } else {
      super.biasGradient(delta, target);
    }
  }

  @Override
  public INDArray activate(IActivation f, INDArray z, boolean training) {
    ActivationLoops loops = ActivationLoops.of(f);
    if (loops.function() == null || !fit(z)) {
      return super.activate(f, z, training);
    }
    Elementwise.transform(z, loops.function());
    return z;
  }

  @Override
  public INDArray activateInto(IActivation f, INDArray z, INDArray h) {
    ActivationLoops loops = ActivationLoops.of(f);
    if (loops.function() == null || z.ordering() != h.ordering() || !fit(z, h)) {
      return super.activateInto(f, z, h);
    }
    Elementwise.transform(z, loops.function(), h);
    return h;
  }

  @Override
  public INDArray activate(IActivation f, INDArray z, INDArray derivative) {
    ActivationLoops loops = ActivationLoops.of(f);
    if (loops.function() == null || z.ordering() != derivative.ordering() || !fit(z, derivative)) {
      return super.activate(f, z, derivative);
    }
    Elementwise.transform(z, derivative, loops.function(), loops.first());
    return z;
  }

  @Override
  public void derivative(IActivation f, INDArray h, INDArray derivative) {
    ActivationLoops loops = ActivationLoops.of(f);
    if (loops.first() != null && h.ordering() == derivative.ordering() && fit(h, derivative)) {
      Elementwise.apply(h, derivative, loops.first());
    } else {
      super.derivative(f, h, derivative);
    }
  }

  @Override
  public INDArray secondDerivative(
      IActivation f, INDArray h, INDArray first, Function<long[], INDArray> newArray) {
    ActivationLoops loops = ActivationLoops.of(f);
    if (loops.second() == null || first.ordering() != 'c' || !fitRowMajor(h, first)) {
      return super.secondDerivative(f, h, first, newArray);
    }
    INDArray second = newArray.apply(h.shape().clone());
    Elementwise.apply(h, first, second, loops.second());
    return second;
  }

  @Override
  public INDArray secondDerivativeTimes(
      IActivation f,
      INDArray h,
      INDArray first,
      INDArray row,
      Function<long[], INDArray> newArray) {
    ActivationLoops loops = ActivationLoops.of(f);
    if (loops.second() == null || first.ordering() != 'c' || !fitRowMajor(h, first, row)) {
      return super.secondDerivativeTimes(f, h, first, row, newArray);
    }
    INDArray product = newArray.apply(h.shape().clone());
    Elementwise.write(
        h,
        first,
        row,
        product,
        (ofH, ofFirst, ofRow, target, count) -> {
          loops.second().run(ofH, ofFirst, target, count);
          Elementwise.multiply(ofRow, target, count);
        });
    return product;
  }

  @Override
  public void codeGradient(
      INDArray derivative, INDArray ofLoss, INDArray ofPenalties, double scale) {
    if (!fitRowMajor(ofLoss, derivative) || ofPenalties != null && !fit(ofPenalties)) {
      super.codeGradient(derivative, ofLoss, ofPenalties, scale);
    } else if (ofPenalties == null) {
      Elementwise.apply(ofLoss, derivative, Elementwise::multiply);
    } else {
      float factor = (float) scale;
      Elementwise.apply(
          ofLoss,
          ofPenalties,
          derivative,
          (loss, penalty, target, count) -> multiplyBySum(loss, penalty, factor, target, count));
    }
  }

  private static void multiplyBySum(float[] a, float[] b, float factor, float[] target, int count) {
    for (int i = 0; i < count; i++) {
      target[i] *= a[i] + factor * b[i];
    }
  }

  @Override
  public INDArray largest(INDArray rows, int k) {
    return LargestEntries.mask(rows, k);
  }

  @Override
  public void keepLargest(INDArray code, INDArray derivative, int k, boolean byMagnitude) {
    if (!fitRowMajor(code) || derivative != null && !fitRowMajor(derivative)) {
      super.keepLargest(code, derivative, k, byMagnitude);
      return;
    }
    SparseRows kept = LargestEntries.keep(code, k, byMagnitude);
    if (derivative != null) {
      kept.keepOnly(derivative);
    }
  }

  @Override
  public Optional<SelectedCode> select(INDArray z, IActivation f, int k, boolean byMagnitude) {
    ActivationLoops loops = ActivationLoops.of(f);
    if (loops.first() == null || !fitRowMajor(z) || !SparseRows.pays(k, z.size(1))) {
      return Optional.empty();
    }
    INDArray code = activate(f, z, true);
    SparseRows kept = LargestEntries.keep(code, k, byMagnitude);
    return Optional.of(new SelectedCode(code, kept, kept.map(loops.first())));
  }

  @Override
  public double crossEntropy(INDArray x, INDArray z, INDArray gradient) {
    return haveOneOrder(x, z, gradient)
        ? LossKernel.crossEntropy(x, z, gradient)
        : super.crossEntropy(x, z, gradient);
  }

  @Override
  public double squaredError(INDArray x, INDArray y, INDArray gradient) {
    return haveOneOrder(x, y, gradient)
        ? LossKernel.squaredError(x, y, gradient)
        : super.squaredError(x, y, gradient);
  }

  private static boolean haveOneOrder(INDArray a, INDArray b, INDArray c) {
    return a.ordering() == b.ordering() && b.ordering() == c.ordering() && fit(a, b, c);
  }

  @Override
  public INDArray squaredErrors(INDArray x, INDArray y) {
    if (y.ordering() != 'c' || !fitRowMajor(x, y)) {
      return super.squaredErrors(x, y);
    }
    INDArray errors = Nd4j.createUninitialized(y.dataType(), x.size(0));
    LossKernel.squaredErrors(x, y, errors);
    return errors;
  }

  @Override
  public INDArray activateGroups(IActivation f, int[][] groups, INDArray z, boolean training) {
    Optional<GroupKernel.Numbers> numbers = numbers(ActivationForm.of(f));
    if (numbers.isEmpty() || !fitRowMajor(z)) {
      return super.activateGroups(f, groups, z, training);
    }
    GroupKernel.activate(z, numbers.get(), groups);
    return z;
  }

  @Override
  public void crossEntropiesOfGroups(INDArray x, INDArray z, int[][] groups, INDArray losses) {
    if (areRowMajor(x, z, losses)) {
      GroupKernel.crossEntropies(x, z, groups, losses);
    } else {
      super.crossEntropiesOfGroups(x, z, groups, losses);
    }
  }

  @Override
  public void gradientOfGroups(INDArray x, INDArray y, int[][] groups, INDArray gradient) {
    if (areRowMajor(x, y, gradient)) {
      GroupKernel.gradients(x, y, groups, gradient);
    } else {
      super.gradientOfGroups(x, y, groups, gradient);
    }
  }

  private static boolean areRowMajor(INDArray a, INDArray b, INDArray c) {
    return fitRowMajor(a) && fitRowMajor(b) && fitRowMajor(c);
  }

  @Override
  public OptionalDouble lossOfGroups(
      INDArray x,
      INDArray z,
      INDArray weights,
      ActivationForm f,
      int[][] groups,
      INDArray gradient) {
    Optional<GroupKernel.Numbers> numbers = numbers(f);
    boolean fit = areRowMajor(x, z, gradient) && (weights == null || fitRowMajor(weights));
    return numbers.isPresent() && fit
        ? OptionalDouble.of(GroupKernel.loss(x, z, weights, numbers.get(), groups, gradient))
        : OptionalDouble.empty();
  }

  private static Optional<GroupKernel.Numbers> numbers(ActivationForm f) {
    return switch (f) {
      case IDENTITY -> Optional.of(GroupKernel.Numbers.LINEAR);
      case SIGMOID -> Optional.of(GroupKernel.Numbers.LOGISTIC);
      default -> Optional.empty();
    };
  }

  @Override
  public INDArray sumOfSquares(INDArray perExample) {
    if (!fitRowMajor(perExample)) {
      return super.sumOfSquares(perExample);
    }
    long[] row = perExample.shape().clone();
    row[0] = 1;
    INDArray sums = Nd4j.createUninitialized(perExample.dataType(), row, 'c');
    ChannelSums.ofSquares(perExample, sums);
    return sums;
  }

  @Override
  public INDArray sumOfChannels(INDArray perExample) {
    if (!fitRowMajor(perExample)) {
      return super.sumOfChannels(perExample);
    }
    long[] row = new long[perExample.rank()];
    Arrays.fill(row, 1);
    row[1] = perExample.size(1);
    INDArray sums = Nd4j.createUninitialized(perExample.dataType(), row, 'c');
    ChannelSums.of(perExample, sums);
    return sums;
  }

  @Override
  public void adamUpdate(INDArray gradient, INDArray first, INDArray second, AdamStep step) {
    if (fit(gradient, first, second)) {
      AdamKernel.step(
          gradient,
          first,
          second,
          step.correctedRate(),
          step.beta1(),
          step.beta2(),
          step.epsilon());
    } else {
      super.adamUpdate(gradient, first, second, step);
    }
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
    if (!fit(parameters, gradient, first, second)) {
      super.adamDescend(parameters, gradient, examples, parts, start, first, second, step);
      return;
    }
    List<SparseGradient> sparse =
        parts.stream().map(WeightGradient::sparse).flatMap(Optional::stream).toList();
    AdamKernel.descend(
        parameters,
        new BatchGradient(gradient, examples, sparse),
        start,
        first,
        second,
        step.correctedRate(),
        step.beta1(),
        step.beta2(),
        step.epsilon());
  }

  @Override
  public void gather(INDArray x, int[] order, int from, INDArray target) {
    if (target.ordering() == 'c' && fitRowMajor(x, target)) {
      Rows.gather(x, order, from, target);
    } else {
      super.gather(x, order, from, target);
    }
  }

  @Override
  public boolean areWithin(INDArray array, double least, double greatest) {
    if (array.isEmpty() || !fit(array)) {
      return super.areWithin(array, least, greatest);
    }
    Extremes extremes = Extremes.of(array);
    return extremes.least() >= least && extremes.greatest() <= greatest;
  }

  @Override
  public synchronized void takeThreads() {
    threadsOfNd4j = Nd4j.getEnvironment().maxMasterThreads();
    Nd4j.getEnvironment().setMaxMasterThreads(1);
    MatrixProduct.divideHere();
  }

  @Override
  public synchronized void returnThreads() {
    MatrixProduct.leaveToBlas();
    Nd4j.getEnvironment().setMaxMasterThreads(threadsOfNd4j);
  }
}
