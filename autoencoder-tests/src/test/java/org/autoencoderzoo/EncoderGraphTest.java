package org.autoencoderzoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.autoencoderzoo.corruption.MaskingNoise;
import org.autoencoderzoo.datasets.ImageDataSet;
import org.autoencoderzoo.datasets.LabeledImages;
import org.autoencoderzoo.layers.Convolution;
import org.autoencoderzoo.layers.Dense;
import org.autoencoderzoo.layers.LifetimeSparsity;
import org.autoencoderzoo.layers.ReconstructionOutput;
import org.autoencoderzoo.layers.Selection;
import org.autoencoderzoo.layers.SelectionLayer;
import org.autoencoderzoo.layers.SelectionStateTest;
import org.autoencoderzoo.layers.TiedDecoder;
import org.autoencoderzoo.layers.TopK;
import org.autoencoderzoo.layers.TransposedConvolution;
import org.autoencoderzoo.losses.SquaredError;
import org.autoencoderzoo.penalties.ActivationL1;
import org.autoencoderzoo.penalties.KlSparsity;
import org.autoencoderzoo.training.FusedAdam;
import org.autoencoderzoo.training.Training;
import org.autoencoderzoo.zoo.Basic;
import org.autoencoderzoo.zoo.Sparse;
import org.autoencoderzoo.zoo.Zoo;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.layers.FrozenLayer;
import org.deeplearning4j.nn.transferlearning.TransferLearning;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.evaluation.classification.Evaluation;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/** The encoder and the classifier that are taken out of an autoencoder. */
class EncoderGraphTest {

  private static final INDArray X = RandomExamples.uniform(DataType.FLOAT, 12, 36);

  @ParameterizedTest
  @MethodSource("org.autoencoderzoo.zoo.Zoo#models")
  void encoderOfEveryModelGivesTheSameCodes(Zoo.Entry zoo, @TempDir Path folder)
      throws IOException {
    Autoencoder autoencoder = zoo.builder().forImages(1, 8, 8).build().init();
    INDArray x = autoencoder.shaped(RandomExamples.uniform(DataType.FLOAT, 12, 64));
    autoencoder.fit(x, Training.defaults().withEpochs(2).withBatchSize(4));
    ComputationGraph encoder = autoencoder.encoder();
    INDArray codes = encoder.outputSingle(x);
    assertThat(codes.reshape(12, -1)).isEqualTo(autoencoder.encode(x));

    File file = folder.resolve("encoder.zip").toFile();
    ModelSerializer.writeModel(encoder, file, true);
    assertThat(ModelSerializer.restoreComputationGraph(file).outputSingle(x)).isEqualTo(codes);
  }

  /** Of images, too, whose code is dense or feature maps. */
  @ParameterizedTest
  @MethodSource("org.autoencoderzoo.zoo.Zoo#models")
  void classifierOfEveryModelGivesProbabilities(Zoo.Entry zoo) {
    Autoencoder autoencoder = zoo.builder().forImages(1, 8, 8).build().init();
    INDArray x = autoencoder.shaped(RandomExamples.uniform(DataType.FLOAT, 12, 64));
    INDArray p = autoencoder.toClassifier(3).outputSingle(x);
    assertThat(p.shape()).containsExactly(12, 3);
    assertThat(p.sum(1).equalsWithEps(Nd4j.ones(DataType.FLOAT, 12), 1e-5)).isTrue();
  }

  /** Of three selections with a state, one ends with training: the others keep their parts. */
  @Test
  void encoderAndClassifierHaveTheStatesThatAreLeft() {
    Selection[] selections = {
      new CountedTopK(4), new SelectionStateTest.Learning(3, Optional.empty()), new CountedTopK(3)
    };
    for (boolean isLayer : new boolean[] {false, true}) {
      GraphBuilder graph =
          new NeuralNetConfiguration.Builder()
              .seed(3)
              .graphBuilder()
              .addInputs("input")
              .setInputTypes(InputType.feedForward(36));
      if (isLayer) {
        graph
            .addLayer("below", Dense.builder().nOut(6).build(), "input")
            .addLayer("code", SelectionLayer.of(selections), "below");
      } else {
        Dense code =
            Dense.builder().nOut(6).penalties(new ActivationL1(0.1)).select(selections).build();
        graph.addLayer("code", code, "input");
      }
      Autoencoder autoencoder =
          new Autoencoder(
              SquaredErrorNetwork.of(
                  graph.addLayer("decoder", Dense.builder().nOut(36).build(), "code")));
      autoencoder.fit(X, Training.defaults().withEpochs(2).withBatchSize(4));
      double[] state = Exact.of(autoencoder.network().getParam("code_state"));
      double[] left = concat(Arrays.copyOf(state, 6), Arrays.copyOfRange(state, 9, 15));
      assertThat(state).hasSize(15);
      assertThat(Arrays.copyOfRange(state, 6, 9)).containsOnly(18); // Three in each of six steps.
      assertThat(Exact.of(autoencoder.encoder().getParam("code_state"))).isEqualTo(left);
      assertThat(Exact.of(autoencoder.toClassifier(2).getParam("code_state"))).isEqualTo(left);
      INDArray codes = autoencoder.network().feedForward(X, false).get("code");
      assertThat(autoencoder.encode(X)).as("without penalties").isEqualTo(codes);
      assertThat(autoencoder.encoder().outputSingle(X)).isEqualTo(codes);
    }
  }

