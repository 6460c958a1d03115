package org.autoencoderzoo.datasets;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.autoencoderzoo.columns.WrongTableException;
import org.autoencoderzoo.datasets.CsvOptions.Header;
import org.autoencoderzoo.datasets.CsvOptions.Index;

/** Finds out whether a CSV file has a header, and which columns it has. */
final class HeaderSearch {
  private final String file;
  private final TextStart start;
  private final CsvDialect dialect;
  private final CsvOptions options;
  private final List<SampleLine> lines;
  private final List<String> first;
  private final List<List<String>> rest;

  private HeaderSearch(
      String file,
      TextStart start,
      CsvDialect dialect,
      CsvOptions options,
      List<SampleLine> lines) {
    this.file = file;
    this.start = start;
    this.dialect = dialect;
    this.options = options;
    this.lines = lines;
    this.first = first(lines);
    this.rest =
        lines.stream().skip(1).map(SampleLine::cells).filter(row -> !row.equals(first)).toList();
  }

  static CsvLayout find(String file, TextStart start, CsvDialect dialect, CsvOptions options)
      throws WrongTableException {
    List<SampleLine> lines = SampleLine.all(start, dialect);
    if (lines.isEmpty()) {
      throw new WrongTableException(
          file
              + (start.text().isBlank()
                  ? " is empty, expected a table"
                  : " holds no row that can be read, expected a table; its first line begins with \""
                      + Cell.shown(start.text().stripLeading().lines().findFirst().orElse(""))
                      + "\", perhaps a quote is not closed"
                      + (dialect.linesAbove() > 0 ? ", or too many lines are skipped" : "")));
    }
    int titles = options.skip().isPresent() || options.header().isPresent() ? 0 : titles(lines);
    if (titles > 0) {
      int above = (int) lines.get(titles).number() - 1;
      HeaderSearch below =
          new HeaderSearch(
              file,
              start,
              dialect.withLinesAbove(above),
              options,
              lines.subList(titles, lines.size()));
      if (below.hasNamesAboveNumbers()) {
        return below.layout();
      }
    }
    return new HeaderSearch(file, start, dialect, options, lines).layout();
  }

  /** The lines above the first one that is like most, if there are not only such lines. */
  private static int titles(List<SampleLine> lines) {
    int width = DialectSearch.usualWidth(lines);
    int titles = 0;
    while (titles < lines.size() && isTitle(lines.get(titles).cells(), width)) {
      titles++;
    }
    return width < 2 || titles == lines.size() ? 0 : titles;
  }

  /** Excel fills a title up with separators. */
  private static boolean isTitle(List<String> cells, int width) {
    return !Cell.isNumber(cells.get(0))
        && (cells.size() != width
            || (width > 2 && cells.stream().skip(1).allMatch(String::isEmpty)));
  }

  /** The first line, with as many separators at its end as most others have. */
  private static List<String> first(List<SampleLine> lines) {
    List<String> first = lines.get(0).cells();
    List<List<String>> below = lines.stream().skip(1).map(SampleLine::cells).toList();
    int width = DialectSearch.usualWidth(lines.subList(1, lines.size()));
    if (first.size() == width + 1 && width > 0 && first.get(width).isEmpty()) {
      return first.subList(0, width);
    }
    if (first.size() == width - 1
        && below.stream()
            .filter(row -> row.size() == width)
            .allMatch(row -> row.get(width - 1).isEmpty())) {
      return Stream.concat(first.stream(), Stream.of("")).toList();
    }
    return first;
  }

  private CsvLayout layout() throws WrongTableException {
    boolean isHeader = options.header().map(Header.FIRST_LINE::equals).orElseGet(this::isHeader);
    if (isHeader) {
      return withHeader(first, lines.get(0).number(), true);
    }
    SampleLine comment = options.header().isPresent() ? null : lastCommentAbove();
    if (comment != null && comment.cells().size() == first.size() && areNames(comment.cells())) {
      return withHeader(comment.cells(), comment.number(), false);
    }
    int width = first.size();
    List<String> names = IntStream.rangeClosed(1, width).mapToObj(Integer::toString).toList();
    return new CsvLayout(start, dialect, width, List.of(), 0, false, 0, names);
  }

  private CsvLayout withHeader(List<String> header, long line, boolean isRow)
      throws WrongTableException {
    boolean namesAreBesideIt = isOneShort() && isRow;
    int width = header.size() + (namesAreBesideIt ? 1 : 0);
    boolean isIndex = namesAreBesideIt || (width > 1 && isIndex(header.get(0)));
    int skipped = isIndex && options.index() == Index.LEFT_OUT ? 1 : 0;
    List<String> names = new ArrayList<>(namesAreBesideIt ? List.of("index") : List.of());
    names.addAll(header);
    if (isIndex) {
      names.set(0, "index");
    }
    names = names.subList(skipped, names.size());
    for (int i = 0; i < names.size(); i++) {
      if (names.get(i).isEmpty()) {
        names.set(i, Integer.toString(i + 1));
      }
    }
    requireDistinct(names, line);
    return new CsvLayout(start, dialect, width, header, line, isRow, skipped, List.copyOf(names));
  }

