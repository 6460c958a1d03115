package org.autoencoderzoo.cli;

/**
 * Of a series, the last tenth is for the test, and a tenth before it is held out: what comes later
 * has no say in what is learned of the time before.
 *
 * @param steps of the series
 * @param hasTest whether some steps are for the test
 * @param hasHeldOut whether some steps are held out
 */
record TimeParts(long steps, boolean hasTest, boolean hasHeldOut) implements RowParts {

  private static final int PARTS = 10;

  @Override
  public Part of(long row) {
    long test = hasTest ? steps - steps / PARTS : steps;
    long heldOut = hasHeldOut ? test - steps / PARTS : test;
    return row >= test ? Part.TEST : row >= heldOut ? Part.HELD_OUT : Part.TRAINING;
  }
}
