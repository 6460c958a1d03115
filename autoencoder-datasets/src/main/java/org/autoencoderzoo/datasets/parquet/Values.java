package org.autoencoderzoo.datasets.parquet;

import java.nio.ByteBuffer;

/** The values of a page, one after the other; those that are missing are not among them. */
abstract class Values {

  /** The current value of BOOLEAN, INT32 and INT64. */
  protected long whole;

  /** The current value of FLOAT and DOUBLE. */
  protected double real;

  /** The current value of other columns. */
  protected byte[] bytes;

  /** Goes on to the next value. */
  abstract void next();

  /** As many bytes as a file says, if it has them. */
  static byte[] taken(ByteBuffer in, int length) {
    if (length < 0 || length > in.remaining()) {
      throw new IllegalArgumentException(
          "a value has " + length + " bytes, but " + in.remaining() + " are left");
    }
    byte[] taken = new byte[length];
    in.get(taken);
    return taken;
  }

  /** Values as they are. */
  static final class Plain extends Values {
    private final Column column;
    private final ByteBuffer in;
    private long bit;

    Plain(Column column, ByteBuffer in) {
      this.column = column;
      this.in = in;
    }

    @Override
    void next() {
      switch (column.physical()) {
        case Column.BOOLEAN -> whole = Bits.at(in, in.position(), bit++, 1);
        case Column.INT32 -> whole = in.getInt();
        case Column.INT64 -> whole = in.getLong();
        case Column.FLOAT -> real = in.getFloat();
        case Column.DOUBLE -> real = in.getDouble();
        case Column.BYTES -> bytes = taken(in, in.getInt());
        default -> bytes = taken(in, column.width());
      }
    }
  }

  /** Booleans in runs. */
  static final class Runs extends Values {
    private final RunLengths runs;

    Runs(ByteBuffer in) {
      in.getInt(); // The length of what follows: all of the page.
      this.runs = new RunLengths(in, 1);
    }

    @Override
    void next() {
      whole = runs.next();
    }
  }

  /** Places in a dictionary. */
  static final class Coded extends Values {
    private final Dictionary dictionary;
    private final RunLengths places;

    Coded(Dictionary dictionary, ByteBuffer in) {
      if (dictionary == null) {
        throw new IllegalArgumentException("a page has no dictionary");
      }
      this.dictionary = dictionary;
      this.places = new RunLengths(in, in.hasRemaining() ? in.get() : 0);
    }

    @Override
    void next() {
      int place = places.next();
      if (place < 0 || place >= dictionary.size()) {
        throw new IllegalArgumentException(
            "found place " + place + " in a dictionary of " + dictionary.size());
      }
      whole = dictionary.wholes()[place];
      real = dictionary.reals()[place];
      bytes = dictionary.texts()[place];
    }
  }

  /** The bytes of values apart: first all their first bytes, then all their second bytes. */
  static final class Split extends Values {
    private final Column column;
    private final ByteBuffer in;
    private final int count;
    private int at;

    Split(Column column, ByteBuffer in) {
      this.column = column;
      this.in = in;
      this.count = column.width() == 0 ? 0 : in.remaining() / column.width();
    }

    @Override
    void next() {
      if (at == count) {
        throw new IllegalArgumentException("a page holds too few values");
      }
      byte[] value = new byte[column.width()];
      for (int i = 0; i < value.length; i++) {
        value[i] = in.get(in.position() + i * count + at);
      }
      at++;
      ByteBuffer joined = ByteBuffer.wrap(value).order(in.order());
      switch (column.physical()) {
        case Column.INT32 -> whole = joined.getInt();
        case Column.INT64 -> whole = joined.getLong();
        case Column.FLOAT -> real = joined.getFloat();
        case Column.DOUBLE -> real = joined.getDouble();
        default -> bytes = value;
      }
    }
  }
}
