package org.autoencoderzoo.columns;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How the columns of another table differ from those of the fit.
 *
 * @param missing columns that the network needs and the table has not
 * @param extra columns that the fit has not seen; they are read over
 * @param reordered columns that stand in another order; they are put in order
 */
public record NameCheck(List<String> missing, List<String> extra, List<String> reordered) {

  private static final int MOST_NAMED = 5;

  /**
   * Compares names.
   *
   * @param needed in the order of the fit
   * @param known all that the fit has seen
   * @param found in the order of the table
   */
  static NameCheck of(List<String> needed, Set<String> known, List<String> found) {
    Set<String> there = new HashSet<>(found);
    List<String> missing = needed.stream().filter(name -> !there.contains(name)).toList();
    List<String> extra = found.stream().filter(name -> !known.contains(name)).toList();
    Set<String> wanted = new HashSet<>(needed);
    List<String> inFit = needed.stream().filter(there::contains).toList();
    List<String> inTable = found.stream().filter(wanted::contains).toList();
    List<String> reordered = new ArrayList<>();
    for (int i = 0; i < inFit.size(); i++) {
      if (!inFit.get(i).equals(inTable.get(i))) {
        reordered.add(inTable.get(i));
      }
    }
    return new NameCheck(missing, extra, List.copyOf(reordered));
  }

  /** {@return whether nothing differs} */
  public boolean isSame() {
    return missing.isEmpty() && extra.isEmpty() && reordered.isEmpty();
  }

  /**
   * {@return what differs, as a sentence goes on after the name of the table; empty if nothing
   * does}
   */
  public String message() {
    List<String> parts = new ArrayList<>();
    if (!missing.isEmpty()) {
      parts.add("lacks " + named(missing));
    }
    if (!extra.isEmpty()) {
      parts.add("also has " + named(extra) + ", which " + are(extra) + " not used");
    }
    if (!reordered.isEmpty()) {
      parts.add("has its columns in another order: " + named(reordered));
    }
    return String.join("; ", parts);
  }

  private static String are(List<String> names) {
    return names.size() == 1 ? "is" : "are";
  }

  private static String named(List<String> names) {
    String some =
        names.stream()
            .limit(MOST_NAMED)
            .map(WrongTableException::quoted)
            .collect(Collectors.joining(", "));
    int more = names.size() - MOST_NAMED;
    return (names.size() == 1 ? "the column " : "the columns ")
        + some
        + (more > 0 ? " and " + more + " more" : "");
  }
}
