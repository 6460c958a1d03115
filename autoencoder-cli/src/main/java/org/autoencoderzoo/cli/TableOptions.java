package org.autoencoderzoo.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.autoencoderzoo.columns.Table;
import org.autoencoderzoo.columns.Windows;
import org.autoencoderzoo.datasets.Arff;
import org.autoencoderzoo.datasets.ArrayTable;
import org.autoencoderzoo.datasets.Csv;
import org.autoencoderzoo.datasets.CsvOptions;
import org.autoencoderzoo.datasets.JdbcTable;
import org.autoencoderzoo.datasets.TableDataSet;
import org.autoencoderzoo.datasets.parquet.Parquet;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Where a table is, and how it is written as far as the user says so: the rest is found out. */
final class TableOptions {

  /** What stands for standard input. */
  static final String STANDARD = "-";

  private static final Pattern ARFF = Pattern.compile("(?i)\\.arff(\\.gz|\\.xz)?$");

  private static final Pattern PARQUET = Pattern.compile("(?i)\\.(parquet|parq|pq)$");

  private static final Pattern ORDER = Pattern.compile("(?i)\\border\\s+by\\b");

  private static final Pattern ARRAY =
      Pattern.compile("(?i)(\\.npy|[.-]idx\\d*(-ubyte)?)(\\.gz|\\.xz)?$");

  @Option(
      names = "--separator",
      paramLabel = "C",
      converter = OneCharacter.class,
      description = "What stands between cells of a CSV file, such as ';', tab or blank.")
  private Character separator;

  @Option(
      names = "--quote",
      paramLabel = "C",
      converter = OneCharacter.class,
      description = "What stands around cells of a CSV file that hold a separator.")
  private Character quote;

  @Option(
      names = "--decimal",
      paramLabel = "C",
      converter = OneCharacter.class,
      description = "What stands before decimals in a CSV file: a point or a comma.")
  private Character decimal;

  @Option(
      names = "--comment",
      paramLabel = "C",
      converter = OneCharacter.class,
      description = "What lines of a CSV file begin with that are no rows, such as '#'.")
  private Character comment;

  @Option(
      names = "--encoding",
      paramLabel = "NAME",
      converter = Encoding.class,
      description = "How the characters of a CSV file are encoded, such as UTF-8 or ISO-8859-1.")
  private Charset encoding;

  @Option(
      names = "--header",
      paramLabel = "yes|no",
      converter = FirstLine.class,
      description = "Whether the first line of a CSV file has the names of the columns.")
  private CsvOptions.Header header;

  @Option(
      names = "--query",
      paramLabel = "SQL",
      description =
          "What to select from a database that is named by its address, jdbc:...; with ORDER BY, so that the"
              + " rows come in one order. The jar of the driver is given with --plugins.")
  private String query;

  @Option(
      names = "--user",
      paramLabel = "NAME",
      description =
          "Who connects to the database; the password is that of the environment, "
              + Database.PASSWORD
              + ".")
  private String user;

  @Option(
      names = "--skip",
      paramLabel = "N",
      converter = DataOptions.NotNegative.class,
      description = "How many lines stand above the table in a CSV file, such as titles.")
  private Integer skip;

  @Option(
      names = "--window",
      paramLabel = "T[,STRIDE]",
      converter = WindowSize.class,
      description =
          "The rows of a table are the steps of a series, the oldest first; learn windows of T steps, each"
              + " STRIDE steps after the one before, 1 by default.")
  private Windows windows;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  /**
   * A public table by its name, a database by its address, or a file, whose kind its name tells; -
   * is standard input.
   */
  Table table(String file) throws IOException {
    if (!Database.isAddress(file)
        && (OptionValues.isSaid(spec, "query") || OptionValues.isSaid(spec, "user"))) {
      throw wrongUsage(
          "--query and --user are for databases, named by an address such as jdbc:postgresql://host/shop; "
              + file
              + " is none");
    }
    return read(file);
  }

  /** The same, where options of a database may be meant for another. */
  Table read(String file) throws IOException {
    if (Database.isAddress(file)) {
      return ofDatabase(file);
    }
    if (isPublic(file)) {
      return TableDataSet.of(file).load();
    }
    if (file.equals(STANDARD)) {
      return Csv.of("standard input", System.in, csvOptions());
    }
    Path path = Path.of(file);
    if (isParquet(path.toString())) {
      return Parquet.of(path);
    }
    if (isArray(file)) {
      return ArrayTable.of(path);
    }
    return ARFF.matcher(file).find() ? Arff.of(path) : Csv.of(path, csvOptions());
  }

