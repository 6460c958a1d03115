package org.autoencoderzoo.datasets;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * A data set whose files come from a Debian package.
 *
 * @param files its files
 * @param origin the package
 */
record DebianData(FileSet files, DebianPackage origin) {

  static DebianData of(String id, String title, DebianPackage origin, DataFile... files) {
    return new DebianData(new FileSet(id, title, List.of(files), origin.remedy()), origin);
  }

  /** Fills the cache folder and names it. */
  Path fetch(Consumer<String> progress) throws IOException {
    return fetching(progress).from(origin.sources());
  }

  /** Fills the cache folder, from a folder that the user names where it has the files. */
  Path fetch(Path dataDir) throws IOException {
    return fetching(line -> {}).from(dataDir, origin.sources());
  }

  private DataFetch fetching(Consumer<String> progress) {
    return new DataFetch(files, CacheFolder.of(files.id()), progress);
  }
}
