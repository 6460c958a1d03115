package org.autoencoderzoo.image;

/** Refuses a size that is too small, by name and value. */
final class AtLeast {

  private AtLeast() {}

  static void check(String field, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(field + " is " + value + ", must be at least " + least);
    }
  }
}
