package org.autoencoderzoo.testing;

import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.autoencoderzoo.layers.Convolution;
import org.autoencoderzoo.layers.Dense;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.junit.jupiter.api.DynamicTest;
import org.nd4j.linalg.activations.Activation;

/**
 * What a hidden layer must pass: exact gradients as the first layer and as a later one, in a graph
 * and in a list, with and without a mask, {@code miniBatch} true and false, and in single
 * precision; nothing of the rows that a mask leaves out, and a penalty that is a mean over the
 * others; round trips through JSON, a file and a clone; {@code equals} that looks at every setting;
 * the same result with and without workspaces; outputs that are the same in each call; and silence
 * inside a frozen layer.
 *
 * <pre>{@code
 * @TestFactory
 * Stream<DynamicTest> myLayer() {
 *   return LayerChecks.of(units -> new MyLayer.Builder().nOut(units).build());
 * }
 * }</pre>
 */
public final class LayerChecks {

  private LayerChecks() {}

  /**
   * All checks of a layer.
   *
   * @param layer gives a fresh configuration of the layer with so many units; settings that are not
   *     the default make the round trips worth something
   * @return the checks, to be returned from a {@code @TestFactory}
   */
  public static Stream<DynamicTest> of(IntFunction<? extends Layer> layer) {
    return all(rows(layer));
  }

  /**
   * All checks of an encoder whose weights a tied decoder shares, but for lists of layers, which
   * have no tied decoders.
   *
   * @param encoder gives a fresh configuration with so many units, built {@code withVisibleBias()}
   * @return the checks, to be returned from a {@code @TestFactory}
   */
  public static Stream<DynamicTest> ofTied(IntFunction<? extends Layer> encoder) {
    Layer below = Dense.builder().nIn(5).nOut(4).activation(Activation.TANH).build();
    Layer above = Dense.builder().nOut(5).activation(Activation.IDENTITY).build();
    return all(new LayerNetworks(encoder, InputType.feedForward(5), below, above));
  }

  /**
   * All checks of an encoder of images whose weights a tied decoder shares, as {@link #ofTied}.
   *
   * @param encoder gives a fresh configuration with so many channels, built {@code
   *     withVisibleBias()}; the images are 4 high and 3 wide, with one channel or two
   * @return the checks, to be returned from a {@code @TestFactory}
   */
  public static Stream<DynamicTest> ofTiedImages(IntFunction<? extends Layer> encoder) {
    InputType input = InputType.convolutional(4, 3, 1);
    Layer below = ofSameSize().nIn(1).nOut(2).activation(Activation.TANH).build();
    Layer above = ofSameSize().nOut(1).activation(Activation.IDENTITY).build();
    return all(new LayerNetworks(encoder, input, below, above));
  }

  /** The checks of the penalties alone that a layer has. */
  static Stream<DynamicTest> ofPenalty(IntFunction<? extends Layer> layer) {
    return new LayerGradientChecks(rows(layer)).ofPenalty();
  }

  /** The checks of the penalties alone that a layer of images has. */
  static Stream<DynamicTest> ofPenaltyOnImages(IntFunction<? extends Layer> layer) {
    return new LayerGradientChecks(images(layer)).ofPenalty();
  }

  private static LayerNetworks rows(IntFunction<? extends Layer> layer) {
    Layer below = Dense.builder().nOut(4).activation(Activation.TANH).build();
    return new LayerNetworks(layer, InputType.feedForward(5), below, null);
  }

  private static LayerNetworks images(IntFunction<? extends Layer> layer) {
    Layer below = ofSameSize().nOut(2).activation(Activation.TANH).build();
    return new LayerNetworks(layer, InputType.convolutionalFlat(4, 3, 1), below, null);
  }

  private static Convolution.Builder ofSameSize() {
    return Convolution.builder().convolutionMode(ConvolutionMode.Same);
  }

  /**
   * All checks of a layer that reads images.
   *
   * @param layer gives a fresh configuration of the layer with so many channels; the images are 4
   *     high and 3 wide, with one channel or two
   * @return the checks, to be returned from a {@code @TestFactory}
   */
  public static Stream<DynamicTest> ofImages(IntFunction<? extends Layer> layer) {
    return all(images(layer));
  }

  private static Stream<DynamicTest> all(LayerNetworks networks) {
    return Stream.concat(
        new LayerGradientChecks(networks).tests(), new LayerStateChecks(networks).tests());
  }
}
