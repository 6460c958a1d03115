package org.autoencoderzoo.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The part of a document that a run may replace: what stands between two comments. */
final class DocsSection {

  private static final String BEGIN = "<!-- benchmarks: begin -->\n";
  private static final String END = "<!-- benchmarks: end -->";

  private DocsSection() {}

  /**
   * Replaces the section.
   *
   * @param file Markdown that holds both comments
   * @param markdown what shall stand between them
   * @throws IOException if the file cannot be read or written, or does not hold them
   */
  static void write(Path file, String markdown) throws IOException {
    String text = Files.readString(file);
    int begin = text.indexOf(BEGIN);
    int end = text.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IOException(
          file + " does not hold the lines " + BEGIN.strip() + " and " + END + " in this order");
    }
    Files.writeString(
        file, text.substring(0, begin + BEGIN.length()) + markdown + text.substring(end));
  }
}
