package org.autoencoderzoo.training;

import static org.assertj.core.api.Assertions.assertThat;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.schedule.ScheduleType;
import org.nd4j.linalg.schedule.StepSchedule;

/** The same updates as ND4J's Adam, and the same life as a configuration. */
class FusedAdamTest {

  /** Below, at and above the size of a block; parameters as views of a larger array. */
  @ParameterizedTest
  @ValueSource(ints = {1, 7, 2048, 2049, 300_000})
  void updatesAsAdamDoes(int length) {
    Nd4j.getRandom().setSeed(3);
    GradientUpdater<?> expected = updater(new Adam(0.01, 0.8, 0.99, 1e-6), length);
    FusedAdam fused = new FusedAdam(0.01);
    fused.setBeta1(0.8);
    fused.setBeta2(0.99);
    fused.setEpsilon(1e-6);
    GradientUpdater<?> actual = updater(fused, length);
    for (int iteration = 0; iteration < 5; iteration++) {
      INDArray all = Nd4j.randn(DataType.FLOAT, 1, length + 6);
      INDArray gradient = all.get(NDArrayIndex.all(), NDArrayIndex.interval(3, length + 3));
      INDArray reference = gradient.dup();
      INDArray margin = all.get(NDArrayIndex.all(), NDArrayIndex.interval(0, 3)).dup();
      actual.applyUpdater(gradient, iteration, 0);
      expected.applyUpdater(reference, iteration, 0);
      assertThat(gradient.equalsWithEps(reference, 1e-6)).isTrue();
      assertThat(all.get(NDArrayIndex.all(), NDArrayIndex.interval(0, 3))).isEqualTo(margin);
    }
    assertThat(actual.getState().get("V").equalsWithEps(expected.getState().get("V"), 1e-6))
        .isTrue();
  }

  /** Never in use, in use for a while and then again, and always: blocks of each, and borders. */
  @Test
  void unitsOutOfUseAreUpdatedAsAdamDoes() {
    Nd4j.getRandom().setSeed(4);
    int unit = 700;
    GradientUpdater<?> expected = updater(new Adam(0.01), 3 * unit);
    GradientUpdater<?> actual = updater(new FusedAdam(0.01), 3 * unit);
    for (int iteration = 0; iteration < 1000; iteration++) {
      boolean inUse = iteration < 5 || iteration > 900;
      INDArray gradient = Nd4j.randn(DataType.FLOAT, 3, unit);
      gradient.getRow(0).assign(0);
      gradient.getRow(1).muli(inUse ? 1 : 0);
      INDArray flat = gradient.reshape(1, 3L * unit);
      INDArray reference = flat.dup();
      actual.applyUpdater(flat, iteration, 0);
      expected.applyUpdater(reference, iteration, 0);
      assertThat(flat.equalsWithEps(reference, 1e-6)).as("step %s", iteration).isTrue();
    }
    for (String moment : actual.getState().keySet()) {
      assertThat(actual.getState().get(moment).equalsWithEps(expected.getState().get(moment), 1e-6))
          .as(moment)
          .isTrue();
    }
  }

  @Test
  void doublesAreUpdatedByNd4j() {
    INDArray state = Nd4j.zeros(DataType.DOUBLE, 1, 6);
    GradientUpdater<?> updater = new FusedAdam(0.5).instantiate(state, true);
    INDArray gradient = Nd4j.ones(DataType.DOUBLE, 1, 3);
    updater.applyUpdater(gradient, 0, 0);
    assertThat(gradient.getDouble(1)).isBetween(0.4999, 0.5001);
  }

  @Test
  void jsonAndCloneKeepClassAndSettings() {
    FusedAdam before = new FusedAdam(0.02);
    before.setBeta1(0.7);
    before.setBeta2(0.98);
    before.setEpsilon(1e-5);
    before.setLrAndSchedule(Double.NaN, new StepSchedule(ScheduleType.EPOCH, 0.1, 0.5, 3));
    assertThat(before.clone()).isEqualTo(before).isExactlyInstanceOf(FusedAdam.class);
    ComputationGraphConfiguration configuration = configuration(before);
    assertThat(ComputationGraphConfiguration.fromJson(configuration.toJson()))
        .isEqualTo(configuration)
        .isNotEqualTo(configuration(new FusedAdam(0.02)));
  }

  @Test
  void trainsANetworkAsAdamDoes() {
    INDArray x = Nd4j.rand(DataType.FLOAT, 20, 8);
    INDArray[] params = new INDArray[2];
    IUpdater[] updaters = {new Adam(0.01), new FusedAdam(0.01)};
    for (int i = 0; i < 2; i++) {
      ComputationGraph network = new ComputationGraph(configuration(updaters[i]));
      network.init();
      for (int step = 0; step < 10; step++) {
        network.fit(new INDArray[] {x}, new INDArray[] {x});
      }
      params[i] = network.params();
    }
    assertThat(params[0].equalsWithEps(params[1], 1e-5)).isTrue();
  }

  private static GradientUpdater<?> updater(IUpdater config, int length) {
    return config.instantiate(Nd4j.zeros(DataType.FLOAT, 1, 2L * length), true);
  }

  private static ComputationGraphConfiguration configuration(IUpdater updater) {
    return new NeuralNetConfiguration.Builder()
        .seed(5)
        .updater(updater)
        .graphBuilder()
        .addInputs("input")
        .setInputTypes(InputType.feedForward(8))
        .addLayer("output", new OutputLayer.Builder().nOut(8).build(), "input")
        .setOutputs("output")
        .validateOutputLayerConfig(false)
        .build();
  }
}
