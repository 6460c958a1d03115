package org.autoencoderzoo.graphs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.autoencoderzoo.graphs.TestGraph.PLAIN;
import static org.autoencoderzoo.graphs.TestGraph.dense;

import java.util.function.UnaryOperator;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.RandomExamples;
import org.autoencoderzoo.layers.Dense;
import org.autoencoderzoo.training.Training;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex.Op;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.ScaleVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.EmbeddingLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.transferlearning.TransferLearning;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Graphs that are no autoencoders are refused at once, with what is wanted. */
class RefusedGraphsTest {

  private static final String WANTED =
      "An autoencoder reads rows [N, D] or images [N, C, H, W], and reconstructs what it reads";

  private static void assertRefused(
      InputType input, UnaryOperator<GraphBuilder> vertices, String why) {
    ComputationGraph network = new TestGraph("refused", vertices).reading(input).network();
    assertThatThrownBy(() -> new Autoencoder(network))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why);
  }

  @Test
  void sequencesAreRefused() {
    UnaryOperator<GraphBuilder> vertices =
        graph ->
            graph
                .addLayer("code", new LSTM.Builder().nOut(3).build(), "input")
                .addLayer("decoder", dense(16), "code");
    assertRefused(InputType.recurrent(16), vertices, WANTED);
    assertRefused(
        InputType.recurrent(16), vertices, "its vertex \"code\" cannot read what comes of these");
  }

  @Test
  void indicesOfWordsAreRefused() {
    assertRefused(
        InputType.feedForward(16),
        graph ->
            graph
                .addLayer("code", new EmbeddingLayer.Builder().nOut(3).build(), "input")
                .addLayer("decoder", dense(16), "code"),
        "\"code\" cannot read what comes of these: it reads the index of a word");
  }

  @Test
  void outputOfAnotherSizeThanTheInputIsRefused() {
    assertRefused(
        InputType.feedForward(4),
        PLAIN,
        WANTED
            + "; this one reconstructs examples of shape [16], but its vertex \"code\" cannot read"
            + " what comes of these: it reads rows of 4 and gets rows of 16");
  }

  @Test
  void layerThatCannotFollowTheOneBelowIsNamed() {
    assertRefused(
        null,
        graph ->
            graph
                .addLayer("code", Dense.builder().nIn(16).nOut(3).build(), "input")
                .addLayer("decoder", Dense.builder().nIn(7).nOut(16).build(), "code"),
        "\"decoder\" cannot read what comes of these: it reads rows of 7 and gets rows of 3");
  }

  @Test
  void readersOfDifferentSizesAreRefused() {
    assertRefused(
        null,
        graph ->
            graph
                .addLayer("left", Dense.builder().nIn(16).nOut(2).build(), "input")
                .addLayer("right", Dense.builder().nIn(15).nOut(2).build(), "input")
                .addVertex("code", new MergeVertex(), "left", "right")
                .addLayer("decoder", Dense.builder().nIn(4).nOut(16).build(), "code"),
        "\"right\" cannot read what comes of these: it reads rows of 15 and gets rows of 16");
  }

  @Test
  void outputThatIsNoOutputLayerIsRefused() {
    assertRefused(
        InputType.feedForward(16),
        graph -> PLAIN.apply(graph).addVertex("reconstruction", new ScaleVertex(2), "decoder"),
        "The vertex \"reconstruction\" must be an output layer, such as a ReconstructionOutput");
  }

  @Test
  void networkThatIsNotInitializedIsRefused() {
    ComputationGraph network =
        new ComputationGraph(new TestGraph("plain", PLAIN).network().getConfiguration().clone());
    assertThatThrownBy(() -> new Autoencoder(network))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The network is not initialized: call its init() first");
  }

  @Test
  void frozenLayerAboveOneThatIsToLearnIsNamedByFit() {
    Autoencoder autoencoder =
        new Autoencoder(
            new TestGraph(
                    "frozen above",
                    graph ->
                        graph
                            .addLayer("code", dense(3), "input")
                            .addVertex("scaled", new ScaleVertex(2), "code")
                            .addLayer("decoder", new FrozenLayer(dense(16)), "scaled"))
                .network());
    INDArray x = RandomExamples.uniform(DataType.FLOAT, 4, 16);
    assertThat(autoencoder.reconstruct(x).shape()).containsExactly(4, 16);
    assertThatThrownBy(() -> autoencoder.fit(x, Training.defaults()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "The frozen layer \"decoder\" passes no gradient on to \"code\" below it: freeze that"
                + " too, or wrap \"decoder\" in a FrozenLayerWithBackprop");
  }

  @Test
  void layerWithoutInputEpsilonAboveOneThatIsToLearnIsNamedByFit() {
    Dense encoder = Dense.builder().nOut(3).withoutInputEpsilon().build();
    INDArray x = RandomExamples.uniform(DataType.FLOAT, 4, 16);
    Autoencoder second =
        new Autoencoder(
            new TestGraph(
                    "without input epsilon above",
                    graph ->
                        graph
                            .addLayer("first", dense(8), "input")
                            .addVertex("scaled", new ScaleVertex(2), "first")
                            .addLayer("code", encoder, "scaled")
                            .addLayer("decoder", dense(16), "code"))
                .network());
    assertThatThrownBy(() -> second.fit(x, Training.defaults()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "The layer \"code\" is withoutInputEpsilon() and so passes no gradient on to \"first\""
                + " below it: leave that setting out of \"code\", for it is for layers that read the"
                + " network's input");
    Autoencoder aboveScaled =
        new Autoencoder(
            new TestGraph(
                    "without input epsilon above a vertex",
                    graph ->
                        graph
                            .addVertex("scaled", new ScaleVertex(2), "input")
                            .addLayer("code", encoder, "scaled")
                            .addLayer("decoder", dense(16), "code"))
                .network());
    assertThatThrownBy(() -> aboveScaled.fit(x, Training.defaults()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("passes no gradient on to \"scaled\" below it");
    Autoencoder aboveFrozen =
        new Autoencoder(
            new TestGraph(
                    "without input epsilon above a frozen one",
                    graph ->
                        graph
                            .addLayer("first", new FrozenLayer(dense(8)), "input")
                            .addLayer("code", encoder, "first")
                            .addLayer("decoder", dense(16), "code"))
                .network());
    assertThat(aboveFrozen.fit(x, Training.defaults().withEpochs(1)).epochs()).hasSize(1);
  }

  @Test
  void networkThatIsFrozenAsAWholeIsNotTrained() {
    Autoencoder autoencoder =
        new Autoencoder(
            new TransferLearning.GraphBuilder(new TestGraph("plain", PLAIN).network())
                .setFeatureExtractor("reconstruction")
                .build());
    INDArray x = RandomExamples.uniform(DataType.FLOAT, 4, 16);
    assertThatThrownBy(() -> autoencoder.fit(x, Training.defaults()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("nothing is left to train");
  }

  /** Each sum doubles the ways through the graph. */
  @Test
  void graphWithManyWaysThroughItIsUnderstoodAtOnce() {
    new Autoencoder(
        new TestGraph(
                "many ways",
                graph -> {
                  String below = "input";
                  for (int i = 0; i < 40; i++) {
                    graph
                        .addVertex("half" + i, new ScaleVertex(0.5), below)
                        .addVertex("sum" + i, new ElementWiseVertex(Op.Add), below, "half" + i);
                    below = "sum" + i;
                  }
                  return graph
                      .addLayer("code", dense(3), below)
                      .addLayer("decoder", dense(16), "code");
                })
            .network());
  }
}
