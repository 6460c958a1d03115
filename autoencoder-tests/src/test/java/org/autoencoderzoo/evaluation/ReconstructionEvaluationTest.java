package org.autoencoderzoo.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.RandomExamples;
import org.autoencoderzoo.SquaredErrorNetwork;
import org.autoencoderzoo.corruption.AdditiveGaussianNoise;
import org.autoencoderzoo.corruption.MaskingNoise;
import org.autoencoderzoo.layers.Dense;
import org.autoencoderzoo.layers.SelectionLayer;
import org.autoencoderzoo.layers.TopK;
import org.autoencoderzoo.linear.Pca;
import org.autoencoderzoo.zoo.AutoencoderModel;
import org.autoencoderzoo.zoo.Basic;
import org.autoencoderzoo.zoo.Convolutional;
import org.autoencoderzoo.zoo.ConvolutionalAutoencoder;
import org.autoencoderzoo.zoo.ConvolutionalContractive;
import org.autoencoderzoo.zoo.ConvolutionalKSparse;
import org.autoencoderzoo.zoo.Deep;
import org.autoencoderzoo.zoo.KSparse;
import org.autoencoderzoo.zoo.Linear;
import org.autoencoderzoo.zoo.ModelBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Each figure against its definition, written out. */
class ReconstructionEvaluationTest {

  private static final INDArray X = RandomExamples.uniform(DataType.FLOAT, 1100, 6);

  @Test
  void varianceOfExamplesThatAreAllTheSameIsLeftOut() {
    Autoencoder autoencoder = Basic.builder().inputSize(6).codeSize(4).build().init();
    for (int rows : new int[] {1, 3, 1100}) {
      INDArray same = X.getRow(0, true).repeat(0, rows);
      assertThat(ReconstructionEvaluation.of(autoencoder, same))
          .doesNotContainKey(Metric.FVU)
          .containsKey(Metric.SQUARED_ERROR)
          .allSatisfy((metric, value) -> assertThat(value).isFinite());
    }
  }

  @Test
  void figureThatIsNotFiniteIsAnError() {
    Autoencoder autoencoder = Linear.builder().inputSize(6).codeSize(4).build().init();
    autoencoder.network().params().assign(1e30);
    assertThatThrownBy(() -> ReconstructionEvaluation.of(autoencoder, X))
        .isInstanceOf(ArithmeticException.class)
        .hasMessageStartingWith("score is Infinity on the test examples");
  }

  @Test
  void figuresAreWhatTheyAreCalled() {
    Autoencoder autoencoder =
        Basic.builder().inputSize(6).codeSize(4).weightDecay(0.01).build().init();
    Pca pca = Pca.fit(X, 4);
    Map<Metric, Double> metrics = ReconstructionEvaluation.of(autoencoder, pca, X);

    INDArray x = X.castTo(DataType.DOUBLE);
    INDArray y = autoencoder.reconstruct(X).castTo(DataType.DOUBLE);
    INDArray codes = autoencoder.encode(X);
    double squaredError = 0;
    double variance = 0;
    double crossEntropy = 0;
    double saturated = 0;
    double codeSum = 0;
    INDArray mean = x.mean(0);
    for (int n = 0; n < 1100; n++) {
      for (int i = 0; i < 6; i++) {
        double xi = x.getDouble(n, i);
        double yi = y.getDouble(n, i);
        squaredError += (xi - yi) * (xi - yi);
        variance += Math.pow(xi - mean.getDouble(i), 2);
        crossEntropy -= xi * Math.log(yi) + (1 - xi) * Math.log(1 - yi);
      }
      for (int j = 0; j < 4; j++) {
        double h = codes.getDouble(n, j);
        codeSum += h;
        saturated += h < 0.05 || h > 0.95 ? 1 : 0;
      }
    }
    assertThat(metrics.get(Metric.SQUARED_ERROR)).isCloseTo(squaredError / 1100, within(1e-5));
    assertThat(metrics.get(Metric.FVU)).isCloseTo(squaredError / variance, within(1e-5));
    assertThat(metrics.get(Metric.CROSS_ENTROPY)).isCloseTo(crossEntropy / 1100, within(1e-4));
    assertThat(metrics.get(Metric.SATURATION)).isCloseTo(saturated / 4400, within(1e-9));
    assertThat(metrics.get(Metric.MEAN_ACTIVATION)).isCloseTo(codeSum / 4400, within(1e-6));
    double w = autoencoder.network().getParam("code_W").norm2Number().doubleValue();
    assertThat(metrics.get(Metric.SCORE))
        .isCloseTo(crossEntropy / 1100 + 0.01 / 2 * w * w, within(1e-4));
    assertThat(metrics.get(Metric.CODE_SIZE)).isEqualTo(4);
    assertThat(metrics.get(Metric.ACTIVE_UNITS)).isEqualTo(4);
    assertThat(metrics.get(Metric.DEAD_UNITS)).isZero();
  }

