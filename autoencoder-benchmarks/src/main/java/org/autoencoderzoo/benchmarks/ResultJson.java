package org.autoencoderzoo.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.nd4j.shade.jackson.databind.SerializationFeature;
import org.nd4j.shade.jackson.databind.node.ArrayNode;
import org.nd4j.shade.jackson.databind.node.ObjectNode;

/**
 * The results as JSON, round by round; times in milliseconds.
 *
 * @param results case by case
 * @param facts of the machine
 */
record ResultJson(List<CaseResult> results, Map<String, String> facts) {

  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  void write(Path file) throws IOException {
    ObjectNode root = MAPPER.createObjectNode();
    facts.forEach(root.putObject("machine")::put);
    ArrayNode cases = root.putArray("cases");
    results.forEach(result -> describe(result, cases.addObject()));
    Files.write(file, MAPPER.writeValueAsBytes(root));
  }

  private static void describe(CaseResult result, ObjectNode node) {
    node.put("id", result.benchmark().id());
    node.put("title", result.benchmark().title());
    node.put("rows", result.benchmark().rows());
    node.put("stock_is_plain_untied", result.benchmark().stockIsPlain());
    node.put("rows_per_second", result.rowsPerSecond());
    ObjectNode sides = node.putObject("sides");
    result
        .timings()
        .forEach(
            (side, timing) -> {
              ObjectNode times = sides.putObject(side.key());
              times.put("median", timing.median());
              timing.medians().forEach(times.putArray("medians_of_rounds")::add);
              timing.means().forEach(times.putArray("means_of_rounds")::add);
            });
    ObjectNode ratios = node.putObject("ratios");
    for (Side side : List.of(Side.PLAIN, Side.DJL, Side.STOCK, Side.GEMM, Side.STEPS)) {
      result.ratioTo(side).ifPresent(ratio -> ratios.put("ours_to_" + side.key(), ratio));
    }
    result
        .ratioTo(Side.GEMM, Side.UPDATER)
        .ifPresent(ratio -> ratios.put("ours_to_gemm_and_updater", ratio));
  }
}
