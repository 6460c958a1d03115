package org.autoencoderzoo.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.RandomExamples;
import org.autoencoderzoo.SquaredErrorNetwork;
import org.autoencoderzoo.layers.Convolution;
import org.autoencoderzoo.training.Training;
import org.autoencoderzoo.zoo.ConvolutionalAutoencoder.Downsampling;
import org.autoencoderzoo.zoo.ConvolutionalAutoencoder.Upsampling;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Models of images take any image whose sides the strides fit, in colour or not. */
class ImageModelTest {

  private static final INDArray COLOUR = RandomExamples.uniform(DataType.FLOAT, 40, 3, 8, 12);

  @ParameterizedTest
  @MethodSource
  void colourImagesThatAreNotSquareGoThereAndBack(Zoo.Entry zoo) {
    assertTrains(zoo.builder().forImages(3, 8, 12).build());
  }

  static Stream<Zoo.Entry> colourImagesThatAreNotSquareGoThereAndBack() {
    return Zoo.models().stream().filter(model -> model.builder() instanceof ImageBuilder);
  }

  @ParameterizedTest
  @MethodSource
  void everyWayDownAndUpMakesImagesOfTheSameShape(AutoencoderModel<?> model, @TempDir Path folder)
      throws IOException {
    Autoencoder trained = assertTrains(model);
    trained.save(folder);
    Autoencoder loaded = Autoencoder.load(folder);
    assertThat(loaded.inputShape()).containsExactly(3, 8, 12);
    assertThat(loaded.encode(COLOUR)).isEqualTo(trained.encode(COLOUR));
  }

  static Stream<AutoencoderModel<?>> everyWayDownAndUpMakesImagesOfTheSameShape() {
    return Stream.of(
        stack().down(Downsampling.MAX_POOLING).build(),
        stack().up(Upsampling.NEAREST).build(),
        stack().down(Downsampling.MAX_POOLING).up(Upsampling.NEAREST).build(),
        stack().filters(5).stride(4).kernel(4).build(),
        stack().filters(3, 4, 5).stride(1).kernel(2).build(),
        ConvolutionalSparse.builder().forImages(3, 8, 12).untied().build(),
        ConvolutionalKSparse.builder().forImages(3, 8, 12).kernel(3).stride(1).k(2).build(),
        ConvolutionalContractive.builder().forImages(3, 8, 12).kernel(3).stride(1).build());
  }

  @Test
  void codeIsDenseOrTheFeatureMaps() {
    assertThat(stack().build().init().codeSize()).isEqualTo(32);
    Autoencoder maps = ConvolutionalSparse.builder().forImages(3, 8, 12).build().init();
    assertThat(maps.codeSize()).isEqualTo(16 * 4 * 6);
    INDArray inNetwork = maps.network().feedForward(COLOUR, false).get("code");
    INDArray codes = maps.encode(COLOUR);
    assertThat(inNetwork.shape()).containsExactly(40, 16, 4, 6);
    assertThat(codes.getDouble(7, (5 * 4 + 2) * 6 + 3))
        .isCloseTo(inNetwork.getDouble(7, 5, 2, 3), within(1e-6));
  }

  @Test
  void decoderWorksBeforeAnythingWasEncoded() {
    Autoencoder autoencoder = stack().build().init();
    INDArray codes = RandomExamples.uniform(DataType.FLOAT, 3, 32);
    assertThat(autoencoder.decode(codes).shape()).containsExactly(3, 3, 8, 12);
  }

  @Test
  void imagesOfStockLayersNeedAGraphThatSaysHowLargeTheyAre() {
    Autoencoder autoencoder = new Autoencoder(stock(InputType.convolutionalFlat(8, 12, 3)));
    assertThat(autoencoder.inputShape()).containsExactly(3, 8, 12);
    assertThat(autoencoder.reconstruct(COLOUR).shape()).isEqualTo(COLOUR.shape());
    assertThat(autoencoder.encode(COLOUR).shape()).containsExactly(40, 2 * 8 * 12);
    ComputationGraph unknown = stock(InputType.convolutional(8, 12, 3));
    assertThatThrownBy(() -> new Autoencoder(unknown))
        .hasMessageContaining("How large the images are cannot be told")
        .hasMessageContaining("convolutionalFlat(height, width, channels)");
  }

  private static ComputationGraph stock(InputType type) {
    return SquaredErrorNetwork.of(
        new NeuralNetConfiguration.Builder()
            .graphBuilder()
            .addInputs("input")
            .setInputTypes(type)
            .addLayer("code", same(2), "input")
            .addLayer("decoder", same(3), "code"));
  }

  private static Convolution same(int filters) {
    return Convolution.builder().nOut(filters).convolutionMode(ConvolutionMode.Same).build();
  }

  private static Convolutional.Builder stack() {
    return Convolutional.builder().forImages(3, 8, 12).filters(4, 6);
  }

  private static Autoencoder assertTrains(AutoencoderModel<?> model) {
    Autoencoder autoencoder = model.init();
    assertThat(autoencoder.inputShape()).containsExactly(3, 8, 12);
    assertThat(model.parameterCount()).isEqualTo(autoencoder.network().numParams());
    double before = autoencoder.score(COLOUR);
    autoencoder.fit(COLOUR, Training.defaults().withEpochs(10).withBatchSize(10));
    assertThat(autoencoder.score(COLOUR)).isLessThan(before);
    INDArray codes = autoencoder.encode(COLOUR);
    assertThat(codes.shape()).containsExactly(40, autoencoder.codeSize());
    INDArray reconstruction = autoencoder.reconstruct(COLOUR);
    assertThat(reconstruction.shape()).isEqualTo(COLOUR.shape());
    assertThat(autoencoder.decode(codes).equalsWithEps(reconstruction, 1e-5)).isTrue();
    return autoencoder;
  }
}
