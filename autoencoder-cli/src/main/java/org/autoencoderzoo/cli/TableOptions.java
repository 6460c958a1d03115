package org.autoencoderzoo.cli;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.autoencoderzoo.columns.Table;
import org.autoencoderzoo.columns.Windows;
import org.autoencoderzoo.datasets.Arff;
import org.autoencoderzoo.datasets.Csv;
import org.autoencoderzoo.datasets.CsvOptions;
import org.autoencoderzoo.datasets.TableDataSet;
import org.autoencoderzoo.datasets.parquet.Parquet;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** How a table of text is written, where the user says so instead of leaving it to be found out. */
final class TableOptions {

  /** What stands for standard input. */
  static final String STANDARD = "-";

  private static final Pattern ARFF = Pattern.compile("(?i)\\.arff(\\.gz|\\.xz)?$");

  private static final Pattern PARQUET = Pattern.compile("(?i)\\.(parquet|parq|pq)$");

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
      description = "Whether the first line of a CSV file has the names of the columns.")
  private Answer header;

  @Option(
      names = "--skip",
      paramLabel = "N",
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

  /** Whether there is something. */
  enum Answer {
    /** There is. */
    YES,
    /** There is not. */
    NO
  }

  /** A public table by its name, or a file, whose kind its name tells; - is standard input. */
  Table table(String file) throws IOException {
    if (isPublic(file)) {
      return TableDataSet.of(file).load();
    }
    if (file.equals(STANDARD)) {
      return Csv.of("standard input", System.in, csvOptions());
    }
    Path path = Path.of(file);
    if (PARQUET.matcher(file).find()) {
      return Parquet.of(path);
    }
    return ARFF.matcher(file).find() ? Arff.of(path) : Csv.of(path, csvOptions());
  }

  /** {@return the windows over a series, if its rows are steps of one} */
  Optional<Windows> windows() {
    return Optional.ofNullable(windows);
  }

  /** {@return windows over a table whose rows are steps; others as they are} */
  Table windowed(Table table) {
    return windows == null ? table : windows.over(table);
  }

  /** Takes the windows that a model was trained on. */
  void windowsOf(Map<String, String> before) {
    windows = new WindowSize().convert(before.get("window"));
  }

  /** Whether this is the name of a public table. */
  static boolean isPublic(String name) {
    return Arrays.stream(TableDataSet.values()).anyMatch(set -> set.id().equals(name));
  }

  private CsvOptions csvOptions() {
    CsvOptions.Builder options = CsvOptions.builder();
    if (separator != null) {
      options.separator(separator);
    }
    if (quote != null) {
      options.quote(quote);
    }
    if (decimal != null) {
      options.point(decimal);
    }
    if (comment != null) {
      options.comment(comment);
    }
    if (header != null) {
      options.header(header == Answer.YES ? CsvOptions.Header.FIRST_LINE : CsvOptions.Header.NONE);
    }
    try {
      if (skip != null) {
        options.skip(skip);
      }
      return options.charset(encoding).build();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  /** How a table is read, in one line; empty if it needs no words. */
  static String description(Table table) throws IOException {
    return table instanceof Csv csv ? csv.description() : "";
  }

  /** What the user said, to be noted and read by {@link #orElse}. */
  Map<String, String> said() {
    Map<String, String> said = new LinkedHashMap<>();
    put(said, "separator", separator);
    put(said, "quote", quote);
    put(said, "decimal", decimal);
    put(said, "comment", comment);
    put(said, "encoding", encoding);
    put(said, "header", header);
    put(said, "skip", skip);
    put(said, "window", windows == null ? null : windows.length() + "," + windows.stride());
    return said;
  }

  private static void put(Map<String, String> said, String name, Object value) {
    if (value != null) {
      said.put(name, value.toString());
    }
  }

  /** Takes what was said before, where nothing else is said now. */
  void orElse(Map<String, String> before) {
    OneCharacter character = new OneCharacter();
    separator = separator == null ? character.convert(before.get("separator")) : separator;
    quote = quote == null ? character.convert(before.get("quote")) : quote;
    decimal = decimal == null ? character.convert(before.get("decimal")) : decimal;
    comment = comment == null ? character.convert(before.get("comment")) : comment;
    encoding = encoding == null ? new Encoding().convert(before.get("encoding")) : encoding;
    skip = skip == null && before.containsKey("skip") ? Integer.valueOf(before.get("skip")) : skip;
    windowsOf(before);
    String headerBefore = before.get("header");
    header = header == null && headerBefore != null ? Answer.valueOf(headerBefore) : header;
  }

  /** One character, or its name. */
  private static final class OneCharacter implements ITypeConverter<Character> {
    @Override
    public Character convert(String text) {
      if (text == null) {
        return null;
      }
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

  /** Steps of a window, and perhaps from one to the next. */
  private static final class WindowSize implements ITypeConverter<Windows> {
    @Override
    public Windows convert(String text) {
      if (text == null) {
        return null;
      }
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
        return text == null ? null : Charset.forName(text);
      } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
        throw new TypeConversionException(
            "'" + text + "' is no encoding; try UTF-8, UTF-16, ISO-8859-1 or windows-1252");
      }
    }
  }
}
