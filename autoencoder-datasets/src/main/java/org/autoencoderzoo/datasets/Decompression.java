package org.autoencoderzoo.datasets;

import java.io.BufferedInputStream;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.tukaani.xz.XZ;
import org.tukaani.xz.XZInputStream;

/** Opens files that may be plain, gzip, bzip2 or xz; their first bytes tell, not their names. */
final class Decompression {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final byte[] BZIP2 = {'B', 'Z', 'h'};
  private static final byte[] GZIP = {0x1f, (byte) 0x8b};

  /** What the largest preset of xz needs is 65 MiB; a damaged header may ask for gigabytes. */
  private static final int XZ_MEMORY_KIB = 128 << 10;

  private Decompression() {}

  static InputStream open(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new IOException("cannot read " + file + ": it is a folder; name a file");
    }
    if (Files.notExists(file)) {
      throw new IOException("cannot read " + file + ": there is no such file");
    }
    try {
      // Not Files.newInputStream, whose streams seek, which a pipe cannot.
      return of(new FileInputStream(file.toFile()));
    } catch (FileNotFoundException e) {
      throw new IOException("cannot read " + e.getMessage(), e); // Names the file and the reason.
    }
  }

  /** The same of a stream, which is closed if that fails. */
  static InputStream of(InputStream plain) throws IOException {
    InputStream in = new BufferedInputStream(plain, BUFFER_BYTES);
    try {
      if (startsWith(in, GZIP)) {
        return new GZIPInputStream(in, BUFFER_BYTES);
      }
      if (startsWith(in, BZIP2)) {
        return new BZip2CompressorInputStream(in);
      }
      return startsWith(in, XZ.HEADER_MAGIC) ? new XZInputStream(in, XZ_MEMORY_KIB) : in;
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  private static boolean startsWith(InputStream in, byte[] magic) throws IOException {
    in.mark(magic.length);
    byte[] start = in.readNBytes(magic.length);
    in.reset();
    return Arrays.equals(start, magic);
  }
}