  @Test
  void denoisingErrorIsAgainstTheCleanInput() {
    Autoencoder autoencoder = Basic.builder().inputSize(6).codeSize(4).build().init();
    Pca pca = Pca.fit(X, 4);
    Map<Metric, Double> metrics = ReconstructionEvaluation.of(autoencoder, pca, X);
    double sum = 0;
    double ofPca = 0;
    double masked = 0;
    for (int batch = 0; batch < 2; batch++) {
      INDArray x = X.get(NDArrayIndex.interval(1024 * batch, Math.min(1100, 1024 * (batch + 1))));
      INDArray noisy =
          new MaskingNoise(0.25, 7)
              .applyDropout(x, x.ulike(), batch, 0, LayerWorkspaceMgr.noWorkspaces());
      masked += noisy.eq(0).castTo(DataType.DOUBLE).sumNumber().doubleValue();
      sum += autoencoder.reconstruct(noisy).squaredDistance(x);
      ofPca += pca.reconstruct(noisy).squaredDistance(x);
    }
    assertThat(masked / X.length()).isCloseTo(0.25, within(0.02));
    assertThat(metrics.get(Metric.DENOISING_ERROR)).isCloseTo(sum / 1100, within(1e-4));
    assertThat(metrics.get(Metric.PCA_DENOISING_ERROR)).isCloseTo(ofPca / 1100, within(1e-4));
  }

  @Test
  void whoHasNoPcaGetsTheSameFiguresWithoutThoseOfPca() {
    Autoencoder autoencoder = Basic.builder().inputSize(6).codeSize(4).build().init();
    Map<Metric, Double> figures = ReconstructionEvaluation.of(autoencoder, Pca.fit(X, 4), X);
    assertThat(
            figures
                .keySet()
                .removeAll(List.of(Metric.PCA_SQUARED_ERROR, Metric.PCA_DENOISING_ERROR)))
        .isTrue();
    assertThat(ReconstructionEvaluation.of(autoencoder, X)).isEqualTo(figures);
  }

  /** A third of the values is missing, row 5 altogether; row 7 counts three times. */
  private static INDArray mask() {
    INDArray mask = RandomExamples.uniform(DataType.FLOAT, 1100, 6).gt(0.33).castTo(DataType.FLOAT);
    mask.getRow(5).assign(0);
    mask.getRow(7).muli(3);
    return mask;
  }

