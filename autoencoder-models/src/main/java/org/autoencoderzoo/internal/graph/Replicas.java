package org.autoencoderzoo.internal.graph;

import static org.autoencoderzoo.internal.graph.VertexNames.CODE;
import static org.autoencoderzoo.internal.graph.VertexNames.RECONSTRUCTION;

import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.autoencoderzoo.layers.EncoderLayer;
import org.autoencoderzoo.layers.EncoderRuntime;
import org.autoencoderzoo.layers.ReconstructionRuntime;
import org.autoencoderzoo.layers.TiedDecoderRuntime;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;

/**
 * Lets several threads use one network at inference. Deeplearning4j's layers keep what they read,
 * so that a network can make one forward pass at a time; here each call has a replica to itself.
 * Replicas have their own layers, on the parameters and the layers' configurations of the network,
 * but no gradients, no updater and no listeners. There are as many as calls were made at once.
 */
public final class Replicas {

  private final ComputationGraph network;
  private final UnaryOperator<NeuralNetConfiguration> confOfLayer;
  private final Consumer<ComputationGraph> preparation;
  private final ConcurrentLinkedDeque<ComputationGraph> idle = new ConcurrentLinkedDeque<>();

  private Replicas(
      ComputationGraph network,
      UnaryOperator<NeuralNetConfiguration> confOfLayer,
      Consumer<ComputationGraph> preparation) {
    this.network = network;
    this.confOfLayer = confOfLayer;
    this.preparation = preparation;
  }

  /**
   * {@return replicas for outputs: without penalties, as only the score would read them}
   *
   * @param network to share
   */
  public static Replicas forOutputs(ComputationGraph network) {
    return new Replicas(network, Replicas::withoutPenalties, Replicas::overwriteDecoded);
  }

  /**
   * {@return replicas for losses: without penalties}
   *
   * @param network to share
   */
  public static Replicas forLosses(ComputationGraph network) {
    return new Replicas(network, Replicas::withoutPenalties, replica -> {});
  }

  /**
   * {@return replicas for scores}
   *
   * @param network to share
   */
  public static Replicas forScores(ComputationGraph network) {
    return new Replicas(network, conf -> conf, replica -> {});
  }

  /** Without the loss, nobody asks what the output layer made its output of. */
  private static void overwriteDecoded(ComputationGraph replica) {
    ComputationGraphConfiguration conf = replica.getConfiguration();
    String decoder = conf.getVertexInputs().get(RECONSTRUCTION).get(0);
    long readers =
        conf.getVertexInputs().values().stream().filter(names -> names.contains(decoder)).count();
    if (readers == 1
        && !decoder.equals(CODE) // To decode, it is given by the caller.
        && makesNewArray(replica.getVertex(decoder))
        && replica.getLayer(RECONSTRUCTION) instanceof ReconstructionRuntime output) {
      output.overwriteInput();
    }
  }

  private static boolean makesNewArray(GraphVertex vertex) {
    return vertex instanceof TiedDecoderRuntime
        || vertex.hasLayer() && vertex.getLayer() instanceof EncoderRuntime<?>;
  }

  private static NeuralNetConfiguration withoutPenalties(NeuralNetConfiguration conf) {
    if (conf.getLayer() instanceof EncoderLayer layer && !layer.settings().penalties().isEmpty()) {
      NeuralNetConfiguration copy = conf.clone();
      copy.setLayer(layer.withoutPenalties());
      return copy;
    }
    return conf;
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
    follow(network.getLayers(), replica.getLayers());
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
    preparation.accept(replica);
    return replica;
  }

  /** Gives the layers of a replica what changes: configurations, and the counts of steps. */
  private void follow(Layer[] from, Layer[] to) {
    for (int i = 0; i < to.length; i++) {
      to[i].setConf(confOfLayer.apply(from[i].conf()));
      to[i].setIterationCount(from[i].getIterationCount());
      to[i].setEpochCount(from[i].getEpochCount());
    }
  }
}
