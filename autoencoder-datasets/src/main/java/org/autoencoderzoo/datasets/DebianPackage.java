package org.autoencoderzoo.datasets;

import java.nio.file.Path;
import java.util.List;

/**
 * A Debian package that holds the files of a data set in one folder.
 *
 * @param name the package
 * @param folder the folder, relative to the root of the file system
 */
record DebianPackage(String name, String folder) {

  /** Where the package is installed, and the archive that it comes from. */
  List<Source> sources() {
    Path installed = Path.of("/", folder);
    return List.of(new FolderSource("the folder " + installed, installed), new DebianSource(this));
  }

  /** What the user can do if the files of a data set are nowhere. */
  String remedy() {
    return "on Debian and Ubuntu, apt-get update lets them be fetched from the package "
        + name
        + "; elsewhere unpack that package and name the folder that holds its files";
  }
}
