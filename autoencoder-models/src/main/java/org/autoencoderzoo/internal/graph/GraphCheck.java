package org.autoencoderzoo.internal.graph;

import static org.autoencoderzoo.internal.graph.VertexNames.CODE;
import static org.autoencoderzoo.internal.graph.VertexNames.INPUT;
import static org.autoencoderzoo.internal.graph.VertexNames.RECONSTRUCTION;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.autoencoderzoo.layers.EncoderLayer;
import org.autoencoderzoo.layers.EncoderSettings.InputGradient;
import org.autoencoderzoo.layers.Frozen;
import org.autoencoderzoo.settings.Arguments;
import org.deeplearning4j.nn.api.layers.IOutputLayer;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.layers.FrozenLayer;

/** Refuses graphs that are no autoencoders, whatever the shapes of their vertices are. */
public final class GraphCheck {

  private final ComputationGraphConfiguration conf;
  private final Set<String> seen = new HashSet<>();
  private final Deque<String> way = new ArrayDeque<>();

  private GraphCheck(ComputationGraphConfiguration conf) {
    this.conf = conf;
  }

  /**
   * Requires an initialized network from an input by a code to a reconstruction.
   *
   * @param network to check
   * @throws IllegalArgumentException if it is none
   */
  public static void check(ComputationGraph network) {
    Arguments.given("network", network);
    if (network.getVertices() == null) {
      throw new IllegalArgumentException("The network is not initialized: call its init() first");
    }
    ComputationGraphConfiguration conf = network.getConfiguration();
    if (!conf.getNetworkInputs().equals(List.of(INPUT))
        || !conf.getNetworkOutputs().equals(List.of(RECONSTRUCTION))
        || network.getVertex(CODE) == null) {
      throw new IllegalArgumentException(
          "An autoencoder's graph has the one input \"input\", a vertex \"code\" and the one output"
              + " \"reconstruction\"; this one has the inputs "
              + conf.getNetworkInputs()
              + ", the vertices "
              + conf.getVertices().keySet()
              + " and the outputs "
              + conf.getNetworkOutputs());
    }
    if (!(Frozen.underlying(network.getVertex(RECONSTRUCTION).getLayer())
        instanceof IOutputLayer)) {
      throw new IllegalArgumentException(
          "The vertex \"reconstruction\" must be an output layer, such as a ReconstructionOutput");
    }
  }

  /**
   * Requires that every layer that is to learn gets a gradient.
   *
   * @param network to check
   * @throws IllegalArgumentException if a frozen layer stands between one and the loss, or one that
   *     computes no gradient of its input
   */
  public static void trainable(ComputationGraph network) {
    for (GraphVertex vertex : network.getVertices()) {
      if (vertex.hasLayer() && vertex.getLayer() instanceof FrozenLayer) {
        String name = vertex.getVertexName();
        if (name.equals(RECONSTRUCTION)) {
          throw new IllegalArgumentException(
              "The layer \"reconstruction\" is frozen, and all below it: nothing is left to train");
        }
        requireFrozenBelow(network, name, name);
      } else if (vertex.hasLayer() && hasNoInputGradient(vertex)) {
        requireNothingToLearnBelow(network, vertex.getVertexName(), vertex.getVertexName());
      }
    }
  }

  private static boolean hasNoInputGradient(GraphVertex vertex) {
    return Frozen.underlying(vertex.getLayer()).conf().getLayer() instanceof EncoderLayer encoder
        && encoder.settings().inputGradient() == InputGradient.NONE;
  }

  private static void requireNothingToLearnBelow(
      ComputationGraph network, String last, String name) {
    for (String below :
        network.getConfiguration().getVertexInputs().getOrDefault(name, List.of())) {
      GraphVertex vertex = network.getVertex(below);
      if (vertex.hasLayer() && vertex.getLayer() instanceof FrozenLayer) {
        continue; // And is looked at for itself.
      }
      requireNothingToLearnBelow(network, last, below);
      // Deeplearning4j goes back through the others, too, whether they learn or not.
      if (vertex.numParams() > 0 || last.equals(name) && !vertex.isInputVertex()) {
        throw new IllegalArgumentException(
            "The layer \"%s\" is withoutInputEpsilon() and so passes no gradient on to \"%s\" below it: leave that setting out of \"%s\", for it is for layers that read the network's input"
                .formatted(last, below, last));
      }
    }
  }

  private static void requireFrozenBelow(ComputationGraph network, String frozen, String name) {
    for (String below :
        network.getConfiguration().getVertexInputs().getOrDefault(name, List.of())) {
      GraphVertex vertex = network.getVertex(below);
      if (vertex.hasLayer() && vertex.getLayer() instanceof FrozenLayer) {
        continue; // And is looked at for itself.
      }
      if (vertex.numParams() > 0) {
        throw new IllegalArgumentException(
            "The frozen layer \"%s\" passes no gradient on to \"%s\" below it: freeze that too, or wrap \"%s\" in a FrozenLayerWithBackprop"
                .formatted(frozen, below, frozen));
      }
      requireFrozenBelow(network, frozen, below);
    }
  }

  /**
   * A way from the input to the reconstruction around the code, as in a U-Net.
   *
   * @param network that was checked
   * @return the names of its vertices, from the input on; empty if there is none
   */
  public static Optional<String> wayAroundTheCode(ComputationGraph network) {
    GraphCheck check = new GraphCheck(network.getConfiguration());
    return check.leadsAroundTheCode(RECONSTRUCTION)
        ? Optional.of(String.join(" - ", check.way))
        : Optional.empty();
  }

  private boolean leadsAroundTheCode(String name) {
    if (name.equals(CODE) || !seen.add(name)) {
      return false;
    }
    way.push(name);
    if (name.equals(INPUT)
        || conf.getVertexInputs().get(name).stream().anyMatch(this::leadsAroundTheCode)) {
      return true;
    }
    way.pop();
    return false;
  }
}
