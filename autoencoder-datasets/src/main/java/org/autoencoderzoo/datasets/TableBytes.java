package org.autoencoderzoo.datasets;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The bytes of a table, decompressed: of a file, or of a stream that can be read only once. */
interface TableBytes {

  /** The bytes of a file; those of a pipe or device are a stream's. */
  static TableBytes of(Path path) {
    boolean isStream = Files.exists(path) && !Files.isRegularFile(path) && !Files.isDirectory(path);
    return isStream
        ? new StreamBytes(path.toString(), () -> Decompression.open(path))
        : new FileBytes(path);
  }

  /** The bytes of a stream, plain or compressed. */
  static TableBytes of(String name, InputStream in) {
    return new StreamBytes(name, () -> Decompression.of(in));
  }

  /** What messages call it. */
  String name();

  /**
   * The first bytes, which stay to be read.
   *
   * @return as many as there are, if those are fewer
   */
  byte[] start(int most) throws IOException;

  /** All bytes, to be closed by the caller. */
  InputStream open() throws IOException;

  /** What makes it these bytes and no others. */
  Map<String, String> identity() throws IOException;
}