  @Test
  void figuresOfMaskedExamplesAreThoseOfWhatIsThere() {
    Autoencoder autoencoder =
        Basic.builder().inputSize(6).codeSize(4).weightDecay(0.01).build().init();
    Pca pca = Pca.fit(X, 4);
    INDArray mask = mask();
    Map<Metric, Double> metrics = ReconstructionEvaluation.of(autoencoder, pca, X, mask);

    INDArray y = autoencoder.reconstruct(X);
    INDArray codes = autoencoder.encode(X);
    INDArray ofPca = pca.reconstruct(X);
    double rows = 0;
    double counts = 0;
    double squaredError = 0;
    double squaredErrorOfPca = 0;
    double crossEntropy = 0;
    double codeSum = 0;
    double[] weights = new double[6];
    double[] sums = new double[6];
    for (int n = 0; n < 1100; n++) {
      double count = 0;
      for (int i = 0; i < 6; i++) {
        double weight = mask.getDouble(n, i);
        double xi = X.getDouble(n, i);
        double yi = y.getDouble(n, i);
        count = Math.max(count, weight);
        weights[i] += weight;
        sums[i] += weight * xi;
        squaredError += weight * Math.pow(xi - yi, 2);
        squaredErrorOfPca += weight * Math.pow(xi - ofPca.getDouble(n, i), 2);
        crossEntropy -= weight * (xi * Math.log(yi) + (1 - xi) * Math.log(1 - yi));
      }
      rows += count > 0 ? 1 : 0;
      counts += count;
      for (int j = 0; j < 4; j++) {
        codeSum += count * codes.getDouble(n, j);
      }
    }
    double variance = 0;
    for (int n = 0; n < 1100; n++) {
      for (int i = 0; i < 6; i++) {
        variance += mask.getDouble(n, i) * Math.pow(X.getDouble(n, i) - sums[i] / weights[i], 2);
      }
    }
    double w = autoencoder.network().getParam("code_W").norm2Number().doubleValue();
    assertThat(rows).isLessThan(1100);
    assertThat(counts).isGreaterThan(rows);
    assertThat(metrics.get(Metric.SQUARED_ERROR)).isCloseTo(squaredError / counts, within(1e-5));
    assertThat(metrics.get(Metric.FVU)).isCloseTo(squaredError / variance, within(1e-5));
    assertThat(metrics.get(Metric.CROSS_ENTROPY)).isCloseTo(crossEntropy / counts, within(1e-4));
    assertThat(metrics.get(Metric.MEAN_ACTIVATION)).isCloseTo(codeSum / counts / 4, within(1e-6));
    assertThat(metrics.get(Metric.PCA_SQUARED_ERROR))
        .isCloseTo(squaredErrorOfPca / counts, within(1e-5));
    // The loss of training counts rows, whatever they weigh.
    assertThat(metrics.get(Metric.SCORE))
        .isCloseTo(crossEntropy / rows + 0.01 / 2 * w * w, within(1e-4));
  }

  /** Of a network that does not read the last feature, whose values are missing in some rows. */
  @Test
  void missingValuesLeaveNoTraceInAnyFigure() {
    Autoencoder autoencoder = Basic.builder().inputSize(6).codeSize(4).build().init();
    autoencoder.network().getParam("code_W").getRow(5).assign(0);
    INDArray other = X.dup();
    INDArray mask = Nd4j.ones(DataType.FLOAT, X.shape());
    for (int n = 0; n < 1100; n += 3) {
      mask.putScalar(n, 5, 0);
      other.putScalar(n, 5, 1 - X.getDouble(n, 5));
    }
    Map<Metric, Double> metrics = ReconstructionEvaluation.of(autoencoder, X, mask);
    assertThat(metrics).containsKeys(Metric.SATURATION, Metric.JACOBIAN_CHANGE, Metric.FVU);
    Map<Metric, Double> ofOther = ReconstructionEvaluation.of(autoencoder, other, mask);
    metrics.forEach(
        (metric, value) -> assertThat(ofOther.get(metric)).as(metric.key()).isEqualTo(value));
    assertThat(ReconstructionEvaluation.of(autoencoder, other).get(Metric.SQUARED_ERROR))
        .isNotCloseTo(metrics.get(Metric.SQUARED_ERROR), within(1e-3));
  }

  @Test
  void exampleOfWeightThreeCountsAsThreeAndOneOfWhichNothingIsThereAsNone() {
    Autoencoder autoencoder = Basic.builder().inputSize(6).codeSize(4).build().init();
    INDArray x = X.get(NDArrayIndex.interval(0, 10));
    INDArray mask = Nd4j.ones(DataType.FLOAT, 10, 6);
    mask.getRow(0).assign(0);
    mask.getRow(9).assign(3);
    INDArray repeated =
        Nd4j.vstack(x.get(NDArrayIndex.interval(1, 10)), x.getRow(9, true), x.getRow(9, true));
    Map<Metric, Double> metrics = ReconstructionEvaluation.of(autoencoder, x, mask);
    Map<Metric, Double> ofRepeated = ReconstructionEvaluation.of(autoencoder, repeated);
    for (Metric metric :
        List.of(
            Metric.SQUARED_ERROR,
            Metric.FVU,
            Metric.CROSS_ENTROPY,
            Metric.ACTIVE_UNITS,
            Metric.DEAD_UNITS,
            Metric.MEAN_ACTIVATION,
            Metric.SATURATION,
            Metric.JACOBIAN_NORM)) {
      assertThat(metrics.get(metric))
          .as(metric.key())
          .isCloseTo(ofRepeated.get(metric), within(1e-5));
    }
    Map<Metric, Double> unmasked = ReconstructionEvaluation.of(autoencoder, X);
    ReconstructionEvaluation.of(autoencoder, X, Nd4j.ones(DataType.FLOAT, X.shape()))
        .forEach(
            (metric, value) ->
                assertThat(value).as(metric.key()).isCloseTo(unmasked.get(metric), within(1e-6)));
  }

