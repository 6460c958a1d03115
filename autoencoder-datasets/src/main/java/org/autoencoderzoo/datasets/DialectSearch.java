package org.autoencoderzoo.datasets;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
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

  /** By which Excel is told what separates. */
  private static final Pattern SEPARATOR_LINE =
      Pattern.compile("\"?[sS][eE][pP]=([^\r\n])\"?(?=[\r\n]|\\z)");

  private static final Pattern ZERO_BEHIND_COMMA = Pattern.compile(",0[0-9]");

  private final TextStart start;
  private final CsvOptions options;
  private final Optional<Character> separator;
  private final int linesAbove;
  private final char quote;
  private final List<String> filledLines;
  private final boolean hasBlanksBesideQuotes;

  DialectSearch(TextStart start, CsvOptions options) {
    this.start = start;
    this.options = options;
    Matcher line = SEPARATOR_LINE.matcher(start.text());
    boolean isSaid = options.skip().orElse(1) > 0 && line.lookingAt();
    this.separator =
        options
            .separator()
            .or(() -> isSaid ? Optional.of(line.group(1).charAt(0)) : Optional.empty());
    this.linesAbove = options.skip().orElse(isSaid ? 1 : 0);
    quote = options.quote().orElseGet(() -> quote(start.text()));
    filledLines = start.text().lines().filter(one -> !one.isBlank()).toList();
    hasBlanksBesideQuotes = BLANKS_BESIDE_QUOTES.matcher(start.text()).find();
  }

  CsvDialect find() {
    if (separator.isEmpty() && options.point().orElse(',') == ',' && isOneColumnOfDecimalCommas()) {
      return dialect(';').withPoint(',');
    }
    CsvDialect best = dialect(separator.orElse(','));
    if (separator.isEmpty()) {
      double most = 0;
      for (char candidate : CANDIDATES.toCharArray()) {
        CsvDialect dialect = dialect(candidate);
        double clarity = clarity(dialect);
        if (clarity > most && isFree(candidate)) {
          most = clarity;
          best = dialect;
        }
      }
    }
    return best.withPoint(options.point().orElse(point(best)));
  }

  /**
   * Whether the commas in lines of one number each are decimal ones: below a name without a comma,
   * or before digits such as 05. Else they may be two columns of whole numbers.
   */
  private boolean isOneColumnOfDecimalCommas() {
    List<SampleLine> lines = isFree(';') ? SampleLine.all(start, dialect(';')) : List.of();
    if (lines.stream().anyMatch(line -> line.cells().size() > 1)) {
      return false;
    }
    List<String> cells = lines.stream().map(line -> line.cells().get(0)).toList();
    boolean hasHeader = !cells.isEmpty() && !Cell.isValue(cells.get(0));
    List<String> rows = hasHeader ? cells.subList(1, cells.size()) : cells;
    return rows.stream().allMatch(Cell::isValue)
        && rows.stream().anyMatch(cell -> cell.indexOf(',') >= 0 && !Cell.mayHaveThousands(cell))
        && (hasHeader
            ? cells.get(0).indexOf(',') < 0
            : rows.stream().anyMatch(cell -> ZERO_BEHIND_COMMA.matcher(cell).find()));
  }

  private boolean isFree(char separator) {
    return options.quote().orElse('"') != separator && options.comment().orElse('#') != separator;
  }

  private CsvDialect dialect(char between) {
    char comment = options.comment().orElse(comment(between));
    boolean blanksBesideQuotes = between != ' ' && hasBlanksBesideQuotes;
    return new CsvDialect(between, quote, comment, '.', blanksBesideQuotes, linesAbove);
  }

  private static char quote(String text) {
    return !QUOTE.matcher(text).find() && APOSTROPHES.matcher(text).find() ? '\'' : '"';
  }

  /** Comments stand above the table, or have a blank behind their sign. */
  private char comment(char separator) {
    for (char sign : "#%".toCharArray()) {
      boolean isAbove = !filledLines.isEmpty() && filledLines.get(0).charAt(0) == sign;
      boolean isBelow = filledLines.stream().anyMatch(line -> line.startsWith(sign + " "));
      boolean hasRows = filledLines.stream().anyMatch(line -> line.charAt(0) != sign);
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
    if (width < 2 || (dialect.separator() == ' ' && width == 2 && areOneColumn(lines))) {
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

  /** Whether two words in each line, or a date and a time, stand below a single name. */
  private static boolean areOneColumn(List<SampleLine> lines) {
    return lines.get(0).cells().size() == 1
        && lines.stream()
            .skip(1)
            .filter(line -> line.cells().size() == 2 && line.quoted().isEmpty())
            .anyMatch(line -> line.cells().stream().noneMatch(Cell::isValue));
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

  /**
   * A comma, if there are numbers with a comma and none with a point, but for points that may end
   * thousands. Where commas separate, those within quotes must be no ends of thousands.
   */
  private char point(CsvDialect dialect) {
    boolean hasPoint = false;
    boolean hasComma = false;
    boolean hasDecimalComma = false;
    for (SampleLine line : SampleLine.all(start, dialect)) {
      for (String cell : line.cells()) {
        if (cell.indexOf('.') >= 0 && Decimal.isDecimal(cell)) {
          if (!Cell.mayHaveThousands(cell)) {
            return '.';
          }
          hasPoint = true;
        }
        if (cell.indexOf(',') >= 0 && Cell.isNumber(cell)) {
          hasComma = true;
          hasDecimalComma |= !Cell.mayHaveThousands(cell);
        }
      }
    }
    boolean isDecimal = hasDecimalComma || (hasComma && !hasPoint && dialect.separator() != ',');
    return isDecimal && !(hasPoint && dialect.separator() == ',') ? ',' : '.';
  }
}
