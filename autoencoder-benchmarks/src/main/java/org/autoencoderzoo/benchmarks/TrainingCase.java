package org.autoencoderzoo.benchmarks;

import java.util.List;

/**
 * One training step with the update of Adam.
 *
 * @param id short name
 * @param title in words
 * @param network what is computed
 * @param rows of the batch
 * @param sides to measure
 */
record TrainingCase(String id, String title, Network network, int rows, List<Side> sides)
    implements BenchmarkCase {

  TrainingCase(String id, String title, Network network, int rows) {
    this(
        id,
        title,
        network,
        rows,
        network.isPenalized()
            ? List.of(Side.OURS, Side.PLAIN, Side.DJL, Side.STOCK, Side.GEMM, Side.UPDATER)
            : List.of(Side.OURS, Side.DJL, Side.STOCK, Side.GEMM, Side.UPDATER));
  }

  @Override
  public Step step(Side side) {
    return switch (side) {
      case OURS -> new OurStep(network, start());
      case PLAIN -> new OurStep(network.with(Network.Kind.PLAIN), start());
      case DJL -> TorchStep.of(network, start());
      case STOCK -> StockStep.of(network, start());
      case GEMM -> GemmFloor.ofTraining(network, rows);
      case UPDATER -> new UpdaterFloor(network.parameterCount());
      case STEPS -> throw new IllegalArgumentException(id + " is a single step");
    };
  }

  private StartValues start() {
    return StartValues.of(network, rows);
  }

  @Override
  public boolean stockIsPlain() {
    return network.tied()
        || !List.of(Network.Kind.PLAIN, Network.Kind.DEEP).contains(network.kind());
  }
}