  @Test
  void encoderHasParametersOfItsOwnAndNoneOfTheDecoder() {
    Autoencoder autoencoder = Basic.builder().inputSize(36).codeSize(5).build().init();
    INDArray before = autoencoder.network().params().dup();
    ComputationGraph encoder = autoencoder.encoder();
    assertThat(encoder.numParams()).isEqualTo(36 * 5 + 5); // And no bias of the visible units.
    encoder.params().assign(0);
    assertThat(autoencoder.network().params()).isEqualTo(before);
  }

  static Stream<Autoencoder> images() {
    return Stream.of(tied(false), tied(true), untied());
  }

  private static double[] concat(double[] first, double[] second) {
    return DoubleStream.concat(Arrays.stream(first), Arrays.stream(second)).toArray();
  }

  private static GraphBuilder graph() {
    return new NeuralNetConfiguration.Builder()
        .seed(3)
        .updater(new FusedAdam(0.01))
        .graphBuilder()
        .addInputs("input")
        .setInputTypes(InputType.convolutional(6, 6, 1))
        .setOutputs("reconstruction");
  }

  private static Convolution.Builder convolution(int channels) {
    return Convolution.builder().nOut(channels).stride(2, 2).padding(1, 1);
  }

  /** One tied convolution, or two. */
  private static Autoencoder tied(boolean stacked) {
    GraphBuilder graph = graph();
    String from = "input";
    if (stacked) {
      graph.addLayer(
          "hidden", convolution(3).activation(Activation.RELU).withVisibleBias().build(), from);
      from = "hidden";
    }
    graph
        .addLayer(
            "code",
            convolution(4)
                .activation(Activation.SIGMOID)
                .withVisibleBias()
                .penalties(new KlSparsity(0.1, 1))
                .select(TopK.of(1).within(TopK.Within.CHANNEL), new LifetimeSparsity(0.5))
                .dropOut(new MaskingNoise(0.3, 1))
                .build(),
            from)
        .addVertex(
            "decoder",
            stacked ? new TiedDecoder("code", 3, 3, 3) : new TiedDecoder("code", 1, 6, 6),
            "code");
    if (stacked) {
      graph.addVertex("second", new TiedDecoder("hidden", 1, 6, 6), "decoder");
    }
    return initialized(graph, stacked ? "second" : "decoder");
  }

  /** With a selection after a layer that has none of its own. */
  private static Autoencoder untied() {
    return initialized(
        graph()
            .addLayer("hidden", convolution(3).activation(Activation.RELU).build(), "input")
            .addLayer("code", SelectionLayer.of(TopK.of(2).annealedFrom(4, 3)), "hidden")
            .addLayer(
                "decoder",
                TransposedConvolution.builder(1, 6, 6).stride(2, 2).padding(1, 1).build(),
                "code"),
        "decoder");
  }

  private static Autoencoder initialized(GraphBuilder graph, String preActivation) {
    ComputationGraph network =
        new ComputationGraph(
            graph
                .addLayer(
                    "reconstruction",
                    ReconstructionOutput.of(new SquaredError(), Activation.IDENTITY),
                    preActivation)
                .build());
    network.init();
    return new Autoencoder(network);
  }

  @ParameterizedTest
  @MethodSource("images")
  void convolutionalEncoderGivesTheSameCodesAndClassifies(Autoencoder autoencoder) {
    INDArray x = X.reshape(12, 1, 6, 6);
    ComputationGraph network = autoencoder.network();
    network.fit(new DataSet(x, x));
    ComputationGraph encoder = autoencoder.encoder();
    assertThat(encoder.outputSingle(x)).isEqualTo(network.feedForward(x, false).get("code"));

    ComputationGraph classifier = autoencoder.toClassifier(3);
    DataSet data = new DataSet(x, Nd4j.eye(3).repeat(0, 4));
    double before = classifier.score(data);
    for (int i = 0; i < 300; i++) {
      classifier.fit(data);
    }
    assertThat(classifier.score(data)).isLessThan(before / 2);
  }

