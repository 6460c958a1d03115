package org.autoencoderzoo.datasets;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;

/** What stands between the values of a line. */
enum Separator {
  COMMA(',', ",", "commas"),
  SEMICOLON(';', ";", "semicolons"),
  TAB('\t', "\t", "tabs"),
  BLANK(' ', " +", "blanks");

  private final char character;
  private final Pattern pattern;
  private final String words;

  Separator(char character, String regex, String words) {
    this.character = character;
    this.pattern = Pattern.compile(regex);
    this.words = words;
  }

  char character() {
    return character;
  }

  /** {@return its name in a message} */
  String words() {
    return words;
  }

  /** The one that divides a line into so many values; else the first that occurs in it. */
  static Separator of(String line, int columns) {
    return first(line, values -> values == columns)
        .or(() -> first(line, values -> values > 1))
        .orElse(COMMA);
  }

  private static Optional<Separator> first(String line, IntPredicate fits) {
    return Arrays.stream(values())
        .filter(separator -> fits.test(separator.pattern.split(line.strip(), -1).length))
        .findFirst();
  }
}