  @Test
  void maskThatDoesNotFitIsRefused() {
    Autoencoder autoencoder = Basic.builder().inputSize(6).codeSize(4).build().init();
    assertThatThrownBy(() -> ReconstructionEvaluation.of(autoencoder, X, Nd4j.ones(1100, 5)))
        .hasMessage("The weights of the mask have shape [1100, 5], expected [N, 6]");
    assertThatThrownBy(() -> ReconstructionEvaluation.of(autoencoder, X, Nd4j.ones(2, 6)))
        .hasMessage("The mask has 2 rows, but there are 1100 examples");
    assertThatThrownBy(() -> ReconstructionEvaluation.of(autoencoder, X, X.like()))
        .hasMessage("All values of the examples are missing");
    assertThatThrownBy(() -> ReconstructionEvaluation.of(autoencoder, X, X.neg()))
        .hasMessageContaining("negative");
  }

  /** With as many components as features PCA copies; a sparse code has few of its numbers. */
  @Test
  void pcaIsLeftOutWhereItIsNoYardstick() {
    Metric[] ofPca = {Metric.PCA_SQUARED_ERROR, Metric.PCA_DENOISING_ERROR};
    Autoencoder copying = Basic.builder().inputSize(6).codeSize(9).build().init();
    assertThat(ReconstructionEvaluation.of(copying, Pca.fit(X, 6), X)).doesNotContainKeys(ofPca);
    Autoencoder sparse = KSparse.builder().inputSize(6).codeSize(4).k(2).build().init();
    assertThat(ReconstructionEvaluation.of(sparse, Pca.fit(X, 4), X)).doesNotContainKeys(ofPca);
    Autoencoder dense = Basic.builder().inputSize(6).codeSize(5).build().init();
    assertThat(ReconstructionEvaluation.of(dense, Pca.fit(X, 5), X)).containsKeys(ofPca);
  }

  /** One layer in closed form, a chain by its matrices. */
  @Test
  void jacobianChangeIsTheNormOfTheDifference() {
    assertJacobianChange(Basic.builder().inputSize(6).codeSize(4).build().init());
    assertJacobianChange(Deep.builder().inputSize(6).hiddenSizes(9, 5).codeSize(3).build().init());
  }

  private static void assertJacobianChange(Autoencoder autoencoder) {
    INDArray x = X.get(NDArrayIndex.interval(0, 1000));
    INDArray moved =
        new AdditiveGaussianNoise(0.1, 7)
            .applyDropout(x, x.ulike(), 0, 0, LayerWorkspaceMgr.noWorkspaces());
    EncoderJacobian jacobian = EncoderJacobian.of(autoencoder).orElseThrow();
    INDArray before = jacobian.at(x);
    INDArray after = jacobian.at(moved);
    double sum = 0;
    for (int n = 0; n < 1000; n++) {
      sum += before.slice(n).distance2(after.slice(n));
    }
    assertThat(ReconstructionEvaluation.of(autoencoder, X).get(Metric.JACOBIAN_CHANGE))
        .isPositive()
        .isCloseTo(sum / 1000, within(1e-5));
  }

