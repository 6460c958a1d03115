package org.autoencoderzoo.benchmarks;

import java.util.List;
import java.util.function.UnaryOperator;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration.ListBuilder;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * A training step of Deeplearning4j's own layers: of a fully connected network untied, without
 * penalty and with all units kept, since it has no more.
 */
final class StockStep implements Step {

  private final MultiLayerNetwork network;
  private final INDArray x;

  private final UnaryOperator<float[]> inStartOrder;

  /**
   * Trains any list of layers with an output of the shape of its input.
   *
   * @param network initialized
   * @param x batch
   * @param inStartOrder brings the gradient of the first layer's weights, row-major, into the order
   *     of the start values
   */
  StockStep(MultiLayerNetwork network, INDArray x, UnaryOperator<float[]> inStartOrder) {
    this.network = network;
    this.x = x;
    this.inStartOrder = inStartOrder;
  }

  static StockStep of(Network mathematics, StartValues start) {
    return new StockStep(
        initialized(mathematics, start),
        Nd4jArrays.matrix(start.x(), mathematics.inputSize()),
        UnaryOperator.identity());
  }

  /** For a tied network, the decoder starts with the encoder's weights transposed. */
  static MultiLayerNetwork initialized(Network mathematics, StartValues start) {
    List<Integer> widths = mathematics.widths();
    ListBuilder list =
        new NeuralNetConfiguration.Builder()
            .seed(42)
            .updater(new Adam(Network.LEARNING_RATE))
            .list();
    int last = mathematics.depth() - 1;
    for (int i = 0; i < last; i++) {
      list.layer(
          new DenseLayer.Builder()
              .nIn(widths.get(i))
              .nOut(widths.get(i + 1))
              .activation(mathematics.activation(i))
              .build());
    }
    list.layer(
        new OutputLayer.Builder(mathematics.hasCrossEntropy() ? LossFunction.XENT : LossFunction.L2)
            .nIn(widths.get(last))
            .nOut(widths.get(last + 1))
            .activation(mathematics.activation(last))
            .build());
    MultiLayerNetwork network = new MultiLayerNetwork(list.build());
    network.init();
    for (int i = 0; i <= last; i++) {
      INDArray w = network.getLayer(i).getParam("W");
      boolean isOwn = i < start.weights().size();
      INDArray values =
          Nd4jArrays.matrix(start.weights().get(isOwn ? i : 0), isOwn ? w.size(1) : w.size(0));
      w.assign(isOwn ? values : values.transpose());
      Nd4jArrays.assign(network.getLayer(i).getParam("b"), start.biases().get(i));
    }
    return network;
  }

  @Override
  public double run() {
    network.fit(x, x);
    return network.score();
  }

  @Override
  public Evidence evidence() {
    network.setInput(x);
    network.setLabels(x);
    network.computeGradientAndScore();
    double loss = network.score();
    INDArray gradient = network.gradient().getGradientFor("0_W").div(x.size(0));
    float[] rowMajor = gradient.dup('c').data().asFloat();
    for (int step = 0; step < Evidence.STEPS; step++) {
      run();
    }
    return Evidence.ofTraining(loss, inStartOrder.apply(rowMajor), run());
  }
}
