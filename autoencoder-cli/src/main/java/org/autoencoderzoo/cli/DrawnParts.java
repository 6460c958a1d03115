package org.autoencoderzoo.cli;

import java.util.SplittableRandom;

/**
 * Which rows of a table are for what. Of each ten that follow each other, the seed draws one for
 * the test, unless other rows are, and one to be held out, if a run decides by these when to stop:
 * so the parts are as large as they should be, wherever the table ends, and nothing but the number
 * of a row has to be known.
 *
 * @param seed draws
 * @param hasTest whether some rows are for the test
 * @param hasHeldOut whether some rows are held out
 */
record DrawnParts(long seed, boolean hasTest, boolean hasHeldOut) implements RowParts {

  /** Rows of which one is drawn. */
  static final int BLOCK = 10;

  @Override
  public Part of(long row) {
    SplittableRandom random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + row / BLOCK);
    int place = (int) (row % BLOCK);
    int test = random.nextInt(BLOCK);
    int other = (test + 1 + random.nextInt(BLOCK - 1)) % BLOCK;
    if (hasTest && place == test) {
      return Part.TEST;
    }
    return hasHeldOut && place == other ? Part.HELD_OUT : Part.TRAINING;
  }
}
