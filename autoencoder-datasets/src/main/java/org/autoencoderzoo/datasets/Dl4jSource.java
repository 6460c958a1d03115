package org.autoencoderzoo.datasets;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import org.deeplearning4j.common.resources.DL4JResources;
import org.deeplearning4j.config.DL4JSystemProperties;
import org.eclipse.deeplearning4j.resources.utils.MnistResourceConstants;
import org.nd4j.common.resources.Downloader;

/**
 * The MNIST that Deeplearning4j's own MnistFetcher downloads, from wherever {@link DL4JResources}
 * is set to.
 *
 * <p>Not MnistFetcher itself: it downloads into the user's home, and returns at once where it is
 * given another folder.
 */
final class Dl4jSource implements Source {
  private static final int CONNECT_MILLIS = 5_000;
  private static final int READ_MILLIS = 20_000;

  /** Where Deeplearning4j keeps its downloads if nobody else has said so. */
  private final Path baseFolder;

  Dl4jSource(Path baseFolder) {
    this.baseFolder = baseFolder;
  }

  @Override
  public String name() {
    return "Deeplearning4j's download";
  }

  @Override
  public void deliver(List<DataFile> wanted, Receiver receiver) throws IOException {
    initialiseResources();
    try (TemporaryFolder folder = TemporaryFolder.create()) {
      for (DataFile file : wanted) {
        String gzipped = file.name() + ".gz";
        URL url = DL4JResources.getURL(MnistResourceConstants.MNIST_ROOT + "/" + gzipped);
        Path path = folder.path().resolve(gzipped);
        // No MD5: the receiver has the SHA-256.
        download(url, path);
        try (InputStream content = Decompression.open(path)) {
          receiver.accept(file, content);
        }
      }
    }
  }

  private static void download(URL url, Path path) throws IOException {
    try {
      Downloader.download("MNIST", url, path.toFile(), "", 1, CONNECT_MILLIS, READ_MILLIS);
    } catch (IOException e) {
      // Java's messages are little more than a host's name.
      throw new IOException(
          "cannot download from " + url.getHost() + " (" + e.getClass().getSimpleName() + ")", e);
    }
  }

  /** {@link DL4JResources} creates a folder in the user's home when its class is initialised. */
  private void initialiseResources() {
    String property = DL4JSystemProperties.DL4J_RESOURCES_DIR_PROPERTY;
    if (System.getProperty(property) != null) {
      return;
    }
    System.setProperty(property, baseFolder.toString());
    try {
      DL4JResources.getBaseDirectory();
    } finally {
      System.clearProperty(property);
    }
  }
}
