package org.autoencoderzoo.internal.kernels;

import java.lang.ref.Reference;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.blas.Blas;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Products of matrices, by {@linkplain ProductRoutine the fastest routine that there is}. While
 * they are {@linkplain #divideHere divided here}, each thread of the kernels computes a part of the
 * product: the same threads do all the work of a training step, one after the other, and none of
 * BLAS has to be woken. Otherwise BLAS computes them on its own threads, but for small ones: these
 * take less time on the thread that calls, and leave the other cores to other callers.
 */
public final class MatrixProduct {

  /** Multiplications that one thread does before another is at work. */
  private static final long FEW = 1 << 19;

  /** Multiplications that take a fifth of a millisecond or so on one thread. */
  private static final int SMALL = 1 << 24;

  /** Parts begin at a multiple of it, for whole vectors. */
  private static final int STEP = 16;

  private static final ProductRoutine ROUTINE = ProductRoutine.fastest();

  private static int threadsOfBlas;

  private MatrixProduct() {}

  /** From now on products are divided here, with BLAS limited to one thread. */
  public static synchronized void divideHere() {
    if (!KernelThreads.isBlasSingleThreaded()) {
      Blas blas = Nd4j.factory().blas();
      threadsOfBlas = blas.getMaxThreads();
      blas.setMaxThreads(1);
      KernelThreads.setBlasSingleThreaded(true);
    }
  }

  /** From now on BLAS divides products, on as many threads as before. */
  public static synchronized void leaveToBlas() {
    if (KernelThreads.isBlasSingleThreaded()) {
      KernelThreads.setBlasSingleThreaded(false);
      Nd4j.factory().blas().setMaxThreads(threadsOfBlas);
    }
  }

  /** {@return who multiplies while products are divided here: oneDNN or BLAS} */
  public static String library() {
    return ROUTINE == ProductRoutine.ONE_DNN ? "oneDNN" : "BLAS";
  }

  /**
   * Writes {@code op(a) op(b)}, or adds it.
   *
   * @param a a matrix without gaps, in either order
   * @param b the same
   * @param target the same, overwritten or added to
   * @param transposeA whether {@code op(a)} is the transpose
   * @param transposeB whether {@code op(b)} is
   * @param adds whether it is added to what the target holds
   */
  public static void write(
      INDArray a,
      INDArray b,
      INDArray target,
      boolean transposeA,
      boolean transposeB,
      boolean adds) {
    long multiplications = target.length() * (transposeA ? a.size(0) : a.size(1));
    if (!isComputedHere(multiplications)) {
      Nd4j.gemm(a, b, target, transposeA, transposeB, 1, adds ? 1 : 0);
      return;
    }
    int rows = (int) target.size(0);
    int columns = (int) target.size(1);
    int inner = (int) (transposeA ? a.size(0) : a.size(1));
    Factor left = Factor.of(a, transposeA, rows, inner);
    Factor right = Factor.of(b, transposeB, inner, columns);
    FloatPointer product = pointer(target);
    if (target.ordering() == 'c') {
      rowMajor(left, right, product, rows, columns, inner, adds);
    } else {
      rowMajor(right.transposed(), left.transposed(), product, columns, rows, inner, adds);
    }
    Reference.reachabilityFence(new INDArray[] {a, b, target});
  }

  private static boolean isComputedHere(long multiplications) {
    // BLAS has one thread only while products are divided here.
    return KernelThreads.isBlasSingleThreaded()
        || ROUTINE == ProductRoutine.ONE_DNN && multiplications < SMALL;
  }

  private static void rowMajor(
      Factor left,
      Factor right,
      FloatPointer product,
      int rows,
      int columns,
      int inner,
      boolean adds) {
    // Each thread rearranges all of the factor that is not divided; a transposed one takes longer.
    boolean byRows = (right.isTransposed ? 1 : 2) * rows >= columns;
    int length = byRows ? rows : columns;
    boolean isForOne = !KernelThreads.isBlasSingleThreaded() || (long) rows * columns * inner < FEW;
    int parts = isForOne ? 1 : Math.min(KernelThreads.threads(), (length + STEP - 1) / STEP);
    HostMemory.parallel(
        parts,
        part -> {
          int from = start(part, parts, length);
          int count = start(part + 1, parts, length) - from;
          ROUTINE.run(
              new ProductRoutine.Product(
                  left.isTransposed,
                  right.isTransposed,
                  byRows ? count : rows,
                  byRows ? columns : count,
                  inner,
                  byRows ? left.fromRow(from) : left.entries,
                  left.stride,
                  byRows ? right.entries : right.fromColumn(from),
                  right.stride,
                  adds ? 1 : 0,
                  product.getPointer(byRows ? (long) from * columns : from),
                  columns));
        });
  }

  private static int start(int part, int parts, int length) {
    int steps = (length + STEP - 1) / STEP;
    return Math.min(length, (int) ((long) steps * part / parts) * STEP);
  }

  private static FloatPointer pointer(INDArray array) {
    return new FloatPointer(array.data().addressPointer());
  }

  /**
   * A matrix of the product, as it lies in memory.
   *
   * @param stride from one row to the next, or from one column to the next if it is transposed
   */
  private record Factor(FloatPointer entries, boolean isTransposed, int stride) {

    /** The matrix {@code op(array)} of as many rows and columns. */
    static Factor of(INDArray array, boolean op, int rows, int columns) {
      boolean isTransposed = op != (array.ordering() == 'f');
      return new Factor(pointer(array), isTransposed, isTransposed ? rows : columns);
    }

    Factor transposed() {
      return new Factor(entries, !isTransposed, stride);
    }

    FloatPointer fromRow(int row) {
      return entries.getPointer(isTransposed ? row : (long) row * stride);
    }

    FloatPointer fromColumn(int column) {
      return entries.getPointer(isTransposed ? (long) column * stride : column);
    }
  }
}
