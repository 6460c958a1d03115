package org.autoencoderzoo.internal.kernels;

import java.util.Arrays;

/**
 * How one channel of several images becomes segments of memory, by its polyphase decomposition.
 *
 * <p>The pixels that one weight of a kernel meets are a stride apart. An image is sorted into as
 * many planes as there are remainders of row and column by the stride; in these they are
 * neighbours, and of several images one after the other, with rows of results as far apart as those
 * of the planes, they are one segment. So each weight multiplies one segment, of which the few
 * between the rows of results do not count.
 *
 * @param rows vertical direction
 * @param columns horizontal direction
 * @param images in a block
 */
record PolyphaseLayout(Axis rows, Axis columns, int images) {

  /**
   * The layout with as many of the examples as fit into a segment of a length, or one; fewer, if so
   * all blocks get about the same number.
   */
  static PolyphaseLayout of(Axis rows, Axis columns, long examples, int length) {
    long fitting = Math.max(1, length / (rows.plane() * columns.plane()));
    long blocks = Math.max(1, (examples + fitting - 1) / fitting);
    return new PolyphaseLayout(rows, columns, (int) Math.max(1, (examples + blocks - 1) / blocks));
  }

  /** Floats of one image in one plane, or in a segment. */
  int plane() {
    return rows.plane() * columns.plane();
  }

  /** Floats in a segment, from the first result to the last. */
  int segment() {
    return images * plane() - rows.beyond() * columns.plane() - columns.beyond();
  }

  /** Planes of an image. */
  int phases() {
    return rows.stride() * columns.stride();
  }

  /** Where in the planes {@code [phases, images, rows, columns]} each weight's segment starts. */
  int[] segmentStarts() {
    int[] starts = new int[rows.kernel() * columns.kernel()];
    for (int tap = 0; tap < starts.length; tap++) {
      int row = tap / columns.kernel() * rows.dilation();
      int column = tap % columns.kernel() * columns.dilation();
      starts[tap] = rowPlace(row) + columnPlace(column);
    }
    return starts;
  }

  /** Where the pixels of the first image are in the planes; behind them, if no weight meets it. */
  int[] pixelPlaces() {
    int[] places = new int[rows.image() * columns.image()];
    Arrays.fill(places, phases() * images * plane());
    int usedRows = Math.min(rows.image(), rows.plane() * rows.stride() - rows.padding());
    int usedColumns =
        Math.min(columns.image(), columns.plane() * columns.stride() - columns.padding());
    for (int y = 0; y < usedRows; y++) {
      int ofRow = rowPlace(y + rows.padding());
      for (int x = 0; x < usedColumns; x++) {
        places[y * columns.image() + x] = ofRow + columnPlace(x + columns.padding());
      }
    }
    return places;
  }

  /** Where a row of a padded image starts. */
  private int rowPlace(int row) {
    return row % rows.stride() * columns.stride() * images * plane()
        + row / rows.stride() * columns.plane();
  }

  /** Where in a row of a padded image a column is. */
  private int columnPlace(int column) {
    return column % columns.stride() * images * plane() + column / columns.stride();
  }

  int blocks(long examples) {
    return (int) ((examples + images - 1) / images);
  }

  /** How many of the examples are in a block. */
  int count(int block, long examples) {
    return (int) Math.min(images, examples - (long) block * images);
  }
}
