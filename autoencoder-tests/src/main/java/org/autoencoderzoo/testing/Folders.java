package org.autoencoderzoo.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Folders that a check makes, and removes. */
final class Folders {

  private Folders() {}

  static void delete(Path folder) throws IOException {
    List<Path> innermostFirst;
    try (Stream<Path> all = Files.walk(folder)) {
      innermostFirst = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : innermostFirst) {
      Files.delete(path);
    }
  }
}
