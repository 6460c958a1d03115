package org.autoencoderzoo.examples.page;

import java.awt.Color;
import java.util.Arrays;

/**
 * Colours of a chart, those of the page for everything but the data. Data has colours after Okabe
 * and Ito (2008), which the colour-blind can tell apart.
 */
public enum ChartTheme {
  /** For a light page. */
  LIGHT(
      0xffffff, 0x1c2024, 0xd8dce1, 0x0072b2, 0xd55e00, 0x009e73, 0xcc79a7, 0xe69f00, 0x56b4e9,
      0x6c757d, 0x8c6d1f, 0x332288, 0x1c2024),
  /** For a dark page. */
  DARK(
      0x14171a, 0xe4e7ea, 0x363c43, 0x56b4e9, 0xe69f00, 0x20c997, 0xcc79a7, 0xf0e442, 0xd55e00,
      0x98a2ab, 0x4d8fe0, 0xa0522d, 0xffffff);

  private final Color background;
  private final Color text;
  private final Color grid;
  private final Color[] data;

  ChartTheme(int background, int text, int grid, int... data) {
    this.background = new Color(background);
    this.text = new Color(text);
    this.grid = new Color(grid);
    this.data = Arrays.stream(data).mapToObj(Color::new).toArray(Color[]::new);
  }

  /** {@return the colour of the page} */
  Color background() {
    return background;
  }

  /** {@return the colour of text} */
  public Color text() {
    return text;
  }

  /** {@return the colour of the grid} */
  public Color grid() {
    return grid;
  }

  /**
   * {@return the colour of a series of data}
   *
   * @param series from 0; after the last colour comes the first again
   */
  public Color data(int series) {
    return data[series % data.length];
  }
}
