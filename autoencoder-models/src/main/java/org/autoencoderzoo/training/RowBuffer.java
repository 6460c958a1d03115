package org.autoencoderzoo.training;

import java.util.Arrays;
import java.util.stream.Stream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Memory for a number of rows, filled from blocks again and again. */
final class RowBuffer implements AutoCloseable {

  private final int capacity;
  private final Part input = new Part("inputs");
  private final Part target = new Part("targets");
  private final Part inputMask = new Part("masks of the inputs");
  private final Part targetMask = new Part("masks of the targets");
  private int size;

  RowBuffer(int capacity) {
    this.capacity = capacity;
  }

  /** Forgets the rows, but keeps the memory. */
  void clear() {
    size = 0;
    parts().forEach(part -> part.isUsed = false);
  }

  private Stream<Part> parts() {
    return Stream.of(input, target, inputMask, targetMask);
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
    if (!target.isUsed && !rows.isItsOwnTarget()) {
      target.begin(rows.target());
      if (size > 0) { // Rows before, which were their own targets, are so still.
        target.place(0, size).assign(input.place(0, size));
      }
    }
    input.add(rows.input(), first);
    if (target.isUsed) {
      target.add(rows.target(), first);
    }
    addMask(inputMask, rows.inputMask(), first, rows.size());
    addMask(targetMask, rows.targetMask(), first, rows.size());
    size += (int) rows.size();
  }

  /** Rows without a mask count 1, if others have one. */
  private void addMask(Part masks, INDArray added, long first, long rows) {
    if (added != null) {
      if (!masks.isUsed && size > 0) {
        masks.begin(added);
        masks.place(0, size).assign(1);
      }
      masks.add(added, first);
    } else if (masks.isUsed) {
      masks.place(size, size + rows).assign(1);
    }
  }

  /** The rows that are there, at least one; on the memory that the next ones overwrite. */
  Batch rows() {
    INDArray read = input.rows();
    return new Batch(
        read, target.isUsed ? target.rows() : read, inputMask.rows(), targetMask.rows());
  }

  /** Gives the memory back, which outside of the heap would wait for a garbage collection. */
  @Override
  public void close() {
    parts()
        .map(part -> part.memory)
        .filter(memory -> memory != null && memory.closeable())
        .forEach(INDArray::close);
  }

  /** One array of the rows. */
  private final class Part {

    private final String what;
    private INDArray memory;

    /** Whether the rows that are there have it: rows before them may have had. */
    private boolean isUsed;

    Part(String what) {
      this.what = what;
    }

    void begin(INDArray like) {
      if (memory == null) {
        long[] shape = like.shape().clone();
        shape[0] = capacity;
        memory = Nd4j.createUninitialized(like.dataType(), shape, 'c');
      }
      isUsed = true;
    }

    void add(INDArray added, long first) {
      begin(added);
      if (!Arrays.equals(memory.shape(), 1, memory.rank(), added.shape(), 1, added.rank())
          || memory.dataType() != added.dataType()) {
        throw new IllegalArgumentException(
            "The %s from row %d on have shape %s each and type %s, those before %s and %s; all must be alike"
                .formatted(
                    what, first, ofOne(added), added.dataType(), ofOne(memory), memory.dataType()));
      }
      place(size, size + added.size(0)).assign(added);
    }

    private static String ofOne(INDArray rows) {
      return Arrays.toString(Arrays.copyOfRange(rows.shape(), 1, rows.rank()));
    }

    INDArray place(long from, long to) {
      return from == 0 && to == capacity ? memory : memory.get(NDArrayIndex.interval(from, to));
    }

    /** Null if the rows do not have it. */
    INDArray rows() {
      return isUsed ? place(0, size) : null;
    }
  }
}
