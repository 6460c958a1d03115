package org.autoencoderzoo.zoo;

import java.util.LinkedHashMap;
import java.util.Map;
import org.autoencoderzoo.training.Examples;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.layers.normalization.BatchNormalization;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Lets the batch normalization of a network with trained weights begin as what changes nothing: its
 * mean and variance are those of the examples, and so are its beta and the square of its gamma.
 * From gamma 1 and beta 0, it would undo what the weights have learned.
 *
 * @param network whose normalization is as it was initialized, so that it passes on what it reads
 */
record NormalizationStart(ComputationGraph network) {

  /**
   * Sets the parameters.
   *
   * @param examples rows {@code [N, D]}
   */
  void from(Examples examples) {
    Map<String, Moments> moments = new LinkedHashMap<>();
    for (Layer layer : network.getLayers()) {
      if (layer instanceof BatchNormalization) {
        moments.put(layer.conf().getLayer().getLayerName(), new Moments());
      }
    }
    if (!moments.isEmpty()) {
      examples.forEach(batch -> add(batch.input(), moments));
    }
    moments.forEach((name, ofLayer) -> ofLayer.give(network.getLayer(name)));
  }

  private void add(INDArray x, Map<String, Moments> moments) {
    Map<String, INDArray> outputs = network.feedForward(x, false);
    moments.forEach(
        (name, ofLayer) -> {
          String below = network.getConfiguration().getVertexInputs().get(name).get(0);
          ofLayer.add(outputs.get(below).castTo(DataType.DOUBLE));
        });
  }

  /** Of what a layer reads, by unit. */
  private static final class Moments {
    private INDArray sum;
    private INDArray squares;
    private long rows;

    void add(INDArray z) {
      rows += z.size(0);
      sum = sum == null ? z.sum(true, 0) : sum.addi(z.sum(true, 0));
      INDArray squared = z.mul(z).sum(true, 0);
      squares = squares == null ? squared : squares.addi(squared);
    }

    void give(Layer normalization) {
      INDArray mean = sum.div(rows);
      INDArray variance = Transforms.max(squares.div(rows).subi(mean.mul(mean)), 0, false);
      double epsilon =
          ((org.deeplearning4j.nn.conf.layers.BatchNormalization) normalization.conf().getLayer())
              .getEps();
      set(normalization, "mean", mean);
      set(normalization, "beta", mean);
      INDArray deviation = Transforms.sqrt(variance.addi(epsilon), false);
      set(normalization, "gamma", deviation);
      set(normalization, "log10stdev", Transforms.log(deviation, 10));
    }

    private static void set(Layer layer, String name, INDArray values) {
      INDArray parameter = layer.getParam(name);
      parameter.assign(values.castTo(parameter.dataType()).reshape(parameter.shape()));
    }
  }
}
