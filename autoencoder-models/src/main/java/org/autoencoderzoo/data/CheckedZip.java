package org.autoencoderzoo.data;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.nd4j.common.primitives.Triple;
import org.nd4j.linalg.api.buffer.BaseDataBuffer;
import org.nd4j.linalg.api.buffer.DataBuffer.AllocationMode;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Reads texts and ND4J's arrays from a zip file that may be damaged or hostile: no size in it is
 * believed before memory is taken for it, and each entry must have the checksum that the file
 * gives. ND4J's own reader allocates whatever an array's header says.
 */
public final class CheckedZip implements AutoCloseable {

  /** Far above any configuration, far below what would fill the memory. */
  private static final int MOST_TEXT_BYTES = 1 << 24;

  /** No byte of a deflated entry becomes more than these. */
  private static final long MOST_INFLATION = 1032;

  /** Rank, shape, strides, and three more, for the most dimensions that an array may have. */
  private static final long MOST_SHAPE_INFORMATION = 2 * 32 + 4;

  private final ZipFile zip;

  private CheckedZip(ZipFile zip) {
    this.zip = zip;
  }

  /**
   * Opens a file.
   *
   * @param file to read
   * @return its entries
   * @throws IOException if it cannot be read or is no zip
   */
  public static CheckedZip open(Path file) throws IOException {
    return new CheckedZip(new ZipFile(file.toFile()));
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
      long compressed =
          Math.min(zip.getEntry(name).getCompressedSize(), Files.size(Path.of(zip.getName())));
      require(
          length <= compressed * MOST_INFLATION / type.width(),
          name + " is too short for " + length + " values");
      INDArray values = Nd4j.createUninitialized(type, 1, length);
      values.data().read(in, header.getLeft(), length, type);
      require(in.read() < 0, name + " is longer than its values");
      checkEnd(checked, name);
      return values;
    } catch (EOFException | RuntimeException e) { // The latter is how ND4J reports the former.
      throw new IOException(name + " is damaged (" + e.getMessage() + ")", e);
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
