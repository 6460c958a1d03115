package org.autoencoderzoo.training;

import java.util.LinkedHashMap;
import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.learning.config.IUpdater;

/**
 * The learning rates of a network's layers that have no schedule of their own: they fall while the
 * network trains, and are put back afterwards.
 */
final class ConstantRates {

  private final ComputationGraph network;
  private final Map<String, Double> rates = new LinkedHashMap<>();

  ConstantRates(ComputationGraph network) {
    this.network = network;
    for (Layer layer : network.getLayers()) {
      String name = layer.conf().getLayer().getLayerName();
      Double rate = network.getLearningRate(name);
      if (layer.numParams() > 0 && rate != null && isConstant(layer, rate)) {
        rates.put(name, rate);
      }
    }
  }

  /** Updaters do not tell whether they have a schedule: one that has differs from its like. */
  private static boolean isConstant(Layer layer, double rate) {
    IUpdater updater = ((BaseLayer) layer.conf().getLayer()).getIUpdater();
    IUpdater constant = updater.clone();
    constant.setLrAndSchedule(rate, null);
    return constant.equals(updater);
  }

  /** Lets the rates fall linearly to zero. */
  void decay(int firstIteration, int steps) {
    rates.forEach(
        (name, rate) ->
            network.setLearningRate(name, new LinearDecay(rate, firstIteration, steps)));
  }

  void restore() {
    rates.forEach(network::setLearningRate);
  }
}
