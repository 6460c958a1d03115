package org.autoencoderzoo.corruption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.autoencoderzoo.DoublePrecision;
import org.autoencoderzoo.RandomExamples;
import org.autoencoderzoo.layers.Dense;
import org.autoencoderzoo.layers.ReconstructionOutput;
import org.autoencoderzoo.losses.BernoulliCrossEntropy;
import org.autoencoderzoo.losses.SquaredError;
import org.autoencoderzoo.testing.GradientCheck;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.AsyncDataSetIterator;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossL2;

/** The emphasised denoising loss: which features it weighs how, in training alone. */
@ExtendWith(DoublePrecision.class)
class EmphasisTest {

  private static final int INPUTS = 6;
  private static final FeatureNoise MASKING = new MaskingNoise(0.4, 5);
  private static final FeatureNoise SALT_AND_PEPPER = new SaltAndPepperNoise(0.4, 5);

  /** Away from 0 and 1, so that every feature that is hit changes. */
  private static final INDArray X =
      RandomExamples.uniform(DataType.DOUBLE, 3, INPUTS).muli(0.8).addi(0.1);

  static Stream<FeatureNoise> noises() {
    return Stream.of(MASKING, SALT_AND_PEPPER);
  }

  enum Mask {
    NONE,
    ROWS,
    FEATURES
  }

