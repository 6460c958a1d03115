package org.autoencoderzoo.datasets;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.autoencoderzoo.settings.Arguments;
import org.autoencoderzoo.settings.Extensions;

/**
 * Every data set for {@code --data} by name: those of {@link ImageDataSet}, and then those that the
 * thread's context class loader finds as providers of {@link NamedDataSet}.
 */
public final class DataSets {

  private static final List<NamedDataSet> OURS = List.of(ImageDataSet.values());

  private DataSets() {}

  /** The data sets of others that are as they should be, and what is wrong with the rest. */
  private record Extended(List<NamedDataSet> sets, List<String> problems) {

    static Extended load() {
      Extended found = new Extended(new ArrayList<>(), new ArrayList<>());
      Extensions.forEach(NamedDataSet.class, found::add, found.problems::add);
      return found;
    }

    private void add(NamedDataSet set) {
      Arguments.given("id()", set.id());
      Arguments.given("title()", set.title());
      find(OURS, set.id())
          .or(() -> find(sets, set.id()))
          .ifPresent(
              other -> {
                throw new IllegalArgumentException(
                    "the data set is left out: its id %s is that of %s; give it another"
                        .formatted(set.id(), other.getClass().getName()));
              });
      sets.add(set);
    }
  }

  /**
   * {@return every data set, those of others last} What is not as it should be is left out: {@link
   * #problems}.
   */
  public static List<NamedDataSet> all() {
    List<NamedDataSet> all = new ArrayList<>(OURS);
    all.addAll(Extended.load().sets);
    return List.copyOf(all);
  }

  /**
   * {@return what is wrong with data sets of others, and so left out of {@link #all}: a line each,
   * with the class}
   */
  public static List<String> problems() {
    return List.copyOf(Extended.load().problems);
  }

  /**
   * Finds a data set by its id.
   *
   * @param id such as {@code digits}
   * @return the data set
   * @throws IllegalArgumentException if there is none of that id, naming those there are, and what
   *     is wrong with those of others
   */
  public static NamedDataSet of(String id) {
    return find(OURS, id).orElseGet(() -> extended(id));
  }

  private static NamedDataSet extended(String id) {
    Extended extended = Extended.load();
    return find(extended.sets, id)
        .orElseThrow(
            () -> {
              List<String> known = new ArrayList<>();
              OURS.forEach(set -> known.add(set.id()));
              extended.sets.forEach(set -> known.add(set.id()));
              String problems = String.join("; ", extended.problems);
              return new IllegalArgumentException(
                  "data: found '"
                      + id
                      + "', expected one of "
                      + String.join(", ", known)
                      + (problems.isEmpty() ? "" : "; " + problems));
            });
  }

  private static Optional<NamedDataSet> find(List<NamedDataSet> sets, String id) {
    return sets.stream().filter(set -> set.id().equals(id)).findFirst();
  }
}
