package org.autoencoderzoo.columns;

import java.io.IOException;

/** One pass over the windows of a series. It keeps the cells of as many steps as a window has. */
final class WindowRows implements Rows {

  private final Windows windows;
  private final Rows steps;

  /** Of a step, at its number modulo the length. */
  private final String[][] texts;

  private final double[][] numbers;

  /** Steps that were read. */
  private long read;

  /** Where the current window begins; below 0 before the first. */
  private long first = -1;

  WindowRows(Windows windows, Rows steps, int columns) {
    this.windows = windows;
    this.steps = steps;
    this.texts = new String[windows.length()][columns];
    this.numbers = new double[windows.length()][columns];
  }

  @Override
  public boolean next() throws IOException {
    long next = first < 0 ? 0 : first + windows.stride();
    while (read < next + windows.length()) {
      if (!steps.next()) {
        return false;
      }
      keep((int) (read % windows.length()));
      read++;
    }
    first = next;
    return true;
  }

  private void keep(int place) {
    for (int column = 0; column < texts[place].length; column++) {
      texts[place][column] = steps.text(column);
      numbers[place][column] = steps.number(column);
    }
  }

  /** The place of a cell's step; its column is the quotient. */
  private int place(int cell) {
    return (int) ((first + cell % windows.length()) % windows.length());
  }

  @Override
  public String text(int column) {
    return texts[place(column)][column / windows.length()];
  }

  @Override
  public double number(int column) {
    return numbers[place(column)][column / windows.length()];
  }

  @Override
  public String where() {
    return steps.where() + ", where the window ends";
  }

  @Override
  public void close() throws IOException {
    steps.close();
  }
}
