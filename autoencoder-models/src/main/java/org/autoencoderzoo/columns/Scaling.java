package org.autoencoderzoo.columns;

/** How numbers are brought to the range in which networks learn. */
public enum Scaling {
  /** Minus the mean, divided by the standard deviation: mean 0, variance 1. */
  STANDARD,
  /**
   * Least to greatest becomes 0 to 1. Values that lie outside when they are scored become 0 or 1:
   * the losses for this range take no others.
   */
  UNIT,
  /**
   * Minus the median, divided by the distance of the quartiles over 1.349, which is the standard
   * deviation of normal data: a few far values change nothing. Where the quartiles are equal, the
   * standard deviation divides.
   */
  ROBUST,
  /** As they are. */
  NONE
}
