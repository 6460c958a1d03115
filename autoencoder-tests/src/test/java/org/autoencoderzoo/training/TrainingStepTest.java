package org.autoencoderzoo.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.autoencoderzoo.RandomExamples;
import org.autoencoderzoo.zoo.Basic;
import org.autoencoderzoo.zoo.Denoising;
import org.autoencoderzoo.zoo.KSparse;
import org.autoencoderzoo.zoo.ZooModel;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.learning.regularization.L2Regularization;

/** Steps of our own and of ComputationGraph.fit lead to the same parameters, bit for bit. */
class TrainingStepTest {

  private static final INDArray X = RandomExamples.uniform(DataType.FLOAT, 12, 10);

  @Test
  void parametersAreThoseOfFit() {
    assertSame(Basic.builder().inputSize(10).codeSize(6).build(), conf -> {});
    assertSame(Basic.builder().inputSize(10).codeSize(6).untied().build(), conf -> {});
    assertSame(KSparse.builder().inputSize(10).codeSize(20).k(3).build(), conf -> {});
    assertSame(Denoising.builder().inputSize(10).codeSize(6).build(), conf -> {});
  }

  @Test
  void otherSettingsOfTheUpdateAreKept() {
    assertSame(model(), conf -> code(conf).setRegularization(List.of(new L2Regularization(0.1))));
    assertSame(
        model(),
        conf -> {
          code(conf).setGradientNormalization(GradientNormalization.ClipElementWiseAbsoluteValue);
          code(conf).setGradientNormalizationThreshold(1e-3);
        });
    assertSame(model(), conf -> code(conf).setIUpdater(new Sgd(0.1)));
    assertSame(model(), conf -> conf.setDataType(DataType.DOUBLE));
  }

  @Test
  void listenersHearOfEachIteration() {
    ComputationGraph network = network(model(), conf -> {});
    List<Integer> iterations = new ArrayList<>();
    network.setListeners(
        new BaseTrainingListener() {
          @Override
          public void onGradientCalculation(Model model) {
            iterations.add(-1);
          }

          @Override
          public void iterationDone(Model model, int iteration, int epoch) {
            iterations.add(iteration);
          }
        });
    TrainingStep step = new TrainingStep(network);
    step.run(X);
    step.run(X);
    assertThat(iterations).containsExactly(-1, 0, -1, 1);
  }

  private static void assertSame(
      ZooModel<?> model, Consumer<ComputationGraphConfiguration> change) {
    ComputationGraph ours = network(model, change);
    ComputationGraph theirs = network(model, change);
    TrainingStep step = new TrainingStep(ours);
    INDArray x = X.castTo(ours.getConfiguration().getDataType());
    for (int i = 0; i < 4; i++) {
      step.run(x);
      theirs.fit(new INDArray[] {x}, new INDArray[] {x});
      assertThat(ours.score()).isEqualTo(theirs.score());
    }
    assertThat(ours.params()).isEqualTo(theirs.params());
    assertThat(ours.getIterationCount()).isEqualTo(theirs.getIterationCount());
    assertThat(ours.getUpdater().getStateViewArray())
        .isEqualTo(theirs.getUpdater().getStateViewArray());
  }

  private static ZooModel<?> model() {
    return Basic.builder().inputSize(10).codeSize(6).build();
  }

  private static BaseLayer code(ComputationGraphConfiguration conf) {
    return (BaseLayer) ((LayerVertex) conf.getVertices().get("code")).getLayerConf().getLayer();
  }

  private static ComputationGraph network(
      ZooModel<?> model, Consumer<ComputationGraphConfiguration> change) {
    ComputationGraphConfiguration configuration = model.conf();
    change.accept(configuration);
    ComputationGraph network = new ComputationGraph(configuration);
    network.init();
    return network;
  }
}
