package org.autoencoderzoo.columns;

import org.autoencoderzoo.settings.Arguments;

/**
 * Units of an encoded row that stand side by side.
 *
 * @param from the first
 * @param to the one after the last
 */
public record UnitRange(int from, int to) {

  /**
   * Units from one to another.
   *
   * @param from the first
   * @param to the one after the last
   * @throws IllegalArgumentException if from is negative, or to is not above from
   */
  public UnitRange {
    Arguments.atLeast("from", from, 0);
    Arguments.above("to", to, from);
  }

  /** {@return how many units these are} */
  public int size() {
    return to - from;
  }
}
