package org.autoencoderzoo.cli;

import java.io.IOException;
import java.io.Writer;
import java.util.List;

/** Lines of CSV as RFC 4180 has them: commas, and quotes where a cell needs them. */
final class CsvLines {

  private final Writer out;
  private final StringBuilder line = new StringBuilder();
  private boolean isFirst = true;

  CsvLines(Writer out) {
    this.out = out;
  }

  void write(List<String> cells) throws IOException {
    for (String cell : cells) {
      cell(cell);
    }
    end();
  }

  /** A text; null, for no value, is an empty cell. */
  void cell(String text) {
    separate();
    if (text == null) {
      return;
    }
    if (needsQuotes(text)) {
      line.append('"').append(text.replace("\"", "\"\"")).append('"');
    } else {
      line.append(text);
    }
  }

  void number(float value) {
    separate();
    line.append(value);
  }

  private void separate() {
    if (!isFirst) {
      line.append(',');
    }
    isFirst = false;
  }

  private static boolean needsQuotes(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ',' || c == '"' || c == '\n' || c == '\r') {
        return true;
      }
    }
    return false;
  }

  /** Ends the line. */
  void end() throws IOException {
    out.append(line).append('\n');
    line.setLength(0);
    isFirst = true;
  }
}
