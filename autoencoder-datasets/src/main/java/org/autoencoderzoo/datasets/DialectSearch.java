package org.autoencoderzoo.datasets;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.autoencoderzoo.settings.Decimal;

/**
 * Finds out which characters separate, quote and comment: the separator is the one that divides
 * most lines into the same number of cells, at least two, and leaves cells in which no other
 * separator stands.
 */
final class DialectSearch {
  private static final String CANDIDATES = ",;\t| ";

  /** Blanks stand in texts, too. */
  private static final double BLANK_HANDICAP = .9;

  private static final double TEXT = .8;
  private static final double UNCLEAR = .3;

  private static final Pattern QUOTE = Pattern.compile("(?m)(^|[,;\t| ])\"");
  private static final Pattern APOSTROPHES =
      Pattern.compile("(?m)(^|[,;\t|] ?)'[^'\n\r]*'(?=[,;\t|\n\r]|\\z)");
  private static final Pattern BLANKS_BESIDE_QUOTES = Pattern.compile("[,;\t|] +[\"']");
  private static final Pattern OTHER_SEPARATOR = Pattern.compile("[,;\t|]|[0-9] +[-+.0-9]");

  private final TextStart start;
  private final CsvOptions options;

  DialectSearch(TextStart start, CsvOptions options) {
    this.start = start;
    this.options = options;
  }

  CsvDialect find() {
    CsvDialect best = dialect(options.separator().orElse(','));
    if (options.separator().isEmpty()) {
      double most = 0;
      for (char separator : CANDIDATES.toCharArray()) {
        CsvDialect dialect = dialect(separator);
        double clarity = clarity(dialect);
        if (clarity > most && isFree(separator)) {
          most = clarity;
          best = dialect;
        }
      }
    }
    return best.withPoint(options.point().orElse(point(best)));
  }

  private boolean isFree(char separator) {
    return options.quote().orElse('"') != separator && options.comment().orElse('#') != separator;
  }

  private CsvDialect dialect(char separator) {
    char quote = options.quote().orElse(quote());
    char comment = options.comment().orElse(comment(separator));
    boolean blanksBesideQuotes =
        separator != ' ' && BLANKS_BESIDE_QUOTES.matcher(start.text()).find();
    return new CsvDialect(separator, quote, comment, '.', blanksBesideQuotes);
  }

  private char quote() {
    return !QUOTE.matcher(start.text()).find() && APOSTROPHES.matcher(start.text()).find()
        ? '\''
        : '"';
  }

  /** Comments stand above the table, or have a blank behind their sign. */
  private char comment(char separator) {
    for (char sign : "#%".toCharArray()) {
      List<String> lines = start.text().lines().filter(line -> !line.isBlank()).toList();
      boolean isAbove = !lines.isEmpty() && lines.get(0).charAt(0) == sign;
      boolean isBelow = lines.stream().anyMatch(line -> line.startsWith(sign + " "));
      boolean hasRows = lines.stream().anyMatch(line -> line.charAt(0) != sign);
      if ((isAbove || isBelow) && hasRows && separator != sign) {
        return sign;
      }
    }
    return 0;
  }

  /** From 0, if there is one cell a line, to 1. */
  private double clarity(CsvDialect dialect) {
    List<SampleLine> lines = SampleLine.all(start, dialect);
    int width = usualWidth(lines);
    if (width < 2) {
      return 0;
    }
    double sum = 0;
    long cells = 0;
    for (SampleLine line : lines) {
      if (line.cells().size() == width) {
        for (int i = 0; i < width; i++) {
          sum += line.quoted().get(i) ? 1 : clarity(line.cells().get(i));
        }
        cells += width;
      }
    }
    double share = cells / (double) width / lines.size();
    return sum / cells * share * (dialect.separator() == ' ' ? BLANK_HANDICAP : 1);
  }

  private static double clarity(String cell) {
    if (Cell.isValue(cell)) {
      return 1;
    }
    return OTHER_SEPARATOR.matcher(cell).find() ? UNCLEAR : TEXT;
  }

  /** The number of cells that most lines have; of several, that of the earliest line. */
  static int usualWidth(List<SampleLine> lines) {
    Map<Integer, Integer> counts = new LinkedHashMap<>();
    lines.forEach(line -> counts.merge(line.cells().size(), 1, Integer::sum));
    return counts.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder())) // Keeps the order of equals.
        .findFirst()
        .map(Map.Entry::getKey)
        .orElse(0);
  }

  /** A comma, if there are numbers with a comma and none with a point. */
  private char point(CsvDialect dialect) {
    boolean hasComma = false;
    for (SampleLine line : SampleLine.all(start, dialect)) {
      for (String cell : line.cells()) {
        if (cell.indexOf('.') >= 0 && Decimal.isDecimal(cell)) {
          return '.';
        }
        hasComma |= cell.indexOf(',') >= 0 && Decimal.isDecimal(cell.replace(',', '.'));
      }
    }
    return hasComma && dialect.separator() != ',' ? ',' : '.';
  }
}
