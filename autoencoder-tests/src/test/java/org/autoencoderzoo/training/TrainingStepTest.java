package org.autoencoderzoo.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Consumer;
import org.autoencoderzoo.CountedTopK;
import org.autoencoderzoo.Exact;
import org.autoencoderzoo.RandomExamples;
import org.autoencoderzoo.SquaredErrorNetwork;
import org.autoencoderzoo.internal.ops.OpsInUse;
import org.autoencoderzoo.layers.Dense;
import org.autoencoderzoo.layers.ReconstructionOutput;
import org.autoencoderzoo.layers.SelectionLayer;
import org.autoencoderzoo.layers.TiedDecoder;
import org.autoencoderzoo.layers.TopK;
import org.autoencoderzoo.losses.SquaredError;
import org.autoencoderzoo.penalties.Contraction;
import org.autoencoderzoo.penalties.Penalty;
import org.autoencoderzoo.zoo.AutoencoderModel;
import org.autoencoderzoo.zoo.Basic;
import org.autoencoderzoo.zoo.Denoising;
import org.autoencoderzoo.zoo.KSparse;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex.Op;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
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

  /** Units are in use in some steps and not in others; the batches are the same in two of four. */
  @ParameterizedTest
  @EnumSource
  void unitsOutOfUseAreUpdatedAsByFit(Codes codes) {
    ComputationGraph ours = codes.network();
    ComputationGraph theirs = codes.network();
    TrainingStep step = new TrainingStep(ours);
    INDArray[] batches = {X, X.mul(X), X.rsub(1), X.rsub(1)};
    for (INDArray x : batches) {
      ours.getFlattenedGradients().assign(Double.NaN); // Whatever is not written must not be read.
      step.run(x);
      theirs.fit(new INDArray[] {x}, new INDArray[] {x});
      assertThat(ours.getFlattenedGradients().isNaN().any())
          .isEqualTo(OpsInUse.areTheHosts() && !codes.isPenalized());
    }
    assertThat(Exact.of(ours.params())).isEqualTo(Exact.of(theirs.params()));
    for (ComputationGraph network : List.of(ours, theirs)) {
      network.fit(new INDArray[] {X}, new INDArray[] {X});
    }
    assertThat(Exact.of(ours.params())).isEqualTo(Exact.of(theirs.params()));
    assertThat(Exact.of(ours.getUpdater().getStateViewArray()))
        .isEqualTo(Exact.of(theirs.getUpdater().getStateViewArray()));
  }

  /** Networks with a code of 3 of 200 units. */
  enum Codes {
    TIED,
    TIED_WITH_PENALTY,
    TWO_TIED_DECODERS,
    UNTIED,
    UNTIED_WITH_PENALTIES;

    private static final Penalty PENALTY = new Contraction(0.1);

    /** Penalties send a gradient to all weights. */
    boolean isPenalized() {
      return this == TIED_WITH_PENALTY || this == UNTIED_WITH_PENALTIES;
    }

    ComputationGraph network() {
      Penalty[] penalties = isPenalized() ? new Penalty[] {PENALTY} : new Penalty[0];
      Dense.Builder code =
          Dense.builder().nOut(200).penalties(penalties).select(TopK.of(3)).withoutInputEpsilon();
      GraphBuilder graph =
          new NeuralNetConfiguration.Builder()
              .seed(3)
              .updater(new FusedAdam(0.01))
              .graphBuilder()
              .addInputs("input")
              .setInputTypes(InputType.feedForward(10));
      if (this == UNTIED || this == UNTIED_WITH_PENALTIES) {
        Dense decoder = Dense.builder().nOut(10).penalties(penalties).afterSelection().build();
        graph.addLayer("code", code.build(), "input").addLayer("decoder", decoder, "code");
      } else {
        graph
            .addLayer("code", code.withVisibleBias().build(), "input")
            .addVertex("decoder", new TiedDecoder("code", 10), "code");
      }
      boolean hasTwo = this == TWO_TIED_DECODERS;
      if (hasTwo) {
        graph
            .addVertex("second", new TiedDecoder("code", 10), "code")
            .addVertex("sum", new ElementWiseVertex(Op.Add), "decoder", "second");
      }
      ReconstructionOutput output =
          ReconstructionOutput.of(new SquaredError(), Activation.IDENTITY);
      ComputationGraph network =
          new ComputationGraph(
              graph
                  .addLayer("reconstruction", output, hasTwo ? "sum" : "decoder")
                  .setOutputs("reconstruction")
                  .build());
      network.init();
      return network;
    }
  }

  /** The gradient of a state is not read: it is no number, and the state is one. */
  @Test
  void statesOfSelectionsAreThoseOfFit() {
    ComputationGraph ours = learningSelections();
    ComputationGraph theirs = learningSelections();
    TrainingStep step = new TrainingStep(ours);
    for (INDArray x : List.of(X, X.mul(X), X.rsub(1))) {
      ours.getFlattenedGradients().assign(Double.NaN);
      step.run(x);
      theirs.fit(new INDArray[] {x}, new INDArray[] {x});
    }
    assertThat(ours.getFlattenedGradients().isNaN().any()).isTrue();
    assertThat(ours.getParam("code_state").sumNumber().doubleValue()).isEqualTo(3 * 12 * 3);
    assertThat(ours.getParam("kept_state").sumNumber().doubleValue()).isEqualTo(3 * 12 * 2);
    assertThat(Exact.of(ours.params())).isEqualTo(Exact.of(theirs.params()));
    assertThat(Exact.of(ours.getUpdater().getStateViewArray()))
        .isEqualTo(Exact.of(theirs.getUpdater().getStateViewArray()));
  }

  private static ComputationGraph learningSelections() {
    return SquaredErrorNetwork.of(
        new NeuralNetConfiguration.Builder()
            .seed(3)
            .updater(new FusedAdam(0.01))
            .graphBuilder()
            .addInputs("input")
            .setInputTypes(InputType.feedForward(10))
            .addLayer("code", Dense.builder().nOut(20).select(new CountedTopK(3)).build(), "input")
            .addLayer("kept", SelectionLayer.of(new CountedTopK(2)), "code")
            .addLayer("decoder", Dense.builder().nOut(10).build(), "kept"));
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

  private static void assertSame(
      AutoencoderModel<?> model, Consumer<ComputationGraphConfiguration> change) {
    ComputationGraph ours = network(model, change);
    ComputationGraph theirs = network(model, change);
    TrainingStep step = new TrainingStep(ours);
    INDArray x = X.castTo(ours.getConfiguration().getDataType());
    for (int i = 0; i < 4; i++) {
      step.run(x);
      theirs.fit(new INDArray[] {x}, new INDArray[] {x});
      assertThat(ours.score()).isEqualTo(theirs.score());
    }
    assertThat(Exact.of(ours.params())).isEqualTo(Exact.of(theirs.params()));
    assertThat(ours.getIterationCount()).isEqualTo(theirs.getIterationCount());
    assertThat(Exact.of(ours.getUpdater().getStateViewArray()))
        .isEqualTo(Exact.of(theirs.getUpdater().getStateViewArray()));
  }

  private static AutoencoderModel<?> model() {
    return Basic.builder().inputSize(10).codeSize(6).build();
  }

  private static BaseLayer code(ComputationGraphConfiguration conf) {
    return (BaseLayer) ((LayerVertex) conf.getVertices().get("code")).getLayerConf().getLayer();
  }

  private static ComputationGraph network(
      AutoencoderModel<?> model, Consumer<ComputationGraphConfiguration> change) {
    ComputationGraphConfiguration configuration = model.conf();
    change.accept(configuration);
    ComputationGraph network = new ComputationGraph(configuration);
    network.init();
    return network;
  }
}
