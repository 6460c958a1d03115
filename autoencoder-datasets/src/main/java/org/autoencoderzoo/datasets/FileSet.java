package org.autoencoderzoo.datasets;

import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.autoencoderzoo.files.Sha256;

/**
 * The files of a data set.
 *
 * @param id its id, also the name of its cache folder
 * @param title its name
 * @param files all files that it needs
 * @param remedy what the user can do if the files are nowhere
 */
record FileSet(String id, String title, List<DataFile> files, String remedy) {

  /** The SHA-256 over the raw digests of the files. */
  String sha256() {
    String digests = files.stream().map(DataFile::sha256).collect(Collectors.joining());
    return Sha256.of(HexFormat.of().parseHex(digests));
  }
}
