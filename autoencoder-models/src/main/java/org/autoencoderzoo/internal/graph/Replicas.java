package org.autoencoderzoo.internal.graph;

import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Consumer;
import java.util.function.Function;
import org.autoencoderzoo.layers.EncoderRuntime;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.layers.wrapper.BaseWrapperLayer;

/**
 * Lets several threads use one network at inference. Deeplearning4j's layers keep what they read,
 * so that a network can make one forward pass at a time; here each call has a replica to itself.
 * Replicas have their own layers, on the parameters and the layers' configurations of the network,
 * but no gradients, no updater and no listeners. There are as many as calls were made at once.
 */
public final class Replicas {

  private final ComputationGraph network;
  private final Consumer<EncoderRuntime<?>> preparation;
  private final ConcurrentLinkedDeque<ComputationGraph> idle = new ConcurrentLinkedDeque<>();

  private Replicas(ComputationGraph network, Consumer<EncoderRuntime<?>> preparation) {
    this.network = network;
    this.preparation = preparation;
  }

  /**
   * {@return replicas for outputs: penalties are not computed, as only the score would read them}
   *
   * @param network to share
   */
  public static Replicas forOutputs(ComputationGraph network) {
    return new Replicas(network, EncoderRuntime::skipPenalties);
  }

  /**
   * {@return replicas for scores}
   *
   * @param network to share
   */
  public static Replicas forScores(ComputationGraph network) {
    return new Replicas(network, layer -> {});
  }

  /**
   * Calls a function with a replica that no other call uses meanwhile.
   *
   * @param function of any thread; neither changes the replica's parameters nor keeps it
   * @param <T> type of its result
   * @return what the function gives
   */
  public <T> T apply(Function<ComputationGraph, T> function) {
    ComputationGraph replica = idle.poll();
    if (replica == null) {
      replica = replica();
    }
    copyCounts(network.getLayers(), replica.getLayers());
    T result = function.apply(replica);
    idle.push(replica); // After an exception it is not: its layers may be in any state.
    return result;
  }

  private ComputationGraph replica() {
    ComputationGraphConfiguration original = network.getConfiguration();
    ComputationGraphConfiguration conf = original.clone();
    // Parameters lie in this order, which a clone would find again by itself, and maybe another.
    conf.setTopologicalOrder(original.getTopologicalOrder());
    conf.setTopologicalOrderStr(original.getTopologicalOrderStr());
    ComputationGraph replica = new ComputationGraph(conf);
    replica.init(network.params(), false);
    Layer[] layers = replica.getLayers();
    for (int i = 0; i < layers.length; i++) {
      // Not the clone's, so that changes of the network's configuration are seen.
      layers[i].setConf(network.getLayers()[i].conf());
      Layer layer =
          layers[i] instanceof BaseWrapperLayer frozen ? frozen.getUnderlying() : layers[i];
      if (layer instanceof EncoderRuntime<?> encoder) {
        preparation.accept(encoder);
      }
    }
    return replica;
  }

  /** Selections may depend on the epoch. */
  private static void copyCounts(Layer[] from, Layer[] to) {
    for (int i = 0; i < to.length; i++) {
      to[i].setIterationCount(from[i].getIterationCount());
      to[i].setEpochCount(from[i].getEpochCount());
    }
  }
}
