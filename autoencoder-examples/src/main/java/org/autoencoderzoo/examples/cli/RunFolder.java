package org.autoencoderzoo.examples.cli;

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
 * complete, and deleted if the run fails or is interrupted.
 */
final class RunFolder implements AutoCloseable {

  static final String ZOO = "zoo.json";
  static final String METRICS = "metrics.json";
  static final String REPORT = "report.html";

  private final Path target;
  private final Path draft;
  private final Thread cleaner = new Thread(this::deleteDraft);

  private RunFolder(Path target, Path draft) {
    this.target = target;
    this.draft = draft;
    Runtime.getRuntime().addShutdownHook(cleaner);
  }

  /** Prepares the folder, so that a place which cannot be written fails before any work is done. */
  static RunFolder prepare(Path folder) throws IOException {
    Path target = folder.toAbsolutePath().normalize();
    if (Files.exists(target) && !isReplaceable(target)) {
      throw new IOException(
          "The output folder " + folder + " exists and is no run of ae; choose another with --out");
    }
    try {
      Files.createDirectories(target.getParent());
      // Not a "temporary" directory: that one nobody else may read, even once it is in place.
      String name = "." + target.getFileName() + "-" + ProcessHandle.current().pid();
      return new RunFolder(target, Files.createDirectory(target.resolveSibling(name)));
    } catch (IOException e) {
      throw new IOException(
          "The output folder "
              + folder
              + " cannot be written ("
              + e
              + "); choose another with --out",
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

  /** {@return where a file of the run is to be written} */
  Path file(String name) {
    return draft.resolve(name);
  }

  /** Moves the complete folder into place; a former run there is replaced. */
  void publish() throws IOException {
    Path former = draft.resolveSibling(draft.getFileName() + "-former");
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
    deleteDraft();
    try {
      Runtime.getRuntime().removeShutdownHook(cleaner);
    } catch (IllegalStateException e) {
      // Already shutting down: the hook runs by itself.
    }
  }

  private void deleteDraft() {
    try {
      delete(draft);
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
