package org.autoencoderzoo.zoo;

import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.layers.Convolution;
import org.autoencoderzoo.layers.TiedDecoder;
import org.autoencoderzoo.layers.TransposedConvolution;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.nd4j.linalg.activations.Activation;

/**
 * A model that reads images.
 *
 * @param <B> its builder, whose fields are the settings
 */
abstract class ImageModel<B extends ImageBuilder<B>> extends AutoencoderModel<B> {

  ImageModel(B settings) {
    super(settings);
  }

  /** The code of a model with one convolution, to which it adds what makes it special. */
  static Convolution.Builder code(FeatureMapBuilder<?> settings) {
    return convolution(settings.filters, settings.stride, settings.activation, settings)
        .withoutInputEpsilon();
  }

  /** The graph of a model with one convolution: the code, and its decoder, tied or not. */
  static ComputationGraphConfiguration featureMaps(
      FeatureMapBuilder<?> settings, Convolution.Builder code) {
    GraphBuilder graph = graph(settings);
    if (settings.tied) {
      graph
          .addLayer(Autoencoder.CODE, code.withVisibleBias().build(), Autoencoder.INPUT)
          .addVertex(
              "decoder",
              new TiedDecoder(Autoencoder.CODE, settings.channels, settings.height, settings.width),
              Autoencoder.CODE);
    } else {
      graph
          .addLayer(Autoencoder.CODE, code.build(), Autoencoder.INPUT)
          .addLayer(
              "decoder",
              transposed(
                  settings.channels,
                  settings.height,
                  settings.width,
                  Activation.IDENTITY,
                  settings),
              Autoencoder.CODE);
    }
    return reconstructing(graph, "decoder", settings);
  }

  /** A convolution that makes {@code height / stride x width / stride} of its input. */
  static Convolution.Builder convolution(
      int filters, int stride, Activation activation, ImageBuilder<?> settings) {
    return Convolution.builder()
        .nOut(filters)
        .kernelSize(settings.kernel, settings.kernel)
        .stride(stride, stride)
        .convolutionMode(ConvolutionMode.Same)
        .activation(activation)
        .weightInit(weightInit(activation));
  }

  /** What leads back from such a convolution, with the model's stride, to images of a shape. */
  static TransposedConvolution transposed(
      int channels, int height, int width, Activation activation, ImageBuilder<?> settings) {
    return TransposedConvolution.builder(channels, height, width)
        .kernelSize(settings.kernel, settings.kernel)
        .stride(settings.stride, settings.stride)
        .convolutionMode(ConvolutionMode.Same)
        .activation(activation)
        .weightInit(weightInit(activation))
        .build();
  }
}
