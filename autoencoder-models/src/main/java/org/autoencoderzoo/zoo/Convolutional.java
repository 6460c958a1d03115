package org.autoencoderzoo.zoo;

import static org.autoencoderzoo.zoo.ConvolutionalBuilder.Downsampling.STRIDE;
import static org.autoencoderzoo.zoo.ConvolutionalBuilder.Upsampling.TRANSPOSED_CONVOLUTION;

import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.layers.Convolution;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer.PoolingType;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.nd4j.linalg.activations.Activation;

/**
 * The convolutional autoencoder: convolutions that make the image smaller, a linear dense code, and
 * the way back (Masci, Meier, Ciresan and Schmidhuber, "Stacked Convolutional Auto-Encoders for
 * Hierarchical Feature Extraction", ICANN 2011). By default strides take the place of the paper's
 * max-pooling (Springenberg, Dosovitskiy, Brox and Riedmiller, "Striving for Simplicity", ICLR
 * 2015), and transposed convolutions lead back. Trained as a whole, not layer by layer.
 */
public final class Convolutional extends ImageModel<Convolutional.Builder> {

  private Convolutional(Builder settings) {
    super(settings);
  }

  /** {@return a builder with the defaults: 16 and 32 filters of 3x3, stride 2, 32 code units} */
  public static Builder builder() {
    return new Builder();
  }

  @Override
  public ComputationGraphConfiguration conf() {
    return stack(settings, first(settings));
  }

  /** The first convolution, to which a model adds what makes it special. */
  static Convolution.Builder first(ConvolutionalBuilder<?> settings) {
    return encoder(settings, 1).withoutInputEpsilon();
  }

  /** The graph: level by level to smaller images, the code, and level by level back. */
  static ComputationGraphConfiguration stack(
      ConvolutionalBuilder<?> settings, Convolution.Builder first) {
    GraphBuilder graph = graph(settings);
    int levels = settings.levels();
    String top = down(graph, settings, 1, first, Autoencoder.INPUT);
    for (int level = 2; level <= levels; level++) {
      top = down(graph, settings, level, encoder(settings, level), top);
    }
    int height = settings.heightAt(levels);
    int width = settings.widthAt(levels);
    int maps = settings.mapsAt(levels);
    graph
        .addLayer(Autoencoder.CODE, dense(settings.codeSize, Activation.IDENTITY).build(), top)
        .addLayer(
            "maps", dense(maps * height * width, settings.activation).build(), Autoencoder.CODE)
        .inputPreProcessor(
            settings.up == TRANSPOSED_CONVOLUTION ? "decoder" + levels : "upsampling" + levels,
            new FeedForwardToCnnPreProcessor(height, width, maps));
    String bottom = "maps";
    for (int level = levels; level >= 1; level--) {
      bottom = up(graph, settings, level, bottom);
    }
    return reconstructing(graph, bottom, settings);
  }

  private static Convolution.Builder encoder(ConvolutionalBuilder<?> settings, int level) {
    int stride = settings.down == STRIDE ? settings.stride : 1;
    return convolution(settings.mapsAt(level), stride, settings.activation, settings);
  }

  /** From the images of one level to those of the next; returns the name of what gives them. */
  private static String down(
      GraphBuilder graph,
      ConvolutionalBuilder<?> settings,
      int level,
      Convolution.Builder convolution,
      String below) {
    String encoder = "encoder" + level;
    graph.addLayer(encoder, convolution.build(), below);
    if (settings.down == STRIDE) {
      return encoder;
    }
    int[] square = {settings.stride, settings.stride};
    String pooling = "pooling" + level;
    graph.addLayer(
        pooling, new SubsamplingLayer.Builder(PoolingType.MAX, square, square).build(), encoder);
    return pooling;
  }

  /** And back. */
  private static String up(
      GraphBuilder graph, ConvolutionalBuilder<?> settings, int level, String above) {
    int maps = settings.mapsAt(level - 1);
    Activation activation = level == 1 ? Activation.IDENTITY : settings.activation;
    String decoder = "decoder" + level;
    if (settings.up == TRANSPOSED_CONVOLUTION) {
      int height = settings.heightAt(level - 1);
      int width = settings.widthAt(level - 1);
      graph.addLayer(decoder, transposed(maps, height, width, activation, settings), above);
    } else {
      String upsampling = "upsampling" + level;
      graph
          .addLayer(upsampling, new Upsampling2D.Builder(settings.stride).build(), above)
          .addLayer(decoder, convolution(maps, 1, activation, settings).build(), upsampling);
    }
    return decoder;
  }

  /** Settings of {@link Convolutional}. */
  public static final class Builder extends ConvolutionalBuilder<Builder> {

    Builder() {}

    @Override
    public Convolutional build() {
      return new Convolutional(this);
    }
  }
}
