package org.autoencoderzoo.training;

import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Memory for a number of rows, filled from blocks again and again. */
final class RowBuffer implements AutoCloseable {

  private final int capacity;
  private INDArray input;
  private INDArray target;
  private INDArray inputMask;
  private INDArray targetMask;
  private int size;

  RowBuffer(int capacity) {
    this.capacity = capacity;
  }

  /** Forgets the rows, but keeps the memory. */
  void clear() {
    size = 0;
  }

  int size() {
    return size;
  }

  int capacity() {
    return capacity;
  }

  int room() {
    return capacity - size;
  }

  /**
   * Copies rows behind those that are there.
   *
   * @param rows not more than there is room for
   * @param first number of the first one among all, for messages
   * @throws IllegalArgumentException if they have another shape or type than those before
   */
  void add(Batch rows, long first) {
    if (target == null && !rows.isItsOwnTarget()) {
      target = like(rows.target());
      copyOf(input);
    }
    input = added("inputs", input, rows.input(), first);
    if (target != null) {
      target = added("targets", target, rows.target(), first);
    }
    inputMask = mask("masks of the inputs", inputMask, rows.inputMask(), first, rows.size());
    targetMask = mask("masks of the targets", targetMask, rows.targetMask(), first, rows.size());
    size += (int) rows.size();
  }

  /** Rows before, which were their own targets, are so still. */
  private void copyOf(INDArray rows) {
    if (size > 0) {
      place(target, 0, size).assign(place(rows, 0, size));
    }
  }

  /** Rows without a mask count 1, if others have one. */
  private INDArray mask(String what, INDArray masks, INDArray added, long first, long rows) {
    if (added != null) {
      INDArray begun = masks == null ? like(added).assign(1) : masks;
      return added(what, begun, added, first);
    }
    if (masks != null) {
      place(masks, size, size + rows).assign(1);
    }
    return masks;
  }

  private INDArray added(String what, INDArray rows, INDArray added, long first) {
    INDArray all = rows == null ? like(added) : rows;
    if (!Arrays.equals(all.shape(), 1, all.rank(), added.shape(), 1, added.rank())
        || all.dataType() != added.dataType()) {
      throw new IllegalArgumentException(
          "The %s from row %d on have shape %s each and type %s, those before %s and %s; all must be alike"
              .formatted(what, first, ofOne(added), added.dataType(), ofOne(all), all.dataType()));
    }
    place(all, size, size + added.size(0)).assign(added);
    return all;
  }

  private static String ofOne(INDArray rows) {
    return Arrays.toString(Arrays.copyOfRange(rows.shape(), 1, rows.rank()));
  }

  private INDArray like(INDArray rows) {
    long[] shape = rows.shape().clone();
    shape[0] = capacity;
    return Nd4j.createUninitialized(rows.dataType(), shape, 'c');
  }

  /** The rows that are there, at least one; on the memory that the next ones overwrite. */
  Batch rows() {
    INDArray read = place(input, 0, size);
    return new Batch(
        read,
        target == null ? read : place(target, 0, size),
        inputMask == null ? null : place(inputMask, 0, size),
        targetMask == null ? null : place(targetMask, 0, size));
  }

  /** Gives the memory back, which outside of the heap would wait for a garbage collection. */
  @Override
  public void close() {
    Stream.of(input, target, inputMask, targetMask)
        .filter(Objects::nonNull)
        .filter(INDArray::closeable)
        .forEach(INDArray::close);
  }

  private INDArray place(INDArray rows, long from, long to) {
    return from == 0 && to == capacity ? rows : rows.get(NDArrayIndex.interval(from, to));
  }
}
