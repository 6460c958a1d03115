package org.autoencoderzoo.training;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The rows of a source, {@value StreamedExamples#BLOCK} at a time if they are not large, with
 * functions applied: blocks of the same rows are the same, whatever the source's own are, and so
 * then are the last digits of what is computed from them.
 */
final class MappedBlocks implements Blocks {

  private final RowReader reader;
  private final List<BatchFunction> functions;
  private RowBuffer buffer;
  private Batch last;

  MappedBlocks(Blocks source, List<BatchFunction> functions) {
    this.reader = new RowReader(source);
    this.functions = functions;
  }

  /** Leaves out whole blocks. */
  @Override
  public long skip(long rows) throws IOException {
    int block = buffer == null ? begin() : buffer.capacity();
    long skipped = rows - rows % block;
    reader.skip(skipped);
    return skipped;
  }

  /** Finds out how many rows a block has. */
  private int begin() throws IOException {
    int rows =
        (int)
            Math.max(
                1,
                Math.min(
                    StreamedExamples.BLOCK,
                    StreamedExamples.BLOCK_VALUES / Math.max(1, reader.valuesPerRow())));
    buffer = new RowBuffer(rows);
    return rows;
  }

  @Override
  public Optional<Batch> next() throws IOException {
    if (buffer == null) {
      begin();
    }
    if (last != null) {
      close(last, buffer.rows());
    }
    long first = reader.row();
    buffer.clear();
    reader.fill(buffer);
    if (buffer.size() == 0) {
      last = null;
      return Optional.empty();
    }
    Batch rows = buffer.rows();
    last = rows;
    for (BatchFunction function : functions) {
      Batch made = function.apply(last, first);
      close(last, rows, made);
      last = made;
    }
    return Optional.of(last);
  }

  /** Memory outside of the heap would wait for a garbage collection. */
  private static void close(Batch used, Batch... kept) {
    used.arrays()
        .filter(INDArray::closeable)
        .filter(
            array ->
                Stream.of(kept)
                    .flatMap(Batch::arrays)
                    .noneMatch(other -> memory(other) == memory(array)))
        .forEach(INDArray::close);
  }

  private static DataBuffer memory(INDArray array) {
    DataBuffer whole = array.data().originalDataBuffer(); // Null unless it is a part of one.
    return whole == null ? array.data() : whole;
  }

  @Override
  public void close() throws IOException {
    if (last != null) {
      close(last, buffer.rows());
    }
    if (buffer != null) {
      buffer.close();
    }
    reader.close();
  }
}
