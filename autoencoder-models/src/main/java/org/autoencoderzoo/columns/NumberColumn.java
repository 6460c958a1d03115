package org.autoencoderzoo.columns;

import java.util.List;
import org.autoencoderzoo.settings.Arguments;

/**
 * A fitted column of numbers: the unit of a number x is {@code (t(x) - centre) / scale}, t being
 * the transform of the type.
 *
 * @param name in the table
 * @param unit in an encoded row
 * @param type as it was declared or found
 * @param centre what is subtracted
 * @param scale what divides
 * @param centreUnit the unit of a missing cell
 * @param mean of the numbers, after the transform
 * @param deviation their standard deviation, after the transform
 * @param least the least number, as it stands in the table
 * @param greatest the greatest number, as it stands in the table
 * @param distinct how many different numbers there are; 11 stands for more than 10
 * @param seen cells of the fit that had a value
 * @param missing cells of the fit that had none
 */
public record NumberColumn(
    String name,
    int unit,
    NumberType type,
    double centre,
    double scale,
    double centreUnit,
    double mean,
    double deviation,
    double least,
    double greatest,
    int distinct,
    long seen,
    long missing)
    implements Column {

  /**
   * A column with these values.
   *
   * @param name in the table
   * @param unit in an encoded row
   * @param type as it was declared or found
   * @param centre what is subtracted
   * @param scale what divides
   * @param centreUnit the unit of a missing cell
   * @param mean of the numbers, after the transform
   * @param deviation their standard deviation, after the transform
   * @param least the least number, as it stands in the table
   * @param greatest the greatest number, as it stands in the table
   * @param distinct how many different numbers there are; 11 stands for more than 10
   * @param seen cells of the fit that had a value
   * @param missing cells of the fit that had none
   * @throws IllegalArgumentException if one is null, not finite or out of range
   */
  public NumberColumn {
    Arguments.given("name", name);
    Arguments.atLeast("unit", unit, 0);
    Arguments.given("type", type);
    Arguments.require(Double.isFinite(centre), "centre", centre, "finite");
    Arguments.above("scale", scale, 0);
    Arguments.require(Double.isFinite(1 / scale), "scale", scale, "at least 1e-300");
    Arguments.require(
        Math.abs(centreUnit) <= Float.MAX_VALUE, "centreUnit", centreUnit, "finite as a float");
    Arguments.require(
        type.scaling() != Scaling.UNIT || centreUnit >= 0 && centreUnit <= 1,
        "centreUnit",
        centreUnit,
        "0 to 1");
    Arguments.require(Double.isFinite(mean), "mean", mean, "finite");
    Arguments.atLeast("deviation", deviation, 0);
    Arguments.require(Double.isFinite(least), "least", least, "finite");
    Arguments.require(Double.isFinite(greatest), "greatest", greatest, "finite");
    Arguments.atLeast("distinct", distinct, 0);
    Arguments.atLeast("seen", seen, 0);
    Arguments.atLeast("missing", missing, 0);
  }

  @Override
  public ColumnKind kind() {
    return ColumnKind.NUMBER;
  }

  @Override
  public UnitRange units() {
    return new UnitRange(unit, unit + 1);
  }

  @Override
  public List<String> unitNames() {
    return List.of(name);
  }

  @Override
  public List<Double> centreUnits() {
    return List.of(centreUnit);
  }
}
