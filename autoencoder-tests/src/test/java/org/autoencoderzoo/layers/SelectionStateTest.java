package org.autoencoderzoo.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.autoencoderzoo.CountedTopK;
import org.autoencoderzoo.Exact;
import org.autoencoderzoo.RandomExamples;
import org.autoencoderzoo.SquaredErrorNetwork;
import org.autoencoderzoo.penalties.Contraction;
import org.autoencoderzoo.penalties.StochasticContraction;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayerWithBackprop;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.transferlearning.TransferLearning;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;

/**
 * What selections learn is a parameter of their layer that training steps change, and they alone.
 */
public class SelectionStateTest {

  private static final int UNITS = 8;
  private static final INDArray X = RandomExamples.uniform(DataType.FLOAT, 5, 16);

  /** Says that it learns something, and what is left of it after training. */
  public record Learning(long size, Optional<Selection> left) implements Selection {

    @Override
    public INDArray mask(Candidates candidates) {
      if (candidates.training()) {
        candidates.update(candidates.state().add(candidates.state().length()));
      }
      return Nd4j.onesLike(candidates.code());
    }

    @Override
    public long stateSize(long units) {
      return size;
    }

    @Override
    public Optional<Selection> afterTraining() {
      return left;
    }
  }

  /** Every layer that selects. */
  enum Kind {
    DENSE(UNITS),
    TIED(UNITS),
    LATER(UNITS),
    CONVOLUTION(3),
    TIED_CONVOLUTION(3),
    TRANSPOSED_CONVOLUTION(2),
    AFTER_A_STOCK_LAYER(UNITS),
    AFTER_A_CONVOLUTION(3);

    private final int units;

    Kind(int units) {
      this.units = units;
    }

    ComputationGraph network(Selection... selections) {
      return networkWith(base -> {}, selections);
    }

    ComputationGraph networkWith(
        Consumer<NeuralNetConfiguration.Builder> settings, Selection... selections) {
      NeuralNetConfiguration.Builder base =
          new NeuralNetConfiguration.Builder()
              .seed(3)
              .updater(new Sgd(0.1))
              .activation(Activation.SIGMOID);
      settings.accept(base);
      InputType input =
          switch (this) {
            case DENSE, TIED, LATER, AFTER_A_STOCK_LAYER -> InputType.feedForward(16);
            default -> InputType.convolutionalFlat(4, 4, 1);
          };
      var graph = base.graphBuilder().addInputs("input").setInputTypes(input);
      Dense.Builder dense = Dense.builder().nOut(UNITS).select(selections);
      Convolution.Builder convolution = Convolution.builder().nOut(3).select(selections);
      switch (this) {
        case DENSE -> graph.addLayer("code", dense.build(), "input");
        case TIED -> graph.addLayer("code", dense.withVisibleBias().build(), "input");
        case LATER ->
            graph
                .addLayer("below", Dense.builder().nOut(9).select(TopK.of(4)).build(), "input")
                .addLayer("code", dense.afterSelection().build(), "below");
        case CONVOLUTION -> graph.addLayer("code", convolution.build(), "input");
        case TIED_CONVOLUTION ->
            graph.addLayer("code", convolution.withVisibleBias().build(), "input");
        case TRANSPOSED_CONVOLUTION ->
            graph
                .addLayer("below", Convolution.builder().nOut(3).build(), "input")
                .addLayer(
                    "code",
                    TransposedConvolution.builder(2, 4, 4).select(selections).build(),
                    "below");
        case AFTER_A_STOCK_LAYER ->
            graph
                .addLayer(
                    "below",
                    new org.deeplearning4j.nn.conf.layers.DenseLayer.Builder().nOut(UNITS).build(),
                    "input")
                .addLayer("code", SelectionLayer.of(selections), "below");
        case AFTER_A_CONVOLUTION ->
            graph
                .addLayer("below", Convolution.builder().nOut(3).build(), "input")
                .addLayer("code", SelectionLayer.of(selections), "below");
      }
      switch (this) {
        case TIED -> graph.addVertex("decoder", new TiedDecoder("code", 16), "code");
        case TIED_CONVOLUTION ->
            graph
                .addVertex("images", new TiedDecoder("code", 1, 4, 4), "code")
                .addLayer("decoder", Dense.builder().nOut(16).build(), "images");
        default -> graph.addLayer("decoder", Dense.builder().nOut(16).build(), "code");
      }
      return SquaredErrorNetwork.of(graph);
    }
  }

