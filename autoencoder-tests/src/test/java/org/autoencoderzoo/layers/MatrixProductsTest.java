package org.autoencoderzoo.layers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.autoencoderzoo.RandomExamples;
import org.autoencoderzoo.zoo.AutoencoderModel;
import org.autoencoderzoo.zoo.Basic;
import org.autoencoderzoo.zoo.Deep;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.nd4j.linalg.profiler.OpProfiler;
import org.nd4j.linalg.profiler.ProfilerConfig;

/**
 * Nothing is computed twice: the matrix products of one training step, counted as they run; in
 * double precision, for which ND4J computes, and counts, all of them.
 */
class MatrixProductsTest {

  private static final INDArray X = RandomExamples.uniform(DataType.DOUBLE, 6, 20);

  @AfterEach
  void stopCounting() {
    Nd4j.getExecutioner().setProfilingConfig(ProfilerConfig.builder().build());
  }

  @Test
  void untiedAutoencoderTakesFive() {
    assertThat(ofOneStep(Basic.builder().inputSize(20).codeSize(8).untied().build())).isEqualTo(5);
  }

  @Test
  void tiedAutoencoderTakesFive() {
    assertThat(ofOneStep(Basic.builder().inputSize(20).codeSize(8).build())).isEqualTo(5);
  }

  @Test
  void deepAutoencoderTakesThreeALayerButForTheInput() {
    assertThat(ofOneStep(Deep.builder().inputSize(20).codeSize(3).hiddenSizes(9, 7).build()))
        .isEqualTo(3 * 6 - 1);
  }

  @Test
  void deeplearning4jsOwnLayersTakeEight() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .dataType(DataType.DOUBLE)
                .list()
                .layer(
                    new DenseLayer.Builder().nIn(20).nOut(8).activation(Activation.SIGMOID).build())
                .layer(
                    new OutputLayer.Builder(LossFunction.XENT)
                        .nIn(8)
                        .nOut(20)
                        .activation(Activation.SIGMOID)
                        .build())
                .build());
    network.init();
    assertThat(counted(() -> network.fit(X, X))).isEqualTo(8);
  }

  private static int ofOneStep(AutoencoderModel<?> model) {
    ComputationGraphConfiguration conf = model.conf();
    conf.setDataType(DataType.DOUBLE);
    ComputationGraph network = new ComputationGraph(conf);
    network.init();
    return counted(() -> network.fit(new INDArray[] {X}, new INDArray[] {X}));
  }

  private static int counted(Runnable step) {
    step.run(); // Sets up updater and workspaces.
    Nd4j.getExecutioner()
        .setProfilingConfig(ProfilerConfig.builder().checkElapsedTime(true).build());
    OpProfiler.getInstance().reset();
    step.run();
    return List.of("matmul", "mmul", "gemm", "tensormmul").stream()
        .mapToInt(name -> (int) OpProfiler.getInstance().getOpCounter().getCount(name))
        .sum();
  }
}
