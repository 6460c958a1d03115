package org.autoencoderzoo.internal.graph;

import java.util.Arrays;
import org.autoencoderzoo.layers.InPlace;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.graph.vertex.VertexIndices;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The part of a graph between two vertices, at inference, which Deeplearning4j's {@code output}
 * cannot run: it starts at the input, and in 1.0.0-M2.1 leaves a workspace open if it ends before
 * the output.
 *
 * @param network that holds the vertices
 * @param from name of the vertex whose output is given
 * @param to name of the vertex whose output is wanted
 */
public record Subgraph(ComputationGraph network, String from, String to) {

  /**
   * {@return what the last vertex gives}
   *
   * @param batch what the first vertex is taken to have given, not modified
   */
  public INDArray output(INDArray batch) {
    LayerWorkspaceMgr workspaces = LayerWorkspaceMgr.noWorkspaces();
    GraphVertex[] vertices = network.getVertices();
    INDArray[] outputs = new INDArray[vertices.length];
    outputs[network.getVertex(from).getVertexIndex()] = InPlace.sparedBy(network, batch);
    GraphVertex last = network.getVertex(to);
    network.setInput(0, batch); // Preprocessors ask the network how many examples there are.
    for (int index : network.topologicalSortOrder()) {
      GraphVertex vertex = vertices[index];
      VertexIndices[] inputs = vertex.getInputVertices();
      boolean isBehind =
          outputs[index] == null
              && inputs != null
              && Arrays.stream(inputs).allMatch(i -> outputs[i.getVertexIndex()] != null);
      if (isBehind) {
        for (int i = 0; i < inputs.length; i++) {
          vertex.setInput(i, outputs[inputs[i].getVertexIndex()], workspaces);
        }
        outputs[index] = vertex.doForward(false, workspaces);
        vertex.clear();
      }
      if (vertex == last) {
        break;
      }
    }
    network.clear();
    return outputs[last.getVertexIndex()];
  }
}
