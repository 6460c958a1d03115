package org.autoencoderzoo.files;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.UUID;

/**
 * Writes a file so that readers see either the old content or all of the new one.
 *
 * <p>The content goes to a temporary file in the same folder, which then moves over the target in
 * one step. Whatever fails on the way, the target is as it was and the temporary file is gone.
 * Symbolic links are followed: the file that they lead to is replaced. What is no regular file,
 * such as a pipe or a device, is never replaced but written to.
 */
public final class AtomicFile {
  private static final int BUFFER_BYTES = 1 << 16;

  private static final int MOST_LINKS = 40;

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
    Path place = followed(target.toAbsolutePath(), MOST_LINKS);
    if (Files.isDirectory(place)) {
      throw new IOException("cannot write " + target + ": it is a folder; name a file");
    }
    try {
      if (isOpenFile(place) || (Files.exists(place) && !Files.isRegularFile(place))) {
        try (OutputStream out =
            new BufferedOutputStream(new FileOutputStream(place.toFile(), true), BUFFER_BYTES)) {
          content.writeTo(out);
        }
      } else {
        replace(place, content);
      }
    } catch (IOException e) {
      // A full disk says no more than that; a refusal of the content has another type.
      throw e.getClass() == IOException.class || e instanceof FileSystemException
          ? new IOException("cannot write " + target + ": " + reason(e), e)
          : e;
    }
  }

  /** Where a link leads to, were it to a file that is yet to be made. */
  private static Path followed(Path path, int mostLinks) throws IOException {
    if (!Files.isSymbolicLink(path) || isOpenFile(path)) {
      return path;
    }
    if (mostLinks == 0) {
      throw new IOException("cannot write " + path + ": its links lead in a circle");
    }
    return followed(path.resolveSibling(Files.readSymbolicLink(path)), mostLinks - 1);
  }

  /** Whether this is a name that Linux gives to a file which a process has open. */
  private static boolean isOpenFile(Path path) throws IOException {
    Path folder = path.getParent();
    return folder != null && Files.exists(folder) && folder.toRealPath().startsWith("/proc");
  }

  private static void replace(Path place, ContentWriter content) throws IOException {
    Path folder = place.getParent();
    // Files.createDirectories refuses a symbolic link to a folder on Java 17.
    if (!Files.isDirectory(folder)) {
      createDirectories(folder);
    }
    // Not Files.createTempFile: that one gives the file to its owner alone.
    Path temporary = folder.resolve("." + place.getFileName() + "." + UUID.randomUUID() + ".part");
    temporary.toFile().deleteOnExit(); // Of a process that is told to end.
    try {
      try (OutputStream out =
          new BufferedOutputStream(
              Files.newOutputStream(
                  temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              BUFFER_BYTES)) {
        content.writeTo(out);
      }
      keepPermissions(place, temporary);
      Files.move(temporary, place, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private static void createDirectories(Path folder) throws IOException {
    try {
      Files.createDirectories(folder);
    } catch (FileAlreadyExistsException e) {
      throw new IOException(e.getFile() + " is a file, not a folder; choose another name", e);
    }
  }

  /** What only its owner may read stays so. */
  private static void keepPermissions(Path former, Path temporary) throws IOException {
    if (Files.exists(former)
        && Files.getFileStore(former).supportsFileAttributeView(PosixFileAttributeView.class)) {
      Files.setPosixFilePermissions(temporary, Files.getPosixFilePermissions(former));
    }
  }

  private static String reason(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    String reason = e instanceof FileSystemException file ? file.getReason() : e.getMessage();
    return reason == null ? e.toString() : reason;
  }
}
