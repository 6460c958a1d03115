package org.autoencoderzoo.datasets.parquet;

import java.io.EOFException;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import org.autoencoderzoo.datasets.parquet.Footer.Chunk;

/** Reads the values of one column in one group of rows, page by page. */
final class Pages {
  private static final int DATA = 0;
  private static final int DICTIONARY = 2;
  private static final int DATA_2 = 3;

  private static final int PLAIN = 0;
  private static final int PLAIN_DICTIONARY = 2;
  private static final int RUNS = 3;
  private static final int DELTAS = 5;
  private static final int DELTA_LENGTHS = 6;
  private static final int DELTA_TEXTS = 7;
  private static final int CODED = 8;
  private static final int SPLIT = 9;

  /** Usual pages have 1 MiB. */
  private static final int LARGEST_PAGE = 1 << 27;

  private static final int MOST_VALUES = 1 << 26;

  /** A header is shorter, unless it holds the least and the greatest of long texts. */
  private static final int USUAL_HEADER = 1 << 12;

  private static final int LONGEST_HEADER = 1 << 24;

  private final FileChannel file;
  private final Column column;
  private final Chunk chunk;
  private long at;
  private Dictionary dictionary;
  private long left;
  private RunLengths levels;
  private Values values;

  Pages(FileChannel file, Column column, Chunk chunk) {
    this.file = file;
    this.column = column;
    this.chunk = chunk;
    this.at = chunk.start();
  }

  /** A part of a file. */
  static ByteBuffer part(FileChannel file, long start, int bytes) throws IOException {
    ByteBuffer part = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    while (part.hasRemaining()) {
      if (file.read(part, start + part.position()) < 0) {
        throw new EOFException("the file ends too early");
      }
    }
    return part.flip();
  }

  /**
   * Goes on to the next row.
   *
   * @return its value; null if it is missing
   */
  Values next() throws IOException {
    while (left == 0) {
      readPage();
    }
    left--;
    if (levels != null && levels.next() == 0) {
      return null;
    }
    values.next();
    return values;
  }

  private void readPage() throws IOException {
    PageHeader header = header();
    if (header.compressed < 0 || header.compressed > chunk.start() + chunk.bytes() - at) {
      throw new IllegalArgumentException(
          "a page has " + header.compressed + " bytes, more than its column");
    }
    if (header.size < 0 || header.size > LARGEST_PAGE || header.compressed > LARGEST_PAGE) {
      throw new IllegalArgumentException(
          "a page has %d bytes, expected at most %d".formatted(header.size, LARGEST_PAGE));
    }
    if (header.count < 0 || header.count > Math.min(chunk.values(), MOST_VALUES)) {
      throw new IllegalArgumentException(
          "a page has %d values, expected at most %d".formatted(header.count, chunk.values()));
    }
    byte[] bytes = part(file, at, header.compressed).array();
    at += header.compressed;
    switch (header.type) {
      case DICTIONARY ->
          dictionary = Dictionary.of(column, decompressed(header, bytes, 0), header.count);
      case DATA -> begin(header, decompressed(header, bytes, 0));
      case DATA_2 -> begin2(header, bytes);
      default -> {} // An index of pages, which is of no use here.
    }
  }

  private PageHeader header() throws IOException {
    long most = chunk.start() + chunk.bytes() - at;
    for (int length = USUAL_HEADER; ; length *= 16) {
      ByteBuffer start = part(file, at, (int) Math.min(length, Math.max(0, most)));
      try {
        PageHeader header = PageHeader.read(new Thrift(start));
        at += start.position();
        return header;
      } catch (BufferUnderflowException | IllegalArgumentException e) {
        if (length >= most || length >= LONGEST_HEADER) {
          throw e;
        }
      }
    }
  }

  private ByteBuffer decompressed(PageHeader header, byte[] bytes, int levelBytes)
      throws IOException {
    int size = header.size - levelBytes;
    int compressed = bytes.length - levelBytes;
    byte[] page =
        header.isCompressed && compressed > 0
            ? Codec.decompress(chunk.codec(), bytes, levelBytes, compressed, size)
            : Arrays.copyOfRange(bytes, levelBytes, bytes.length);
    if (page.length != size) {
      throw new IllegalArgumentException(
          "a page has %d bytes, but says %d".formatted(page.length, size));
    }
    return ByteBuffer.wrap(page).order(ByteOrder.LITTLE_ENDIAN);
  }

