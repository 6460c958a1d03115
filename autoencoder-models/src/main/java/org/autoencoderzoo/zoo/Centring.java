package org.autoencoderzoo.zoo;

import static org.deeplearning4j.nn.params.DefaultParamInitializer.BIAS_KEY;
import static org.deeplearning4j.nn.params.DefaultParamInitializer.WEIGHT_KEY;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.FirstFit;
import org.autoencoderzoo.training.Examples;
import org.autoencoderzoo.training.LearningCurve;
import org.autoencoderzoo.training.Training;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The start of a model of real values: the biases at which it works on the examples less their mean
 * {@code m}, {@code b = -W m} of the first layer and {@code c = m} of the last, or {@code log m}
 * for the levels of a category, whose mean is their share. From zero, Adam needs the more steps to
 * get there the larger the mean is, and the weights do meanwhile what the biases should. Of images,
 * {@code m} is the mean of each channel.
 *
 * @param model whose network is trained
 */
record Centring(AutoencoderModel<?> model) implements FirstFit {

  private static final Logger LOG = LoggerFactory.getLogger(Centring.class);

  /** The least share of a level to start from. */
  private static final double RAREST = 1e-3;

  @Override
  public LearningCurve fit(Autoencoder autoencoder, Examples examples, Training training) {
    if (model.isFresh(autoencoder)) {
      ExampleMeans means = ExampleMeans.of(examples);
      means.advice().ifPresent(LOG::warn);
      centre(autoencoder.network(), means);
    }
    return autoencoder.fit(examples, training);
  }

  @Override
  public LearningCurve resume(Autoencoder autoencoder, Examples examples, Training training)
      throws IOException {
    return autoencoder.resume(examples, training);
  }

  /** What the last layer is to give on average. A level that is rare may come yet. */
  private static INDArray outputs(INDArray mean, int[][] groups) {
    INDArray outputs = mean.dup();
    for (int[] group : groups) {
      for (int unit = group[0]; unit < group[1]; unit++) {
        outputs.putScalar(unit, Math.log(Math.max(RAREST, mean.getDouble(unit))));
      }
    }
    return outputs;
  }

  /** A network from outside may have no such weights or biases there: it starts as it is. */
  private void centre(ComputationGraph network, ExampleMeans means) {
    DataType type = network.getConfiguration().getDataType();
    INDArray mean = means.ofInputs().castTo(type);
    Map<String, List<String>> inputs = network.getConfiguration().getVertexInputs();
    for (Map.Entry<String, List<String>> vertex : inputs.entrySet()) {
      if (vertex.getValue().equals(List.of(Autoencoder.INPUT))) {
        INDArray weights = param(network, vertex.getKey(), WEIGHT_KEY);
        if (weights != null && (weights.rank() == 2 || weights.rank() == 4)) {
          INDArray ofChannels = weights.rank() == 2 ? weights : weights.sum(2, 3).transpose();
          if (ofChannels.rows() == mean.length()) {
            add(network, vertex.getKey(), BIAS_KEY, mean.mmul(ofChannels).negi());
          }
        }
      }
    }
    String last = inputs.get(Autoencoder.RECONSTRUCTION).get(0);
    boolean isTied = network.getLayer(last) == null;
    INDArray outputs = outputs(means.ofTargets(), model.settings.groups()).castTo(type);
    add(network, isTied ? Autoencoder.CODE : last, isTied ? "vb" : BIAS_KEY, outputs);
  }

  private static void add(ComputationGraph network, String layer, String key, INDArray row) {
    INDArray bias = param(network, layer, key);
    if (bias != null && bias.length() == row.length()) {
      bias.addi(row.reshape(bias.shape()));
    }
  }

  /** Null if there is none. */
  private static INDArray param(ComputationGraph network, String layer, String key) {
    Layer found = network.getLayer(layer);
    return found == null ? null : found.paramTable().get(key);
  }
}
