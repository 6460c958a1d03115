package org.autoencoderzoo.datasets;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.autoencoderzoo.files.Sha256;

/**
 * A folder on this machine. Its files may be compressed (gzip, xz), and may be named {@code
 * train-images.idx3-ubyte} for {@code train-images-idx3-ubyte}.
 */
record FolderSource(String name, Path folder) implements Source {

  @Override
  public void deliver(List<DataFile> wanted, Receiver receiver) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new IOException("there is no such folder");
    }
    for (DataFile file : wanted) {
      Optional<Path> path = find(file);
      if (path.isPresent()) {
        try (InputStream content = Decompression.open(path.get())) {
          receiver.accept(file, content);
        }
      }
    }
  }

  /** Where all of the files are; a folder that lacks one is refused. */
  List<Path> all(List<DataFile> files) throws DataUnavailableException {
    requireFolder();
    List<Path> paths = new ArrayList<>();
    for (DataFile file : files) {
      paths.add(
          find(file)
              .orElseThrow(
                  () ->
                      new DataUnavailableException(
                          "%s lacks the file %s; it must hold %s, plain or gzipped"
                              .formatted(
                                  folder,
                                  file.name(),
                                  files.stream()
                                      .map(DataFile::name)
                                      .collect(Collectors.joining(", "))))));
    }
    return paths;
  }

  private void requireFolder() throws DataUnavailableException {
    if (!Files.isDirectory(folder)) {
      throw new DataUnavailableException(
          folder + " is not a folder; name one that holds the files of the data set");
    }
  }

  /** Refuses a folder that does not exist or holds a damaged or foreign file under a known name. */
  void requireRight(List<DataFile> files) throws DataUnavailableException {
    requireFolder();
    for (DataFile file : files) {
      Optional<Path> path = find(file);
      if (path.isPresent()) {
        requireRight(file, path.get());
      }
    }
  }

  private static void requireRight(DataFile file, Path path) throws DataUnavailableException {
    try (InputStream content = Decompression.open(path)) {
      String found = Sha256.copy(content, OutputStream.nullOutputStream());
      if (!found.equals(file.sha256())) {
        if (file.name().contains("-idx")) {
          Idx.read(path); // A file that is cut off says so.
        }
        throw new WrongContentException(file, found);
      }
    } catch (IOException e) {
      throw new DataUnavailableException(
          path + " cannot be used: " + e.getMessage() + "; replace it, or name another folder", e);
    }
  }

  private Optional<Path> find(DataFile file) {
    return Stream.of(file.name(), file.name().replace("-idx", ".idx"))
        .flatMap(variant -> Stream.of(variant, variant + ".gz"))
        .map(folder::resolve)
        .filter(Files::isRegularFile)
        .findFirst();
  }
}
