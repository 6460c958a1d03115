package org.autoencoderzoo.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * The results as a Markdown table.
 *
 * @param results case by case
 */
record ResultTable(List<CaseResult> results) {

  private static final String HEAD =
      """
      | case | ours, ms | DJL, ms | stock, ms | gemm floor, ms | updater floor, ms | ours / DJL | ours / stock | ours / gemm floor | ours / both floors | rows per second, ours |
      |---|---|---|---|---|---|---|---|---|---|---|
      """;

  private static final String PLAIN_NOTE =
      """

      \\* Deeplearning4j has no such network. The time is that of a plain untied one of the same size.
      """;

  String markdown() {
    String steps =
        results.stream()
            .filter(result -> result.benchmark().sides().contains(Side.STEPS))
            .map(ResultTable::sentence)
            .collect(Collectors.joining());
    List<CaseResult> compared =
        results.stream()
            .filter(result -> !result.benchmark().sides().contains(Side.STEPS))
            .toList();
    if (compared.isEmpty()) {
      return steps;
    }
    boolean hasPlain =
        compared.stream()
            .anyMatch(
                result ->
                    result.benchmark().stockIsPlain()
                        && result.benchmark().sides().contains(Side.STOCK));
    return compared.stream().map(ResultTable::row).collect(Collectors.joining("", HEAD, ""))
        + (hasPlain ? PLAIN_NOTE : "")
        + compared.stream().map(ResultTable::penalty).collect(Collectors.joining())
        + (steps.isEmpty() ? "" : "\n" + steps);
  }

  private static String row(CaseResult result) {
    String mark = result.benchmark().stockIsPlain() ? " \\*" : "";
    return String.join(
        " | ",
        "| " + result.benchmark().title(),
        millis(result.median(Side.OURS)),
        millis(result.median(Side.DJL)),
        millis(result.median(Side.STOCK)) + mark,
        millis(result.median(Side.GEMM)),
        millis(result.median(Side.UPDATER)),
        ratio(result.ratioTo(Side.DJL)),
        ratio(result.ratioTo(Side.STOCK)) + mark,
        ratio(result.ratioTo(Side.GEMM)),
        ratio(result.ratioTo(Side.GEMM, Side.UPDATER)),
        String.format(Locale.ROOT, "%,.0f |%n", result.rowsPerSecond()));
  }

  private static String sentence(CaseResult result) {
    return String.format(
        Locale.ROOT,
        "An %s: %.2f s, %.2f times its steps, which take %.2f s.%n",
        result.benchmark().title(),
        result.median(Side.OURS).orElseThrow() / 1000,
        result.ratioTo(Side.STEPS).orElseThrow(),
        result.median(Side.STEPS).orElseThrow() / 1000);
  }

  /** How much a penalty adds to the step; nothing of a case without one. */
  private static String penalty(CaseResult result) {
    if (result.median(Side.PLAIN).isEmpty()) {
      return "";
    }
    return String.format(
        Locale.ROOT,
        "%nOf %s, a step takes %.2f times our step without the penalty, %s ms in the same rounds.%n",
        result.benchmark().title(),
        result.ratioTo(Side.PLAIN).orElseThrow(),
        millis(result.median(Side.PLAIN)));
  }

  private static String millis(OptionalDouble value) {
    if (value.isEmpty()) {
      return "";
    }
    double v = value.getAsDouble();
    String format = v < 1 ? "%.3f" : v < 10 ? "%.2f" : v < 100 ? "%.1f" : "%.0f";
    return String.format(Locale.ROOT, format, v);
  }

  private static String ratio(OptionalDouble value) {
    return value.isEmpty() ? "" : String.format(Locale.ROOT, "%.2f", value.getAsDouble());
  }
}
