package org.autoencoderzoo.datasets.parquet;

import io.airlift.compress.Decompressor;
import io.airlift.compress.lz4.Lz4Decompressor;
import io.airlift.compress.snappy.SnappyDecompressor;
import io.airlift.compress.zstd.ZstdDecompressor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/** Decompresses pages. */
final class Codec {
  private static final int PLAIN = 0;
  private static final int SNAPPY = 1;
  private static final int GZIP = 2;
  private static final int ZSTD = 6;
  private static final int LZ4_RAW = 7;

  private Codec() {}

  /**
   * Decompresses a part of an array.
   *
   * @param size of the result
   * @throws UnsupportedOperationException if the codec is another
   */
  static byte[] decompress(int codec, byte[] from, int start, int length, int size)
      throws IOException {
    return switch (codec) {
      case PLAIN -> Arrays.copyOfRange(from, start, start + length);
      case SNAPPY -> decompress(new SnappyDecompressor(), from, start, length, size);
      case ZSTD -> decompress(new ZstdDecompressor(), from, start, length, size);
      case LZ4_RAW -> decompress(new Lz4Decompressor(), from, start, length, size);
      case GZIP -> {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(from, start, length))) {
          yield in.readNBytes(size);
        }
      }
      default ->
          throw new UnsupportedOperationException(
              "its pages are compressed by codec number "
                  + codec
                  + ", expected none, snappy, gzip, zstd or lz4 (raw); write it with one of these");
    };
  }

  private static byte[] decompress(
      Decompressor codec, byte[] from, int start, int length, int size) {
    byte[] result = new byte[size];
    int found = codec.decompress(from, start, length, result, 0, size);
    return found == size ? result : Arrays.copyOf(result, found);
  }
}
