package org.autoencoderzoo.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.autoencoderzoo.testing.Check.check;
import static org.autoencoderzoo.testing.TriedModel.ROUNDING;
import static org.autoencoderzoo.testing.TriedModel.ROWS;
import static org.autoencoderzoo.testing.TriedModel.SHORT;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.training.Checkpoint;
import org.autoencoderzoo.training.LearningCurve;
import org.autoencoderzoo.training.Training;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.transferlearning.TransferLearning;
import org.junit.jupiter.api.DynamicTest;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The training of a model: it lowers the score, goes on to the last bit, and can be frozen. */
record ModelTrainingChecks(TriedModel tried) {

  Stream<DynamicTest> tests() {
    return Stream.of(
        check(
            "training lowers the score",
            "Does the gradient of each of your parts pass its own checks? A default that is"
                + " too large, such as that of the learning rate or of a penalty, makes the score"
                + " rise.",
            this::trainingLowersTheScore),
        check(
            "same seed, same result",
            "Initial weights, noise and whatever else is random follow from the setting"
                + " seed, by a generator of your own: not from one that all share.",
            this::seed),
        check(
            "interrupted training goes on",
            "What a training goes on with is in the parameters and the state of the"
                + " updater. Keep no other state between batches, in static fields neither; noise"
                + " depends on seed and iteration alone.",
            this::resume),
        check(
            "frozen encoder stays as it is",
            "Parameters change by training alone: do not write into them in a forward pass.",
            this::frozen));
  }

  private void trainingLowersTheScore() {
    Autoencoder autoencoder = tried.fresh();
    INDArray x = tried.examples(autoencoder);
    double before = autoencoder.score(x);
    LearningCurve curve = autoencoder.fit(x, SHORT.withEpochs(5).withValidation(x));
    double score = autoencoder.score(x);
    assertThat(score).as("score after 5 epochs of 3 steps").isLessThan(before);
    assertThat(curve.epochs()).hasSize(5);
    // While it trains, the kernels' threads divide the products: the last digits differ.
    assertThat(curve.epochs().get(4).validationScore())
        .as("score in the learning curve, beside that of the network")
        .isCloseTo(score, withinPercentage(1e-5));
  }

  private void seed() {
    List<INDArray> params = new ArrayList<>();
    for (long seed : new long[] {42, 42, 43}) {
      Autoencoder autoencoder = tried.fresh(seed);
      autoencoder.fit(tried.examples(autoencoder), SHORT);
      params.add(autoencoder.network().params());
    }
    Differences.assertNone(
        "parameters trained again with the same seed", params.get(1), params.get(0));
    assertThat(Differences.areThere(params.get(2), params.get(0)))
        .as("another seed gives other parameters")
        .isTrue();
  }

  private void resume() throws IOException {
    Autoencoder straight = tried.fresh();
    INDArray x = tried.examples(straight);
    straight.fit(x, SHORT);
    Path folder = Files.createTempDirectory("checkpoint");
    Checkpoint checkpoint = Checkpoint.in(folder.resolve("run.checkpoint")).every(Duration.ZERO);
    try {
      Training saving = SHORT.withCheckpoint(checkpoint);
      Autoencoder killed = tried.fresh();
      assertThatThrownBy(() -> killed.fit(x, saving.withProgress(Kill.after(2))))
          .as("end of a training in its third step")
          .isInstanceOf(Kill.Killed.class);
      Autoencoder resumed = tried.fresh();
      resumed.resume(x, saving);
      Differences.assertNone(
          "parameters of a training that was interrupted",
          resumed.network().params(),
          straight.network().params());
    } finally {
      Folders.delete(folder);
    }
  }

  /** The way from an autoencoder to a classifier that leaves the codes as they are. */
  private void frozen() {
    Autoencoder autoencoder = tried.fresh();
    INDArray x = tried.examples(autoencoder);
    autoencoder.fit(x, SHORT);
    ComputationGraph classifier =
        new TransferLearning.GraphBuilder(autoencoder.toClassifier(2))
            .setFeatureExtractor(Autoencoder.CODE)
            .build();
    INDArray codes = classifier.feedForward(x, false).get(Autoencoder.CODE).dup();
    INDArray before = classifier.params().dup();
    INDArray labels = Nd4j.zeros(DataType.FLOAT, ROWS, 2);
    labels.getColumn(0).assign(1);
    classifier.fit(new INDArray[] {x}, new INDArray[] {labels});
    Differences.assertNone(
        "codes of a frozen encoder, after training what stands on it",
        classifier.feedForward(x, false).get(Autoencoder.CODE),
        codes,
        ROUNDING);
    assertThat(Differences.areThere(classifier.params(), before))
        .as("the classifier on a frozen encoder learns")
        .isTrue();
  }
}