  private Table ofDatabase(String address) throws IOException {
    if (query == null) {
      throw wrongUsage(
          "say what to select from " + address + ": --query 'SELECT ... FROM ... ORDER BY ...'");
    }
    try {
      return JdbcTable.of(Database.of(address, user), query);
    } catch (IllegalArgumentException e) {
      throw wrongUsage(e.getMessage());
    }
  }

  /** Says what may become of the parts of a run if the rows of a query have no order. */
  void sayOrder(String data, PrintWriter err) {
    if (Database.isAddress(data) && !ORDER.matcher(query).find()) {
      err.println(
          "ae: the query has no ORDER BY: if its rows come in another order each time, training and test rows mix, and the run cannot be repeated");
    }
  }

  /** Whether the name is that of a Parquet file, or of a folder of such. */
  static boolean isParquet(String file) {
    return PARQUET.matcher(file).find();
  }

  /** Whether the name is that of an NPY or IDX file. */
  static boolean isArray(String file) {
    return ARRAY.matcher(file).find();
  }

  /** {@return the windows over a series, if its rows are steps of one} */
  Optional<Windows> windows() {
    return Optional.ofNullable(windows);
  }

  /** {@return windows over a table whose rows are steps; others as they are} */
  Table windowed(Table table) {
    return windows == null ? table : windows.over(table);
  }

  /** Whether this is the name of a public table. */
  static boolean isPublic(String name) {
    return Arrays.stream(TableDataSet.values()).anyMatch(set -> set.id().equals(name));
  }

  private CsvOptions csvOptions() {
    try {
      return new CsvOptions(
          Optional.ofNullable(separator),
          Optional.ofNullable(quote),
          Optional.ofNullable(decimal),
          Optional.ofNullable(comment),
          Optional.ofNullable(encoding),
          Optional.ofNullable(header),
          CsvOptions.Index.LEFT_OUT,
          Optional.ofNullable(skip));
    } catch (IllegalArgumentException e) {
      throw wrongUsage(e.getMessage());
    }
  }

  private ParameterException wrongUsage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  /** How a table is read, in one line; empty if it needs no words. */
  static String description(Table table) throws IOException {
    return table instanceof Csv csv ? csv.description() : "";
  }

  /** One character, or its name. */
  private static final class OneCharacter implements ITypeConverter<Character> {
    @Override
    public Character convert(String text) {
      return switch (text.toLowerCase(Locale.ROOT)) {
        case "tab", "\\t" -> '\t';
        case "blank", "space" -> ' ';
        case "comma" -> ',';
        case "semicolon" -> ';';
        case "point" -> '.';
        default -> {
          if (text.length() != 1) {
            throw new TypeConversionException(
                "'" + text + "' is not one character, nor tab, blank, comma, semicolon or point");
          }
          yield text.charAt(0);
        }
      };
    }
  }

  /** Yes or no. */
  private static final class FirstLine implements ITypeConverter<CsvOptions.Header> {
    @Override
    public CsvOptions.Header convert(String text) {
      return switch (text.toLowerCase(Locale.ROOT)) {
        case "yes" -> CsvOptions.Header.FIRST_LINE;
        case "no" -> CsvOptions.Header.NONE;
        default -> throw new TypeConversionException("'" + text + "' is neither yes nor no");
      };
    }
  }

  /** Steps of a window, and perhaps from one to the next. */
  private static final class WindowSize implements ITypeConverter<Windows> {
    @Override
    public Windows convert(String text) {
      String[] numbers = text.split(",", 2);
      try {
        return new Windows(
            Integer.parseInt(numbers[0]), numbers.length == 1 ? 1 : Integer.parseInt(numbers[1]));
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(
            "'" + text + "' is not T or T,STRIDE, two whole numbers from 1 to 1,000,000");
      }
    }
  }

  /** An encoding of characters that Java knows. */
  private static final class Encoding implements ITypeConverter<Charset> {
    @Override
    public Charset convert(String text) {
      try {
        return Charset.forName(text);
      } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
        throw new TypeConversionException(
            "'" + text + "' is no encoding; try UTF-8, UTF-16, ISO-8859-1 or windows-1252");
      }
    }
  }
}
