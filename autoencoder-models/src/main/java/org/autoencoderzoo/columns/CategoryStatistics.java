package org.autoencoderzoo.columns;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a fit gathers of a column of levels. */
final class CategoryStatistics extends ColumnStatistics {

  private static final long serialVersionUID = 1L;

  /** A column with more is an identifier or free text; later ones are counted as one. */
  static final int MOST_COUNTED = 100_000;

  private final CategoryType type;
  private final Set<String> declared;
  private final Map<String, Count> counts = new HashMap<>();
  private final Count uncounted = new Count();

  /** Rows and their weight. */
  private static final class Count implements Serializable {
    private static final long serialVersionUID = 1L;
    private long rows;
    private double weight;

    void add(long more, double moreWeight) {
      rows += more;
      weight += moreWeight;
    }
  }

  CategoryStatistics(Cells cells, CategoryType type) {
    super(cells);
    this.type = type;
    this.declared = new HashSet<>(type.levels());
    type.levels().forEach(level -> counts.put(level, new Count()));
  }

  @Override
  boolean addValue(Rows rows, int at, double weight) {
    String text = rows.text(at);
    // A declared level is one, even if other tables write "NA" for a missing value.
    if (cells().isMissing(rows, at) && !declared.contains(text)) {
      return false;
    }
    count(text, 1, weight);
    return true;
  }

  private void count(String text, long rows, double weight) {
    Count count = counts.get(text);
    if (count == null) {
      count = counts.size() < MOST_COUNTED ? new Count() : uncounted;
      if (count != uncounted) {
        counts.put(text, count);
      }
    }
    count.add(rows, weight);
  }

  @Override
  void mergeValues(ColumnStatistics other) {
    CategoryStatistics levels = (CategoryStatistics) other;
    // In an order of its own, so that what no longer fits is always the same.
    levels.counts.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(entry -> count(entry.getKey(), entry.getValue().rows, entry.getValue().weight));
    uncounted.add(levels.uncounted.rows, levels.uncounted.weight);
  }

  @Override
  CategoryType type() {
    return type;
  }

  @Override
  boolean isConstant() {
    long levels = counts.values().stream().filter(count -> count.rows > 0).count();
    return levels < 2 && uncounted.rows == 0 || levels().isEmpty() && type.otherUnits() == 1;
  }

  private List<String> levels() {
    if (!type.levels().isEmpty()) {
      return type.levels();
    }
    Comparator<Map.Entry<String, Count>> mostFrequentFirst =
        Comparator.comparingLong(entry -> -entry.getValue().rows);
    return counts.entrySet().stream()
        .filter(entry -> entry.getValue().rows >= type.leastRows())
        .sorted(mostFrequentFirst.thenComparing(Map.Entry.comparingByKey()))
        .limit(type.mostLevels())
        .map(Map.Entry::getKey)
        .toList();
  }

  @Override
  CategoryColumn finish(int unit) {
    List<String> levels = levels();
    Set<String> known = new HashSet<>(levels);
    double[] weights = new double[levels.size() + type.otherUnits()];
    for (int i = 0; i < levels.size(); i++) {
      weights[i] = counts.get(levels.get(i)).weight;
    }
    for (int i = 0; i < type.otherUnits(); i++) {
      weights[levels.size() + i] = uncounted.weight / type.otherUnits();
    }
    long otherLevels = 0;
    long otherRows = uncounted.rows;
    // Sorted, because sums of the same numbers in another order differ in the last bit.
    for (Map.Entry<String, Count> entry :
        counts.entrySet().stream().sorted(Map.Entry.comparingByKey()).toList()) {
      if (!known.contains(entry.getKey())) {
        otherLevels++;
        otherRows += entry.getValue().rows;
        weights[levels.size() + otherUnit(entry.getKey(), type.otherUnits())] +=
            entry.getValue().weight;
      }
    }
    return new CategoryColumn(
        column(),
        unit,
        ColumnKind.CATEGORY,
        levels,
        levels.stream().map(level -> counts.get(level).rows).toList(),
        type.otherUnits(),
        otherLevels,
        otherRows,
        shares(weights),
        missing());
  }

  /** Weights as shares of their sum. */
  static List<Double> shares(double... weights) {
    double sum = Arrays.stream(weights).sum();
    return Arrays.stream(weights).map(weight -> Math.min(1, weight / sum)).boxed().toList();
  }

  /** Which of the other units a text has: the same on every machine. */
  static int otherUnit(String text, int units) {
    int hash = text.hashCode() * 0x9E3779B9; // Texts that differ in the last letter are apart.
    return Math.floorMod(hash ^ hash >>> 16, units);
  }
}