  private void begin(PageHeader header, ByteBuffer page) {
    levels = null;
    if (column.isOptional()) {
      if (header.levelEncoding != RUNS) {
        throw new UnsupportedOperationException("its levels have an encoding of the year 2013");
      }
      int length = page.getInt();
      levels = new RunLengths(slice(page, length), 1);
      page.position(page.position() + length);
    }
    begin(header, slice(page, page.remaining()), header.count);
  }

  private void begin2(PageHeader header, byte[] bytes) throws IOException {
    int levelBytes = Math.addExact(header.levelBytes, header.repetitionBytes);
    if (header.levelBytes < 0
        || header.repetitionBytes != 0
        || levelBytes > Math.min(bytes.length, header.size)) {
      throw new IllegalArgumentException("a page has " + levelBytes + " bytes of levels");
    }
    ByteBuffer first = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    levels = column.isOptional() ? new RunLengths(slice(first, levelBytes), 1) : null;
    begin(header, decompressed(header, bytes, levelBytes), header.count);
  }

  private static ByteBuffer slice(ByteBuffer from, int length) {
    if (length < 0 || length > from.remaining()) {
      throw new IllegalArgumentException("a page has " + length + " bytes of levels");
    }
    return from.slice(from.position(), length).order(ByteOrder.LITTLE_ENDIAN);
  }

  private void begin(PageHeader header, ByteBuffer in, int count) {
    left = count;
    values =
        switch (header.encoding) {
          case PLAIN -> new Values.Plain(column, in);
          case PLAIN_DICTIONARY, CODED -> new Values.Coded(dictionary, in);
          case RUNS -> new Values.Runs(in);
          case DELTAS ->
              new Deltas(in, column.physical() == Column.INT32 ? Integer.SIZE : Long.SIZE);
          case DELTA_LENGTHS -> new Deltas.Texts(in, count);
          case DELTA_TEXTS -> new Deltas.Prefixed(in, count);
          case SPLIT -> new Values.Split(column, in);
          default ->
              throw new UnsupportedOperationException(
                  "its values have encoding number " + header.encoding + ", which is unknown");
        };
  }

  /** What stands before a page. */
  private static final class PageHeader {
    private int type;
    private int size;
    private int compressed;
    private int count;
    private int encoding;
    private int levelEncoding = RUNS;
    private int levelBytes;
    private int repetitionBytes;
    private boolean isCompressed = true;

    static PageHeader read(Thrift in) {
      PageHeader header = new PageHeader();
      in.struct(
          (id, type) -> {
            switch (id) {
              case 1 -> header.type = in.small(type);
              case 2 -> header.size = in.small(type);
              case 3 -> header.compressed = in.small(type);
              case 5, 7 -> in.struct((inner, innerType) -> header.readFirst(in, inner, innerType));
              case 8 -> in.struct((inner, innerType) -> header.readSecond(in, inner, innerType));
              default -> in.skip(type);
            }
          });
      return header;
    }

    private void readFirst(Thrift in, int id, int type) {
      switch (id) {
        case 1 -> count = in.small(type);
        case 2 -> encoding = in.small(type);
        case 3 -> skipUnlessLevels(in, type);
        default -> in.skip(type);
      }
    }

    /** Of a dictionary, this says whether it is sorted. */
    private void skipUnlessLevels(Thrift in, int type) {
      if (this.type == DATA) {
        levelEncoding = in.small(type);
      } else {
        in.skip(type);
      }
    }

    private void readSecond(Thrift in, int id, int type) {
      switch (id) {
        case 1 -> count = in.small(type);
        case 4 -> encoding = in.small(type);
        case 5 -> levelBytes = in.small(type);
        case 6 -> repetitionBytes = in.small(type);
        case 7 -> isCompressed = in.bool(type);
        default -> in.skip(type);
      }
    }
  }
}
