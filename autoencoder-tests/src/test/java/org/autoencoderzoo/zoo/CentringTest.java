package org.autoencoderzoo.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.training.Examples;
import org.autoencoderzoo.training.Training;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Models of real values need no centred data. */
class CentringTest {

  /** Rows (u, v, u + v, u - v, 0), moved by a mean. */
  private static INDArray plane(int rows, double ofFourth, double... mean) {
    Random random = new Random(rows);
    INDArray x = Nd4j.create(DataType.FLOAT, rows, 5);
    for (int row = 0; row < rows; row++) {
      double u = random.nextGaussian();
      double v = random.nextGaussian();
      double[] values = {u, v, u + v, u - v + ofFourth, 0};
      for (int column = 0; column < 5; column++) {
        x.putScalar(row, column, values[column] + mean[column]);
      }
    }
    return x;
  }

  static Stream<double[]> means() {
    return Stream.of(
        new double[] {0, 0, 0, 0, 7},
        new double[] {3, -2, 5, 1, 7},
        new double[] {0, 0, 0, 0, 100});
  }

  @ParameterizedTest
  @MethodSource("means")
  void linearAutoencoderFindsThePlaneWhereverItLies(double[] mean) {
    INDArray normal = plane(1000, 0, mean);
    INDArray odd = plane(20, 5, mean);
    Autoencoder autoencoder = Linear.builder().inputSize(5).codeSize(2).build().init();
    autoencoder.fit(normal, Training.defaults().withEpochs(200));
    assertThat(autoencoder.reconstructionError(normal).maxNumber().doubleValue()).isLessThan(0.1);
    assertThat(autoencoder.reconstructionError(odd).minNumber().doubleValue()).isGreaterThan(5);
  }

  static Stream<VectorBuilder<?>> builders() {
    return Stream.of(
        Linear.builder(),
        Basic.builder(),
        Basic.builder().untied(),
        Denoising.builder(),
        Deep.builder().hiddenSizes(8),
        Stacked.builder().hiddenSizes(4));
  }

  @ParameterizedTest
  @MethodSource("builders")
  void everyModelOfRealValuesKnowsTheMean(VectorBuilder<?> builder) {
    double[] mean = {30, -20, 50, 10, 70};
    INDArray x = plane(1000, 0, mean);
    Autoencoder autoencoder =
        builder.inputSize(5).codeSize(2).inputRange(InputRange.REAL).build().init();
    autoencoder.fit(x, Training.defaults().withEpochs(20));
    // The variance is 1 + 1 + 2 + 2, the square of the mean 8800.
    assertThat(autoencoder.reconstructionError(x).meanNumber().doubleValue()).isLessThan(15);
  }

  static Stream<ImageBuilder<?>> imageBuilders() {
    return Stream.of(
        Convolutional.builder().filters(4).codeSize(4),
        Convolutional.builder()
            .filters(4)
            .codeSize(4)
            .up(ConvolutionalAutoencoder.Upsampling.NEAREST),
        ConvolutionalSparse.builder().filters(6),
        ConvolutionalContractive.builder().filters(6).untied());
  }

  @ParameterizedTest
  @MethodSource("imageBuilders")
  void everyModelOfRealImagesKnowsTheMeanOfEachChannel(ImageBuilder<?> builder) {
    INDArray x = Nd4j.create(DataType.FLOAT, 200, 2, 4, 4);
    Random random = new Random(3);
    for (long i = 0; i < x.length(); i++) {
      x.putScalar(i, random.nextGaussian() + (i / 16 % 2 == 0 ? 30 : -20));
    }
    Autoencoder autoencoder = builder.forImages(2, 4, 4).inputRange(InputRange.REAL).build().init();
    autoencoder.fit(x, Training.defaults().withEpochs(20));
    // The variance is 32, the square of the mean 20,800.
    assertThat(autoencoder.reconstructionError(x).meanNumber().doubleValue()).isLessThan(200);
  }

  /** What was learned is not thrown away, and other data do not move it. */
  @Test
  void onlyTheFirstFitCentres() {
    INDArray x = plane(200, 0, 0, 0, 0, 0, 7);
    Autoencoder autoencoder = Linear.builder().inputSize(5).codeSize(2).build().init();
    Training once = Training.defaults().withEpochs(1);
    autoencoder.fit(x, once);
    INDArray bias = autoencoder.network().getLayer("decoder").getParam("b");
    assertThat(bias.getDouble(4)).isCloseTo(7, within(0.1));
    autoencoder.fit(x.add(50), once);
    assertThat(bias.getDouble(4)).isCloseTo(7, within(0.2));
  }

  @Test
  void meanBesideWhichTheDifferencesAreLostIsSaid() {
    assertThat(advice(plane(200, 0, 300, 300, 300, 300, 0)))
        .hasValueSatisfying(text -> assertThat(text).contains("subtract the mean of each column"));
    assertThat(advice(plane(200, 0, 100, 100, 100, 100, 0))).isEmpty();
    assertThat(advice(plane(200, 0, 0, 0, 0, 0, 0))).isEmpty();
    INDArray images = plane(200, 0, 300, 300, 300, 300, 300).reshape(100, 2, 1, 5);
    assertThat(advice(images)).isPresent();
    assertThat(advice(images.sub(300))).isEmpty();
  }

  private static Optional<String> advice(INDArray x) {
    return ExampleMeans.of(Examples.of(x)).advice();
  }

  @Test
  void modelsOfTheUnitIntervalStartAsConfigured() {
    INDArray x = Nd4j.valueArrayOf(new long[] {20, 5}, 0.9f);
    Autoencoder autoencoder = Basic.builder().inputSize(5).codeSize(2).build().init();
    autoencoder.fit(x, Training.defaults().withEpochs(1));
    assertThat(autoencoder.network().getLayer("code").getParam("vb").maxNumber().doubleValue())
        .isLessThan(0.02);
  }

  /** A model as one from outside may be: no weights at the input, no bias at the output. */
  private static final class Plain extends AutoencoderModel<Plain.Builder> {

    Plain(Builder settings) {
      super(settings);
    }

    @Override
    public ComputationGraphConfiguration conf() {
      return graph()
          .addLayer("first", new ActivationLayer(Activation.IDENTITY), Autoencoder.INPUT)
          .addLayer(Autoencoder.CODE, new DenseLayer.Builder().nOut(3).build(), "first")
          .addLayer(
              "decoder", new DenseLayer.Builder().nOut(5).hasBias(false).build(), Autoencoder.CODE)
          .addLayer(Autoencoder.RECONSTRUCTION, settings.output(), "decoder")
          .setOutputs(Autoencoder.RECONSTRUCTION)
          .build();
    }

    /** Settings of {@link Plain}. */
    static final class Builder extends VectorBuilder<Builder> {

      @Override
      protected int defaultCodeSize() {
        return 3;
      }

      @Override
      public Plain build() {
        return new Plain(this);
      }
    }
  }

  @Test
  void networkWithoutTheBiasesStartsAsConfigured() {
    INDArray x = plane(100, 0, 3, -2, 5, 1, 7);
    Autoencoder autoencoder =
        new Plain.Builder().inputSize(5).inputRange(InputRange.REAL).build().init();
    double before = autoencoder.score(x);
    autoencoder.fit(x, Training.defaults().withEpochs(20));
    assertThat(autoencoder.score(x)).isLessThan(before);
  }
}
