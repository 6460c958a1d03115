package org.autoencoderzoo.graphs;

import static org.autoencoderzoo.graphs.TestGraph.*;

import java.util.List;
import org.autoencoderzoo.layers.SelectionLayer;
import org.autoencoderzoo.layers.TiedDecoder;
import org.autoencoderzoo.layers.TopK;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayerWithBackprop;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.transferlearning.TransferLearning;

/** Autoencoders with layers that do not learn. */
final class FrozenGraphs {

  static final List<TestGraph> ALL =
      List.of(
          new TestGraph(
              "frozen below",
              graph ->
                  graph
                      .addLayer("hidden", new FrozenLayer(dense(6)), "input")
                      .addLayer("code", dense(3), "hidden")
                      .addLayer("decoder", dense(16), "code")),
          new TestGraph(
              "frozen with backprop above",
              graph ->
                  graph
                      .addLayer("code", dense(3), "input")
                      .addLayer("above", new FrozenLayerWithBackprop(dense(6)), "code")
                      .addLayer("decoder", dense(16), "above")),
          new TestGraph(
              "frozen selection with backprop",
              graph ->
                  graph
                      .addLayer("hidden", dense(6), "input")
                      .addLayer(
                          "code",
                          new FrozenLayerWithBackprop(SelectionLayer.of(TopK.of(2))),
                          "hidden")
                      .addLayer("decoder", dense(16), "code")),
          new TestGraph(
              "frozen tied with backprop",
              graph ->
                  graph
                      .addLayer("hidden", dense(6), "input")
                      .addLayer(
                          "code",
                          new FrozenLayerWithBackprop(tiedEncoder().nIn(6).build()),
                          "hidden")
                      .addVertex("above", new TiedDecoder("code", 6), "code")
                      .addLayer("decoder", dense(16), "above")),
          new TestGraph("encoder frozen by transfer learning", PLAIN)
              .changed(network -> frozen(network, "code")),
          new TestGraph(
                  "all up to a tied decoder frozen by transfer learning",
                  graph ->
                      graph
                          .addLayer("hidden", tiedEncoder().build(), "input")
                          .addVertex("again", new TiedDecoder("hidden", 16), "hidden")
                          .addLayer("code", dense(3), "again")
                          .addLayer("decoder", dense(16), "code"))
              .changed(network -> frozen(network, "again")));

  private FrozenGraphs() {}

  private static ComputationGraph frozen(ComputationGraph network, String last) {
    return new TransferLearning.GraphBuilder(network).setFeatureExtractor(last).build();
  }
}
