package org.autoencoderzoo.training;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.autoencoderzoo.files.Sha256;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A checksum of rows, which are given block by block. */
final class RowDigest {

  /** Enough to tell two data sets apart, short enough for a message. */
  private static final int DIGITS = 16;

  private final ByteArrayOutputStream digests = new ByteArrayOutputStream();

  /** Adds the next rows; other blocks of the same rows give another checksum. */
  void add(Batch block) {
    block.arrays().forEach(this::add);
  }

  private void add(INDArray rows) {
    INDArray copy = rows.dup('c');
    float[] values = copy.data().asFloat();
    copy.close(); // Memory outside of the heap would wait for a garbage collection.
    ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values.length);
    bytes.asFloatBuffer().put(values);
    digests.writeBytes(Sha256.of(bytes.array()).getBytes(StandardCharsets.US_ASCII));
  }

  String value() {
    return Sha256.of(digests.toByteArray()).substring(0, DIGITS);
  }
}
