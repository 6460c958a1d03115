package org.autoencoderzoo.benchmarks;

import java.util.List;

/**
 * One training step of a convolutional network, with the update of Adam.
 *
 * @param id short name
 * @param title in words
 * @param network what is computed
 * @param rows images of the batch
 */
record ConvolutionalCase(String id, String title, ConvolutionalNetwork network, int rows)
    implements BenchmarkCase {

  @Override
  public List<Side> sides() {
    return List.of(Side.OURS, Side.DJL, Side.STOCK, Side.GEMM, Side.UPDATER);
  }

  @Override
  public Step step(Side side) {
    return switch (side) {
      case OURS -> network.ourStep(start());
      case DJL -> TorchStep.of(network, start());
      case STOCK -> network.stockStep(start());
      case GEMM -> GemmFloor.ofTraining(network, rows);
      case UPDATER -> new UpdaterFloor(network.parameterCount());
      case STEPS, PLAIN ->
          throw new IllegalArgumentException(id + " is a single step without a penalty");
    };
  }

  private StartValues start() {
    return StartValues.of(network, rows);
  }
}
