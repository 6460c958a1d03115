package org.autoencoderzoo;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Takes zip files apart and writes others in their place, for tests of what reads them. */
public final class ZipEntries {

  private ZipEntries() {}

  /** The content of each entry, by name. */
  public static Map<String, byte[]> read(Path file) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        entries.put(entry.getName(), zip.readAllBytes());
      }
    }
    return entries;
  }

  /** Deflated. */
  public static void write(Path file, Map<String, byte[]> entries) throws IOException {
    write(file, entries, Deflater.DEFAULT_COMPRESSION);
  }

  /** So that the bytes stand in the file as they are. */
  public static void writeUncompressed(Path file, Map<String, byte[]> entries) throws IOException {
    write(file, entries, Deflater.NO_COMPRESSION);
  }

  private static void write(Path file, Map<String, byte[]> entries, int level) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.setLevel(level);
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
        zip.closeEntry();
      }
    }
  }

  /** What stands before an array's values, which do not follow: its shape, of zeros, and theirs. */
  public static byte[] arrayHeader(
      String shapeMode, long shapeLength, String shapeType, String mode, long length, String type)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeUTF(shapeMode);
    out.writeLong(shapeLength);
    out.writeUTF(shapeType);
    out.write(new byte[64]);
    out.writeUTF(mode);
    out.writeLong(length);
    out.writeUTF(type);
    return bytes.toByteArray();
  }

  /** Of an array that claims so many floats. */
  public static byte[] arrayHeader(long length) throws IOException {
    return arrayHeader("LONG_SHAPE", 8, "LONG", "MIXED_DATA_TYPES", length, "FLOAT");
  }
}
