package org.autoencoderzoo.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.autoencoderzoo.columns.CategoryColumn;
import org.autoencoderzoo.columns.Column;
import org.autoencoderzoo.columns.Columns;
import org.autoencoderzoo.columns.ColumnsFit;
import org.autoencoderzoo.columns.DateTimeColumn;
import org.autoencoderzoo.columns.NumberColumn;
import org.autoencoderzoo.columns.Rows;
import org.autoencoderzoo.columns.Table;
import org.autoencoderzoo.examples.page.Rounded;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what is understood of a table, before anything is trained. */
@Command(
    name = "describe",
    description =
        "Show what is understood of a table: its columns, their kinds, what is missing or constant.",
    footer = {"", "Example: ae describe t.csv --label class"})
final class DescribeCommand implements Callable<Integer> {

  private static final int MOST_LEVELS = 3;
  private static final int LONGEST_NAME = 32;
  private static final int LONGEST_LEVEL = 24;

  @Parameters(paramLabel = "FILE", description = "A table in a file; - for standard input.")
  private String file;

  @Mixin private ColumnOptions columnOptions;

  @Mixin private TableOptions tableOptions;

  @Option(
      names = "--limit",
      paramLabel = "N",
      converter = DataOptions.Positive.class,
      description = "Read only the first N rows.")
  private Integer limit;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Table table = tableOptions.table(file);
    Columns columns = columns(table);
    PrintWriter out = spec.commandLine().getOut();
    String description = TableOptions.description(table);
    out.printf(
        Locale.ROOT,
        "%s: %,d rows%s%n",
        table.name(),
        columns.rows(),
        description.isEmpty() ? "" : " of " + description);
    print(out, columns);
    out.printf(
        Locale.ROOT,
        "%,d of %,d columns are learned, as %,d units%n",
        columns.columns().size(),
        table.names().size(),
        columns.width());
    columns.remarks().forEach(remark -> out.println("note: " + remark));
    out.flush();
    return 0;
  }

  private Columns columns(Table table) throws IOException {
    ColumnsFit fit = columnOptions.builder().begin(table);
    RowProgress progress = new RowProgress(spec.commandLine().getErr());
    try (Rows rows = table.open()) {
      for (long row = 0; (limit == null || row < limit) && rows.next(); row++) {
        fit.add(rows);
        progress.add(1);
      }
    }
    return fit.finish();
  }

  private static void print(PrintWriter out, Columns columns) {
    List<List<String>> lines = new ArrayList<>();
    lines.add(List.of("column", "kind", "missing", "units", "values"));
    for (Column column : columns.columns()) {
      lines.add(
          List.of(
              cut(column.name(), LONGEST_NAME),
              TableReport.kind(column.kind()),
              column.missing() == 0 ? "" : Rounded.percent(column.missingShare()),
              Integer.toString(column.units().size()),
              values(column)));
    }
    columns
        .constant()
        .forEach(
            (name, value) ->
                lines.add(List.of(cut(name, LONGEST_NAME), "constant", "", "", value)));
    columns.label().ifPresent(name -> lines.add(List.of(name, "label", "", "", "")));
    columns.weight().ifPresent(name -> lines.add(List.of(name, "weight", "", "", "")));
    columns.ignored().forEach(name -> lines.add(List.of(name, "ignored", "", "", "")));
    int[] widths =
        IntStream.range(0, lines.get(0).size())
            .map(i -> lines.stream().mapToInt(line -> line.get(i).length()).max().orElse(0))
            .toArray();
    for (List<String> line : lines) {
      out.println(
          IntStream.range(0, widths.length)
              .mapToObj(i -> line.get(i) + " ".repeat(widths[i] - line.get(i).length()))
              .collect(Collectors.joining("  "))
              .stripTrailing());
    }
  }

  private static String values(Column column) {
    if (column instanceof NumberColumn number) {
      return "%s to %s, mean %s, deviation %s"
          .formatted(
              Rounded.tick(number.least()),
              Rounded.tick(number.greatest()),
              Rounded.figure(number.mean()),
              Rounded.figure(number.deviation()));
    }
    if (column instanceof CategoryColumn category) {
      return levels(category);
    }
    return ((DateTimeColumn) column).unitNames().stream().collect(Collectors.joining(", "));
  }

  private static String levels(CategoryColumn category) {
    int levels = category.levels().size();
    String some =
        IntStream.range(0, Math.min(MOST_LEVELS, levels))
            .mapToObj(
                i ->
                    "%s %s"
                        .formatted(
                            cut(category.levels().get(i), LONGEST_LEVEL),
                            Rounded.percent(
                                (double) category.rows().get(i) / Math.max(1, category.seen()))))
            .collect(Collectors.joining(", "));
    return "%d levels: %s%s%s"
        .formatted(
            levels,
            some,
            levels > MOST_LEVELS ? " ..." : "",
            category.otherLevels() > 0
                ? "; %,d rarer ones as other".formatted(category.otherLevels())
                : "");
  }

  private static String cut(String text, int most) {
    String line = text.replaceAll("\\s+", " ");
    return line.length() <= most ? line : line.substring(0, most - 3) + "...";
  }
}
