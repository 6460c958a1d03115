package org.autoencoderzoo.internal.files;

import java.util.regex.Pattern;

/** What a file says, fit to stand in a message: on one line, and not longer than one reads. */
public final class Excerpt {

  private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{C}\\p{Z}&&[^ ]]");

  private Excerpt() {}

  /**
   * Shortens a text.
   *
   * @param text of any length, with any characters
   * @param most characters to keep
   * @return its beginning, with "..." where it was cut and "?" for what cannot be printed
   */
  public static String of(String text, int most) {
    String kept = text.substring(0, Math.min(text.length(), most));
    return UNPRINTABLE.matcher(kept).replaceAll("?") + (text.length() > most ? "..." : "");
  }
}
