package org.autoencoderzoo.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.autoencoderzoo.columns.Columns;
import org.autoencoderzoo.columns.ColumnsBuilder;
import org.autoencoderzoo.columns.Scaling;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What the columns of a table are for and how they are taken. */
final class ColumnOptions {

  private static final Map<String, Scaling> SCALINGS =
      Map.of(
          "standard", Scaling.STANDARD,
          "unit", Scaling.UNIT,
          "robust", Scaling.ROBUST,
          "none", Scaling.NONE);

  @Option(
      names = "--label",
      paramLabel = "COLUMN",
      description = "A column of a table that is never learned, such as the class.")
  private String label;

  @Option(
      names = "--ignore",
      paramLabel = "COLUMN",
      split = ",",
      description =
          "Columns of a table to leave out, separated by commas; the first is taken for the"
              + " identifier of a row by encode, decode and reconstruct.")
  private List<String> ignored = List.of();

  @Option(
      names = "--weight",
      paramLabel = "COLUMN",
      description = "A column of a table that says how many times a row counts.")
  private String weight;

  @Option(
      names = "--number",
      paramLabel = "COLUMN",
      split = ",",
      description = "Columns of a table that hold numbers, whatever the first rows look like.")
  private List<String> numbers = List.of();

  @Option(
      names = "--category",
      paramLabel = "COLUMN",
      split = ",",
      description = "Columns of a table that hold levels, which may look like numbers.")
  private List<String> categories = List.of();

  @Option(
      names = "--date",
      paramLabel = "COLUMN",
      split = ",",
      description = "Columns of a table that hold dates or times, such as 2024-05-01 13:30.")
  private List<String> dates = List.of();

  @Option(
      names = "--missing",
      paramLabel = "TEXT",
      split = ",",
      description =
          "Texts that stand for no value, beside an empty cell, ?, NA, N/A, NaN, null and None;"
              + " separated by commas.")
  private List<String> missing = List.of();

  @Option(
      names = "--scaling",
      paramLabel = "HOW",
      converter = HowToScale.class,
      description =
          "How the numbers of a table are scaled: standard (mean 0, variance 1), robust (by median"
              + " and quartiles), unit (0 to 1) or none; standard by default.")
  private Scaling scaling;

  /** A builder that knows all of that. */
  ColumnsBuilder builder() {
    ColumnsBuilder builder =
        Columns.builder()
            .label(label)
            .weight(weight)
            .ignore(ignored.toArray(String[]::new))
            .number(numbers.toArray(String[]::new))
            .category(categories.toArray(String[]::new))
            .dateTime(dates.toArray(String[]::new))
            .missing(missing.toArray(String[]::new));
    return scaling == null ? builder : builder.scaling(scaling);
  }

  /** A name of a scaling. */
  private static final class HowToScale implements ITypeConverter<Scaling> {
    @Override
    public Scaling convert(String text) {
      Scaling found = SCALINGS.get(text.toLowerCase(Locale.ROOT));
      if (found == null) {
        throw new TypeConversionException(
            "'" + text + "' is no scaling; choose standard, robust, unit or none");
      }
      return found;
    }
  }
}
