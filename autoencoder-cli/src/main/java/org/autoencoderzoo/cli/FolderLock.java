package org.autoencoderzoo.cli;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Keeps a place for one process; the system gives it free when that ends, however it ends. */
final class FolderLock implements AutoCloseable {

  private final Path file;
  private final FileChannel channel;

  private FolderLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /** Says that another process, or another run of this one, has the place. */
  static final class TakenException extends IOException {
    private static final long serialVersionUID = 1L;
  }

  /** Takes the lock of a folder, which need not exist, by a hidden file beside it. */
  static FolderLock of(Path folder) throws IOException {
    Path file = folder.resolveSibling("." + folder.getFileName() + ".lock");
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        return new FolderLock(file, channel);
      }
    } catch (OverlappingFileLockException e) {
      // Taken by this very process.
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    channel.close();
    throw new TakenException();
  }

  @Override
  public synchronized void close() throws IOException {
    if (channel.isOpen()) {
      // In this order: afterwards, the file may be the lock of somebody else.
      Files.deleteIfExists(file);
      channel.close();
    }
  }
}
