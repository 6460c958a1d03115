package org.autoencoderzoo.internal.files;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Objects;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.nd4j.common.primitives.Triple;
import org.nd4j.linalg.api.buffer.BaseDataBuffer;
import org.nd4j.linalg.api.buffer.DataBuffer.AllocationMode;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.conditions.Conditions;

/**
 * Reads texts and ND4J's arrays from a zip file that may be damaged or hostile: no size in it is
 * believed before memory is taken for it, and each entry must have the checksum that the file
 * gives. ND4J's own reader allocates whatever an array's header says.
 */
public final class CheckedZip implements AutoCloseable {

  /** Room for what {@link BoundedJson} allows, far below what would fill the memory. */
  private static final int MOST_TEXT_BYTES = 1 << 24;

  /** No byte of a deflated entry becomes more than these. */
  private static final long MOST_INFLATION = 1032;

  /** Weights that were trained or drawn hardly deflate at all. */
  private static final long MOST_INFLATION_OF_PARAMETERS = 16;

  /** Rank, shape, strides, and three more, for the most dimensions that an array may have. */
  private static final long MOST_SHAPE_INFORMATION = 2 * 32 + 4;

  private final ZipFile zip;
  private final long size;

  private CheckedZip(ZipFile zip, long size) {
    this.zip = zip;
    this.size = size;
  }

  /**
   * Opens a file.
   *
   * @param file to read, or a link to it
   * @return its entries
   * @throws IOException if it cannot be read, is no regular file, or no zip
   */
  public static CheckedZip open(Path file) throws IOException {
    BasicFileAttributes found = attributes(file);
    while (true) {
      ZipFile zip = opened(file);
      // Another process may have replaced the file; its size must be that of what was opened.
      BasicFileAttributes now = attributes(file);
      if (now.size() == found.size() && Objects.equals(now.fileKey(), found.fileKey())) {
        return new CheckedZip(zip, now.size());
      }
      zip.close();
      found = now;
    }
  }

  private static BasicFileAttributes attributes(Path file) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
    require(attributes.isRegularFile(), "it is not a regular file");
    return attributes;
  }

  private static ZipFile opened(Path file) throws IOException {
    try {
      return new ZipFile(file.toFile());
    } catch (ZipException e) {
      throw new IOException("it is not a complete zip file", e);
    }
  }

  /** {@return the names of the entries, as the file gives them} */
  public List<String> names() {
    return zip.stream().map(ZipEntry::getName).toList();
  }

  /**
   * {@return whether there is an entry of this name}
   *
   * @param name of an entry
   */
  public boolean contains(String name) {
    return zip.getEntry(name) != null;
  }

  /**
   * Reads a text in UTF-8.
   *
   * @param name of an entry
   * @return all of it
   * @throws IOException if it is missing, damaged, or longer than 16 MiB
   */
  public String text(String name) throws IOException {
    try (CheckedInputStream in = stream(name)) {
      byte[] content = in.readNBytes(MOST_TEXT_BYTES);
      checkEnd(in, name);
      return new String(content, StandardCharsets.UTF_8);
    } catch (EOFException | ZipException e) {
      throw new IOException(name + " is damaged", e);
    }
  }

  /**
   * Reads an array that {@code Nd4j.write} wrote, whatever its shape was.
   *
   * @param name of an entry
   * @param type that it must have
   * @param length that it must have
   * @return its values, {@code [1, length]}
   * @throws IOException if it is missing, damaged, or of another type or length
   */
  public INDArray array(String name, DataType type, long length) throws IOException {
    return array(name, type, length, MOST_INFLATION);
  }

  /**
   * Reads the parameters of a network as {@link #array} does.
   *
   * @param name of an entry
   * @param type that it must have
   * @param length that it must have
   * @return its values, {@code [1, length]}
   * @throws IOException if it is missing, damaged, or of another type or length, is deflated to
   *     less than a sixteenth, or holds a value that is not finite
   */
  public INDArray parameters(String name, DataType type, long length) throws IOException {
    INDArray values = array(name, type, length, MOST_INFLATION_OF_PARAMETERS);
    require(
        values.scan(Conditions.notFinite()).longValue() == 0,
        name + " holds values that are not finite numbers");
    return values;
  }

  private INDArray array(String name, DataType type, long length, long mostInflation)
      throws IOException {
    try (CheckedInputStream checked = stream(name)) {
      DataInputStream in = new DataInputStream(new BufferedInputStream(checked));
      Triple<AllocationMode, Long, DataType> shape = BaseDataBuffer.readHeader(in);
      require(
          shape.getMiddle() >= 0 && shape.getMiddle() <= MOST_SHAPE_INFORMATION,
          name + " has no valid shape");
      in.skipNBytes(shape.getMiddle() * shape.getRight().width());
      Triple<AllocationMode, Long, DataType> header = BaseDataBuffer.readHeader(in);
      require(
          header.getMiddle() == length && header.getRight() == type,
          "%s holds %s values of type %s, the network needs %s of type %s"
              .formatted(name, header.getMiddle(), header.getRight(), length, type));
      long compressed = Math.min(zip.getEntry(name).getCompressedSize(), size);
      require(
          length <= compressed * mostInflation / type.width(),
          name + " is too short for " + length + " values");
      INDArray values = Nd4j.createUninitialized(type, 1, length);
      values.data().read(in, header.getLeft(), length, type);
      require(in.read() < 0, name + " is longer than its values");
      checkEnd(checked, name);
      return values;
    } catch (EOFException | ZipException | RuntimeException e) { // ND4J wraps the first.
      throw new IOException(name + " is damaged", e);
    }
  }

  private CheckedInputStream stream(String name) throws IOException {
    ZipEntry entry = zip.getEntry(name);
    require(entry != null, "it holds no " + name);
    return new CheckedInputStream(zip.getInputStream(entry), new CRC32());
  }

  /** A {@link ZipFile} does not compare checksums by itself. */
  private void checkEnd(CheckedInputStream in, String name) throws IOException {
    require(in.read() < 0, name + " is too long");
    require(
        in.getChecksum().getValue() == zip.getEntry(name).getCrc(),
        name + " does not have the checksum that the file gives");
  }

  private static void require(boolean holds, String otherwise) throws IOException {
    if (!holds) {
      throw new IOException(otherwise);
    }
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
