package org.autoencoderzoo.datasets;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Weka's ARFF, of the one form {@code 'text',label} with the labels 0 and 1. */
final class TextArff {
  private TextArff() {}

  /** A text, with its quotes and escapes resolved, and its label. */
  record Row(String text, int label) {}

  /**
   * Reads the rows below {@code @data}.
   *
   * @throws IOException if the file is not of this form; the message names file and line
   */
  static List<Row> read(Path file) throws IOException {
    List<Row> rows = new ArrayList<>();
    boolean inData = false;
    int number = 0;
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        number++;
        if (line.isBlank() || line.startsWith("%")) {
          continue;
        }
        if (inData) {
          rows.add(row(line, file + ", line " + number));
        } else {
          inData = line.strip().equalsIgnoreCase("@data");
        }
      }
    }
    if (rows.isEmpty()) {
      throw new IOException(file + ": found no rows below @data");
    }
    return rows;
  }

  private static Row row(String line, String where) throws IOException {
    if (line.charAt(0) != '\'') {
      throw new IOException(where + ": expected a text in single quotes");
    }
    StringBuilder text = new StringBuilder();
    int at = 1;
    while (at < line.length() && line.charAt(at) != '\'') {
      char next = line.charAt(at);
      if (next == '\\' && at + 1 < line.length()) {
        at++;
        next = escaped(line.charAt(at));
      }
      text.append(next);
      at++;
    }
    if (at == line.length()) {
      throw new IOException(where + ": the text is cut off, its closing quote is missing");
    }
    String rest = line.substring(at + 1).strip();
    if (!rest.equals(",0") && !rest.equals(",1")) {
      throw new IOException(where + ": found '" + rest + "' behind the text, expected ,0 or ,1");
    }
    return new Row(text.toString(), rest.charAt(1) - '0');
  }

  private static char escaped(char character) {
    return switch (character) {
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      default -> character;
    };
  }
}
