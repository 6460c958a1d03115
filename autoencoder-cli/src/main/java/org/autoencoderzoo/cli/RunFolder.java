package org.autoencoderzoo.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder that a run of training fills: made beside its final place, moved there once it is
 * complete, and deleted if the run fails or is interrupted. A lock keeps other runs away from the
 * place; what a killed one left there is cleared away by the next.
 */
final class RunFolder implements AutoCloseable {

  static final String ZOO = "zoo.json";
  static final String METRICS = "metrics.json";
  static final String FILTERS = "filters.png";
  static final String REPORT = "report.html";

  private final Path target;
  private final Path draft;
  private final Path former;
  private final FolderLock lock;
  private final String option;
  private final Thread cleaner = new Thread(this::clear);

  private RunFolder(Path target, FolderLock lock, String option) throws IOException {
    this.target = target;
    this.lock = lock;
    this.option = option;
    draft = target.resolveSibling("." + target.getFileName() + "-draft");
    former = target.resolveSibling("." + target.getFileName() + "-former");
    clearAway();
    // Not a "temporary" directory: that one nobody else may read, even once it is in place.
    Files.createDirectory(draft);
    Runtime.getRuntime().addShutdownHook(cleaner);
  }

  /** Prepares the folder, so that a place which cannot be written fails before any work is done. */
  static RunFolder prepare(Path folder, boolean replaces) throws IOException {
    return prepare(folder, replaces, "--out");
  }

  /** The same for a folder that another option names. */
  static RunFolder prepare(Path folder, boolean replaces, String option) throws IOException {
    Path target = followed(folder, option);
    if (Files.exists(target) && !isReplaceable(target)) {
      throw new IOException(
          "The output folder "
              + folder
              + " exists and is not a run of ae; choose another with "
              + option);
    }
    FolderLock lock = null;
    try {
      Files.createDirectories(target.getParent());
      lock = FolderLock.of(target);
      RunFolder run = new RunFolder(target, lock, option);
      run.requireFree(folder, replaces);
      run.requireMovable(folder);
      return run;
    } catch (UnfitException e) {
      throw e;
    } catch (FolderLock.TakenException e) {
      throw new IOException(
          "Another run is writing to " + folder + "; wait for it, or choose another with " + option,
          e);
    } catch (IOException e) {
      if (lock != null) {
        lock.close();
      }
      throw new IOException(
          "The output folder "
              + folder
              + " cannot be written ("
              + FailureMessage.of(e)
              + "); choose another with "
              + option,
          e);
    }
  }

  /** Says that there is a run already, or that none can be moved there. */
  private static final class UnfitException extends IOException {
    private static final long serialVersionUID = 1L;

    UnfitException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** The place itself, where it is a link to a folder. */
  private static Path followed(Path folder, String option) throws IOException {
    if (Files.isSymbolicLink(folder) && Files.notExists(folder)) {
      throw new IOException(
          "The output folder "
              + folder
              + " is a link to "
              + Files.readSymbolicLink(folder)
              + ", which does not exist; make that folder, or choose another with "
              + option);
    }
    return Files.exists(folder) ? folder.toRealPath() : folder.toAbsolutePath().normalize();
  }

  /** After what a killed run was about to replace is back in its place. */
  private void requireFree(Path folder, boolean replaces) throws UnfitException {
    if (!replaces && Files.exists(target.resolve(ZOO))) {
      close();
      throw new UnfitException(
          "The output folder "
              + folder
              + " holds a run already; choose another with "
              + option
              + ", or replace it with --force",
          null);
    }
  }

  /** Tries what publishing does: it fails where a disk is mounted, as in a container. */
  private void requireMovable(Path folder) throws UnfitException {
    if (Files.notExists(target)) {
      return;
    }
    try {
      move(target, former);
      move(former, target);
    } catch (IOException e) {
      close();
      throw new UnfitException(
          "The output folder "
              + folder
              + " cannot be replaced ("
              + FailureMessage.of(e)
              + "); choose one inside of it with "
              + option
              + ", such as "
              + folder.resolve("run"),
          e);
    }
  }

  private static boolean isReplaceable(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> content = files.toList();
      return content.isEmpty() || content.contains(folder.resolve(ZOO));
    }
  }

  /** {@return where the files of the run are to be written} */
  Path folder() {
    return draft;
  }

  /** Removes what a killed run left, and puts back what it was about to replace. */
  private void clearAway() throws IOException {
    delete(draft);
    if (Files.exists(former) && Files.notExists(target)) {
      move(former, target);
    }
    delete(former);
    String unfinished = "." + checkpoint().getFileName() + ".";
    try (Stream<Path> files = Files.list(target.getParent())) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        if (name.startsWith(unfinished) && name.endsWith(".part")) {
          Files.delete(file);
        }
      }
    }
  }

  /** {@return where the run saves what it needs to be continued: beside the folder, to be found} */
  Path checkpoint() {
    return target.resolveSibling(target.getFileName() + ".checkpoint");
  }

  /** {@return where a file of the run is to be written} */
  Path file(String name) {
    return draft.resolve(name);
  }

  /** Moves the complete folder into place; a former run there is replaced. */
  void publish() throws IOException {
    boolean replaces = Files.exists(target);
    if (replaces) {
      move(target, former);
    }
    move(draft, target);
    if (replaces) {
      delete(former);
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to);
    }
  }

  /** Deletes the draft, if it was not published. */
  @Override
  public void close() {
    clear();
    try {
      Runtime.getRuntime().removeShutdownHook(cleaner);
    } catch (IllegalStateException e) {
      // Already shutting down: the hook runs by itself.
    }
  }

  private void clear() {
    try {
      delete(draft);
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path folder) throws IOException {
    if (Files.notExists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
