package org.autoencoderzoo.graphs;

import static org.autoencoderzoo.graphs.TestGraph.*;

import java.util.List;
import org.autoencoderzoo.corruption.MaskingNoise;
import org.autoencoderzoo.layers.Dense;
import org.autoencoderzoo.layers.SelectionLayer;
import org.autoencoderzoo.layers.TiedDecoder;
import org.autoencoderzoo.layers.TopK;
import org.autoencoderzoo.penalties.Contraction;
import org.autoencoderzoo.penalties.KlSparsity;
import org.deeplearning4j.nn.conf.dropout.GaussianNoise;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.L2NormalizeVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.ScaleVertex;
import org.deeplearning4j.nn.conf.graph.ShiftVertex;
import org.deeplearning4j.nn.conf.graph.SubsetVertex;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PReLULayer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.AdaDelta;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.nd4j.linalg.schedule.ExponentialSchedule;
import org.nd4j.linalg.schedule.ScheduleType;

/** Autoencoders of rows. */
final class RowGraphs {

  static final List<TestGraph> ALL =
      List.of(
          new TestGraph(
              "plain",
              graph ->
                  graph.addLayer("code", dense(3), "input").addLayer("decoder", dense(16), "code")),
          new TestGraph(
              "tied",
              graph ->
                  graph
                      .addLayer("code", tiedEncoder().build(), "input")
                      .addVertex("decoder", new TiedDecoder("code", 16), "code")),
          new TestGraph(
              "penalized and selected",
              graph ->
                  graph
                      .addLayer(
                          "code",
                          tiedEncoder()
                              .activation(Activation.SIGMOID)
                              .penalties(new KlSparsity(0.1, 1), new Contraction(0.1))
                              .select(TopK.of(2))
                              .dropOut(new MaskingNoise(0.3, 1))
                              .build(),
                          "input")
                      .addVertex("decoder", new TiedDecoder("code", 16), "code")),
          new TestGraph(
              "batch normalization",
              graph ->
                  graph
                      .addLayer("code", dense(3), "input")
                      .addLayer("normalized", new BatchNormalization(), "code")
                      .addLayer("decoder", dense(16), "normalized")),
          new TestGraph(
              "batch normalization first",
              graph ->
                  graph
                      .addLayer("normalized", new BatchNormalization(), "input")
                      .addLayer("code", dense(3), "normalized")
                      .addLayer("decoder", dense(16), "code")),
          new TestGraph(
              "dropout layer first",
              graph ->
                  graph
                      .addLayer(
                          "noise",
                          new DropoutLayer.Builder(new GaussianNoise(0.1)).build(),
                          "input")
                      .addLayer("code", dense(3), "noise")
                      .addLayer("decoder", dense(16), "code")),
          new TestGraph(
              "activation layer first",
              graph ->
                  graph
                      .addLayer("squashed", new ActivationLayer(Activation.TANH), "input")
                      .addLayer("code", dense(3), "squashed")
                      .addLayer("decoder", dense(16), "code")),
          new TestGraph(
              "dropout layer as code",
              graph ->
                  graph
                      .addLayer("hidden", dense(3), "input")
                      .addLayer("code", new DropoutLayer.Builder(0.5).build(), "hidden")
                      .addLayer("decoder", dense(16), "code")),
          new TestGraph(
              "stock dropout",
              graph ->
                  graph
                      .addLayer("code", Dense.builder().nOut(3).dropOut(0.5).build(), "input")
                      .addLayer("decoder", Dense.builder().nOut(16).dropOut(0.5).build(), "code")),
          new TestGraph(
              "selection layer as code",
              graph ->
                  graph
                      .addLayer("hidden", dense(6), "input")
                      .addLayer("code", SelectionLayer.of(TopK.of(2)), "hidden")
                      .addLayer("decoder", dense(16), "code")),
          new TestGraph(
              "parametric activation",
              graph ->
                  graph
                      .addLayer("hidden", dense(6), "input")
                      .addLayer("code", new PReLULayer.Builder().inputShape(6).build(), "hidden")
                      .addLayer("decoder", dense(16), "code")),
          new TestGraph(
              "updater without state",
              graph ->
                  graph
                      .addLayer(
                          "code", Dense.builder().nOut(3).updater(new NoOp()).build(), "input")
                      .addLayer("decoder", dense(16), "code")),
          new TestGraph(
              "mixed updaters",
              graph ->
                  graph
                      .addLayer(
                          "hidden",
                          Dense.builder()
                              .nOut(6)
                              .updater(new Adam(0.01))
                              .biasUpdater(new Nesterovs(0.1, 0.9))
                              .build(),
                          "input")
                      .addLayer(
                          "code", Dense.builder().nOut(3).updater(new AdaDelta()).build(), "hidden")
                      .addLayer(
                          "above",
                          Dense.builder()
                              .nOut(6)
                              .updater(
                                  new Sgd(
                                      new ExponentialSchedule(ScheduleType.ITERATION, 0.1, 0.9)))
                              .build(),
                          "code")
                      .addLayer("decoder", dense(16), "above")),
          new TestGraph(
              "merged encoders",
              graph ->
                  graph
                      .addLayer("left", dense(2), "input")
                      .addLayer("right", dense(3), "input")
                      .addVertex("code", new MergeVertex(), "left", "right")
                      .addLayer("decoder", dense(16), "code")),
          new TestGraph(
              "residual",
              graph ->
                  graph
                      .addLayer("hidden", dense(16), "input")
                      .addVertex(
                          "sum", new ElementWiseVertex(ElementWiseVertex.Op.Add), "hidden", "input")
                      .addLayer("code", dense(3), "sum")
                      .addLayer("above", dense(3), "code")
                      .addVertex(
                          "sum2", new ElementWiseVertex(ElementWiseVertex.Op.Add), "above", "code")
                      .addLayer("decoder", dense(16), "sum2")),
          new TestGraph(
              "around the code",
              graph ->
                  graph
                      .addLayer("hidden", dense(6), "input")
                      .addLayer("code", dense(3), "hidden")
                      .addLayer("above", dense(6), "code")
                      .addVertex(
                          "sum", new ElementWiseVertex(ElementWiseVertex.Op.Add), "above", "hidden")
                      .addLayer("decoder", dense(16), "sum")),
          new TestGraph(
              "subset",
              graph ->
                  graph
                      .addVertex("some", new SubsetVertex(2, 9), "input")
                      .addLayer("code", dense(3), "some")
                      .addLayer("decoder", dense(16), "code")),
          new TestGraph(
              "scaled and shifted",
              graph ->
                  graph
                      .addVertex("shifted", new ShiftVertex(-0.5), "input")
                      .addVertex("scaled", new ScaleVertex(2), "shifted")
                      .addLayer("code", dense(3), "scaled")
                      .addLayer("decoder", dense(16), "code")),
          new TestGraph(
              "unit length code",
              graph ->
                  graph
                      .addLayer("hidden", dense(3), "input")
                      .addVertex("code", new L2NormalizeVertex(), "hidden")
                      .addLayer("decoder", dense(16), "code")),
          new TestGraph(
              "two tied decoders",
              graph ->
                  graph
                      .addLayer("code", tiedEncoder().build(), "input")
                      .addVertex("first", new TiedDecoder("code", 16), "code")
                      .addVertex("second", new TiedDecoder("code", 16), "code")
                      .addVertex(
                          "decoder",
                          new ElementWiseVertex(ElementWiseVertex.Op.Add),
                          "first",
                          "second")),
          new TestGraph(
              "stock output layer",
              graph ->
                  graph
                      .addLayer("code", new DenseLayer.Builder().nOut(3).build(), "input")
                      .addLayer(
                          "reconstruction",
                          new OutputLayer.Builder(LossFunction.MSE)
                              .nOut(16)
                              .activation(Activation.IDENTITY)
                              .build(),
                          "code")),
          new TestGraph(
              "stock loss layer",
              graph ->
                  graph
                      .addLayer("code", dense(3), "input")
                      .addLayer("decoder", dense(16), "code")
                      .addLayer(
                          "reconstruction",
                          new LossLayer.Builder(LossFunction.MSE)
                              .activation(Activation.IDENTITY)
                              .build(),
                          "decoder")));

  private RowGraphs() {}
}
