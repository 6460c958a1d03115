package org.autoencoderzoo.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The tables at the end of docs/testing.md: every wrong part, with the check that refuses it and
 * its message. Run {@link #main} in the folder of this module to write them anew.
 */
final class WrongPartsPage {

  static final Map<String, List<WrongPart>> KINDS = kinds();

  private static final Path PAGE = Path.of("..", "docs", "testing.md");

  private static final String COUNT = "\\d+ wrong parts";

  private WrongPartsPage() {}

  private static Map<String, List<WrongPart>> kinds() {
    Map<String, List<WrongPart>> kinds = new LinkedHashMap<>();
    kinds.put("Penalties", WrongPenaltiesTest.PARTS);
    kinds.put("Penalties on a decoder", WrongDecoderPenaltiesTest.PARTS);
    kinds.put("Corruptions", WrongCorruptionsTest.PARTS);
    kinds.put("Losses", WrongLossesTest.PARTS);
    kinds.put("Activations", WrongActivationsTest.PARTS);
    kinds.put("Layers", WrongLayersTest.PARTS);
    kinds.put("Layers with weights", WrongWeightedLayersTest.PARTS);
    kinds.put("Selections", WrongSelectionsTest.PARTS);
    kinds.put("Updaters", WrongUpdatersTest.PARTS);
    kinds.put("Models", WrongModelsTest.PARTS);
    return kinds;
  }

  /**
   * Writes the tables.
   *
   * @param args none
   * @throws IOException if the page cannot be read or written
   */
  public static void main(String[] args) throws IOException {
    String page = Files.readString(PAGE);
    for (String kind : KINDS.keySet()) {
      int start = start(page, kind);
      page = page.substring(0, start) + table(KINDS.get(kind)) + page.substring(end(page, start));
    }
    Files.writeString(PAGE, page.replaceFirst(COUNT, count()));
  }

  /** What the page's first lines say of all tables. */
  static String count() {
    return KINDS.values().stream().mapToInt(List::size).sum() + " wrong parts";
  }

  /** The first lines of the page. */
  static String beginning() throws IOException {
    String page = Files.readString(PAGE);
    return page.substring(0, page.indexOf("\n## "));
  }

  /** The table that the page has, from its first row to its last. */
  static String onPage(String kind) throws IOException {
    return table(Files.readString(PAGE), kind);
  }

  private static String table(String page, String kind) {
    int start = start(page, kind);
    return page.substring(start, end(page, start));
  }

  private static int start(String page, String kind) {
    String heading = "\n### " + kind + "\n\n| wrong part | check | message |\n|---|---|---|\n";
    int start = page.indexOf(heading);
    if (start < 0) {
      throw new IllegalStateException("No table under the heading " + kind + " on " + PAGE);
    }
    return start + heading.length();
  }

  /** Behind the last row: a table ends at an empty line, or with the page. */
  private static int end(String page, int start) {
    int end = page.indexOf("\n\n", start - 1);
    return end < 0 ? page.length() : end + 1;
  }

  /** The table as it should be, from its first row to its last. */
  static String table(List<WrongPart> parts) {
    return parts.stream().map(WrongPartsPage::row).collect(Collectors.joining());
  }

  private static String row(WrongPart part) {
    WrongPart.Message message = part.message();
    return "| %s | %s | %s |%n"
        .formatted(part.fault(), message.check(), cell(message.text()))
        .replace(System.lineSeparator(), "\n");
  }

  private static String cell(String message) {
    return message
        .strip()
        .replace("|", "\\|")
        .replaceAll("\\R+Hint: ", "<br>**Hint:** ")
        .replaceAll("\\s+", " ")
        .replaceAll("(\\d\\.\\d{3})\\d{6,}", "$1")
        .replaceAll("@[0-9a-f]{6,}", "@…")
        .replaceAll("\\S*/model\\d+/", "");
  }

  /** Without numbers, which depend on the processor and on what ran before. */
  static String withoutNumbers(String table) {
    return table.replaceAll("-?\\d+(\\.\\d+)?([eE][-+]?\\d+)?", "#");
  }
}
