package org.autoencoderzoo.datasets;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipException;
import org.tukaani.xz.XZIOException;

/**
 * Reads what {@code save} of R writes in its binary form (versions 2 and 3, XDR): the vectors that
 * data frames are made of, and their attributes.
 *
 * <p>The format is described in "R Internals", section 1.8, Serialization Formats. An item begins
 * with 32 bits of flags: the lowest 8 are its type, bit 9 says that attributes follow it, bit 10
 * that a tag (its name) goes before its value. Lengths are compared with the bytes that are left
 * before anything is reserved.
 */
final class RData {
  private static final int SYMBOL = 1;
  private static final int PAIR = 2;
  private static final int CHARACTERS = 9;
  private static final int LOGICALS = 10;
  private static final int INTEGERS = 13;
  private static final int DOUBLES = 14;
  private static final int STRINGS = 16;
  private static final int LIST = 19;
  private static final int NULL = 254;
  private static final int REFERENCE = 255;

  private static final int HAS_ATTRIBUTES = 1 << 9;
  private static final int HAS_TAG = 1 << 10;

  /** A data frame is 3 deep: the list, a column, its levels. */
  private static final int DEEPEST = 16;

  private final Path file;
  private final ByteBuffer in;
  private final List<String> symbols = new ArrayList<>();
  private int depth;

  private RData(Path file, byte[] bytes) {
    this.file = file;
    this.in = ByteBuffer.wrap(bytes);
  }

  /**
   * Reads a file, plain or compressed with gzip or xz.
   *
   * @return the objects that were saved, by name
   * @throws IOException if the file cannot be read, is damaged, or holds more than vectors
   */
  static Map<String, RObject> read(Path file) throws IOException {
    byte[] bytes;
    try (InputStream in = Decompression.open(file)) {
      bytes = in.readAllBytes();
    } catch (EOFException | ZipException | XZIOException e) {
      throw new IOException(
          file
              + " is damaged: "
              + Objects.requireNonNullElse(e.getMessage(), "it is cut off")
              + "; get it again",
          e);
    }
    return new RData(file, bytes).objects();
  }

  private Map<String, RObject> objects() throws IOException {
    String magic = text(Math.min(7, in.remaining()));
    if (!magic.matches("RDX[23]\nX\n")) {
      throw new IOException(
          file + " is not binary data of R: it does not begin with RDX2 or RDX3 and X");
    }
    int version = number();
    number(); // The version of R that wrote it.
    number(); // The oldest version of R that can read it.
    if (version == 3) {
      text(length(1)); // The encoding of the strings that do not say theirs.
    } else if (version != 2) {
      throw damaged("the version of its format is " + version + ", expected 2 or 3");
    }
    Map<String, RObject> objects = pairs();
    if (in.hasRemaining()) {
      throw damaged(in.remaining() + " bytes follow its end");
    }
    return objects;
  }

  /** A chain of tagged values: the saved objects, or the attributes of one. */
  private Map<String, RObject> pairs() throws IOException {
    Map<String, RObject> pairs = new LinkedHashMap<>();
    int flags = number();
    while (type(flags) != NULL) {
      if (type(flags) != PAIR || (flags & HAS_ATTRIBUTES) != 0 || (flags & HAS_TAG) == 0) {
        throw damaged(String.format("found the flags 0x%x, expected a named value", flags));
      }
      String name = symbol();
      pairs.put(name, vector());
      flags = number();
    }
    return pairs;
  }

  private String symbol() throws IOException {
    int flags = number();
    if (type(flags) == SYMBOL) {
      symbols.add(characters());
      return symbols.get(symbols.size() - 1);
    }
    if (type(flags) != REFERENCE) {
      throw damaged(String.format("found the flags 0x%x, expected a name", flags));
    }
    // A number too large for the flags follows them.
    int index = flags >>> 8 == 0 ? number() : flags >>> 8;
    if (index < 1 || index > symbols.size()) {
      throw damaged("found name " + index + " of " + symbols.size());
    }
    return symbols.get(index - 1);
  }

  private RObject vector() throws IOException {
    int flags = number();
    if (type(flags) == NULL) {
      return RObject.NULL;
    }
    depth++;
    if (depth > DEEPEST) {
      throw damaged("its objects are nested more than " + DEEPEST + " deep");
    }
    Object content = content(type(flags));
    Map<String, RObject> attributes = (flags & HAS_ATTRIBUTES) != 0 ? pairs() : Map.of();
    depth--;
    return new RObject(content, attributes);
  }

  private Object content(int type) throws IOException {
    return switch (type) {
      case LOGICALS, INTEGERS -> {
        int[] values = new int[length(Integer.BYTES)];
        in.asIntBuffer().get(values);
        in.position(in.position() + values.length * Integer.BYTES);
        yield values;
      }
      case DOUBLES -> {
        double[] values = new double[length(Double.BYTES)];
        in.asDoubleBuffer().get(values);
        in.position(in.position() + values.length * Double.BYTES);
        yield values;
      }
      case STRINGS -> {
        // Each has flags and a length, at least.
        String[] values = new String[length(2 * Integer.BYTES)];
        for (int i = 0; i < values.length; i++) {
          values[i] = characters();
        }
        yield values;
      }
      case LIST -> {
        RObject[] values = new RObject[length(Integer.BYTES)];
        for (int i = 0; i < values.length; i++) {
          values[i] = vector();
        }
        yield values;
      }
      default ->
          throw new IOException(
              String.format(
                  "%s, byte %d: found an object of R's type %d, expected numbers, strings or a list",
                  file, in.position() - Integer.BYTES, type));
    };
  }

  private String characters() throws IOException {
    int flags = number();
    if (type(flags) != CHARACTERS || (flags & HAS_ATTRIBUTES) != 0) {
      throw damaged(String.format("found the flags 0x%x, expected a string", flags));
    }
    in.mark();
    if (number() == -1) {
      return "NA"; // As R prints it.
    }
    in.reset();
    return text(length(1));
  }

  private String text(int bytes) {
    String text = new String(in.array(), in.position(), bytes, StandardCharsets.UTF_8);
    in.position(in.position() + bytes);
    return text;
  }

  private int length(int bytesEach) throws IOException {
    int length = number();
    if (length < 0 || length > in.remaining() / bytesEach) {
      throw damaged(
          String.format("found a length of %d, but %d bytes are left", length, in.remaining()));
    }
    return length;
  }

  private int number() throws IOException {
    if (in.remaining() < Integer.BYTES) {
      throw damaged("it is cut off");
    }
    return in.getInt();
  }

  private static int type(int flags) {
    return flags & 0xff;
  }

  private IOException damaged(String reason) {
    return new IOException(
        String.format("%s is damaged at byte %d: %s; get it again", file, in.position(), reason));
  }
}
