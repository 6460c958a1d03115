package org.autoencoderzoo.training;

import java.util.Optional;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * All that training changes in a network.
 *
 * @param parameters a copy
 * @param updater a copy of the updater's state, such as Adam's moments; empty if it has none
 * @param iteration steps taken, on which Adam's bias correction and the noise depend
 * @param epoch epochs done, on which the order of the rows and annealing depend
 */
record NetworkState(INDArray parameters, Optional<INDArray> updater, int iteration, int epoch) {

  static NetworkState of(ComputationGraph network) {
    return new NetworkState(
        network.params().dup(),
        Optional.ofNullable(network.getUpdater(true).getUpdaterStateViewArray()).map(INDArray::dup),
        network.getIterationCount(),
        network.getEpochCount());
  }

  /** Brings a network of the same configuration back to this state. */
  void restore(ComputationGraph network) {
    network.setParams(parameters);
    updater.ifPresent(state -> network.getUpdater(true).getUpdaterStateViewArray().assign(state));
    network.getConfiguration().setIterationCount(iteration);
    network.getConfiguration().setEpochCount(epoch);
    for (Layer layer : network.getLayers()) { // Scores may depend on them, through penalties.
      layer.setIterationCount(iteration);
      layer.setEpochCount(epoch);
    }
  }
}
