package org.autoencoderzoo.cli;

/** Which rows of a table are for what. */
interface RowParts {

  /** What a row is for. */
  enum Part {
    /** To train on. */
    TRAINING,
    /** To decide when to stop. */
    HELD_OUT,
    /** To measure on. */
    TEST
  }

  /**
   * {@return what a row is for}
   *
   * @param row its number, from 0
   */
  Part of(long row);

  /** {@return whether some rows are for the test} */
  boolean hasTest();

  /** {@return whether some rows are held out} */
  boolean hasHeldOut();
}
