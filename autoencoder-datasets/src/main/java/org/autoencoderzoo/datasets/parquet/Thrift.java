package org.autoencoderzoo.datasets.parquet;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Reads Thrift's compact protocol, in which Parquet writes its descriptions. A buffer that ends too
 * early makes a {@link java.nio.BufferUnderflowException}.
 */
final class Thrift {
  private static final int TRUE = 1;
  private static final int FALSE = 2;
  private static final int BYTE = 3;
  private static final int DOUBLE = 7;
  private static final int BINARY = 8;
  private static final int LIST = 9;
  private static final int SET = 10;
  private static final int MAP = 11;
  private static final int STRUCT = 12;

  private static final int DEEPEST = 32;

  private final ByteBuffer in;
  private int depth;

  Thrift(ByteBuffer in) {
    this.in = in;
  }

  /** Takes the fields of a struct, and reads or skips each. */
  @FunctionalInterface
  interface Fields {
    void read(int id, int type);
  }

  /** Takes the elements of a list, and reads each. */
  @FunctionalInterface
  interface Elements {
    void read(int type);
  }

  void struct(Fields fields) {
    deeper();
    int id = 0;
    for (int head = in.get(); head != 0; head = in.get()) {
      int step = (head >> 4) & 0xf;
      id = step == 0 ? (int) zigzag() : id + step;
      fields.read(id, head & 0xf);
    }
    depth--;
  }

  void list(int type, Elements elements) {
    require(type == LIST || type == SET, "a list", type);
    deeper();
    int head = in.get() & 0xff;
    long size = head >> 4 == 0xf ? varint() : head >> 4;
    // Each element takes a byte at least.
    if (size < 0 || size > in.remaining()) {
      throw new IllegalArgumentException(
          "a list has " + size + " elements, but " + in.remaining() + " bytes are left");
    }
    for (long i = 0; i < size; i++) {
      elements.read(head & 0xf);
    }
    depth--;
  }

  boolean bool(int type) {
    require(type == TRUE || type == FALSE, "a boolean", type);
    return type == TRUE;
  }

  long whole(int type) {
    if (type == BYTE) {
      return in.get();
    }
    require(type > BYTE && type < DOUBLE, "a whole number", type);
    return zigzag();
  }

  int small(int type) {
    return Math.toIntExact(whole(type));
  }

  String text(int type) {
    require(type == BINARY, "a text", type);
    byte[] bytes = new byte[length()];
    in.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  void skip(int type) {
    switch (type) {
      case TRUE, FALSE -> {}
      case BYTE -> in.get();
      case DOUBLE -> in.position(Math.addExact(in.position(), Double.BYTES));
      case BINARY -> {
        int length = length();
        in.position(in.position() + length);
      }
      case LIST, SET -> list(type, this::skipElement);
      case MAP -> skipMap();
      case STRUCT -> struct((id, inner) -> skip(inner));
      default -> whole(type);
    }
  }

  /** Booleans take a byte in lists, and none as fields. */
  private void skipElement(int type) {
    if (type == TRUE || type == FALSE) {
      in.get();
    } else {
      skip(type);
    }
  }

  private void skipMap() {
    long size = varint();
    if (size < 0 || size > in.remaining()) {
      throw new IllegalArgumentException("a map has " + size + " entries");
    }
    int types = size == 0 ? 0 : in.get() & 0xff;
    for (long i = 0; i < size; i++) {
      skipElement(types >> 4);
      skipElement(types & 0xf);
    }
  }

  private int length() {
    long length = varint();
    if (length < 0 || length > in.remaining()) {
      throw new IllegalArgumentException(
          "a text has " + length + " bytes, but " + in.remaining() + " are left");
    }
    return (int) length;
  }

  private long zigzag() {
    long coded = varint();
    return (coded >>> 1) ^ -(coded & 1);
  }

  private long varint() {
    return Bits.varint(in);
  }

  private void deeper() {
    depth++;
    if (depth > DEEPEST) {
      throw new IllegalArgumentException("its description is nested too deep");
    }
  }

  private static void require(boolean holds, String expected, int type) {
    if (!holds) {
      throw new IllegalArgumentException("expected " + expected + ", found Thrift's type " + type);
    }
  }
}
