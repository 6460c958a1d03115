package org.autoencoderzoo.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.Exact;
import org.autoencoderzoo.RandomExamples;
import org.autoencoderzoo.corruption.SeededDropout;
import org.autoencoderzoo.testing.CorruptionChecks;
import org.autoencoderzoo.training.Checkpoint;
import org.autoencoderzoo.training.LearningCurve;
import org.autoencoderzoo.training.Training;
import org.autoencoderzoo.training.TrainingProgress;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.config.Sgd;

/** Dropout and batch normalization of the hidden layers of deep models. */
class HiddenLayersTest {

  private static final Training SHORT = Training.defaults().withEpochs(2).withBatchSize(30);

  @TempDir Path folder;

  static Stream<AutoencoderModel<?>> models() {
    return models("dropout=0.2", "batchNormalization=true", "both", "pooling");
  }

  /** What one of the two forgets is forgotten with the other beside it, too. */
  static Stream<AutoencoderModel<?>> modelsWithBoth() {
    return models("both", "pooling");
  }

  private static Stream<AutoencoderModel<?>> models(String... kinds) {
    return Stream.of(
            "deep",
            "convolutional",
            "convolutional-denoising",
            "stacked",
            "stacked-denoising",
            "stacked-contractive")
        .flatMap(
            name ->
                Stream.of(kinds)
                    .filter(kind -> !kind.equals("pooling") || name.equals("convolutional"))
                    .map(kind -> model(name, kind)));
  }

  private static AutoencoderModel<?> model(String name, String kind) {
    ModelBuilder<?> builder = Zoo.of(name).builder().forImages(1, 8, 8);
    Settings.set(builder, "learningRate", "0.01"); // Learns in few steps.
    if (name.startsWith("stacked")) {
      Settings.set(builder, "levelEpochs", "2"); // The levels have neither.
    }
    if (!kind.equals("batchNormalization=true")) {
      Settings.set(builder, "dropout", "0.2");
    }
    if (!kind.equals("dropout=0.2")) {
      Settings.set(builder, "batchNormalization", "true");
    }
    if (kind.equals("pooling")) {
      Settings.set(builder, "down", "max_pooling");
      Settings.set(builder, "up", "nearest");
    }
    return builder.build();
  }

  /** 61 rows: the last batch of an epoch has a single one. */
  private static INDArray examples(Autoencoder autoencoder) {
    INDArray factors = RandomExamples.uniform(DataType.FLOAT, 61, 3);
    INDArray patterns = RandomExamples.uniform(DataType.FLOAT, 3, 64);
    return autoencoder.shaped(factors.mmul(patterns).divi(3));
  }

  @ParameterizedTest
  @MethodSource("models")
  void modelLearnsAndItsVerbsAgree(AutoencoderModel<?> model) {
    Autoencoder autoencoder = model.init();
    INDArray x = examples(autoencoder);
    double before = autoencoder.score(x);
    autoencoder.fit(x, SHORT.withEpochs(10));
    assertThat(autoencoder.score(x)).isLessThan(before);
    INDArray codes = autoencoder.encode(x);
    INDArray reconstruction = autoencoder.reconstruct(x);
    assertThat(codes.shape()).containsExactly(61, autoencoder.codeSize());
    assertThat(autoencoder.decode(codes).equalsWithEps(reconstruction, 1e-5)).isTrue();
    for (int row : new int[] {0, 60}) {
      INDArray alone = autoencoder.reconstruct(x.get(NDArrayIndex.interval(row, row + 1)));
      INDArray there = reconstruction.get(NDArrayIndex.interval(row, row + 1));
      assertThat(alone.equalsWithEps(there, 1e-5)).isTrue();
    }
    INDArray fromEncoder = autoencoder.encoder().outputSingle(x);
    assertThat(fromEncoder.equalsWithEps(codes, 1e-5)).isTrue();
    ComputationGraph classifier = autoencoder.toClassifier(3);
    INDArray labels = Nd4j.zeros(DataType.FLOAT, 61, 3);
    IntStream.range(0, 61).forEach(row -> labels.putScalar(row, row % 3, 1));
    classifier.fit(new DataSet(x, labels));
    assertThat(classifier.outputSingle(x).shape()).containsExactly(61, 3);
    assertThat(autoencoder.encode(x)).isEqualTo(codes);
  }

  @ParameterizedTest
  @MethodSource("modelsWithBoth")
  void killedRunEndsAsOneThatWasNotAndSoDoesALoadedOne(AutoencoderModel<?> model)
      throws IOException {
    Checkpoint checkpoint = Checkpoint.in(folder.resolve("run")).every(Duration.ZERO);
    Autoencoder straight = model.init();
    INDArray x = examples(straight);
    Training stopping = SHORT.withValidation(x).withPatience(2);
    LearningCurve curve = straight.fit(x, stopping);
    assertThat(curve.epochs()).isNotEmpty();
    Training saving = stopping.withCheckpoint(checkpoint);
    assertThatThrownBy(() -> model.init().fit(x, saving.withProgress(endingAt(5))))
        .hasMessage("killed");
    Autoencoder resumed = model.init();
    resumed.resume(x, saving);
    assertThat(Exact.of(resumed.network().params()))
        .isEqualTo(Exact.of(straight.network().params()));
    straight.save(folder.resolve("model"));
    Autoencoder loaded = Autoencoder.load(folder.resolve("model"));
    assertThat(loaded.settings()).hasToString(straight.settings().toString());
    assertThat(loaded.reconstruct(x)).isEqualTo(straight.reconstruct(x));
    straight.fit(x, SHORT);
    loaded.fit(x, SHORT);
    assertThat(Exact.of(loaded.network().params()))
        .isEqualTo(Exact.of(straight.network().params()));
    ComputationGraphConfiguration conf = model.conf();
    assertThat(ComputationGraphConfiguration.fromJson(conf.toJson())).isEqualTo(conf);
  }

