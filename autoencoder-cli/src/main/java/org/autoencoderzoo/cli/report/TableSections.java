package org.autoencoderzoo.cli.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.autoencoderzoo.cli.report.ShownTable.Cell;
import org.autoencoderzoo.cli.report.ShownTable.ColumnError;
import org.autoencoderzoo.examples.page.Html;
import org.autoencoderzoo.examples.page.Rounded;
import org.autoencoderzoo.examples.page.Template;

/** The sections of a report on a table: errors by column, rows, and what was left out. */
final class TableSections {

  /** Of a wide table, the page shows the worst columns. */
  private static final int MOST_COLUMNS = 100;

  private static final int LONGEST_CELL = 40;

  private static final Template SECTION =
      new Template(
          """
          <section>
          <h2>{{title}}</h2>
          <p class="summary">{{words}}</p>
          <div class="scroll"><table class="{{style}}">
          {{content}}
          </table></div>
          </section>""");

  private static final Template ERROR_HEAD =
      new Template(
          """
          <thead><tr><th scope="col">Column</th><th scope="col">Unexplained</th><th scope="col" class="wide"></th>\
          <th scope="col">On average</th>{{missing}}</tr></thead>""");

  private static final Template ERROR =
      new Template(
          """
          <tr><th scope="row">{{name}}<span>{{kind}}</span></th><td>{{share}}</td>\
          <td class="wide"><div class="bar"><div style="width: {{width}}%"></div></div></td>\
          <td>{{typical}}</td>{{missing}}</tr>""");

  private static final Template HEAD = new Template("<th scope=\"col\">{{text}}</th>");

  private static final Template HEAD_ROW =
      new Template("<thead><tr><th scope=\"col\">Column</th>{{cells}}</tr></thead>");

  private static final Template ROW =
      new Template("<tr><th scope=\"row\">{{name}}</th>{{cells}}</tr>");

  private static final Template CELL =
      new Template("<td{{style}}>{{original}}<span>{{made}}</span></td>");

  private static final Template TEXT_CELL = new Template("<td>{{text}}</td>");

  private TableSections() {}

  static Html errors(ShownTable table) {
    List<ColumnError> shown =
        table.columns().size() <= MOST_COLUMNS
            ? table.columns()
            : table.columns().stream()
                .sorted(Comparator.comparingDouble(column -> -column.unexplained().orElse(0.0)))
                .limit(MOST_COLUMNS)
                .toList();
    boolean isMissing = table.columns().stream().anyMatch(column -> column.missing() > 0);
    List<Html> lines = new ArrayList<>();
    lines.add(
        ERROR_HEAD.fill(Map.of("missing", isMissing ? HEAD.fill(text("Missing")) : Html.NOTHING)));
    shown.forEach(column -> lines.add(error(column, isMissing)));
    return SECTION.fill(
        Map.of(
            "title", Html.text("Error by column"),
            "words",
                Html.text(
                    "What the reconstruction leaves unexplained of test cells, of the variance of numbers"
                        + " and of the entropy of levels: 0% is perfect, at 100% the mean of the column,"
                        + " or the shares of its levels, do as well."
                        + (shown.size() < table.columns().size()
                            ? " The %d worst of %d columns."
                                .formatted(shown.size(), table.columns().size())
                            : "")),
            "style", Html.text("errors"),
            "content", Html.join(lines)));
  }

  private static Html error(ColumnError column, boolean isMissing) {
    double share = column.unexplained().orElse(0.0);
    return ERROR.fill(
        Map.of(
            "name", Html.text(cut(column.name())),
            "kind", Html.text(column.kind()),
            "share", Html.text(column.unexplained().map(Rounded::percent).orElse("constant")),
            "width", Html.text(String.format(Locale.ROOT, "%.1f", 100 * Math.min(1, share))),
            "typical", Html.text(column.typical()),
            "missing",
                isMissing
                    ? TEXT_CELL.fill(text(Rounded.percent(column.missing())))
                    : Html.NOTHING));
  }

  static Html rows(ShownTable table) {
    List<Html> lines = new ArrayList<>();
    lines.add(
        HEAD_ROW.fill(
            Map.of(
                "cells",
                Html.join(
                    table.rows().stream()
                        .map(row -> HEAD.fill(text(cut(row.title()))))
                        .toList()))));
    boolean isFilled = false;
    for (int i = 0; i < Math.min(MOST_COLUMNS, table.columns().size()); i++) {
      int column = i;
      List<Cell> cells = table.rows().stream().map(row -> row.cells().get(column)).toList();
      isFilled |= cells.stream().anyMatch(cell -> cell.original().isEmpty());
      lines.add(
          ROW.fill(
              Map.of(
                  "name", Html.text(cut(table.columns().get(i).name())),
                  "cells", Html.join(cells.stream().map(TableSections::cell).toList()))));
    }
    return SECTION.fill(
        Map.of(
            "title", Html.text("Test rows and their reconstructions"),
            "words",
                Html.text(
                    "Each cell as it stands in the table, and under it what the model makes of the"
                        + " row's code, in the units of the table."
                        + (isFilled ? " What is missing is filled in." : "")),
            "style", Html.text("rows"),
            "content", Html.join(lines)));
  }

  private static Html cell(Cell cell) {
    return CELL.fill(
        Map.of(
            "style", cell.original().isPresent() ? Html.NOTHING : new Html(" class=\"filled\""),
            "original", Html.text(cell.original().map(TableSections::cut).orElse("missing")),
            "made", Html.text(cut(cell.reconstruction()))));
  }

  /** Nothing, if there is nothing to say. */
  static Optional<Html> leftOut(ShownTable table) {
    List<Html> lines =
        Stream.concat(
                table.leftOut().entrySet().stream()
                    .map(column -> line(cut(column.getKey()), column.getValue())),
                table.remarks().stream().map(remark -> line("To note", remark)))
            .toList();
    return lines.isEmpty()
        ? Optional.empty()
        : Optional.of(
            SECTION.fill(
                Map.of(
                    "title", Html.text("Columns that are not learned, and what to note"),
                    "words", Html.NOTHING,
                    "style", Html.text("remarks"),
                    "content", Html.join(lines))));
  }

  private static Html line(String name, String words) {
    return ROW.fill(Map.of("name", Html.text(name), "cells", TEXT_CELL.fill(text(words))));
  }

  private static Map<String, Html> text(String text) {
    return Map.of("text", Html.text(text));
  }

  private static String cut(String text) {
    return text.length() <= LONGEST_CELL ? text : text.substring(0, LONGEST_CELL - 1) + "…";
  }
}