  private static void step(ComputationGraph network) {
    network.fit(new INDArray[] {X}, new INDArray[] {X});
  }

  private static INDArray state(ComputationGraph network) {
    return network.getLayer("code").getParam(Selection.STATE_KEY);
  }

  @ParameterizedTest
  @EnumSource
  void eachStepOfTrainingIsLearnedOnce(Kind kind) {
    ComputationGraph network = kind.network(new CountedTopK(2));
    assertThat(state(network).shape()).containsExactly(kind.units);
    assertThat(state(network).sumNumber().doubleValue()).isZero();
    INDArray expected = Nd4j.zeros(DataType.FLOAT, kind.units);
    for (int i = 0; i < 4; i++) {
      INDArray code = network.feedForward(X, true).get("code");
      INDArray kept = code.gt(0).castTo(DataType.FLOAT); // Sigmoid, where it is kept.
      expected.addi(code.rank() == 2 ? kept.sum(0) : kept.sum(0, 2, 3));
      step(network);
      assertThat(state(network)).as("after step %d", i + 1).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @EnumSource
  void forwardPassesLearnNothing(Kind kind) {
    ComputationGraph network = kind.network(new CountedTopK(2));
    step(network);
    INDArray before = state(network).dup();
    network.output(X);
    network.feedForward(X, true);
    network.score(new DataSet(X, X), true);
    network.score(new DataSet(X, X), false);
    assertThat(state(network)).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource
  void inferenceSelectsByWhatWasLearned(Kind kind) {
    ComputationGraph network = kind.network(new CountedTopK(1));
    assertThat(network.feedForward(X, false).get("code").sumNumber().doubleValue()).isZero();
    step(network);
    INDArray before = network.feedForward(X, false).get("code").dup();
    assertThat(before.sumNumber().doubleValue()).isPositive();
    state(network).assign(0);
    assertThat(network.feedForward(X, false).get("code").sumNumber().doubleValue()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void weightsStartAndLearnAsWithoutAState(Kind kind) {
    boolean isDense = kind.units == UNITS;
    TopK topK = isDense ? TopK.of(2) : TopK.of(2).within(TopK.Within.POSITION);
    ComputationGraph stateless = kind.network(topK);
    ComputationGraph network = kind.network(new CountedTopK(2));
    for (int i = 0; i < 3; i++) {
      stateless
          .paramTable()
          .forEach((key, value) -> assertThat(network.getParam(key)).isEqualTo(value));
      step(stateless);
      step(network);
    }
    assertThat(network.numParams()).isEqualTo(stateless.numParams() + kind.units);
  }

  @ParameterizedTest
  @EnumSource
  void severalSelectionsHaveTheirPartsOneAfterTheOther(Kind kind) {
    ComputationGraph network =
        kind.network(new CountedTopK(2), TopK.of(2), new Learning(3, Optional.empty()));
    ComputationGraph alone = kind.network(new CountedTopK(2), TopK.of(2));
    step(network);
    step(alone);
    assertThat(Exact.of(state(network)))
        .hasSize(kind.units + 3)
        .startsWith(Exact.of(state(alone)))
        .endsWith(3, 3, 3);
  }

  @ParameterizedTest
  @EnumSource
  void frozenLayerLearnsNothing(Kind kind) {
    ComputationGraph network = kind.network(new CountedTopK(2));
    step(network);
    INDArray before = state(network).dup();
    ComputationGraph frozen =
        new TransferLearning.GraphBuilder(network).setFeatureExtractor("code").build();
    step(frozen);
    assertThat(frozen.getLayer("code").paramTable().get(Selection.STATE_KEY)).isEqualTo(before);
  }

  @Test
  void layerThatIsFrozenAmongOthersLearnsNothing() {
    for (org.deeplearning4j.nn.conf.layers.Layer layer :
        List.of(
            Dense.builder().nIn(UNITS).nOut(UNITS).select(new CountedTopK(2)).build(),
            SelectionLayer.of(new CountedTopK(2)))) {
      ComputationGraph network =
          SquaredErrorNetwork.of(
              new NeuralNetConfiguration.Builder()
                  .updater(new Sgd(0.1))
                  .graphBuilder()
                  .addInputs("input")
                  .setInputTypes(InputType.feedForward(16))
                  .addLayer("below", Dense.builder().nOut(UNITS).build(), "input")
                  .addLayer("code", new FrozenLayerWithBackprop(layer), "below")
                  .addLayer("decoder", Dense.builder().nOut(16).build(), "code"));
      INDArray before = network.params().dup();
      step(network);
      assertThat(network.params()).isNotEqualTo(before);
      INDArray state = network.getLayer("code").paramTable().get(Selection.STATE_KEY);
      assertThat(state.length()).isEqualTo(UNITS);
      assertThat(state.sumNumber().doubleValue()).isZero();
    }
  }

  static Stream<Consumer<NeuralNetConfiguration.Builder>> settings() {
    Stream<Consumer<NeuralNetConfiguration.Builder>> normalizations =
        Stream.of(GradientNormalization.values())
            .map(
                normalization ->
                    base ->
                        base.gradientNormalization(normalization)
                            .gradientNormalizationThreshold(1e-3));
    return Stream.concat(
        normalizations,
        Stream.of(
            base -> base.l2(0.5).l2Bias(0.5),
            base -> base.l1(0.5).l1Bias(0.5),
            base -> base.weightDecay(0.5).weightDecayBias(0.5),
            base -> base.miniBatch(false),
            base -> base.constrainAllParameters(new Halved())));
  }

  /** Changes whatever it is put on. */
  public static final class Halved extends org.deeplearning4j.nn.conf.constraint.BaseConstraint {

    private static final long serialVersionUID = 1L;

    @Override
    public void apply(INDArray param) {
      param.muli(0.5);
    }

    @Override
    public Halved clone() {
      return new Halved();
    }
  }

  /** Of the update, they touch the weights. */
  @ParameterizedTest
  @MethodSource("settings")
  void settingsOfTheUpdateDoNotTouchTheState(Consumer<NeuralNetConfiguration.Builder> setting) {
    for (Kind kind : Kind.values()) {
      ComputationGraph network = kind.networkWith(setting, new Learning(3, Optional.empty()));
      step(network);
      step(network);
      assertThat(Exact.of(state(network))).as(kind.name()).containsExactly(6, 6, 6);
      assertThat(network.params().isNaN().any()).as(kind.name()).isFalse();
    }
  }

  @Test
  void constraintsOfOneLayerDoNotTouchTheState() {
    Halved halved = new Halved();
    Learning learning = new Learning(3, Optional.empty());
    List<org.deeplearning4j.nn.conf.layers.Layer> layers =
        List.of(
            Dense.builder().nIn(4).nOut(4).select(learning).constrainAllParameters(halved).build(),
            Convolution.builder()
                .nIn(4)
                .nOut(4)
                .select(learning)
                .constrainAllParameters(halved)
                .build(),
            TransposedConvolution.builder(2, 4, 4)
                .nIn(4)
                .select(learning)
                .constrainAllParameters(halved)
                .build());
    for (org.deeplearning4j.nn.conf.layers.Layer layer : layers) {
      assertThat(layer.getConstraints())
          .hasSize(1)
          .allSatisfy(constraint -> assertThat(constraint.getParams()).containsOnly("W", "b"));
    }
  }

  /** Its encodings at noisy inputs are no batches of examples. */
  @Test
  void noiseOfAPenaltyIsNotLearned() {
    ComputationGraph network =
        SquaredErrorNetwork.of(
            new NeuralNetConfiguration.Builder()
                .graphBuilder()
                .addInputs("input")
                .setInputTypes(InputType.feedForward(16))
                .addLayer(
                    "code",
                    Dense.builder()
                        .nOut(UNITS)
                        .activation(Activation.SIGMOID)
                        .penalties(new StochasticContraction(0.1, 0.1), new Contraction(0.1))
                        .select(new CountedTopK(2))
                        .build(),
                    "input")
                .addLayer("decoder", Dense.builder().nOut(16).build(), "code"));
    step(network);
    assertThat(state(network).sumNumber().doubleValue()).isEqualTo(2 * X.size(0));
  }

  @Test
  void listOfLayersLearnsToo() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .list()
                .layer(Dense.builder().nOut(UNITS).select(new CountedTopK(2)).build())
                .layer(SelectionLayer.of(new CountedTopK(1)))
                .layer(Dense.builder().nOut(16).activation(Activation.IDENTITY).build())
                .layer(
                    ReconstructionOutput.of(
                        new org.autoencoderzoo.losses.SquaredError(), Activation.IDENTITY))
                .setInputType(InputType.feedForward(16))
                .build());
    network.init();
    network.fit(X, X);
    network.fit(X, X);
    assertThat(network.getParam("0_state").sumNumber().doubleValue()).isEqualTo(4 * X.size(0));
    assertThat(network.getParam("1_state").sumNumber().doubleValue()).isEqualTo(2 * X.size(0));
  }

  @Test
  void errorsNameTheSelectionAndTheWayOut() {
    Learning learning = new Learning(3, Optional.empty());
    assertThatThrownBy(() -> Kind.DENSE.network(new Learning(-1, Optional.empty())))
        .hasMessageContaining("The stateSize of Learning[size=-1")
        .hasMessageContaining("is -1, must be at least 0");
    assertThatThrownBy(
            () ->
                SquaredErrorNetwork.of(
                    new NeuralNetConfiguration.Builder()
                        .graphBuilder()
                        .addInputs("input")
                        .addLayer("code", SelectionLayer.of(learning), "input")
                        .addLayer("decoder", Dense.builder().nIn(3).nOut(3).build(), "code")))
        .hasMessageContaining("Layer \"code\" selects by [Learning[")
        .hasMessageContaining("set nOut, or for a SelectionLayer the network's input type");
    Selection wrongLength = updating(2, candidates -> candidates.update(Nd4j.zeros(3)));
    assertThatThrownBy(() -> step(Kind.DENSE.network(wrongLength)))
        .hasMessageContaining("the new state of")
        .hasMessageContaining("is of shape [3], must be [2], its stateSize()");
    Selection none = updating(0, Candidates::state);
    assertThatThrownBy(() -> step(Kind.DENSE.network(none)))
        .hasMessageContaining("has no state; override stateSize()");
    Selection atInference = updating(2, candidates -> candidates.update(Nd4j.zeros(2)));
    assertThatThrownBy(() -> Kind.DENSE.network(atInference).output(X))
        .hasMessageContaining("changes its state at inference");
    assertThatThrownBy(() -> step(Kind.DENSE.network(updating(2, c -> c.update(null)))))
        .hasMessageContaining("state is null, must be given");
  }

  private static Selection updating(long size, Consumer<Candidates> update) {
    return new Selection() {
      @Override
      public INDArray mask(Candidates candidates) {
        update.accept(candidates);
        return Nd4j.onesLike(candidates.code());
      }

      @Override
      public long stateSize(long units) {
        return size;
      }
    };
  }
}
