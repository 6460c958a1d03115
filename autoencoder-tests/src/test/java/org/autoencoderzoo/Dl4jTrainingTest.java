package org.autoencoderzoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.autoencoderzoo.training.Training;
import org.autoencoderzoo.zoo.Basic;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.earlystopping.EarlyStoppingConfiguration;
import org.deeplearning4j.earlystopping.EarlyStoppingResult;
import org.deeplearning4j.earlystopping.saver.InMemoryModelSaver;
import org.deeplearning4j.earlystopping.scorecalc.DataSetLossCalculator;
import org.deeplearning4j.earlystopping.termination.MaxEpochsTerminationCondition;
import org.deeplearning4j.earlystopping.trainer.EarlyStoppingGraphTrainer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.transferlearning.TransferLearning;
import org.deeplearning4j.optimize.api.InvocationType;
import org.deeplearning4j.optimize.listeners.CheckpointListener;
import org.deeplearning4j.optimize.listeners.CollectScoresIterationListener;
import org.deeplearning4j.optimize.listeners.EvaluativeListener;
import org.deeplearning4j.optimize.listeners.ScoreIterationListener;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.evaluation.classification.Evaluation;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;

/** What Deeplearning4j offers around a network works on an autoencoder's. */
class Dl4jTrainingTest {

  private static final INDArray X = RandomExamples.uniform(DataType.FLOAT, 40, 36);
  private static final int BATCHES = 4;
  private static final int EPOCHS = 3;

  private Autoencoder autoencoder;

  @BeforeEach
  void init() {
    autoencoder = Basic.builder().inputSize(36).codeSize(5).build().init();
  }

  private static DataSetIterator batches(INDArray x, INDArray y) {
    return new ListDataSetIterator<>(new DataSet(x, y).asList(), 40 / BATCHES);
  }

  private static INDArray labels() {
    return Nd4j.eye(4).repeat(0, 10);
  }

  @Test
  void listenersHearEveryIterationOfFit() {
    CollectScoresIterationListener scores = new CollectScoresIterationListener();
    List<Integer> printed = new ArrayList<>();
    ScoreIterationListener printer =
        new ScoreIterationListener(2) {
          private static final long serialVersionUID = 1L;

          @Override
          public void iterationDone(Model model, int iteration, int epoch) {
            super.iterationDone(model, iteration, epoch);
            printed.add(epoch);
          }
        };
    autoencoder.network().setListeners(scores, printer);
    autoencoder.fit(X, Training.defaults().withEpochs(EPOCHS).withBatchSize(40 / BATCHES));
    double[] heard = scores.getScoreVsIter().getEffectiveScores();
    assertThat(heard).hasSize(EPOCHS * BATCHES);
    assertThat(heard[EPOCHS * BATCHES - 1]).isEqualTo(autoencoder.network().score());
    assertThat(printed).containsExactly(0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2);
  }

  @Test
  void checkpointsOfEachEpochGoOnAsTheNetworkDid(@TempDir Path folder) {
    CheckpointListener listener =
        new CheckpointListener.Builder(folder.toFile()).keepAll().saveEveryNEpochs(1).build();
    autoencoder.network().setListeners(listener);
    autoencoder.fit(X, Training.defaults().withEpochs(EPOCHS));
    assertThat(listener.availableCheckpoints()).hasSize(EPOCHS);
    ComputationGraph last = CheckpointListener.loadCheckpointCG(folder.toFile(), EPOCHS - 1);
    assertThat(last.params()).isEqualTo(autoencoder.network().params());
    assertThat(last.getUpdater().getStateViewArray())
        .isEqualTo(autoencoder.network().getUpdater().getStateViewArray());
  }

  @Test
  void evaluativeListenerMeasuresTheClassifier() {
    ComputationGraph classifier = autoencoder.toClassifier(4);
    List<Double> accuracies = new ArrayList<>();
    EvaluativeListener listener =
        new EvaluativeListener(batches(X, labels()), 1, InvocationType.EPOCH_END);
    listener.setCallback(
        (heard, model, invocations, evaluations) ->
            accuracies.add(((Evaluation) evaluations[0]).accuracy()));
    classifier.setListeners(listener);
    classifier.fit(batches(X, labels()), EPOCHS);
    assertThat(accuracies).hasSize(EPOCHS).allMatch(accuracy -> accuracy > 0);
    Evaluation own = classifier.evaluate(batches(X, labels()));
    assertThat(accuracies.get(EPOCHS - 1)).isEqualTo(own.accuracy());
  }

  @Test
  void earlyStoppingKeepsTheBestNetwork() {
    EarlyStoppingConfiguration<ComputationGraph> stopping =
        new EarlyStoppingConfiguration.Builder<ComputationGraph>()
            .epochTerminationConditions(new MaxEpochsTerminationCondition(EPOCHS))
            .scoreCalculator(new DataSetLossCalculator(batches(X, X), true))
            .modelSaver(new InMemoryModelSaver<>())
            .build();
    double before = autoencoder.score(X);
    EarlyStoppingResult<ComputationGraph> result =
        new EarlyStoppingGraphTrainer(stopping, autoencoder.network(), batches(X, X)).fit();
    assertThat(result.getTotalEpochs()).isEqualTo(EPOCHS);
    Autoencoder best = new Autoencoder(result.getBestModel());
    assertThat(best.score(X))
        .isLessThan(before)
        // Not getBestModelScore(), which is 0: Deeplearning4j asks a copy that never had a score.
        .isCloseTo(result.getScoreVsEpoch().get(result.getBestModelEpoch()), within(1e-3));
  }

  @Test
  void transferLearningFreezesTheCodeOfTheAutoencoderItself() {
    ComputationGraph network =
        new TransferLearning.GraphBuilder(autoencoder.network())
            .setFeatureExtractor("code")
            .removeVertexAndConnections("reconstruction")
            .removeVertexAndConnections("decoder")
            .addLayer(
                "classes",
                new OutputLayer.Builder().nIn(5).nOut(4).activation(Activation.SOFTMAX).build(),
                "code")
            .setOutputs("classes")
            .build();
    network.fit(batches(X, labels()), EPOCHS);
    assertThat(network.getLayer("code").params())
        .isEqualTo(autoencoder.network().getLayer("code").params());
  }
}
