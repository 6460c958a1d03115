package org.autoencoderzoo.datasets;

import java.util.ArrayList;
import java.util.List;
import org.autoencoderzoo.columns.WrongTableException;

/** Divides a line of ARFF into its words, which may stand between quotes. */
final class ArffCells {
  private final String line;
  private final String where;
  private int at;

  ArffCells(String line, String where) {
    this.line = line;
    this.where = where;
  }

  /** All cells of a row: between commas, or between blanks where there is no comma. */
  static List<String> row(String line, String where) throws WrongTableException {
    return new ArffCells(line, where).list(line.length(), line.indexOf(',') >= 0);
  }

  /** Whether nothing is left but blanks. */
  boolean isAtEnd() {
    skipBlanks();
    return at == line.length();
  }

  char peek() {
    return line.charAt(at);
  }

  /** What is left of the line. */
  String rest() {
    return line.substring(at).strip();
  }

  /** The next word, up to a blank, a comma or a brace. */
  String word() throws WrongTableException {
    skipBlanks();
    if (at < line.length() && isQuote(line.charAt(at))) {
      return quoted();
    }
    int start = at;
    while (at < line.length() && " \t,{}".indexOf(line.charAt(at)) < 0) {
      at++;
    }
    return line.substring(start, at);
  }

  /** The words between braces. */
  List<String> braces() throws WrongTableException {
    int close = closingBrace();
    at++;
    List<String> words = list(close, true);
    at = close + 1;
    return words;
  }

  private int closingBrace() throws WrongTableException {
    char quote = 0;
    for (int i = at; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '\\') {
        i++;
      } else if (quote == 0 && c == '}') {
        return i;
      } else if (quote == 0 && isQuote(c)) {
        quote = c;
      } else if (c == quote) {
        quote = 0;
      }
    }
    throw new WrongTableException(where + ": a brace opens that is never closed, expected }");
  }

  private List<String> list(int end, boolean isByCommas) throws WrongTableException {
    List<String> cells = new ArrayList<>();
    skipBlanks();
    while (at < end) {
      cells.add(cell(end, isByCommas));
      skipBlanks();
      if (at < end && isByCommas) {
        if (line.charAt(at) != ',') {
          throw new WrongTableException(
              where + ": text stands behind a closing quote, expected a comma");
        }
        at++;
        skipBlanks();
        if (at == end) {
          cells.add("");
        }
      }
    }
    return cells;
  }

  private String cell(int end, boolean isByCommas) throws WrongTableException {
    if (isQuote(line.charAt(at))) {
      return quoted();
    }
    int start = at;
    while (at < end && !(isByCommas ? line.charAt(at) == ',' : line.charAt(at) <= ' ')) {
      at++;
    }
    return line.substring(start, at).strip();
  }

  private String quoted() throws WrongTableException {
    char quote = line.charAt(at);
    StringBuilder text = new StringBuilder();
    for (at++; at < line.length() && line.charAt(at) != quote; at++) {
      char next = line.charAt(at);
      if (next == '\\' && at + 1 < line.length()) {
        at++;
        next = escaped(line.charAt(at));
      }
      text.append(next);
    }
    if (at == line.length()) {
      throw new WrongTableException(where + ": a quote opens that is never closed");
    }
    at++;
    return text.toString();
  }

  private static char escaped(char character) {
    return switch (character) {
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      default -> character;
    };
  }

  private void skipBlanks() {
    while (at < line.length() && line.charAt(at) <= ' ') {
      at++;
    }
  }

  private static boolean isQuote(char c) {
    return c == '\'' || c == '"';
  }
}
