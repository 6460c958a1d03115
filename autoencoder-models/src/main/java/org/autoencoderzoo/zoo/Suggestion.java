package org.autoencoderzoo.zoo;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** The name that was meant, where one is close to what was given. */
final class Suggestion {

  /** One wrong letter in a short name, a third of the letters in a long one. */
  private static final int LETTERS_PER_MISTAKE = 3;

  private Suggestion() {}

  /** "; did you mean x?", or nothing if no name is close. */
  static String of(String given, Collection<String> names) {
    int most = Math.max(1, given.length() / LETTERS_PER_MISTAKE);
    return names.stream()
        .filter(name -> distance(given, name) <= most)
        .min(Comparator.comparingInt(name -> distance(given, name)))
        .map(name -> "; did you mean \"" + name + "\"?")
        .orElse("");
  }

  /**
   * Letters to leave out, put in, replace or swap with their neighbour, case aside: the optimal
   * string alignment distance.
   */
  private static int distance(String a, String b) {
    String x = a.toLowerCase(Locale.ROOT);
    String y = b.toLowerCase(Locale.ROOT);
    int[][] to = new int[x.length() + 1][y.length() + 1];
    for (int i = 0; i <= x.length(); i++) {
      for (int j = 0; j <= y.length(); j++) {
        if (i == 0 || j == 0) {
          to[i][j] = i + j;
          continue;
        }
        int change = x.charAt(i - 1) == y.charAt(j - 1) ? 0 : 1;
        to[i][j] = Math.min(to[i - 1][j - 1] + change, 1 + Math.min(to[i - 1][j], to[i][j - 1]));
        boolean isSwapped =
            i > 1
                && j > 1
                && x.charAt(i - 1) == y.charAt(j - 2)
                && x.charAt(i - 2) == y.charAt(j - 1);
        if (isSwapped) {
          to[i][j] = Math.min(to[i][j], to[i - 2][j - 2] + 1);
        }
      }
    }
    return to[x.length()][y.length()];
  }
}
