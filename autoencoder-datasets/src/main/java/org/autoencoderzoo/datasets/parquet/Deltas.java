package org.autoencoderzoo.datasets.parquet;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Whole numbers of 32 or 64 bits as differences, packed in blocks: DELTA_BINARY_PACKED. */
final class Deltas extends Values {
  private static final int LARGEST_BLOCK = 1 << 20;

  private final ByteBuffer in;
  private final int bits;
  private final int miniBlocks;
  private final int miniSize;
  private final long count;
  private final byte[] widths;
  private long read;
  private long least;
  private int mini;
  private int inMini;
  private int start;

  Deltas(ByteBuffer in, int bits) {
    this.in = in;
    this.bits = bits;
    long block = Bits.varint(in);
    long minis = Bits.varint(in);
    this.count = Bits.varint(in);
    if (block < 1 || block > LARGEST_BLOCK || minis < 1 || minis > block || block % minis != 0) {
      throw new IllegalArgumentException("a block of " + block + " in " + minis + " parts");
    }
    this.miniBlocks = (int) minis;
    this.miniSize = (int) (block / minis);
    this.widths = new byte[miniBlocks];
    this.mini = miniBlocks;
    long first = Bits.varint(in);
    this.whole = (first >>> 1) ^ -(first & 1);
  }

  @Override
  void next() {
    if (read == count) {
      throw new IllegalArgumentException("a page holds too few values");
    }
    if (read > 0) {
      if (inMini == miniSize) {
        finishMini();
      }
      if (mini == miniBlocks) {
        beginBlock();
      }
      int width = widths[mini];
      whole += least + Bits.at(in, start, (long) inMini * width, width);
      whole = bits == Integer.SIZE ? (int) whole : whole; // Differences may go around.
      inMini++;
    }
    read++;
  }

  private void beginBlock() {
    long coded = Bits.varint(in);
    least = (coded >>> 1) ^ -(coded & 1);
    in.get(widths);
    for (byte width : widths) {
      if (width < 0 || width > Long.SIZE) {
        throw new IllegalArgumentException("differences have " + width + " bits");
      }
    }
    mini = 0;
    inMini = 0;
    start = in.position();
  }

  private void finishMini() {
    skipMini();
    mini++;
    inMini = 0;
    start = in.position();
  }

  private void skipMini() {
    long bytes = (long) miniSize * widths[mini] / Byte.SIZE;
    in.position(in.position() + (int) Math.min(bytes, in.remaining()));
  }

  /** All of them as lengths of texts, and then the buffer behind them. */
  static int[] lengths(ByteBuffer in, int most) {
    Deltas deltas = new Deltas(in, Integer.SIZE);
    if (deltas.count < 0 || deltas.count > most) {
      throw new IllegalArgumentException(
          "a page says that it has " + deltas.count + " texts, expected at most " + most);
    }
    int[] lengths = new int[(int) deltas.count];
    for (int i = 0; i < lengths.length; i++) {
      deltas.next();
      lengths[i] = Math.toIntExact(deltas.whole);
    }
    if (deltas.read > 1) {
      deltas.skipMini(); // A block is filled up; its parts beyond the last value are not written.
    }
    return lengths;
  }

  /** Texts, all lengths first: DELTA_LENGTH_BYTE_ARRAY. */
  static final class Texts extends Values {
    private final ByteBuffer in;
    private final int[] lengths;
    private int at;

    Texts(ByteBuffer in, int most) {
      this.in = in;
      this.lengths = lengths(in, most);
    }

    @Override
    void next() {
      bytes = taken(in, lengths[at]);
      at++;
    }
  }

  /** Texts that begin as the text before them: DELTA_BYTE_ARRAY. */
  static final class Prefixed extends Values {
    private final int[] prefixes;
    private final Texts suffixes;
    private int at;

    Prefixed(ByteBuffer in, int most) {
      this.prefixes = lengths(in, most);
      this.suffixes = new Texts(in, most);
      this.bytes = new byte[0];
    }

    @Override
    void next() {
      suffixes.next();
      int prefix = prefixes[at];
      at++;
      if (prefix < 0 || prefix > bytes.length) {
        throw new IllegalArgumentException("a text has more in common than there is");
      }
      byte[] text = Arrays.copyOf(bytes, Math.addExact(prefix, suffixes.bytes.length));
      System.arraycopy(suffixes.bytes, 0, text, prefix, suffixes.bytes.length);
      bytes = text;
    }
  }
}
