package org.autoencoderzoo.datasets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.io.FileUtils;

/** A folder that is deleted with all that it holds. */
record TemporaryFolder(Path path) implements AutoCloseable {

  static TemporaryFolder create() throws IOException {
    return new TemporaryFolder(Files.createTempDirectory("autoencoder-zoo-"));
  }

  @Override
  public void close() {
    // Quietly: what was to be done here is done, and the system clears its temporary folder.
    FileUtils.deleteQuietly(path.toFile());
  }
}
