package org.autoencoderzoo.data;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * Writes a file so that readers see either the old content or all of the new one.
 *
 * <p>The content goes to a temporary file in the same folder, which then moves over the target in
 * one step. Whatever fails on the way, the target is as it was and the temporary file is gone.
 */
public final class AtomicFile {
  private static final int BUFFER_BYTES = 1 << 16;

  private AtomicFile() {}

  /** Produces the content of a file. */
  @FunctionalInterface
  public interface ContentWriter {
    /**
     * Writes the whole content.
     *
     * @param out where the content goes; buffered, and closed by the caller
     * @throws IOException to give up: the target then stays as it was
     */
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Replaces or creates a file, and the folders above it where they are missing.
   *
   * @param target the file
   * @param content writes what the file is to hold
   * @throws IOException if the content or the file cannot be written
   */
  public static void write(Path target, ContentWriter content) throws IOException {
    Path folder = target.toAbsolutePath().getParent();
    if (folder == null || Files.isDirectory(target)) {
      throw new IOException("cannot write " + target + ": it is a folder; name a file");
    }
    // Not Files.createTempFile: that one gives the file to its owner alone.
    Path temporary = folder.resolve("." + target.getFileName() + "." + UUID.randomUUID() + ".part");
    OutputStream out = open(target, folder, temporary);
    try {
      try (out) {
        content.writeTo(out);
      }
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      // A full disk says no more than that; a refusal of the content has a type of its own.
      throw e.getClass() == IOException.class
          ? new IOException("cannot write " + target + ": " + e.getMessage(), e)
          : e;
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private static OutputStream open(Path target, Path folder, Path temporary) throws IOException {
    try {
      // Files.createDirectories refuses a symbolic link to a folder on Java 17.
      if (!Files.isDirectory(folder)) {
        Files.createDirectories(folder);
      }
      return new BufferedOutputStream(
          Files.newOutputStream(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
          BUFFER_BYTES);
    } catch (FileSystemException e) {
      throw new IOException("cannot write " + target + ": " + e, e);
    }
  }
}
