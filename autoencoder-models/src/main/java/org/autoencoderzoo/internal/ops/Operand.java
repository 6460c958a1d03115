package org.autoencoderzoo.internal.ops;

import java.util.Optional;
import java.util.function.Function;
import org.autoencoderzoo.internal.kernels.SparseRows;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * An array that products read, with what was found out about it: its compressed rows, if most of it
 * is zero, or the patches under a convolution's kernel. Whoever passes it on from forward to
 * backward saves finding that out again. The array must stay as it is meanwhile.
 */
public final class Operand {

  private final INDArray array;
  private final Function<long[], INDArray> keptArray;

  /** Null as long as nobody has looked. */
  private Optional<SparseRows> rows;

  private INDArray patches;

  private Operand(INDArray array, Function<long[], INDArray> keptArray) {
    this.array = array;
    this.keptArray = keptArray;
  }

  /**
   * {@return an operand}
   *
   * @param array row-major, without gaps
   */
  public static Operand of(INDArray array) {
    return of(array, shape -> Nd4j.createUninitialized(array.dataType(), shape, 'c'));
  }

  /**
   * {@return an operand that outlives the current workspace}
   *
   * @param array row-major, without gaps
   * @param keptArray makes a row-major array of a shape that lives as long as the operand
   */
  public static Operand of(INDArray array, Function<long[], INDArray> keptArray) {
    return new Operand(array, keptArray);
  }

  /** An array that is known by its compressed rows; its entries may be null. */
  static Operand of(INDArray array, SparseRows rows) {
    Operand operand = new Operand(array, null);
    operand.rows = Optional.of(rows);
    return operand;
  }

  /** {@return the array} */
  public INDArray array() {
    return array == null ? rows.orElseThrow().dense() : array;
  }

  /** The compressed rows, if most entries are zero; found on the first call. */
  Optional<SparseRows> rows(Function<INDArray, Optional<SparseRows>> compression) {
    if (rows == null) {
      rows = compression.apply(array);
    }
    return rows;
  }

  /** The patches under a kernel; made on the first call. */
  INDArray patches(Function<Function<long[], INDArray>, INDArray> extraction) {
    if (patches == null) {
      patches = extraction.apply(keptArray);
    }
    return patches;
  }

  /**
   * {@return the array itself if it is row-major without gaps, else a copy that is}
   *
   * @param a of any order
   */
  public static INDArray rowMajor(INDArray a) {
    return isRowMajor(a) ? a : a.dup('c');
  }

  /**
   * {@return whether the last dimension varies fastest, without gaps}
   *
   * @param a of any order
   */
  public static boolean isRowMajor(INDArray a) {
    return a.ordering() == 'c' && isWithoutGaps(a);
  }

  /**
   * Tells whether the entries of an array lie one after the other in its own order. ND4J's {@code
   * Shape} says no where a dimension of size 1 is followed by a larger one.
   */
  static boolean isWithoutGaps(INDArray array) {
    long expected = 1;
    for (int i = 0; i < array.rank(); i++) {
      int dimension = array.ordering() == 'f' ? i : array.rank() - 1 - i;
      if (array.size(dimension) != 1) {
        if (array.stride(dimension) != expected) {
          return false;
        }
        expected *= array.size(dimension);
      }
    }
    return true;
  }
}
