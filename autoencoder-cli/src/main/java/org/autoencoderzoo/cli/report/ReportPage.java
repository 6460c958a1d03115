package org.autoencoderzoo.cli.report;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.autoencoderzoo.evaluation.Metric;
import org.autoencoderzoo.examples.page.Html;
import org.autoencoderzoo.examples.page.PageStyle;
import org.autoencoderzoo.examples.page.Rounded;
import org.autoencoderzoo.examples.page.Template;

/**
 * Renders the report of a run as one HTML page that loads nothing: style and pictures are part of
 * it, and there is no script.
 */
public final class ReportPage {

  private static final Template PAGE = Template.resource(ReportPage.class, "page.html");

  private static final Template TABLE =
      new Template(
          """
          <section>
          <h2>{{title}}</h2>
          <table>
          <tbody>
          {{rows}}
          </tbody>
          </table>
          </section>""");

  private static final Template ROW =
      new Template(
          """
          <tr><th scope="row">{{name}}</th><td>{{value}}</td></tr>""");

  private static final Template METRIC =
      new Template(
          """
          <tr><th scope="row"><code>{{key}}</code><span>{{meaning}}</span></th><td>{{value}}</td></tr>""");

  private static final Template BESIDE_WORDS =
      new Template(
          """
          <section class="beside">
          <h2>{{title}}</h2>
          {{picture}}
          <p>{{words}}</p>
          </section>""");

  private final RunReport report;

  private ReportPage(RunReport report) {
    this.report = report;
  }

  /**
   * Renders a report.
   *
   * @param report to render
   * @return the page, to be stored in UTF-8
   */
  public static String render(RunReport report) {
    return new ReportPage(report).page().markup();
  }

  private Html page() {
    return PAGE.fill(
        Map.of(
            "style", PageStyle.sheet(),
            "model", Html.text(report.model()),
            "data", Html.text(report.data()),
            "summary", Html.text(report.summary()),
            "outcome", Html.text(Outcome.of(report)),
            "pictures", Html.join(report.shown().sections(report)),
            "metrics", table("Metrics", metricRows()),
            "settings", table("Settings", rows(report.settings())),
            "facts", table("Run", rows(report.facts())),
            "command", Html.text(report.command())));
  }

  /** A section with a picture, and a few words on what is to be seen. */
  static Html besideWords(String title, Html picture, String words) {
    return BESIDE_WORDS.fill(
        Map.of("title", Html.text(title), "picture", picture, "words", Html.text(words)));
  }

  private static Html table(String title, List<Html> rows) {
    return rows.isEmpty()
        ? Html.NOTHING
        : TABLE.fill(Map.of("title", Html.text(title), "rows", Html.join(rows)));
  }

  private List<Html> metricRows() {
    return Arrays.stream(Metric.values())
        .filter(report.metrics()::containsKey)
        .map(
            metric ->
                METRIC.fill(
                    Map.of(
                        "key", Html.text(metric.key()),
                        "meaning", Html.text(metric.meaning()),
                        "value", Html.text(Rounded.figure(report.metrics().get(metric))))))
        .toList();
  }

  private static List<Html> rows(Map<String, ?> values) {
    return values.entrySet().stream()
        .map(
            entry ->
                ROW.fill(
                    Map.of(
                        "name", Html.text(entry.getKey()),
                        "value", Html.text(exactly(entry.getValue())))))
        .toList();
  }

  /** A setting as a user could type it: not rounded, and small numbers without an exponent. */
  private static String exactly(Object value) {
    if (value instanceof Double number && Double.isFinite(number)) {
      return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }
    if (value instanceof List<?> list) {
      return list.stream().map(ReportPage::exactly).collect(Collectors.joining(", "));
    }
    return value == null ? "default" : value.toString();
  }
}
