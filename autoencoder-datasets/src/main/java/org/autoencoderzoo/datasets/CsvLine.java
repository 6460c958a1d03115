package org.autoencoderzoo.datasets;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import java.util.Arrays;
import java.util.List;

/** The cells of one line, in a buffer that the next line takes over: no object per cell. */
final class CsvLine extends AbstractBaseCsvCallbackHandler<CsvLine> {

  /** A line may have so many characters, whatever its columns. */
  static final int LONGEST = 1 << 22;

  static final int MOST_CELLS = 1 << 20;

  private final boolean mergesBlanks;
  private char[] text = new char[1 << 10];
  private int[] starts = new int[1 << 5];
  private int[] ends = new int[1 << 5];
  private int cells;
  private int length;
  private long lineBreaks;

  /** Of lines in which several blanks separate like one, or of others. */
  CsvLine(char separator) {
    this.mergesBlanks = separator == ' ';
  }

  @Override
  protected void handleBegin(long startingLineNumber) {
    cells = 0;
    length = 0;
    lineBreaks = 0;
  }

  @Override
  protected void handleField(int index, char[] from, int offset, int count, boolean isQuoted) {
    if (count == 0 && mergesBlanks && !isQuoted) {
      return;
    }
    if (isQuoted) {
      countLineBreaks(from, offset, offset + count);
    }
    int start = offset;
    int end = offset + count;
    while (start < end && Cell.isBlank(from[start])) {
      start++;
    }
    while (start < end && Cell.isBlank(from[end - 1])) {
      end--;
    }
    reserve(end - start);
    System.arraycopy(from, start, text, length, end - start);
    starts[cells] = length;
    length += end - start;
    ends[cells] = length;
    cells++;
  }

  private void countLineBreaks(char[] from, int start, int end) {
    for (int i = start; i < end; i++) {
      boolean isBreak =
          from[i] == '\n' || (from[i] == '\r' && !(i + 1 < end && from[i + 1] == '\n'));
      lineBreaks += isBreak ? 1 : 0;
    }
  }

  private void reserve(int count) {
    if (cells == MOST_CELLS || length > LONGEST - count) {
      throw new CsvParseException("line too long");
    }
    if (cells == starts.length) {
      starts = Arrays.copyOf(starts, 2 * cells);
      ends = Arrays.copyOf(ends, 2 * cells);
    }
    if (length + count > text.length) {
      text = Arrays.copyOf(text, Math.max(2 * text.length, length + count));
    }
  }

  @Override
  protected CsvLine buildRecord() {
    return this;
  }

  /** The line of the file on which it begins, from 1. */
  long number() {
    return getStartingLineNumber();
  }

  /** The cells that were read so far. */
  int size() {
    return cells;
  }

  /** Whether there is nothing on the line. */
  boolean isBlank() {
    return length == 0 && cells <= 1;
  }

  String cell(int index) {
    return new String(text, starts[index], ends[index] - starts[index]);
  }

  double number(int index, char point) {
    return DecimalChars.parse(text, starts[index], ends[index], point);
  }

  /** Whether the cells from one on are these. */
  boolean holds(List<String> names, int from) {
    if (cells - from != names.size()) {
      return false;
    }
    for (int i = 0; i < names.size(); i++) {
      if (!holds(names.get(i), from + i)) {
        return false;
      }
    }
    return true;
  }

  private boolean holds(String name, int index) {
    int start = starts[index];
    boolean isEqual = ends[index] - start == name.length();
    for (int i = 0; isEqual && i < name.length(); i++) {
      isEqual = text[start + i] == name.charAt(i);
    }
    return isEqual;
  }

  /** The line of the file on which the text after the last cell begins. */
  long lastLine() {
    return getStartingLineNumber() + lineBreaks;
  }
}
