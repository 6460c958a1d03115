package org.autoencoderzoo.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.autoencoderzoo.columns.WrongTableException;
import org.autoencoderzoo.datasets.ArrayFile;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** One pass over the rows of an array in a file, some at a time. */
final class ArrayRows {

  private final INDArray all;
  private long at;

  private ArrayRows(INDArray all) {
    this.all = all;
  }

  /** Reads an array of rows of so many numbers. */
  static ArrayRows read(Path file, int width) throws IOException {
    INDArray all = ArrayFile.read(file);
    if (all.rank() != 2 || all.size(1) != width) {
      throw new WrongTableException(
          "%s holds %s of %d numbers, expected %d (one row per example, one value per feature)"
              .formatted(file, all.rank() == 2 ? "rows" : "an array", all.size(-1), width));
    }
    if (!Double.isFinite(all.sumNumber().doubleValue())) {
      throw new WrongTableException(file + " holds values that are no finite numbers");
    }
    return new ArrayRows(all);
  }

  /** At most so many; empty after the last. */
  Optional<INDArray> next(int most) {
    if (at == all.size(0)) {
      return Optional.empty();
    }
    long from = at;
    at = Math.min(all.size(0), at + most);
    return Optional.of(all.get(NDArrayIndex.interval(from, at), NDArrayIndex.all()).dup('c'));
  }
}
