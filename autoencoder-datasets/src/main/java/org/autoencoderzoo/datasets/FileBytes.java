package org.autoencoderzoo.datasets;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.zip.ZipException;
import org.autoencoderzoo.columns.WrongTableException;
import org.autoencoderzoo.files.Sha256;
import org.tukaani.xz.XZIOException;

/** The bytes of a file, which must stay the same as long as they are read. */
final class FileBytes implements TableBytes {

  /** What tells a file from a later one in its place. */
  private record Stamp(long bytes, FileTime changed) {}

  private final Path file;
  private Stamp first;
  private String sha256;

  FileBytes(Path file) {
    this.file = file;
  }

  @Override
  public String name() {
    return file.toString();
  }

  @Override
  public byte[] start(int most) throws IOException {
    try (InputStream in = open()) {
      return in.readNBytes(most);
    } catch (EOFException | ZipException | XZIOException e) {
      throw new WrongTableException(
          name() + " is damaged: " + e.getMessage() + "; get it again", e);
    }
  }

  @Override
  public InputStream open() throws IOException {
    InputStream in = Decompression.open(file);
    try {
      requireUnchanged();
      return in;
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  private synchronized void requireUnchanged() throws IOException {
    Stamp now = new Stamp(Files.size(file), Files.getLastModifiedTime(file));
    if (first != null && !first.equals(now)) {
      throw new WrongTableException(
          name() + " was changed since it was opened; wait until it is written, and begin again");
    }
    first = now;
  }

  @Override
  public synchronized Map<String, String> identity() throws IOException {
    requireUnchanged();
    if (sha256 == null) {
      sha256 = Sha256.of(file);
    }
    return Map.of("file", name(), "bytes", Long.toString(first.bytes()), "sha256", sha256);
  }
}
