package org.autoencoderzoo.columns;

import java.util.Locale;
import java.util.Map;

/** What people write for no and yes. */
final class BooleanWords {

  private static final Map<String, Integer> VALUES =
      Map.ofEntries(
          Map.entry("false", 0),
          Map.entry("true", 1),
          Map.entry("no", 0),
          Map.entry("yes", 1),
          Map.entry("off", 0),
          Map.entry("on", 1),
          Map.entry("f", 0),
          Map.entry("t", 1),
          Map.entry("n", 0),
          Map.entry("y", 1),
          Map.entry("0", 0),
          Map.entry("1", 1));

  private BooleanWords() {}

  /** 0 or 1, in whatever case; -1 if the text is neither. */
  static int value(String text) {
    Integer value = VALUES.get(text);
    return value != null ? value : VALUES.getOrDefault(text.toLowerCase(Locale.ROOT), -1);
  }
}