  private void requireDistinct(List<String> names, long line) throws WrongTableException {
    Map<String, Integer> columns = new HashMap<>();
    for (int i = 0; i < names.size(); i++) {
      Integer other = columns.put(names.get(i), i);
      if (other != null) {
        throw new WrongTableException(
            "%s, line %d: the columns %d and %d are both named \"%s\", expected a name for each;"
                    .formatted(file, line, other + 1, i + 1, Cell.shown(names.get(i)))
                + " rename one, or say that there is no header");
      }
    }
  }

  private boolean isHeader() {
    if (first.stream().anyMatch(HeaderSearch::isUnprintable)) {
      return false;
    }
    if (isOneShort()
        || isCount(first)
        || (first.get(0).isEmpty() && isCount(first.subList(1, first.size())))) {
      return true;
    }
    return hasNamesAboveNumbers() || (areNames(first) && !recurs());
  }

  private boolean hasNamesAboveNumbers() {
    long texts = first.stream().filter(cell -> !Cell.isValue(cell)).count();
    long filled = first.stream().filter(cell -> !cell.isEmpty()).count();
    return 2 * texts >= filled && standsAboveNumbers();
  }

  /** Names may have line breaks. */
  private static boolean isUnprintable(String cell) {
    return cell.chars().anyMatch(c -> Character.isISOControl(c) && !Character.isWhitespace(c));
  }

  /**
   * R writes the names of rows, all different, without a name of their own. Beside a single column
   * they must be quoted or count, since else they may be a part of it, as of 2024-05-01 13:30 or
   * 1,234.
   */
  private boolean isOneShort() {
    if (lines.size() < 2
        || lines.get(1).number() > lines.get(0).number() + 1
        || DialectSearch.usualWidth(lines.subList(1, lines.size())) != first.size() + 1
        || first.stream().anyMatch(Cell::isValue)) {
      return false;
    }
    List<String> names = new ArrayList<>();
    boolean areQuoted = true;
    for (SampleLine line : lines.subList(1, lines.size())) {
      if (line.cells().size() == first.size() + 1) {
        names.add(line.cells().get(0));
        areQuoted &= line.quoted().get(0);
      }
    }
    int from = names.get(0).equals("0") ? 0 : 1;
    return new HashSet<>(names).size() == names.size()
        && (first.size() > 1
            || areQuoted
            || dialect.separator() != ','
                && IntStream.range(0, names.size())
                    .allMatch(i -> names.get(i).equals("" + (i + from))));
  }

  /** As pandas numbers columns without names. */
  private static boolean isCount(List<String> cells) {
    return cells.size() > 1
        && IntStream.range(0, cells.size()).allMatch(i -> cells.get(i).equals("" + i));
  }

  /** Whether a text stands above a column of nothing but numbers. */
  private boolean standsAboveNumbers() {
    return IntStream.range(0, first.size())
        .filter(column -> !Cell.isValue(first.get(column)))
        .anyMatch(
            column -> {
              List<String> below =
                  rest.stream()
                      .filter(row -> row.size() == first.size())
                      .map(row -> row.get(column))
                      .toList();
              return below.stream().allMatch(Cell::isValue)
                  && below.stream()
                      .anyMatch(cell -> Cell.isNumber(cell) || Cell.hasThousands(cell));
            });
  }

  /** An index may have none. */
  private static boolean areNames(List<String> cells) {
    boolean isIndexed = cells.size() > 1 && cells.get(0).isEmpty();
    return new HashSet<>(cells).size() == cells.size()
        && cells.stream()
            .skip(isIndexed ? 1 : 0)
            .noneMatch(cell -> Cell.isValue(cell) || Character.isDigit(cell.charAt(0)));
  }

  /** A level of a category comes again in its column, a name does not. */
  private boolean recurs() {
    return rest.stream()
        .filter(row -> row.size() == first.size())
        .anyMatch(
            row ->
                IntStream.range(0, row.size())
                    .anyMatch(i -> !row.get(i).isEmpty() && row.get(i).equals(first.get(i))));
  }

  /** An index has no name, unless pandas gave it one when it read it as a column. */
  private boolean isIndex(String name) {
    return name.isEmpty() || (name.equals("Unnamed: 0") && counts());
  }

  private boolean counts() {
    return IntStream.range(0, rest.size()).allMatch(i -> rest.get(i).get(0).equals("" + i));
  }

  private SampleLine lastCommentAbove() {
    if (dialect.comment() == 0) {
      return null;
    }
    List<String> above = start.text().lines().limit(lines.get(0).number() - 1).toList();
    for (int i = above.size() - 1; i >= 0; i--) {
      if (!above.get(i).isEmpty() && above.get(i).charAt(0) == dialect.comment()) {
        TextStart line = new TextStart(start.charset(), 0, above.get(i).substring(1).strip(), true);
        List<SampleLine> cells = SampleLine.all(line, dialect);
        return cells.isEmpty()
            ? null
            : new SampleLine(i + 1, cells.get(0).cells(), cells.get(0).quoted());
      }
    }
    return null;
  }
}
