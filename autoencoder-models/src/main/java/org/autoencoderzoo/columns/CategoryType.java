package org.autoencoderzoo.columns;

import java.util.HashSet;
import java.util.List;
import org.autoencoderzoo.settings.Arguments;

/**
 * A column of levels. A text that is no level, because it is rare or was not seen in the fit,
 * counts as "other".
 *
 * @param levels in the order of their units; empty to take those that the table has, the most
 *     frequent first
 * @param mostLevels of the table; less frequent ones count as "other"
 * @param leastRows that a level of the table must have; rarer ones count as "other"
 * @param otherUnits units for all other texts, which a hash of the text chooses among; with one,
 *     they are all alike
 */
public record CategoryType(List<String> levels, int mostLevels, long leastRows, int otherUnits)
    implements ColumnType {

  /** A wider one-hot group needs another kind of network, with embeddings. */
  static final int MOST_UNITS = 10_000;

  static final CategoryType DEFAULT = new CategoryType(List.of(), 100, 1, 1);

  /**
   * A category with these settings.
   *
   * @param levels in the order of their units; empty to take those that the table has, the most
   *     frequent first
   * @param mostLevels of the table; less frequent ones count as "other"
   * @param leastRows that a level of the table must have; rarer ones count as "other"
   * @param otherUnits units for all other texts, which a hash of the text chooses among; with one,
   *     they are all alike
   * @throws IllegalArgumentException if a level is null or given twice, or a number is out of
   *     range: at most 10,000 levels and 10,000 other units, at least 1 each
   */
  public CategoryType {
    Arguments.given("levels", levels);
    Arguments.require(
        levels.stream().noneMatch(level -> level == null), "levels", levels, "all given");
    levels = List.copyOf(levels);
    Arguments.require(
        new HashSet<>(levels).size() == levels.size(), "levels", levels, "each given once");
    Arguments.between("levels", levels.size(), 0, MOST_UNITS);
    Arguments.between("mostLevels", mostLevels, 1, MOST_UNITS);
    Arguments.atLeast("leastRows", leastRows, 1);
    Arguments.between("otherUnits", otherUnits, 1, MOST_UNITS);
  }

  @Override
  public ColumnKind kind() {
    return ColumnKind.CATEGORY;
  }

  /**
   * The same with given levels, whether the table has them or not.
   *
   * @param given in the order of their units; none to take those of the table
   * @return with these levels
   * @throws IllegalArgumentException if one is null or given twice
   */
  public CategoryType withLevels(List<String> given) {
    return new CategoryType(given, mostLevels, leastRows, otherUnits);
  }

  /**
   * The same with another bound on the levels that the table may have.
   *
   * @param most the bound, 1 to 10,000
   * @return with that bound
   * @throws IllegalArgumentException if it is out of range
   */
  public CategoryType withMostLevels(int most) {
    return new CategoryType(levels, most, leastRows, otherUnits);
  }

  /**
   * The same, rare levels counting as "other".
   *
   * @param least rows that a level must have, at least 1
   * @return with that bound
   * @throws IllegalArgumentException if it is less than 1
   */
  public CategoryType withLeastRows(long least) {
    return new CategoryType(levels, mostLevels, least, otherUnits);
  }

  /**
   * The same, all other texts hashed into several units, so that they are not all alike.
   *
   * @param units 1 to 10,000
   * @return with these units
   * @throws IllegalArgumentException if they are out of range
   */
  public CategoryType withOtherUnits(int units) {
    return new CategoryType(levels, mostLevels, leastRows, units);
  }
}
