package org.autoencoderzoo.training;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.autoencoderzoo.internal.files.Excerpt;
import org.autoencoderzoo.internal.ops.Ops;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/**
 * What makes a run of training this one and no other, by name: two runs that agree in all of it end
 * in the same parameters.
 */
final class RunIdentity {

  /** What changes while a network trains. */
  private static final Set<String> COUNTERS = Set.of("iterationCount", "epochCount");

  private static final int DIFFERENCES_NAMED = 3;
  private static final int MOST_CHARACTERS = 80;

  private RunIdentity() {}

  /** Reads the network as it is configured: before its learning rates are set to fall. */
  static Map<String, String> of(ComputationGraph network, Training settings, Examples examples) {
    Map<String, String> identity = new LinkedHashMap<>();
    settings.checkpoint().ifPresent(checkpoint -> identity.putAll(checkpoint.run()));
    identity.put("epochs", Integer.toString(settings.epochs()));
    identity.put("batchSize", Integer.toString(settings.batchSize()));
    identity.put("operations", Ops.get().getClass().getSimpleName()); // They round otherwise.
    identity.put("seed", Long.toString(settings.seed()));
    identity.put("learningRate", settings.learningRate().toString());
    identity.put(
        "patience", settings.patience().isPresent() ? "" + settings.patience().getAsInt() : "none");
    identity.putAll(examples.identity("training rows"));
    settings.validation().ifPresent(rows -> identity.putAll(rows.identity("validation rows")));
    try {
      JsonNode json = new ObjectMapper().readTree(network.getConfiguration().toJson());
      putLeaves(identity, "network", json);
    } catch (IOException e) {
      throw new IllegalStateException("every configuration has its JSON", e);
    }
    return identity;
  }

  private static void putLeaves(Map<String, String> identity, String path, JsonNode node) {
    if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        putLeaves(identity, path + "[" + i + "]", node.get(i));
      }
    } else if (node.isObject()) {
      node.fields()
          .forEachRemaining(
              field -> {
                if (!COUNTERS.contains(field.getKey())) {
                  putLeaves(identity, path + "." + field.getKey(), field.getValue());
                }
              });
    } else {
      identity.put(path, node.asText());
    }
  }

  /** What differs, in words; empty if nothing does. */
  static String differences(Map<String, String> there, Map<String, String> here) {
    Set<String> names = new LinkedHashSet<>(here.keySet());
    names.addAll(there.keySet());
    List<String> differences = new ArrayList<>();
    for (String name : names) {
      String before = there.getOrDefault(name, "not set");
      String now = here.getOrDefault(name, "not set");
      if (!before.equals(now)) {
        differences.add(
            shortened(name)
                + " is "
                + shortened(before)
                + " there and "
                + shortened(now)
                + " here");
      }
    }
    int more = differences.size() - DIFFERENCES_NAMED;
    return String.join(
            "; ", differences.subList(0, Math.min(DIFFERENCES_NAMED, differences.size())))
        + (more > 0 ? "; and " + more + " more" : "");
  }

  /** The file's may be of any length. */
  private static String shortened(String text) {
    return Excerpt.of(text, MOST_CHARACTERS);
  }
}