  @Test
  void deadAndActiveUnitsAreCounted() {
    Autoencoder autoencoder =
        Basic.builder().inputSize(6).codeSize(4).activation(Activation.RELU).build().init();
    INDArray bias = autoencoder.network().getParam("code_b");
    bias.assign(Nd4j.createFromArray(new float[] {-100, 100, -100, 100}));
    Map<Metric, Double> metrics = ReconstructionEvaluation.of(autoencoder, X);
    assertThat(metrics.get(Metric.ACTIVE_UNITS)).isEqualTo(2);
    assertThat(metrics.get(Metric.DEAD_UNITS)).isEqualTo(2);
    assertThat(metrics).doesNotContainKey(Metric.SATURATION);
  }

  @Test
  void linearOutputsHaveNoCrossEntropy() {
    Autoencoder autoencoder = Linear.builder().inputSize(6).codeSize(2).build().init();
    assertThat(ReconstructionEvaluation.of(autoencoder, X)).doesNotContainKey(Metric.CROSS_ENTROPY);
  }

  @Test
  void jacobianOfOneLayerEqualsFiniteDifferences() {
    assertJacobian(Basic.builder().inputSize(6).codeSize(4).build().init());
  }

  @Test
  void jacobianOfAChainEqualsFiniteDifferences() {
    assertJacobian(Deep.builder().inputSize(6).hiddenSizes(9, 5).codeSize(3).build().init());
  }

  /** One convolution in closed form, a stack of them with a dense code row by row. */
  @ParameterizedTest
  @MethodSource
  void jacobianOfImagesEqualsFiniteDifferences(AutoencoderModel<?> model) {
    assertJacobian(model.init());
  }

  static Stream<AutoencoderModel<?>> jacobianOfImagesEqualsFiniteDifferences() {
    return Stream.of(
        ConvolutionalContractive.builder().forImages(2, 4, 6).filters(3).kernel(3).build(),
        ConvolutionalKSparse.builder().forImages(1, 4, 8).filters(5).build(),
        Convolutional.builder().forImages(2, 4, 8).filters(3, 4).kernel(3).codeSize(5).build(),
        Convolutional.builder()
            .forImages(1, 4, 8)
            .filters(3, 4)
            .kernel(3)
            .codeSize(5)
            .down(ConvolutionalAutoencoder.Downsampling.MAX_POOLING)
            .build());
  }

  @Test
  void jacobianOfStockLayersBetweenEqualsFiniteDifferences() {
    assertJacobian(with(new ActivationLayer(Activation.TANH)));
  }

  /** What they do in training is not what they do at inference. */
  @ParameterizedTest
  @MethodSource
  void jacobianOfLayersThatDifferInTrainingIsLeftOut(Layer layer) {
    Autoencoder autoencoder = with(layer);
    assertThat(EncoderJacobian.of(autoencoder)).isEmpty();
    assertThat(ReconstructionEvaluation.of(autoencoder, X))
        .doesNotContainKey(Metric.JACOBIAN_NORM)
        .containsKey(Metric.SQUARED_ERROR);
  }

  static Stream<Layer> jacobianOfLayersThatDifferInTrainingIsLeftOut() {
    return Stream.of(
        new BatchNormalization(), new DropoutLayer(0.5), SelectionLayer.of(TopK.of(3)));
  }

  private static Autoencoder with(Layer between) {
    return new Autoencoder(
        SquaredErrorNetwork.of(
            new NeuralNetConfiguration.Builder()
                .seed(42)
                .graphBuilder()
                .addInputs("input")
                .setInputTypes(InputType.feedForward(6))
                .addLayer(
                    "hidden",
                    Dense.builder().nOut(5).activation(Activation.SIGMOID).build(),
                    "input")
                .addLayer("between", between, "hidden")
                .addLayer(
                    "code", Dense.builder().nOut(3).activation(Activation.RELU).build(), "between")
                .addLayer(
                    "decoder",
                    Dense.builder().nOut(6).activation(Activation.IDENTITY).build(),
                    "code")));
  }

