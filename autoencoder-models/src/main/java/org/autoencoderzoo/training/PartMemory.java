package org.autoencoderzoo.training;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Memory for the parts of a stream, kept from epoch to epoch: the system takes longer to give as
 * much than most sources take to fill it.
 */
final class PartMemory implements AutoCloseable {

  private final Deque<RowBuffer> free = new ArrayDeque<>();

  /** Memory for so many rows, which holds none yet. */
  RowBuffer take(int rows) {
    while (!free.isEmpty()) {
      RowBuffer buffer = free.pop();
      if (buffer.capacity() == rows) {
        buffer.clear();
        return buffer;
      }
      buffer.close();
    }
    return new RowBuffer(rows);
  }

  /** Takes memory back that nobody reads or writes any more. */
  void giveBack(RowBuffer buffer) {
    free.push(buffer);
  }

  @Override
  public void close() {
    free.forEach(RowBuffer::close);
    free.clear();
  }
}
