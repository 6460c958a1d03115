package org.autoencoderzoo.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.RandomExamples;
import org.autoencoderzoo.SquaredErrorNetwork;
import org.autoencoderzoo.layers.Dense;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.AdaDelta;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.schedule.ExponentialSchedule;
import org.nd4j.linalg.schedule.ScheduleType;

/** Which learning rates fall in a run, and that they are as before when it is over. */
class ConstantRatesTest {

  private static final INDArray X = RandomExamples.uniform(DataType.FLOAT, 40, 4);

  /** Four steps. */
  private static final Training TRAINING = Training.defaults().withEpochs(2).withBatchSize(20);

  @Test
  void rateOfTheBiasesFallsToo() {
    Dense.Builder code = dense(3).updater(new Adam(0.01)).biasUpdater(new Nesterovs(0.2, 0.9));
    Autoencoder autoencoder = autoencoder(code, dense(4));
    BaseLayer layer = layer(autoencoder, "code");
    List<Double> ofWeights = new ArrayList<>();
    List<Double> ofBiases = new ArrayList<>();
    autoencoder
        .network()
        .setListeners(
            new BaseTrainingListener() {
              @Override
              public void iterationDone(Model model, int iteration, int epoch) {
                ofWeights.add(layer.getIUpdater().getLearningRate(iteration, epoch));
                ofBiases.add(layer.getBiasUpdater().getLearningRate(iteration, epoch));
              }
            });
    autoencoder.fit(X, TRAINING);
    for (int step = 0; step < 4; step++) {
      assertThat(ofWeights.get(step)).isCloseTo(0.01 * (1 - step / 4.0), within(1e-12));
      assertThat(ofBiases.get(step)).isCloseTo(0.2 * (1 - step / 4.0), within(1e-12));
    }
    assertThat(layer.getIUpdater()).isEqualTo(new Adam(0.01));
    assertThat(layer.getBiasUpdater()).isEqualTo(new Nesterovs(0.2, 0.9));
  }

  /** The last step would be as large as the first, if the rate did not fall. */
  @Test
  void biasesBarelyMoveInTheLastStep() {
    Autoencoder autoencoder = autoencoder(dense(3), dense(4).biasUpdater(new Sgd(0.1)));
    List<INDArray> biases = new ArrayList<>();
    biases.add(autoencoder.network().getParam("decoder_b").dup());
    autoencoder
        .network()
        .setListeners(
            new BaseTrainingListener() {
              @Override
              public void iterationDone(Model model, int iteration, int epoch) {
                biases.add(autoencoder.network().getParam("decoder_b").dup());
              }
            });
    autoencoder.fit(X, Training.defaults().withEpochs(100));
    double first = biases.get(1).distance2(biases.get(0));
    double last = biases.get(100).distance2(biases.get(99));
    assertThat(first).isGreaterThan(0.01);
    assertThat(last).isPositive().isLessThan(first / 50);
  }

  /** Of Deeplearning4j's {@code NoOp}, the gradient is the update; it has no rate, as AdaDelta. */
  @Test
  void updatersWithoutStateOrRateAndScheduledOnesMayBeMixed() {
    IUpdater scheduled = new Sgd(new ExponentialSchedule(ScheduleType.ITERATION, 0.1, 0.9));
    GraphBuilder graph =
        graph()
            .addLayer("raw", dense(5).updater(new NoOp()).build(), "input")
            .addLayer("code", dense(3).updater(new Adam(0.01)).build(), "raw")
            .addLayer("normalized", new BatchNormalization(), "code")
            .addLayer("rateless", dense(5).updater(new AdaDelta()).build(), "normalized")
            .addLayer("scheduled", dense(5).updater(scheduled).build(), "rateless")
            .addLayer("decoder", dense(4).updater(new Sgd(0.1)).build(), "scheduled");
    Autoencoder autoencoder = initialized(graph);
    String before = autoencoder.network().getConfiguration().getVertices().toString();
    INDArray mean = autoencoder.network().getParam("normalized_mean").dup();
    INDArray code = autoencoder.network().getParam("code_W").dup();
    autoencoder.fit(X, TRAINING);
    assertThat(autoencoder.network().getParam("code_W")).isNotEqualTo(code);
    assertThat(autoencoder.network().getParam("normalized_mean")).isNotEqualTo(mean);
    assertThat(autoencoder.network().getConfiguration().getVertices().toString()).isEqualTo(before);
  }

  @Test
  void momentsOfTheUpdaterStayWhereTheyAre() {
    Autoencoder autoencoder = autoencoder(dense(3).updater(new Adam(0.02)), dense(4));
    autoencoder.fit(X, TRAINING);
    INDArray state = autoencoder.network().getUpdater().getStateViewArray();
    INDArray moments = state.dup();
    List<INDArray> atTheFirstStep = new ArrayList<>();
    autoencoder
        .network()
        .setListeners(
            new BaseTrainingListener() {
              @Override
              public void onForwardPass(Model model, Map<String, INDArray> activations) {
                atTheFirstStep.add(autoencoder.network().getUpdater().getStateViewArray().dup());
              }
            });
    autoencoder.fit(X, TRAINING);
    assertThat(atTheFirstStep.get(0)).isEqualTo(moments);
    assertThat(autoencoder.network().getUpdater().getStateViewArray()).isSameAs(state);
  }

  @Test
  void failureOfAListenerIsTheOneThatIsSeen() {
    Autoencoder autoencoder = autoencoder(dense(3).updater(new NoOp()), dense(4));
    RuntimeException failure = new IllegalStateException("of the listener");
    autoencoder
        .network()
        .setListeners(
            new BaseTrainingListener() {
              @Override
              public void iterationDone(Model model, int iteration, int epoch) {
                throw failure;
              }
            });
    assertThatThrownBy(() -> autoencoder.fit(X, TRAINING)).isSameAs(failure);
    assertThat(layer(autoencoder, "decoder").getIUpdater()).isEqualTo(new Adam(0.01));
  }

  private static Dense.Builder dense(int units) {
    return Dense.builder().nOut(units).activation(Activation.TANH);
  }

  private static GraphBuilder graph() {
    return new NeuralNetConfiguration.Builder()
        .seed(3)
        .updater(new Adam(0.01))
        .graphBuilder()
        .addInputs("input")
        .setInputTypes(InputType.feedForward(4));
  }

  private static Autoencoder autoencoder(Dense.Builder code, Dense.Builder decoder) {
    return initialized(
        graph()
            .addLayer("code", code.build(), "input")
            .addLayer("decoder", decoder.build(), "code"));
  }

  private static Autoencoder initialized(GraphBuilder graph) {
    return new Autoencoder(SquaredErrorNetwork.of(graph));
  }

  private static BaseLayer layer(Autoencoder autoencoder, String name) {
    return (BaseLayer) autoencoder.network().getLayer(name).conf().getLayer();
  }
}
