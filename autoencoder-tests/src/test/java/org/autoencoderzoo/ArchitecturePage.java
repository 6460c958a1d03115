package org.autoencoderzoo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The walks through the classes on docs/architecture.md. */
public final class ArchitecturePage {

  private static final Path PAGE =
      Path.of("").toAbsolutePath().resolveSibling("docs").resolve("architecture.md");

  private static final Pattern ROW = Pattern.compile("(?m)^\\| `(\\w+)` \\|");

  private ArchitecturePage() {}

  /**
   * The classes in the table of a section.
   *
   * @param heading of the section
   * @return their simple names, from the top down
   * @throws IOException if the page cannot be read
   */
  public static List<String> walk(String heading) throws IOException {
    String page = Files.readString(PAGE);
    int start = page.indexOf("## " + heading + "\n");
    int next = page.indexOf("\n## ", start);
    return ROW.matcher(page.substring(start, next < 0 ? page.length() : next))
        .results()
        .map(row -> row.group(1))
        .toList();
  }
}
