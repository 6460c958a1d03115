package org.autoencoderzoo.graphs;

import static org.autoencoderzoo.graphs.TestGraph.*;

import java.util.List;
import org.autoencoderzoo.layers.Convolution;
import org.autoencoderzoo.layers.TiedDecoder;
import org.autoencoderzoo.layers.TransposedConvolution;
import org.deeplearning4j.nn.conf.dropout.GaussianNoise;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.PreprocessorVertex;
import org.deeplearning4j.nn.conf.graph.ReshapeVertex;
import org.deeplearning4j.nn.conf.graph.SubsetVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.CnnLossLayer;
import org.deeplearning4j.nn.conf.layers.Deconvolution2D;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Autoencoders of images, as images or as rows of pixels. */
final class ImageGraphs {

  static final List<TestGraph> ALL =
      List.of(
          new TestGraph("flat images to dense layers", PLAIN)
              .reading(InputType.convolutionalFlat(4, 4, 1)),
          new TestGraph("images to dense layers", PLAIN).reading(InputType.convolutional(4, 4, 1)),
          new TestGraph("flat images to batch normalization", NORMALIZED_FIRST)
              .reading(InputType.convolutionalFlat(4, 4, 1)),
          new TestGraph(
                  "convolution to dense layers",
                  graph ->
                      graph
                          .addLayer("hidden", convolution(2), "input")
                          .addLayer("code", dense(3), "hidden")
                          .addLayer("decoder", dense(16), "code"))
              .reading(InputType.convolutionalFlat(4, 4, 1)),
          new TestGraph(
                  "convolutions and a dense code",
                  graph ->
                      graph
                          .addLayer("hidden", convolution(2), "input")
                          .addLayer("code", dense(3), "hidden")
                          .addLayer("above", dense(32), "code")
                          .addLayer(
                              "decoder",
                              convolution(1),
                              new FeedForwardToCnnPreProcessor(4, 4, 2),
                              "above"))
              .reading(InputType.convolutional(4, 4, 1)),
          new TestGraph(
                  "pooling and upsampling",
                  graph ->
                      graph
                          .addLayer("hidden", stockConvolution(4), "input")
                          .addLayer(
                              "code",
                              new SubsamplingLayer.Builder().kernelSize(2, 2).build(),
                              "hidden")
                          .addLayer("normalized", new BatchNormalization(), "code")
                          .addLayer("large", new Upsampling2D.Builder(2).build(), "normalized")
                          .addLayer("decoder", convolution(1), "large"))
              .reading(InputType.convolutionalFlat(4, 4, 1)),
          new TestGraph(
                  "transposed convolution",
                  graph ->
                      graph
                          .addLayer(
                              "noise",
                              new DropoutLayer.Builder(new GaussianNoise(0.1)).build(),
                              "input")
                          .addLayer("code", stockConvolution(2), "noise")
                          .addLayer(
                              "decoder",
                              TransposedConvolution.builder(2, 4, 4)
                                  .kernelSize(3, 3)
                                  .padding(1, 1)
                                  .build(),
                              "code"))
              .reading(InputType.convolutional(4, 4, 2)),
          new TestGraph(
                  "tied convolution",
                  graph ->
                      graph
                          .addLayer(
                              "code",
                              Convolution.builder()
                                  .nOut(2)
                                  .stride(2, 2)
                                  .padding(1, 1)
                                  .withVisibleBias()
                                  .build(),
                              "input")
                          .addVertex("decoder", new TiedDecoder("code", 2, 4, 4), "code"))
              .reading(InputType.convolutional(4, 4, 2)),
          new TestGraph(
                  "images around the code",
                  graph ->
                      graph
                          .addLayer("code", convolution(3), "input")
                          .addLayer(
                              "above",
                              TransposedConvolution.builder(2, 4, 4)
                                  .kernelSize(3, 3)
                                  .padding(1, 1)
                                  .build(),
                              "code")
                          .addVertex(
                              "decoder",
                              new ElementWiseVertex(ElementWiseVertex.Op.Add),
                              "input",
                              "above"))
              .reading(InputType.convolutional(4, 4, 2)),
          new TestGraph(
                  "some channels",
                  graph ->
                      graph
                          .addLayer(
                              "hidden",
                              Convolution.builder().nIn(2).nOut(4).kernelSize(1, 1).build(),
                              "input")
                          .addVertex("some", new SubsetVertex(1, 2), "hidden")
                          .addLayer(
                              "code",
                              Convolution.builder().nIn(2).nOut(3).kernelSize(1, 1).build(),
                              "some")
                          .addLayer(
                              "decoder",
                              TransposedConvolution.builder(2, 4, 4)
                                  .nIn(3)
                                  .kernelSize(1, 1)
                                  .build(),
                              "code"))
              .reading(null),
          new TestGraph(
              "reshaped",
              graph ->
                  graph
                      .addVertex("image", new ReshapeVertex(-1, 1, 4, 4), "input")
                      .addLayer("code", convolution(2), "image")
                      .addLayer("decoder", dense(16), "code")),
          new TestGraph(
              "preprocessed",
              graph ->
                  graph
                      .addVertex(
                          "image",
                          new PreprocessorVertex(new FeedForwardToCnnPreProcessor(4, 4, 1)),
                          "input")
                      .addLayer("code", convolution(2), "image")
                      .addLayer("decoder", dense(16), "code")),
          new TestGraph(
                  "stock convolutions",
                  graph ->
                      graph
                          .addLayer("code", stockConvolution(2), "input")
                          .addLayer(
                              "decoder",
                              new Deconvolution2D.Builder(3, 3).nOut(1).padding(1, 1).build(),
                              "code")
                          .addLayer(
                              "reconstruction",
                              new CnnLossLayer.Builder(LossFunction.MSE)
                                  .activation(Activation.IDENTITY)
                                  .build(),
                              "decoder"))
              .reading(InputType.convolutionalFlat(4, 4, 1)));

  private ImageGraphs() {}
}
