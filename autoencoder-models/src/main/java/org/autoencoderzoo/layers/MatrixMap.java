package org.autoencoderzoo.layers;

import java.util.Optional;
import org.autoencoderzoo.internal.kernels.HostMemory;
import org.autoencoderzoo.internal.kernels.MatrixProduct;
import org.autoencoderzoo.internal.kernels.SparseGradient;
import org.autoencoderzoo.internal.kernels.SparseRows;
import org.autoencoderzoo.internal.kernels.Vectors;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The map of a dense layer: {@code z_n = x_n W}, with W {@code [nIn, nOut]}.
 *
 * <p>Where most of a matrix is zero, as after a selection, its products take time by the entries
 * that are not: of z, if W is column-major, and of x, if W is row-major, for then the weights of
 * one unit lie in one piece.
 */
final class MatrixMap implements LinearMap {

  private final INDArray w;
  private INDArray compressedOf;
  private Optional<SparseRows> compressed = Optional.empty();

  MatrixMap(INDArray w) {
    this.w = w;
  }

  @Override
  public long[] outputShape(long[] inputShape) {
    return new long[] {inputShape[0], w.size(1)};
  }

  @Override
  public void knows(INDArray code, SparseRows rows) {
    compressedOf = code;
    compressed = Optional.of(rows);
  }

  @Override
  public void apply(INDArray x, INDArray z) {
    Optional<SparseRows> sparse = sparse('c', x, w, z);
    if (sparse.isPresent()) {
      sparse.get().times(w, z);
    } else {
      MatrixProduct.write(x, w, z, false, false, false);
    }
  }

  @Override
  public void applyTransposed(INDArray z, INDArray x) {
    Optional<SparseRows> sparse = sparse('f', z, w, x);
    if (sparse.isPresent()) {
      sparse.get().times(w, x);
    } else {
      MatrixProduct.write(z, w, x, false, true, false);
    }
  }

  @Override
  public void applyWhereNotZero(INDArray x, INDArray code, INDArray z) {
    Optional<SparseRows> sparse = sparse('f', code, x, w, z);
    if (sparse.isPresent()) {
      sparse.get().innerProductsWhereNotZero(x, w, z);
    } else {
      MatrixProduct.write(x, w, z, false, false, false);
    }
  }

  @Override
  public void applyTransposedWhereNotZero(INDArray z, INDArray code, INDArray x) {
    Optional<SparseRows> sparse = sparse('c', code, z, w, x);
    if (sparse.isPresent()) {
      sparse.get().innerProductsWhereNotZero(z, w, x);
    } else {
      MatrixProduct.write(z, w, x, false, true, false);
    }
  }

  @Override
  public void weightGradient(INDArray x, INDArray delta, INDArray target, boolean adds) {
    boolean byColumn = target.ordering() == 'f';
    INDArray code = byColumn ? delta : x;
    INDArray dense = byColumn ? x : delta;
    Optional<SparseRows> sparse = sparse(target.ordering(), code, dense, target);
    if (sparse.isPresent()) {
      sparse.get().transposedTimes(dense, target, adds);
    } else {
      MatrixProduct.write(x, delta, target, true, false, adds);
    }
  }

  @Override
  public boolean addWeightGradient(INDArray x, INDArray delta, SparseGradient target) {
    boolean byColumn = target.ordering() == 'f';
    INDArray dense = byColumn ? x : delta;
    Optional<SparseRows> sparse = sparse(target.ordering(), byColumn ? delta : x, dense);
    sparse.ifPresent(rows -> rows.addTransposedTimes(dense, target));
    return sparse.isPresent();
  }

  /**
   * The compressed rows of a code, if it is mostly zero, if W has the order that makes use of it,
   * and if the other arrays of the product lie in the host's memory.
   */
  private Optional<SparseRows> sparse(char order, INDArray code, INDArray... others) {
    if (w.ordering() != order || !HostMemory.holds(others)) {
      return Optional.empty();
    }
    if (compressedOf != code) {
      compressed = SparseRows.of(code);
      compressedOf = code;
    }
    return compressed;
  }

  @Override
  public INDArray squaredNorms(long[] inputShape) {
    if (w.ordering() == 'f' && HostMemory.holds(w)) {
      INDArray squares = Nd4j.createUninitialized(w.dataType(), new long[] {1, w.size(1)}, 'c');
      Vectors.squaredNorms(w, squares);
      return squares;
    }
    INDArray norms = w.norm2(true, 0);
    return norms.muli(norms);
  }

  @Override
  public void addGradientOfNorms(
      long[] inputShape, INDArray normGradient, double scale, INDArray target) {
    boolean byColumn = w.ordering() == 'f' && target.ordering() == 'f';
    if (byColumn && HostMemory.holds(w, normGradient, target)) {
      Vectors.addScaled(w, normGradient, (float) (2 * scale), target);
    } else {
      target.addi(w.mulRowVector(normGradient.mul(2 * scale)));
    }
  }
}
