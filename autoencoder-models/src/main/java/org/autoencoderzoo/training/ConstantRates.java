package org.autoencoderzoo.training;

import java.util.IdentityHashMap;
import java.util.Map;
import org.deeplearning4j.nn.api.TrainingConfig;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.nd4j.linalg.learning.config.IUpdater;

/**
 * The learning rates of a network's updaters that have no schedule of their own, those of biases
 * included: they fall while the network trains, and are put back when this is closed.
 *
 * <p>They are set in the updaters themselves, which read them at each step. {@code
 * ComputationGraph.setLearningRate} knows one updater per layer, and rearranges the state of all
 * updaters each time, which ends in an exception where one has no state.
 */
final class ConstantRates implements AutoCloseable {

  private final Map<IUpdater, Double> rates = new IdentityHashMap<>();

  ConstantRates(ComputationGraph network) {
    int iteration = network.getIterationCount();
    int epoch = network.getEpochCount();
    for (GraphVertex vertex : network.getVertices()) {
      TrainingConfig config = vertex.getConfig();
      for (String parameter : vertex.paramTable(false).keySet()) {
        IUpdater updater = config.getUpdaterByParam(parameter);
        if (updater.hasLearningRate()) {
          double rate = updater.getLearningRate(iteration, epoch);
          if (isConstant(updater, rate)) {
            rates.put(updater, rate);
          }
        }
      }
    }
  }

  /** Updaters do not tell whether they have a schedule: one that has differs from its like. */
  private static boolean isConstant(IUpdater updater, double rate) {
    IUpdater constant = updater.clone();
    constant.setLrAndSchedule(rate, null);
    return constant.equals(updater);
  }

  /** Lets the rates fall linearly to zero. */
  void decay(int firstIteration, int steps) {
    rates.forEach(
        (updater, rate) ->
            updater.setLrAndSchedule(Double.NaN, new LinearDecay(rate, firstIteration, steps)));
  }

  @Override
  public void close() {
    rates.forEach((updater, rate) -> updater.setLrAndSchedule(rate, null));
  }
}
