package org.autoencoderzoo.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.autoencoderzoo.columns.Rows;
import org.autoencoderzoo.columns.WrongTableException;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Some codes of a table.
 *
 * @param codes {@code [N, codeSize]}, float32
 * @param carried the texts of the other columns, one list for each
 */
record CodeRows(INDArray codes, List<List<String>> carried) {

  /** The next rows; null at the end. */
  static CodeRows next(Rows rows, int[] codes, List<Integer> others, int most) throws IOException {
    float[] values = new float[most * codes.length];
    List<List<String>> carried = new ArrayList<>();
    others.forEach(column -> carried.add(new ArrayList<>()));
    int n = 0;
    while (n < most && rows.next()) {
      for (int i = 0; i < codes.length; i++) {
        double value = rows.number(codes[i]);
        if (!Float.isFinite((float) value)) {
          throw new WrongTableException(
              "%s: unit %d of the code is '%s', expected a number"
                  .formatted(rows.where(), i + 1, rows.text(codes[i])));
        }
        values[n * codes.length + i] = (float) value;
      }
      for (int i = 0; i < others.size(); i++) {
        carried.get(i).add(rows.text(others.get(i)));
      }
      n++;
    }
    return n == 0
        ? null
        : new CodeRows(
            Nd4j.create(values, new long[] {most, codes.length}, DataType.FLOAT)
                .get(NDArrayIndex.interval(0, n), NDArrayIndex.all()),
            carried);
  }
}
