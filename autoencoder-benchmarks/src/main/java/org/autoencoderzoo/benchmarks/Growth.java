package org.autoencoderzoo.benchmarks;

import java.util.List;
import java.util.stream.Stream;

/**
 * How the time of a top-k step grows, tied, 768 inputs, batch 256: with the hidden units at k = 32,
 * and with k at 16384 units.
 */
final class Growth {

  private static final int INPUT_SIZE = 768;
  private static final int BATCH = 256;
  private static final int K = 32;
  private static final int UNITS = 16_384;

  private static final List<Integer> ALL_UNITS = List.of(1024, 2048, 4096, 8192, 16_384, 32_768);
  private static final List<Integer> ALL_K = List.of(8, 16, 32, 64, 128, 256, 512);

  private Growth() {}

  static Stream<TrainingCase> cases() {
    return Stream.concat(withUnits().stream(), withK().stream()).distinct();
  }

  /** Hidden units rise from case to case. */
  static List<TrainingCase> withUnits() {
    return ALL_UNITS.stream().map(units -> topK(units, K)).toList();
  }

  /** The number of kept units rises from case to case. */
  static List<TrainingCase> withK() {
    return ALL_K.stream().map(k -> topK(UNITS, k)).toList();
  }

  private static TrainingCase topK(int units, int k) {
    return new TrainingCase(
        "growth-" + units + "-k" + k,
        "tied top-k 768-" + units + ", k=" + k + ", batch " + BATCH,
        Network.topK(INPUT_SIZE, units, k).withTiedWeights(),
        BATCH,
        List.of(Side.OURS, Side.DJL));
  }
}
