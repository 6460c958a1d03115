package org.autoencoderzoo.penalties;

import java.util.Locale;

/** Refuses settings with the field, the value and what is allowed. */
final class Limits {

  private Limits() {}

  static void notNegative(String field, double value) {
    that(value >= 0 && Double.isFinite(value), field, value, "at least 0");
  }

  static void positive(String field, double value) {
    that(value > 0 && Double.isFinite(value), field, value, "above 0");
  }

  static void betweenZeroAndOne(String field, double value) {
    that(value > 0 && value < 1, field, value, "between 0 and 1, both excluded");
  }

  static void atLeastOne(String field, int value) {
    that(value >= 1, field, value, "at least 1");
  }

  private static void that(boolean holds, String field, Number value, String allowed) {
    if (!holds) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "%s is %s, must be %s", field, value, allowed));
    }
  }
}