  @Test
  void scoreOfTheClassifierIsItsCrossEntropyAlone() {
    Autoencoder autoencoder = Sparse.builder().inputSize(36).codeSize(5).beta(100).build().init();
    autoencoder
        .network()
        .getVertex("code")
        .getLayer()
        .conf()
        .getLayer()
        .setIDropout(new MaskingNoise(0.9, 1));
    ComputationGraph classifier = autoencoder.toClassifier(3);
    INDArray labels = Nd4j.eye(3).repeat(0, 4);
    DataSet data = new DataSet(X, labels);
    INDArray p = classifier.outputSingle(X);
    double crossEntropy = -Transforms.log(p).mul(labels).sumNumber().doubleValue() / 12;
    assertThat(classifier.score(data, false)).isCloseTo(crossEntropy, within(1e-5));
    classifier.setInputs(X);
    classifier.setLabels(labels);
    classifier.computeGradientAndScore();
    assertThat(classifier.score()).as("in training").isCloseTo(crossEntropy, within(1e-5));
  }

  /** What pretraining is for: few labels. */
  @Test
  void pretrainedClassifierBeatsOneWithFreshWeights() throws IOException {
    LabeledImages train = ImageDataSet.DIGITS.load().train();
    LabeledImages test = ImageDataSet.DIGITS.load().test();
    Autoencoder fresh = Basic.builder().inputSize(64).codeSize(40).build().init();
    Autoencoder trained = Basic.builder().inputSize(64).codeSize(40).build().init();
    trained.fit(train.images(), Training.defaults().withEpochs(30));
    double withFreshWeights = accuracy(fresh.toClassifier(10), train.first(60), test);
    double pretrained = accuracy(trained.toClassifier(10), train.first(60), test);
    assertThat(pretrained).isGreaterThan(0.6).isGreaterThan(withFreshWeights);
  }

  private static double accuracy(
      ComputationGraph classifier, LabeledImages train, LabeledImages test) {
    DataSet few = dataSet(train);
    for (int step = 0; step < 40; step++) {
      classifier.fit(few);
    }
    DataSetIterator all = new ListDataSetIterator<>(dataSet(test).asList(), 300);
    return classifier.<Evaluation>evaluate(all).accuracy();
  }

  private static DataSet dataSet(LabeledImages images) {
    INDArray oneHot = Nd4j.zeros(images.size(), 10);
    for (int i = 0; i < images.size(); i++) {
      oneHot.putScalar(i, images.labels()[i], 1);
    }
    return new DataSet(images.images(), oneHot);
  }

  @Test
  void encoderBecomesPartOfAnotherNetworkByTransferLearning() {
    ComputationGraph encoder = Basic.builder().inputSize(36).codeSize(5).build().init().encoder();
    ComputationGraph network =
        new TransferLearning.GraphBuilder(encoder)
            .setFeatureExtractor("code")
            .addLayer("classifier", softmax(5), "code")
            .setOutputs("classifier")
            .build();
    INDArray before = network.getLayer("code").params().dup();
    assertThat(before).isEqualTo(encoder.params());
    network.fit(new DataSet(X, Nd4j.eye(3).repeat(0, 4)));
    assertThat(network.getLayer("code").params()).isEqualTo(before);
  }

  @Test
  void frozenLayersLearnAgainInTheClassifier() {
    Autoencoder autoencoder = Basic.builder().inputSize(36).codeSize(5).build().init();
    ComputationGraph frozen =
        new TransferLearning.GraphBuilder(autoencoder.network())
            .setFeatureExtractor("code")
            .build();
    assertThat(frozen.getLayer("code")).isInstanceOf(FrozenLayer.class);
    Autoencoder wrapped = new Autoencoder(frozen);
    assertThat(wrapped.encode(X)).isEqualTo(autoencoder.encode(X));
    ComputationGraph classifier = wrapped.toClassifier(3);
    Layer code = classifier.getLayer("code");
    INDArray before = code.params().dup();
    classifier.fit(new DataSet(X, Nd4j.eye(3).repeat(0, 4)));
    assertThat(code.params()).isNotEqualTo(before);
  }

  @Test
  void stockLayersWorkToo() {
    Autoencoder autoencoder =
        initialized(
            new NeuralNetConfiguration.Builder()
                .graphBuilder()
                .addInputs("input")
                .setOutputs("reconstruction")
                .addLayer("hidden", new DenseLayer.Builder().nIn(36).nOut(9).build(), "input")
                .addLayer(
                    "code", new DenseLayer.Builder().nIn(9).nOut(4).dropOut(0.5).build(), "hidden")
                .addLayer("decoder", Dense.builder().nIn(4).nOut(36).build(), "code"),
            "decoder");
    assertThat(autoencoder.encoder().outputSingle(X)).isEqualTo(autoencoder.encode(X));
    assertThat(autoencoder.toClassifier(3).outputSingle(X).shape()).containsExactly(12, 3);
  }

  @Test
  void fewerThanTwoClassesAreRefused() {
    Autoencoder autoencoder = Basic.builder().inputSize(36).build().init();
    assertThatThrownBy(() -> autoencoder.toClassifier(1))
        .hasMessageContaining("classes is 1, must be at least 2");
  }

  private static OutputLayer softmax(int nIn) {
    return new OutputLayer.Builder().nIn(nIn).nOut(3).activation(Activation.SOFTMAX).build();
  }
}
