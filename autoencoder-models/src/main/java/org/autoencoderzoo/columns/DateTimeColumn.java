package org.autoencoderzoo.columns;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.autoencoderzoo.settings.Arguments;

/**
 * A fitted column of dates or times. The unit of the time line is {@code (seconds - centre) /
 * scale}, the seconds being those since the beginning of 1970 on the clock of the table; the other
 * parts are sine and cosine of their angle, from 0 to 1 instead of -1 to 1 where the scaling is
 * {@link Scaling#UNIT}.
 *
 * @param name in the table
 * @param firstUnit in an encoded row
 * @param type as it was declared, with the parts that are not the same in all rows
 * @param centre what is subtracted from the seconds
 * @param scale what divides them
 * @param centreUnits the units of a missing cell
 * @param step in seconds: a day, an hour, a minute or a second, of which all times are multiples,
 *     and decoded ones are, too
 * @param seen cells of the fit that had a value
 * @param missing cells of the fit that had none
 */
public record DateTimeColumn(
    String name,
    int firstUnit,
    DateTimeType type,
    double centre,
    double scale,
    List<Double> centreUnits,
    int step,
    long seen,
    long missing)
    implements Column {

  /**
   * A column with these values.
   *
   * @param name in the table
   * @param firstUnit in an encoded row
   * @param type as it was declared, with the parts that are not the same in all rows
   * @param centre what is subtracted from the seconds
   * @param scale what divides them
   * @param centreUnits the units of a missing cell
   * @param step in seconds: a day, an hour, a minute or a second, of which all times are multiples,
   *     and decoded ones are, too
   * @param seen cells of the fit that had a value
   * @param missing cells of the fit that had none
   * @throws IllegalArgumentException if one is null or out of range, or their numbers do not fit
   */
  public DateTimeColumn {
    Arguments.given("name", name);
    Arguments.atLeast("firstUnit", firstUnit, 0);
    Arguments.given("type", type);
    // So that every time there is becomes a finite float.
    Arguments.require(Math.abs(centre) <= 1e17, "centre", centre, "-1e17 to 1e17");
    Arguments.require(scale >= 1e-15 && scale <= 1e17, "scale", scale, "1e-15 to 1e17");
    centreUnits = List.copyOf(centreUnits);
    Arguments.require(
        centreUnits.size() == unitsOf(type.parts()),
        "centreUnits",
        centreUnits.size(),
        "one for each unit");
    double bottom = type.scaling() == Scaling.UNIT ? 0 : -Float.MAX_VALUE;
    double top = type.scaling() == Scaling.UNIT ? 1 : Float.MAX_VALUE;
    Arguments.require(
        centreUnits.stream().allMatch(unit -> unit >= bottom && unit <= top),
        "centreUnits",
        centreUnits,
        "finite as floats, 0 to 1 if the scaling is UNIT");
    Arguments.between("step", step, 1, CalendarPart.DAY);
    Arguments.atLeast("seen", seen, 0);
    Arguments.atLeast("missing", missing, 0);
  }

  static int unitsOf(List<CalendarPart> parts) {
    return parts.stream().mapToInt(CalendarPart::units).sum();
  }

  @Override
  public ColumnKind kind() {
    return ColumnKind.DATE_TIME;
  }

  @Override
  public UnitRange units() {
    return new UnitRange(firstUnit, firstUnit + centreUnits.size());
  }

  @Override
  public List<String> unitNames() {
    List<String> names = new ArrayList<>();
    for (CalendarPart part : type.parts()) {
      String words = part.name().toLowerCase(Locale.ROOT).replace('_', ' ');
      names.addAll(
          part.units() == 1 ? List.of(words) : List.of("sine of " + words, "cosine of " + words));
    }
    return List.copyOf(names);
  }
}
