package org.autoencoderzoo.graphs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.RandomExamples;
import org.autoencoderzoo.training.LearningCurve;
import org.autoencoderzoo.training.Training;
import org.autoencoderzoo.training.TrainingStep;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Whatever graph Deeplearning4j builds around our layers works as an autoencoder. */
class GraphsTest {

  private static final int ROWS = 12;

  static Stream<TestGraph> all() {
    return Stream.of(RowGraphs.ALL, ImageGraphs.ALL, FrozenGraphs.ALL, TrainingSettings.ALL)
        .flatMap(List::stream);
  }

  private static INDArray examples(Autoencoder autoencoder) {
    return autoencoder.shaped(
        RandomExamples.uniform(DataType.FLOAT, ROWS, autoencoder.inputSize()));
  }

  @ParameterizedTest
  @MethodSource("all")
  void trainsAndGivesWhatTheNetworkGives(TestGraph graph) {
    Autoencoder autoencoder = new Autoencoder(graph.network());
    ComputationGraph network = autoencoder.network();
    INDArray x = examples(autoencoder);
    INDArray before = network.params().dup();

    LearningCurve curve = autoencoder.fit(x, Training.defaults().withEpochs(2).withBatchSize(5));
    assertThat(curve.epochs()).hasSize(2).allMatch(e -> Double.isFinite(e.trainingScore()));
    assertThat(network.params()).isNotEqualTo(before);

    INDArray input = x.castTo(network.getConfiguration().getDataType());
    // A copy, for Deeplearning4j's ActivationLayer writes into what it reads.
    INDArray code = network.feedForward(input.dup(), false).get("code").dup();
    INDArray codes = autoencoder.encode(x);
    INDArray reconstructions = autoencoder.reconstruct(x);
    assertThat(codes.shape()).containsExactly(ROWS, autoencoder.codeSize());
    assertThat(codes).isEqualTo(code.reshape('c', codes.shape()));
    assertThat(reconstructions).isEqualTo(network.outputSingle(input.dup()));
    assertThat(reconstructions.shape()).isEqualTo(x.shape());
    assertThat(autoencoder.encoder().outputSingle(input.dup())).isEqualTo(code);
    assertThat(autoencoder.score(x)).isFinite();
    if (graph.name().contains("around the code")) {
      assertThatThrownBy(() -> autoencoder.decode(codes))
          .isInstanceOf(UnsupportedOperationException.class)
          .hasMessageContaining("around the code. Use reconstruct");
    } else {
      assertThat(autoencoder.decode(codes)).isEqualTo(reconstructions);
    }
  }

  /** Whether a step may be taken in one pass over memory or not. */
  @ParameterizedTest
  @MethodSource("all")
  void stepsAreThoseOfDeeplearning4j(TestGraph graph) {
    ComputationGraph ours = graph.network();
    ComputationGraph theirs = graph.network();
    INDArray x = examples(new Autoencoder(ours)).castTo(ours.getConfiguration().getDataType());
    TrainingStep step = new TrainingStep(ours);
    for (int i = 1; i <= 3; i++) {
      Nd4j.getRandom().setSeed(i); // Of Deeplearning4j's own noise.
      step.run(x);
      Nd4j.getRandom().setSeed(i);
      theirs.fit(new INDArray[] {x}, new INDArray[] {x});
      assertThat(ours.score()).isEqualTo(theirs.score());
    }
    assertThat(ours.params()).isEqualTo(theirs.params());
    assertThat(ours.getUpdater().getStateViewArray())
        .isEqualTo(theirs.getUpdater().getStateViewArray());
  }

  @ParameterizedTest
  @MethodSource("all")
  void isSavedAndLoaded(TestGraph graph, @TempDir Path folder) throws IOException {
    Autoencoder autoencoder = new Autoencoder(graph.network());
    INDArray x = examples(autoencoder);
    autoencoder.fit(x, Training.defaults().withEpochs(1));
    autoencoder.save(folder);
    Autoencoder loaded = Autoencoder.load(folder);
    assertThat(loaded.encode(x)).isEqualTo(autoencoder.encode(x));
    assertThat(loaded.reconstruct(x)).isEqualTo(autoencoder.reconstruct(x));
    Training more = Training.defaults().withEpochs(1);
    Nd4j.getRandom().setSeed(1);
    autoencoder.fit(x, more);
    Nd4j.getRandom().setSeed(1);
    loaded.fit(x, more);
    assertThat(loaded.network().params()).isEqualTo(autoencoder.network().params());
  }

  @ParameterizedTest
  @MethodSource("all")
  void becomesAClassifier(TestGraph graph) {
    Autoencoder autoencoder = new Autoencoder(graph.network());
    ComputationGraph classifier = autoencoder.toClassifier(3);
    DataType type = autoencoder.network().getConfiguration().getDataType();
    INDArray x = examples(autoencoder).castTo(type);
    INDArray labels = Nd4j.eye(3).castTo(type).repeat(0, ROWS / 3);
    INDArray before = classifier.params().dup();
    classifier.fit(new DataSet(x, labels));
    assertThat(classifier.params()).isNotEqualTo(before);
    assertThat(classifier.score()).isFinite();
    INDArray p = classifier.outputSingle(x);
    assertThat(p.shape()).containsExactly(ROWS, 3);
    assertThat(p.sum(1).castTo(DataType.FLOAT).equalsWithEps(Nd4j.ones(DataType.FLOAT, ROWS), 1e-2))
        .isTrue();
  }
}