  /** In double precision, for steps so small that no unit overtakes another. */
  private static void assertJacobian(Autoencoder inFloat) {
    Autoencoder autoencoder = new Autoencoder(inFloat.network().convertDataType(DataType.DOUBLE));
    int features = autoencoder.inputSize();
    EncoderJacobian jacobian = EncoderJacobian.of(autoencoder).orElseThrow();
    INDArray rows = RandomExamples.uniform(DataType.DOUBLE, 7, features);
    INDArray analytic = jacobian.at(autoencoder.shaped(rows));
    INDArray norms = jacobian.norms(autoencoder.shaped(rows));
    double h = 1e-6;
    for (int n = 0; n < 7; n++) {
      double squares = 0;
      for (int i = 0; i < features; i++) {
        INDArray plus = rows.get(NDArrayIndex.interval(n, n + 1)).dup();
        INDArray minus = plus.dup();
        plus.putScalar(0, i, rows.getDouble(n, i) + h);
        minus.putScalar(0, i, rows.getDouble(n, i) - h);
        INDArray difference =
            autoencoder
                .encode(autoencoder.shaped(plus))
                .sub(autoencoder.encode(autoencoder.shaped(minus)))
                .divi(2 * h);
        for (int k = 0; k < autoencoder.codeSize(); k++) {
          double numeric = difference.getDouble(0, k);
          assertThat(analytic.getDouble(n, k, i)).isCloseTo(numeric, within(1e-7));
          squares += numeric * numeric;
        }
      }
      assertThat(squares).isPositive();
      assertThat(norms.getDouble(n)).isCloseTo(Math.sqrt(squares), within(1e-7));
    }
  }

  @Test
  void imagesAreMeasuredLikeTheirRows() {
    INDArray images = RandomExamples.uniform(DataType.FLOAT, 1100, 2, 4, 4);
    Autoencoder autoencoder =
        Convolutional.builder().forImages(2, 4, 4).filters(3, 4).codeSize(5).build().init();
    INDArray rows = images.reshape('c', 1100, 32);
    Pca pca = Pca.fit(rows, 5);
    Map<Metric, Double> metrics = ReconstructionEvaluation.of(autoencoder, pca, images);
    INDArray y = autoencoder.reconstruct(images).reshape('c', 1100, 32);
    double squaredError = Math.pow(y.distance2(rows), 2);
    double variance = Math.pow(rows.subRowVector(rows.mean(0)).norm2Number().doubleValue(), 2);
    assertThat(metrics.get(Metric.SQUARED_ERROR)).isCloseTo(squaredError / 1100, within(1e-4));
    assertThat(metrics.get(Metric.FVU)).isCloseTo(squaredError / variance, within(1e-5));
    assertThat(metrics.get(Metric.CODE_SIZE)).isEqualTo(5);
    assertThat(metrics.get(Metric.PCA_SQUARED_ERROR))
        .isCloseTo(pca.reconstructionError(rows).meanNumber().doubleValue(), within(1e-4));
    INDArray mask = RandomExamples.uniform(DataType.FLOAT, 1100, 2, 4, 4).gt(0.5);
    INDArray weights = mask.castTo(DataType.FLOAT);
    INDArray difference = autoencoder.reconstruct(images).subi(images).muli(weights);
    assertThat(
            ReconstructionEvaluation.of(autoencoder, pca, images, weights)
                .get(Metric.SQUARED_ERROR))
        .isCloseTo(Math.pow(difference.norm2Number().doubleValue(), 2) / 1100, within(1e-4));
    assertThat(metrics).containsKeys(Metric.CROSS_ENTROPY, Metric.DENOISING_ERROR);
    assertThat(metrics).containsKeys(Metric.JACOBIAN_NORM, Metric.JACOBIAN_CHANGE);
  }

  /** Of 100,000 code units together no more than 1, 100 or 1000 examples. */
  @Test
  void jacobianOfSeveralLayersStaysAffordable() {
    assertThat(examples(Deep.builder().inputSize(6).hiddenSizes(9).codeSize(3))).isEqualTo(1000);
    assertThat(examples(Deep.builder().inputSize(100).hiddenSizes(9).codeSize(1000)))
        .isEqualTo(100);
    assertThat(examples(Basic.builder().inputSize(100).codeSize(1000))).isEqualTo(1000);
  }

  private static int examples(ModelBuilder<?> builder) {
    return EncoderJacobian.of(builder.build().init()).orElseThrow().affordableExamples();
  }
}
