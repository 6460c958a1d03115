package org.autoencoderzoo.datasets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder of a Debian package, through {@code apt-get download} and {@code dpkg-deb -x}: nothing
 * is installed, no script of the package runs, and no rights of root are needed.
 */
final class DebianSource implements Source {
  private final DebianPackage origin;
  private final String searchPath;
  private final Duration patience;

  DebianSource(DebianPackage origin) {
    this(origin, ExternalProgram.path(), ExternalProgram.PATIENCE);
  }

  DebianSource(DebianPackage origin, String searchPath, Duration patience) {
    this.origin = origin;
    this.searchPath = searchPath;
    this.patience = patience;
  }

  @Override
  public String name() {
    return "apt-get download " + origin.name();
  }

  @Override
  public void deliver(List<DataFile> wanted, Receiver receiver) throws IOException {
    ExternalProgram apt = ExternalProgram.find("apt-get", searchPath, patience);
    ExternalProgram dpkg = ExternalProgram.find("dpkg-deb", searchPath, patience);
    try (TemporaryFolder folder = TemporaryFolder.create()) {
      // No retries: without a network they take minutes.
      apt.run(folder.path(), "-q", "-o", "Acquire::Retries=0", "download", origin.name());
      Path archive = archive(folder.path());
      Path unpacked = Files.createDirectory(folder.path().resolve("unpacked"));
      dpkg.run(folder.path(), "-x", archive.toString(), unpacked.toString());
      Path content = unpacked.resolve(origin.folder());
      if (!Files.isDirectory(content)) {
        throw new IOException(archive.getFileName() + " holds no folder /" + origin.folder());
      }
      new FolderSource(name(), content).deliver(wanted, receiver);
    }
  }

  private Path archive(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(origin.name() + "_"))
          .filter(file -> file.getFileName().toString().endsWith(".deb"))
          .findFirst()
          .orElseThrow(
              () ->
                  new IOException(
                      "it ended without an error, but wrote no " + origin.name() + "_*.deb"));
    }
  }
}