  private static TrainingProgress endingAt(int batch) {
    return new TrainingProgress() {
      private int batches;

      @Override
      public void onBatch(int rows, double score) {
        if (++batches == batch) {
          throw new IllegalStateException("killed");
        }
      }
    };
  }

  @Test
  void threadsShareATrainedModel() throws Exception {
    Autoencoder autoencoder = model("deep", "both").init();
    INDArray x = examples(autoencoder);
    autoencoder.fit(x, SHORT);
    INDArray expected = autoencoder.reconstruct(x);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<INDArray>> results =
          threads.invokeAll(
              IntStream.range(0, 12)
                  .<java.util.concurrent.Callable<INDArray>>mapToObj(
                      i -> () -> autoencoder.reconstruct(x))
                  .toList());
      for (Future<INDArray> result : results) {
        assertThat(result.get().equalsWithEps(expected, 1e-6)).isTrue();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  /** An oracle for one layer of Deeplearning4j's: z less its mean, by its deviation. */
  @Test
  void runningMeanIsThatOfTheBatchesWhetherGradientsAreClippedOrNot() {
    for (GradientNormalization kind : GradientNormalization.values()) {
      Autoencoder autoencoder =
          Deep.builder()
              .inputSize(64)
              .hiddenSizes(5)
              .codeSize(2)
              .batchNormalization(true)
              .gradientNormalization(kind)
              .updater(new Sgd(1e-9))
              .build()
              .init();
      INDArray x = examples(autoencoder);
      autoencoder.fit(x, Training.defaults().withEpochs(1).withBatchSize(61));
      INDArray z = autoencoder.network().feedForward(x, false).get("encoder1");
      INDArray mean = autoencoder.network().getParam("encoder1-normalization_mean");
      INDArray expected = z.mean(0).mul(0.1); // From 0, with a decay of 0.9.
      assertThat(mean.reshape(5).equalsWithEps(expected.reshape(5), 1e-5)).as("%s", kind).isTrue();
    }
  }

  /** Pretrained weights are worth nothing where normalization undoes them. */
  @Test
  void normalizedStackStartsAsTheLevelsLeftIt() {
    Stacked plain = Stacked.builder().inputSize(64).build();
    Stacked normalized = Stacked.builder().inputSize(64).batchNormalization(true).build();
    INDArray x = examples(plain.init());
    Training training = SHORT.withEpochs(8);
    INDArray expected = plain.pretrained(x, training).reconstruct(x);
    INDArray found = normalized.pretrained(x, training).reconstruct(x);
    assertThat(found.equalsWithEps(expected, 1e-3)).isTrue();
  }

  @Test
  void inputCodeAndOutputAreNotDropped() {
    for (String name : List.of("deep", "convolutional", "stacked")) {
      ComputationGraph network = model(name, "dropout=0.2").init().network();
      List<String> dropping =
          Stream.of(network.getLayers())
              .filter(layer -> layer.conf().getLayer().getIDropout() != null)
              .map(layer -> layer.conf().getLayer().getLayerName())
              .toList();
      List<SeededDropout> drops =
          Stream.of(network.getLayers())
              .map(layer -> (SeededDropout) layer.conf().getLayer().getIDropout())
              .filter(drop -> drop != null)
              .toList();
      assertThat(drops).doesNotHaveDuplicates().allMatch(drop -> drop.q() == 0.2);
      assertThat(dropping)
          .containsExactlyInAnyOrder(
              switch (name) {
                case "deep" ->
                    new String[] {
                      "encoder2", "encoder3", "code", "decoder2", "decoder1", "decoder0"
                    };
                case "convolutional" -> new String[] {"encoder2", "code", "decoder2", "decoder1"};
                default -> new String[] {"encoder2", "code", "decoder2", "decoder1"};
              });
    }
  }

  @Test
  void dropoutIsInvertedAndOfTheGivenShare() {
    INDArray ones = Nd4j.ones(DataType.FLOAT, 100, 100);
    SeededDropout dropout = new SeededDropout(0.25, 3);
    INDArray dropped = dropout.applyDropout(ones, ones.ulike(), 7, 0, null);
    double kept = dropped.sumNumber().doubleValue() * 0.75 / 10_000;
    assertThat(kept).isBetween(0.73, 0.77);
    assertThat(dropped.maxNumber().doubleValue()).isBetween(1.3333, 1.3334);
    assertThat(dropout.backprop(ones, ones.ulike(), 7, 0)).isEqualTo(dropped);
    assertThat(dropout.applyDropout(ones, ones.ulike(), 8, 0, null)).isNotEqualTo(dropped);
  }

  @TestFactory
  Stream<DynamicTest> dropoutPassesTheChecks() {
    return CorruptionChecks.of(new SeededDropout(0.3, 5));
  }

  @Test
  void wrongFractionIsRefused() {
    for (ModelBuilder<?> builder :
        List.of(
            Deep.builder().dropout(1),
            Convolutional.builder().dropout(-0.1),
            Stacked.builder().dropout(Double.NaN))) {
      assertThatThrownBy(builder::build)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("dropout is ")
          .hasMessageEndingWith("must be at least 0.0 and below 1.0");
    }
    assertThatThrownBy(() -> new SeededDropout(1, 3)).hasMessageContaining("q is 1.0");
    assertThatThrownBy(() -> Settings.set(Basic.builder(), "dropout", "0.5"))
        .hasMessageContaining("There is no setting \"dropout\"");
    assertThatThrownBy(() -> Settings.set(Deep.builder(), "batchNormalization", "perhaps"))
        .hasMessageContaining("must be true or false");
  }
}
