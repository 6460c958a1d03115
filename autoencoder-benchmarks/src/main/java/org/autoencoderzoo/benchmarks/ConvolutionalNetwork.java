package org.autoencoderzoo.benchmarks;

import java.util.ArrayList;
import java.util.List;
import org.autoencoderzoo.layers.Convolution;
import org.autoencoderzoo.layers.ReconstructionOutput;
import org.autoencoderzoo.layers.TransposedConvolution;
import org.autoencoderzoo.losses.BernoulliCrossEntropy;
import org.autoencoderzoo.training.FusedAdam;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration.ListBuilder;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.CnnLossLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Deconvolution2D;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * The mathematics of a convolutional autoencoder, which all sides compute: convolutions of 3x3 with
 * stride 2 and one row of zeros at the top and one column at the left, each halving the image, and
 * the same number of transposed ones. Rectified linear, but for the sigmoid reconstruction, which
 * is scored by cross-entropy.
 *
 * @param side height and width of an image, divisible by 2 once for each encoder layer
 * @param encoderChannels from the input to the code
 */
record ConvolutionalNetwork(int side, List<Integer> encoderChannels) {

  static final int KERNEL = 3;
  static final int STRIDE = 2;
  static final int PADDING = 1;

  /** Channels from the input over the code to the reconstruction. */
  List<Integer> channels() {
    List<Integer> channels = new ArrayList<>(encoderChannels);
    for (int i = encoderChannels.size() - 2; i >= 0; i--) {
      channels.add(encoderChannels.get(i));
    }
    return channels;
  }

  /** Layers from input to reconstruction. */
  int depth() {
    return 2 * (encoderChannels.size() - 1);
  }

  /** Whether a layer, counted from 0, belongs to the decoder. */
  boolean isTransposed(int layer) {
    return layer >= depth() / 2;
  }

  /** Height and width of what the layer makes. */
  int outputSide(int layer) {
    int halvings = isTransposed(layer) ? depth() - 1 - layer : layer + 1;
    return side >> halvings;
  }

  /** Height and width of what a convolution makes, or a transposed one reads. */
  int smallerSide(int layer) {
    return isTransposed(layer) ? outputSide(layer) / STRIDE : outputSide(layer);
  }

  int weightCount(int layer) {
    return channels().get(layer) * channels().get(layer + 1) * KERNEL * KERNEL;
  }

  long parameterCount() {
    long count = 0;
    for (int layer = 0; layer < depth(); layer++) {
      count += weightCount(layer) + channels().get(layer + 1);
    }
    return count;
  }

  /** {@code [N, C, H, W]} of a batch with so many pixels. */
  long[] inputShape(long pixels) {
    long channels = channels().get(0);
    return new long[] {pixels / channels / side / side, channels, side, side};
  }

  /** The weights' shape, the same on all sides. */
  long[] weightShape(int layer) {
    long in = channels().get(layer);
    long out = channels().get(layer + 1);
    return isTransposed(layer)
        ? new long[] {in, out, KERNEL, KERNEL}
        : new long[] {out, in, KERNEL, KERNEL};
  }

  Step ourStep(StartValues start) {
    GraphBuilder graph =
        new NeuralNetConfiguration.Builder()
            .seed(42)
            .updater(new FusedAdam(Network.LEARNING_RATE))
            .graphBuilder()
            .addInputs("input")
            .setInputTypes(inputType());
    String below = "input";
    for (int layer = 0; layer < depth(); layer++) {
      String name = "layer" + layer;
      graph.addLayer(name, ours(layer), below);
      below = name;
    }
    graph
        .addLayer(
            "reconstruction",
            ReconstructionOutput.of(new BernoulliCrossEntropy(), Activation.SIGMOID),
            below)
        .setOutputs("reconstruction");
    ComputationGraph network = new ComputationGraph(graph.build());
    network.init();
    for (int layer = 0; layer < depth(); layer++) {
      assign(network.getLayer("layer" + layer), layer, start);
    }
    return new OurStep(network, images(start));
  }

  private org.deeplearning4j.nn.conf.layers.Layer ours(int layer) {
    int channels = channels().get(layer + 1);
    if (isTransposed(layer)) {
      return TransposedConvolution.builder(channels, outputSide(layer), outputSide(layer))
          .kernelSize(KERNEL, KERNEL)
          .stride(STRIDE, STRIDE)
          .padding(PADDING, PADDING)
          .activation(layer == depth() - 1 ? Activation.IDENTITY : Activation.RELU)
          .build();
    }
    Convolution.Builder convolution =
        Convolution.builder()
            .nOut(channels)
            .kernelSize(KERNEL, KERNEL)
            .stride(STRIDE, STRIDE)
            .padding(PADDING, PADDING)
            .activation(Activation.RELU);
    return (layer == 0 ? convolution.withoutInputEpsilon() : convolution).build();
  }

  /**
   * Deeplearning4j's transposed convolution has one size in which it doubles an image: that of mode
   * {@code Same}, whose zeros are at the bottom and at the right. So it computes everything turned
   * by 180 degrees, from turned images and with turned kernels.
   */
  Step stockStep(StartValues start) {
    StartValues turned =
        new StartValues(
            start.weights().stream().map(w -> turned(w, KERNEL * KERNEL)).toList(),
            start.biases(),
            turned(start.x(), side * side));
    ListBuilder list =
        new NeuralNetConfiguration.Builder()
            .seed(42)
            .updater(new Adam(Network.LEARNING_RATE))
            .list();
    for (int layer = 0; layer < depth(); layer++) {
      list.layer(stock(layer));
    }
    list.layer(new CnnLossLayer.Builder(LossFunction.XENT).activation(Activation.SIGMOID).build());
    MultiLayerNetwork network = new MultiLayerNetwork(list.setInputType(inputType()).build());
    network.init();
    for (int layer = 0; layer < depth(); layer++) {
      assign(network.getLayer(layer), layer, turned);
    }
    return new StockStep(network, images(turned), w -> turned(w, KERNEL * KERNEL));
  }

  private org.deeplearning4j.nn.conf.layers.Layer stock(int layer) {
    int channels = channels().get(layer + 1);
    if (isTransposed(layer)) {
      return new Deconvolution2D.Builder(KERNEL, KERNEL)
          .stride(STRIDE, STRIDE)
          .convolutionMode(ConvolutionMode.Same)
          .nOut(channels)
          .activation(layer == depth() - 1 ? Activation.IDENTITY : Activation.RELU)
          .build();
    }
    return new ConvolutionLayer.Builder(KERNEL, KERNEL)
        .stride(STRIDE, STRIDE)
        .convolutionMode(ConvolutionMode.Same)
        .nOut(channels)
        .activation(Activation.RELU)
        .build();
  }

  /** Each block of so many numbers backwards: each image, or each kernel, turned. */
  private static float[] turned(float[] values, int area) {
    float[] turned = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      turned[i - i % area + area - 1 - i % area] = values[i];
    }
    return turned;
  }

  private void assign(Layer runtime, int layer, StartValues start) {
    runtime.getParam("W").assign(Nd4jArrays.of(start.weights().get(layer), weightShape(layer)));
    Nd4jArrays.assign(runtime.getParam("b"), start.biases().get(layer));
  }

  private INDArray images(StartValues start) {
    return Nd4jArrays.of(start.x(), inputShape(start.x().length));
  }

  private InputType inputType() {
    return InputType.convolutional(side, side, channels().get(0));
  }
}
