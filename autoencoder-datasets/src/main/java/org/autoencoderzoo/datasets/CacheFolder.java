package org.autoencoderzoo.datasets;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.autoencoderzoo.files.AtomicFile;
import org.autoencoderzoo.files.Sha256;

/** The folder that keeps the verified, decompressed files of one data set. */
record CacheFolder(Path path) {
  private static final String PROPERTY = "autoencoderzoo.cache";
  private static final String VARIABLE = "AUTOENCODER_ZOO_CACHE";
  private static final String NAME = "autoencoder-zoo";

  static CacheFolder of(String dataSet) {
    return new CacheFolder(root(System::getProperty, System::getenv).resolve(dataSet));
  }

  /** The folder above those of the data sets: as the user says, else as the XDG rules say. */
  static Path root(UnaryOperator<String> property, UnaryOperator<String> environment) {
    return Stream.of(
            set(property.apply(PROPERTY)),
            set(environment.apply(VARIABLE)),
            set(environment.apply("XDG_CACHE_HOME"))
                .filter(Path::isAbsolute)
                .map(cache -> cache.resolve(NAME)))
        .flatMap(Optional::stream)
        .findFirst()
        .orElseGet(() -> Path.of(property.apply("user.home"), ".cache", NAME))
        .toAbsolutePath();
  }

  private static Optional<Path> set(String value) {
    return Optional.ofNullable(value).filter(text -> !text.isBlank()).map(Path::of);
  }

  Path resolve(DataFile file) {
    return path.resolve(file.name());
  }

  /**
   * Whether a file is there and right.
   *
   * @throws WrongContentException if it is there and wrong
   */
  boolean holds(DataFile file) throws IOException {
    Path cached = resolve(file);
    if (!Files.isRegularFile(cached)) {
      return false;
    }
    String found = Sha256.of(cached);
    if (!found.equals(file.sha256())) {
      throw new WrongContentException(file, found);
    }
    return true;
  }

  /** Keeps a file, if its content is right. */
  void store(DataFile file, InputStream content) throws IOException {
    AtomicFile.write(
        resolve(file),
        out -> {
          String found = Sha256.copy(content, out);
          if (!found.equals(file.sha256())) {
            throw new WrongContentException(file, found);
          }
        });
  }

  /** Leaves no empty folder behind where nothing could be fetched. */
  void deleteIfEmpty() throws IOException {
    try {
      Files.deleteIfExists(path);
    } catch (DirectoryNotEmptyException e) {
      // It holds some of the files, which need not be fetched again.
    }
  }

  /** Refuses a folder that cannot be written, before anything is fetched for it. */
  void requireWritable() throws IOException {
    String reason = "no permission";
    try {
      if (!Files.isDirectory(path)) {
        Files.createDirectories(path);
      }
      if (Files.isWritable(path)) {
        return;
      }
    } catch (IOException e) {
      reason = e.toString();
    }
    throw new DataUnavailableException(
        String.format(
            "cannot write to the cache folder %s: %s; set %s to a writable folder",
            path, reason, VARIABLE));
  }
}
