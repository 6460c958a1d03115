package org.autoencoderzoo.examples.report;

import java.awt.Color;

/**
 * Colours of a chart, those of the page for everything but the data. Data is blue and vermilion or
 * orange of Okabe and Ito (2008), which the colour-blind can tell apart.
 */
enum ChartTheme {
  LIGHT(0xffffff, 0x1c2024, 0xd8dce1, 0x0072b2, 0xd55e00),
  DARK(0x14171a, 0xe4e7ea, 0x363c43, 0x56b4e9, 0xe69f00);

  private final Color background;
  private final Color text;
  private final Color grid;
  private final Color first;
  private final Color second;

  ChartTheme(int background, int text, int grid, int first, int second) {
    this.background = new Color(background);
    this.text = new Color(text);
    this.grid = new Color(grid);
    this.first = new Color(first);
    this.second = new Color(second);
  }

  Color background() {
    return background;
  }

  Color text() {
    return text;
  }

  Color grid() {
    return grid;
  }

  Color first() {
    return first;
  }

  Color second() {
    return second;
  }
}
