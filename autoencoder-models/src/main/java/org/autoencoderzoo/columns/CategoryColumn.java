package org.autoencoderzoo.columns;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.autoencoderzoo.settings.Arguments;

/**
 * A fitted column of levels: one unit for each, and units for all other texts; of an encoded cell,
 * one of them is 1.
 *
 * @param name in the table
 * @param firstUnit in an encoded row
 * @param kind category, or boolean, which has two levels and no others
 * @param levels in the order of their units
 * @param rows of the fit that each level had
 * @param otherUnits units for all other texts
 * @param otherLevels different texts of the fit that count as "other"
 * @param otherRows rows of the fit that had one of these
 * @param shares of the rows in each unit, by their weights: the centre of the units
 * @param missing cells of the fit that had no value
 */
public record CategoryColumn(
    String name,
    int firstUnit,
    ColumnKind kind,
    List<String> levels,
    List<Long> rows,
    int otherUnits,
    long otherLevels,
    long otherRows,
    List<Double> shares,
    long missing)
    implements Column {

  /**
   * A column with these values.
   *
   * @param name in the table
   * @param firstUnit in an encoded row
   * @param kind category, or boolean, which has two levels and no others
   * @param levels in the order of their units
   * @param rows of the fit that each level had
   * @param otherUnits units for all other texts
   * @param otherLevels different texts of the fit that count as "other"
   * @param otherRows rows of the fit that had one of these
   * @param shares of the rows in each unit, by their weights: the centre of the units
   * @param missing cells of the fit that had no value
   * @throws IllegalArgumentException if one is null or out of range, or their numbers do not fit
   */
  public CategoryColumn {
    Arguments.given("name", name);
    Arguments.atLeast("firstUnit", firstUnit, 0);
    Arguments.require(
        kind == ColumnKind.CATEGORY || kind == ColumnKind.BOOLEAN,
        "kind",
        kind,
        "category or boolean");
    levels = List.copyOf(levels);
    rows = List.copyOf(rows);
    shares = List.copyOf(shares);
    Arguments.between("levels", levels.size(), 0, CategoryType.MOST_UNITS);
    Arguments.require(
        new HashSet<>(levels).size() == levels.size(), "levels", levels, "each given once");
    if (kind == ColumnKind.BOOLEAN) {
      Arguments.require(levels.size() == 2, "levels", levels, "two of a boolean");
      Arguments.require(otherUnits == 0, "otherUnits", otherUnits, "0 of a boolean");
    } else {
      Arguments.between("otherUnits", otherUnits, 1, CategoryType.MOST_UNITS);
    }
    Arguments.require(rows.size() == levels.size(), "rows", rows.size(), "one for each level");
    Arguments.require(
        shares.size() == levels.size() + otherUnits, "shares", shares.size(), "one for each unit");
    Arguments.require(
        rows.stream().allMatch(count -> count >= 0), "rows", rows, "none of them negative");
    Arguments.require(
        shares.stream().allMatch(share -> share >= 0 && share <= 1), "shares", shares, "0 to 1");
    Arguments.atLeast("otherLevels", otherLevels, 0);
    Arguments.atLeast("otherRows", otherRows, 0);
    Arguments.atLeast("missing", missing, 0);
  }

  @Override
  public UnitRange units() {
    return new UnitRange(firstUnit, firstUnit + shares.size());
  }

  /**
   * {@return the levels, and "other" or "other 1", "other 2" and so on; "any other", where a level
   * is called "other"}
   */
  @Override
  public List<String> unitNames() {
    List<String> names = new ArrayList<>(levels);
    for (int other = 1; other <= otherUnits; other++) {
      String name = otherUnits == 1 ? "other" : "other " + other;
      names.add(levels.contains(name) ? "any " + name : name);
    }
    return List.copyOf(names);
  }

  @Override
  public List<Double> centreUnits() {
    return shares;
  }

  @Override
  public long seen() {
    return rows.stream().mapToLong(Long::longValue).sum() + otherRows;
  }
}
