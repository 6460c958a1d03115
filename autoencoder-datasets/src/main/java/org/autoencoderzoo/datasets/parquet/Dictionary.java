package org.autoencoderzoo.datasets.parquet;

import java.nio.ByteBuffer;

/**
 * The distinct values of a part of a column.
 *
 * @param wholes values of whole numbers
 * @param reals values of real numbers
 * @param texts values of others
 */
record Dictionary(long[] wholes, double[] reals, byte[][] texts) {

  static Dictionary of(Column column, ByteBuffer in, int size) {
    // A value that varies has its length before it.
    int least = Math.max(1, column.width() == 0 ? Integer.BYTES : column.width());
    if (size < 0 || size > in.remaining() / least) {
      throw new IllegalArgumentException(
          "a dictionary has " + size + " values in " + in.remaining() + " bytes");
    }
    Dictionary dictionary = new Dictionary(new long[size], new double[size], new byte[size][]);
    Values values = new Values.Plain(column, in);
    for (int i = 0; i < size; i++) {
      values.next();
      dictionary.wholes[i] = values.whole;
      dictionary.reals[i] = values.real;
      dictionary.texts[i] = values.bytes;
    }
    return dictionary;
  }

  int size() {
    return wholes.length;
  }
}