  static Stream<Arguments> cases() {
    Stream.Builder<Arguments> cases = Stream.builder();
    for (FeatureNoise noise : new FeatureNoise[] {MASKING, SALT_AND_PEPPER}) {
      for (ILossFunction loss :
          new ILossFunction[] {new SquaredError(), new BernoulliCrossEntropy(), new LossL2()}) {
        for (Mask mask : Mask.values()) {
          for (boolean miniBatch : new boolean[] {true, false}) {
            cases.add(Arguments.of(new Emphasis(noise, 1.7, 0.3), loss, mask, miniBatch));
          }
        }
      }
    }
    return cases.build();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void gradientIsExactInAGraph(
      Emphasis emphasis, ILossFunction loss, Mask mask, boolean miniBatch) {
    ComputationGraph network = graph(new Sgd(1), miniBatch, loss, emphasis);
    network.getConfiguration().setIterationCount(7);
    GradientCheck.assertExact(network, X, null, mask(mask));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void gradientIsExactInAListOfLayers(
      Emphasis emphasis, ILossFunction loss, Mask mask, boolean miniBatch) {
    MultiLayerNetwork network = list(new Sgd(1), miniBatch, loss, emphasis);
    network.getLayerWiseConfigurations().setIterationCount(7);
    GradientCheck.assertExact(network, X, null, mask(mask));
  }

  @ParameterizedTest
  @MethodSource("noises")
  void gradientIsExactOnImages(FeatureNoise noise) {
    INDArray images = RandomExamples.uniform(DataType.DOUBLE, 3, 2, 3, 2);
    for (Mask mask : Mask.values()) {
      INDArray labelMask =
          mask == Mask.FEATURES ? images.gt(0.5).castTo(DataType.DOUBLE) : mask(mask);
      GradientCheck.assertExact(images(new Emphasis(noise, 1.7, 0.3)), images, null, labelMask);
    }
  }

  /**
   * With parameters that stay as they are, the score of iteration t is known: corrupt by hand,
   * reconstruct, weigh each squared error by whether the corruption moved the input. That the
   * output knows which features the first layer's noise hit means that both count iterations alike,
   * when another thread fetches the batches, too.
   */
  @ParameterizedTest
  @MethodSource("noises")
  void scoreOfEachIterationWeighsTheFeaturesThatWereHit(FeatureNoise noise) {
    Emphasis emphasis = new Emphasis(noise, 1.7, 0.3);
    List<DataSet> batches = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      INDArray x = X.add(0.01 * i);
      batches.add(new DataSet(x, x));
    }
    MultiLayerNetwork list = list(new Sgd(0), true, new SquaredError(), emphasis);
    ComputationGraph graph = graph(new Sgd(0), true, new SquaredError(), emphasis);
    List<Double> listScores = new ArrayList<>();
    List<Double> graphScores = new ArrayList<>();
    list.setListeners(into(listScores));
    graph.setListeners(into(graphScores));
    for (int epoch = 0; epoch < 2; epoch++) {
      list.fit(asynchronously(batches));
      graph.fit(asynchronously(batches));
    }
    for (int t = 0; t < 16; t++) {
      INDArray x = batches.get(t % 8).getFeatures();
      INDArray noisy = noise.applyDropout(x, x.ulike(), t, 0, LayerWorkspaceMgr.noWorkspaces());
      assertThat(listScores.get(t))
          .isCloseTo(weighted(x, noisy, list.output(noisy), Mask.NONE), within(1e-10));
      assertThat(graphScores.get(t))
          .isCloseTo(weighted(x, noisy, graph.outputSingle(noisy), Mask.NONE), within(1e-10));
    }
  }

  @ParameterizedTest
  @EnumSource
  void featuresThatAMaskLeavesOutDoNotCount(Mask mask) {
    Emphasis emphasis = new Emphasis(MASKING, 1.7, 0.3);
    MultiLayerNetwork network = list(new Sgd(0), true, new SquaredError(), emphasis);
    INDArray noisy = MASKING.applyDropout(X, X.ulike(), 0, 0, LayerWorkspaceMgr.noWorkspaces());
    double expected = weighted(X, noisy, network.output(noisy), mask);
    double score = network.score(new DataSet(X, X, null, mask(mask)), true);
    assertThat(score).isCloseTo(expected, within(1e-10));
  }

  private static double weighted(INDArray x, INDArray noisy, INDArray y, Mask mask) {
    INDArray counts = x.ulike().assign(1);
    if (mask != Mask.NONE) {
      counts.muli(mask(mask));
    }
    double sum = 0;
    for (int i = 0; i < x.length(); i++) {
      double weight = noisy.getDouble(i) == x.getDouble(i) ? 0.3 : 1.7;
      sum += counts.getDouble(i) * weight * Math.pow(y.getDouble(i) - x.getDouble(i), 2);
    }
    return sum / x.size(0);
  }

  /** The paper's full emphasis. */
  @Test
  void featuresOfWeightZeroHaveNoGradient() {
    MultiLayerNetwork network =
        list(new Sgd(1), true, new SquaredError(), new Emphasis(MASKING, 1, 0));
    INDArray hit = MASKING.hit(X, 0, 0);
    network.setInput(X);
    network.setLabels(X.mul(hit).addi(hit.rsub(1).muli(1e6))); // Wrong where nothing was hit.
    network.computeGradientAndScore();
    double score = network.score();
    network.setInput(X);
    network.setLabels(X);
    network.computeGradientAndScore();
    assertThat(score).isEqualTo(network.score());
  }

  @Test
  void atInferenceTheScoreIsThePlainLoss() {
    MultiLayerNetwork plain = list(new Sgd(1), true, new SquaredError(), null);
    MultiLayerNetwork emphasized =
        list(new Sgd(1), true, new SquaredError(), new Emphasis(MASKING, 1.7, 0.3));
    DataSet data = new DataSet(X, X);
    assertThat(emphasized.score(data)).isEqualTo(plain.score(data));
    assertThat(emphasized.scoreExamples(data, false)).isEqualTo(plain.scoreExamples(data, false));
    assertThat(emphasized.score(data, true)).isNotCloseTo(plain.score(data, true), within(1e-3));
  }

  @ParameterizedTest
  @MethodSource("noises")
  void sameFeaturesAreHitInEveryTypeAndShape(FeatureNoise noise) {
    INDArray rows = noise.hit(Nd4j.ones(DataType.DOUBLE, 50, 12), 3, 0);
    INDArray images = noise.hit(Nd4j.ones(DataType.FLOAT, 50, 3, 2, 2), 3, 0);
    assertThat(rows.dataType()).isEqualTo(DataType.DOUBLE);
    assertThat(images.shape()).containsExactly(50, 3, 2, 2);
    assertThat(images.reshape(50, 12).castTo(DataType.DOUBLE)).isEqualTo(rows);
    assertThat(rows.meanNumber().doubleValue()).isCloseTo(0.4, within(0.05));
  }

  @Test
  void jsonKeepsTheEmphasis() {
    Emphasis emphasis = new Emphasis(SALT_AND_PEPPER, 1.7, 0.3);
    ComputationGraphConfiguration graph =
        graph(new Sgd(1), true, new SquaredError(), emphasis).getConfiguration();
    MultiLayerConfiguration list =
        list(new Sgd(1), true, new SquaredError(), emphasis).getLayerWiseConfigurations();
    assertThat(ComputationGraphConfiguration.fromJson(graph.toJson())).isEqualTo(graph);
    MultiLayerConfiguration after = MultiLayerConfiguration.fromJson(list.toJson());
    assertThat(after).isEqualTo(list);
    assertThat(((ReconstructionOutput) after.getConf(2).getLayer()).emphasis()).contains(emphasis);
    assertThat(ReconstructionOutput.of(new SquaredError(), new ActivationIdentity(), emphasis))
        .isNotEqualTo(ReconstructionOutput.of(new SquaredError(), Activation.IDENTITY));
  }

  @Test
  void savedNetworkAndCloneGoOnTrainingAlike(@TempDir File folder) throws IOException {
    ComputationGraph original =
        graph(new Adam(0.01), true, new BernoulliCrossEntropy(), new Emphasis(MASKING, 1.7, 0.3));
    step(original);
    File file = new File(folder, "network.zip");
    ModelSerializer.writeModel(original, file, true);
    ComputationGraph restored = ModelSerializer.restoreComputationGraph(file, true);
    ComputationGraph clone = original.clone();
    // Deeplearning4j's clone forgets the iteration.
    clone.getConfiguration().setIterationCount(original.getIterationCount());
    step(original);
    step(restored);
    step(clone);
    assertThat(restored.params()).isEqualTo(original.params());
    assertThat(clone.params()).isEqualTo(original.params());
  }

  @Test
  void wrongSettingsAreRefused() {
    assertThatThrownBy(() -> new Emphasis(null, 1, 1)).hasMessage("noise is null, must be given");
    assertThatThrownBy(() -> new Emphasis(MASKING, -1, 1))
        .hasMessage("alpha is -1.0, must be at least 0");
    assertThatThrownBy(() -> new Emphasis(MASKING, 1, Double.NaN))
        .hasMessage("beta is NaN, must be at least 0");
    assertThatThrownBy(() -> new Emphasis(MASKING, 0, 0))
        .hasMessage("alpha is 0.0, must be above 0 if beta is 0");
  }

  /** Adds the score of each iteration. */
  private static TrainingListener into(List<Double> scores) {
    return new BaseTrainingListener() {
      @Override
      public void iterationDone(Model model, int iteration, int epoch) {
        scores.add(model.score());
      }
    };
  }

  private static DataSetIterator asynchronously(List<DataSet> batches) {
    return new AsyncDataSetIterator(new ListDataSetIterator<>(batches, 1), 4);
  }

  private static void step(ComputationGraph network) {
    network.fit(new INDArray[] {X}, new INDArray[] {X});
  }

  private static INDArray mask(Mask mask) {
    return switch (mask) {
      case NONE -> null;
      case ROWS -> Nd4j.createFromArray(new double[][] {{1}, {0}, {1}});
      case FEATURES ->
          Nd4j.createFromArray(
              new double[][] {{1, 0, 1, 1, 0, 1}, {0, 0, 0, 1, 1, 0}, {1, 1, 1, 1, 1, 1}});
    };
  }

  private static NeuralNetConfiguration.Builder base(IUpdater updater, boolean miniBatch) {
    return new NeuralNetConfiguration.Builder()
        .dataType(DataType.DOUBLE)
        .seed(3)
        .updater(updater)
        .miniBatch(miniBatch);
  }

  private static Dense encoder(FeatureNoise noise) {
    return Dense.builder().nOut(4).activation(Activation.TANH).dropOut(noise).build();
  }

  private static Dense decoder() {
    return Dense.builder().nOut(INPUTS).activation(Activation.IDENTITY).build();
  }

  private static ReconstructionOutput output(ILossFunction loss, Emphasis emphasis) {
    return ReconstructionOutput.of(loss, new ActivationSigmoid(), emphasis);
  }

  private static ComputationGraph graph(
      IUpdater updater, boolean miniBatch, ILossFunction loss, Emphasis emphasis) {
    ComputationGraph network =
        new ComputationGraph(
            base(updater, miniBatch)
                .graphBuilder()
                .addInputs("input")
                .setInputTypes(InputType.feedForward(INPUTS))
                .addLayer("code", encoder(emphasis.noise()), "input")
                .addLayer("decoder", decoder(), "code")
                .addLayer("reconstruction", output(loss, emphasis), "decoder")
                .setOutputs("reconstruction")
                .build());
    network.init();
    return network;
  }

  private static MultiLayerNetwork list(
      IUpdater updater, boolean miniBatch, ILossFunction loss, Emphasis emphasis) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            base(updater, miniBatch)
                .list()
                .layer(encoder(emphasis == null ? MASKING : emphasis.noise()))
                .layer(decoder())
                .layer(output(loss, emphasis))
                .setInputType(InputType.feedForward(INPUTS))
                .build());
    network.init();
    return network;
  }

  /** Convolutions from images to images, without flattening: the loss is of rank 4. */
  private static ComputationGraph images(Emphasis emphasis) {
    ComputationGraph network =
        new ComputationGraph(
            base(new Sgd(1), true)
                .graphBuilder()
                .addInputs("input")
                .addLayer(
                    "code",
                    new ConvolutionLayer.Builder(1, 1)
                        .nIn(2)
                        .nOut(3)
                        .activation(Activation.TANH)
                        .dropOut(emphasis.noise())
                        .build(),
                    "input")
                .addLayer(
                    "decoder",
                    new ConvolutionLayer.Builder(1, 1)
                        .nIn(3)
                        .nOut(2)
                        .activation(Activation.IDENTITY)
                        .build(),
                    "code")
                .addLayer("reconstruction", output(new SquaredError(), emphasis), "decoder")
                .setOutputs("reconstruction")
                .build());
    network.init();
    return network;
  }
}
