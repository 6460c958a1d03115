package org.autoencoderzoo.benchmarks;

import java.util.List;

/**
 * One pass forward, without training.
 *
 * @param verb how far
 * @param network what is computed
 * @param rows of the input
 */
record InferenceCase(Verb verb, Network network, int rows) implements BenchmarkCase {

  /** How far the pass goes. */
  enum Verb {
    /** To the code. */
    ENCODE("encode"),
    /** To the reconstruction. */
    RECONSTRUCT("reconstruct");

    private final String title;

    Verb(String title) {
      this.title = title;
    }
  }

  @Override
  public String id() {
    return verb.title + "-" + network.inputSize() + "-" + network.sizes().get(0) + "-n" + rows;
  }

  @Override
  public String title() {
    return verb.title
        + " "
        + network.inputSize()
        + "-"
        + network.sizes().get(0)
        + ", "
        + rows
        + (rows == 1 ? " row" : " rows");
  }

  @Override
  public List<Side> sides() {
    return List.of(Side.OURS, Side.DJL, Side.STOCK, Side.GEMM);
  }

  @Override
  public Step step(Side side) {
    StartValues start = StartValues.of(network, rows);
    return switch (side) {
      case OURS -> new OurInference(verb, network, start);
      case DJL -> new TorchInference(verb, network, start);
      case STOCK -> new StockInference(verb, network, start);
      case GEMM -> GemmFloor.ofInference(network, rows, verb == Verb.ENCODE ? 1 : 2);
      case UPDATER, STEPS, PLAIN -> throw new IllegalArgumentException(id() + " does not train");
    };
  }
}
