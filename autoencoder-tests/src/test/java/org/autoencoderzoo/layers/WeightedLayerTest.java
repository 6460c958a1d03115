package org.autoencoderzoo.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Stream;
import org.autoencoderzoo.CountedTopK;
import org.autoencoderzoo.RandomExamples;
import org.autoencoderzoo.SquaredErrorNetwork;
import org.autoencoderzoo.corruption.MaskingNoise;
import org.autoencoderzoo.penalties.ActivationL1;
import org.autoencoderzoo.penalties.Contraction;
import org.autoencoderzoo.penalties.Encoding;
import org.autoencoderzoo.penalties.Penalty;
import org.autoencoderzoo.penalties.QuadraticSparsity;
import org.autoencoderzoo.penalties.StochasticContraction;
import org.autoencoderzoo.testing.FaultyGate;
import org.autoencoderzoo.testing.GradientCheck;
import org.autoencoderzoo.testing.LayerChecks;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.constraint.MaxNormConstraint;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayerWithBackprop;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/** A layer with a formula of its own does all that the library's own layers do around theirs. */
class WeightedLayerTest {

  private static FaultyGate.Builder gated(int units) {
    return FaultyGate.with(units, FaultyGate.Fault.NONE);
  }

  @TestFactory
  Stream<DynamicTest> penaltiesAndSelections() {
    return LayerChecks.of(units -> regularised(gated(units)).build());
  }

  @TestFactory
  Stream<DynamicTest> penaltiesAndSelectionsUnderATiedDecoder() {
    return LayerChecks.ofTied(units -> regularised(gated(units).withVisibleBias()).build());
  }

  @TestFactory
  Stream<DynamicTest> selectionWithAStateUnderATiedDecoder() {
    return LayerChecks.ofTied(
        units -> gated(units).withVisibleBias().select(new CountedTopK(2)).build());
  }

  @TestFactory
  Stream<DynamicTest> images() {
    return LayerChecks.ofImages(
        units ->
            PixelMix.builder()
                .nOut(units)
                .activation(Activation.TANH)
                .penalties(new StochasticContraction(0.3, 0.2))
                .select(TopK.of(2))
                .build());
  }

  @TestFactory
  Stream<DynamicTest> imagesUnderATiedDecoder() {
    return LayerChecks.ofTiedImages(
        units ->
            PixelMix.builder()
                .nOut(units)
                .activation(Activation.TANH)
                .penalties(new WeightEnergy(0.2))
                .withVisibleBias()
                .build());
  }

  private static FaultyGate.Builder regularised(FaultyGate.Builder builder) {
    return builder
        .penalties(
            new StochasticContraction(0.3, 0.2),
            new QuadraticSparsity(0.2, 0.4),
            new WeightEnergy(0.2),
            new InputEnergy(0.3))
        .select(TopK.of(2));
  }

  /** {@code lambda ||W||^2}. */
  record WeightEnergy(@JsonProperty("lambda") double lambda) implements Penalty {
    @Override
    public double apply(Encoding encoding) {
      INDArray w = encoding.weights();
      encoding.addWeightGradient(w.mul(2 * lambda));
      return lambda * w.mul(w).sumNumber().doubleValue();
    }
  }

  /** {@code lambda / N sum_n ||x_n + e||^2}, at the noisy input. */
  record InputEnergy(@JsonProperty("lambda") double lambda) implements Penalty {
    @Override
    public double apply(Encoding encoding) {
      Encoding noisy = encoding.perturbed(0.1, 7);
      INDArray x = noisy.input();
      double weight = lambda / encoding.examples();
      noisy.addInputGradient(x.mul(2 * weight));
      return weight * x.mul(x).sumNumber().doubleValue();
    }
  }

  @Test
  void gradientBelowAFrozenLayerIsExact() {
    for (Layer layer :
        new Layer[] {
          gated(4).build(),
          gated(4).penalties(new ActivationL1(0.3)).select(TopK.of(2)).build(),
          gated(4).dropOut(new MaskingNoise(0.5, 1)).build()
        }) {
      ComputationGraph network =
          SquaredErrorNetwork.of(
              new NeuralNetConfiguration.Builder()
                  .dataType(DataType.DOUBLE)
                  .seed(5)
                  .updater(new Sgd(1))
                  .graphBuilder()
                  .addInputs("input")
                  .setInputTypes(InputType.feedForward(7))
                  .addLayer(
                      "below", Dense.builder().nOut(6).activation(Activation.TANH).build(), "input")
                  .addLayer("frozen", new FrozenLayerWithBackprop(layer), "below")
                  .addLayer(
                      "decoder",
                      Dense.builder().nOut(7).activation(Activation.TANH).build(),
                      "frozen"));
      GradientCheck.assertExact(
          network,
          RandomExamples.uniform(DataType.DOUBLE, 3, 7),
          null,
          null,
          Set.of("frozen_W", "frozen_b", "frozen_V", "frozen_c"));
    }
  }

  @Test
  void penaltyThatReadsADerivativeIsRefusedWithTheWayOut() {
    assertThatThrownBy(() -> gated(3).penalties(new Contraction(0.1)).build())
        .hasMessageContaining("FaultyGate has a formula of its own")
        .hasMessageContaining("StochasticContraction");
    assertThatThrownBy(() -> step(gated(3).penalties(new ReadsDerivative()).build()))
        .hasMessageContaining("layer \"code\"")
        .hasMessageContaining("no f'(z) is known");
  }

  record ReadsDerivative() implements Penalty {
    @Override
    public double apply(Encoding encoding) {
      return encoding.derivative().sumNumber().doubleValue();
    }
  }

  @Test
  void unknownParameterIsNamedWithThoseThatThereAre() {
    assertThatThrownBy(() -> step(new Misnamed(3)))
        .hasMessageContaining("has no parameter \"w\", only [W]");
  }

  @Test
  void outputOfAnotherShapeIsRefused() {
    assertThatThrownBy(() -> step(new Misshapen(3)))
        .hasMessageContaining("forward() gives an array of shape [4, 5], must be of shape [4, 3]");
  }

  @Test
  void namesOfParametersAreUnique() {
    ParameterShapes shapes = new ParameterShapes().weights("W", 2, 3);
    assertThatThrownBy(() -> shapes.bias("W", 3)).hasMessageContaining("W");
    assertThatThrownBy(() -> shapes.bias("vb", 3)).hasMessageContaining("vb");
    assertThatThrownBy(() -> shapes.bias("state", 3)).hasMessageContaining("state");
    assertThatThrownBy(() -> shapes.weights("V", 3)).hasMessageContaining("[nIn, nOut]");
  }

  @Test
  void biasesBeginAsTheySayAndConstraintsHold() {
    FaultyGate layer =
        gated(3).biasInit(0.5).constrainWeights(new MaxNormConstraint(0.1, 1)).build();
    ComputationGraph network = network(layer);
    assertThat(network.getLayer("code").getParam("b").meanNumber().doubleValue()).isEqualTo(0.5);
    assertThat(network.getLayer("code").getParam("c").meanNumber().doubleValue()).isEqualTo(1);
    network.fit(new INDArray[] {x()}, new INDArray[] {x()});
    for (String weights : new String[] {"W", "V"}) {
      INDArray norms = network.getLayer("code").getParam(weights).norm2(1);
      assertThat(norms.maxNumber().doubleValue()).as(weights).isLessThanOrEqualTo(0.1001);
    }
  }

  @Test
  void tiedDecoderNamesAnEncoderThatItCannotUse() {
    assertThatThrownBy(
            () -> tied(new DenseLayer.Builder().nOut(3).activation(Activation.TANH).build()))
        .hasMessageContaining("\"decoder\" cannot use encoder \"code\"")
        .hasMessageContaining("DenseLayer, which is no EncoderLayer")
        .hasMessageContaining("WeightedLayer");
    assertThatThrownBy(() -> tied(new NoTiedRuntime()).outputSingle(x()))
        .hasMessageContaining("\"decoder\" cannot use encoder \"code\"")
        .hasMessageContaining("NoTiedRuntime makes a runtime")
        .hasMessageContaining("does not implement TiedEncoder");
    assertThatThrownBy(() -> tied(gated(3).build())).hasMessageContaining("withVisibleBias()");
  }

  private static void step(Layer layer) {
    network(layer).fit(new INDArray[] {x()}, new INDArray[] {x()});
  }

  private static ComputationGraph network(Layer layer) {
    return SquaredErrorNetwork.of(
        graph()
            .addLayer("code", layer, "input")
            .addLayer(
                "decoder", Dense.builder().nOut(5).activation(Activation.TANH).build(), "code"));
  }

  private static ComputationGraph tied(Layer layer) {
    return SquaredErrorNetwork.of(
        graph()
            .addLayer("code", layer, "input")
            .addVertex("decoder", new TiedDecoder("code", 5), "code"));
  }

  private static GraphBuilder graph() {
    return new NeuralNetConfiguration.Builder()
        .dataType(DataType.DOUBLE)
        .updater(new Sgd(0.1))
        .graphBuilder()
        .addInputs("input")
        .setInputTypes(InputType.feedForward(5));
  }

  private static INDArray x() {
    return RandomExamples.uniform(DataType.DOUBLE, 4, 5);
  }

  /** Says that it is an encoder, but its runtime is Deeplearning4j's. */
  static final class NoTiedRuntime extends Dense {

    private static final long serialVersionUID = 1L;

    NoTiedRuntime() {
      super(builder().nOut(3).activation(Activation.TANH).withVisibleBias());
    }

    @Override
    public org.deeplearning4j.nn.api.Layer instantiate(
        NeuralNetConfiguration conf,
        Collection<TrainingListener> listeners,
        int layerIndex,
        INDArray paramsView,
        boolean initializeParams,
        DataType networkDataType) {
      return AutoencoderLayer.ready(
          new BareRuntime(conf, networkDataType),
          listeners,
          layerIndex,
          paramsView,
          initializeParams);
    }
  }

  private static final class BareRuntime extends BaseLayer<Dense> {

    private static final long serialVersionUID = 1L;

    BareRuntime(NeuralNetConfiguration conf, DataType dataType) {
      super(conf, dataType);
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaceMgr) {
      return workspaceMgr.dup(ArrayType.ACTIVATIONS, input.mmul(getParam("W")));
    }

    @Override
    public boolean isPretrainLayer() {
      return false;
    }
  }

  /** Asks for a parameter that it has not. */
  static final class Misnamed extends WeightedLayer {

    private static final long serialVersionUID = 1L;

    Misnamed(int units) {
      setNOut(units);
      setActivationFn(Activation.TANH.getActivationFunction());
    }

    @Override
    protected ParameterShapes parameters() {
      return new ParameterShapes().weights("W", getNIn(), getNOut());
    }

    @Override
    protected Pass forward(INDArray x, Parameters parameters) {
      return new Pass(x.mmul(parameters.get("w")), (ofOutput, gradients) -> () -> null);
    }
  }

  /** Gives back what it reads. */
  static final class Misshapen extends WeightedLayer {

    private static final long serialVersionUID = 1L;

    Misshapen(int units) {
      setNOut(units);
      setActivationFn(Activation.TANH.getActivationFunction());
    }

    @Override
    protected ParameterShapes parameters() {
      return new ParameterShapes().weights("W", getNIn(), getNOut());
    }

    @Override
    protected Pass forward(INDArray x, Parameters parameters) {
      return new Pass(x.dup(), (ofOutput, gradients) -> () -> ofOutput);
    }
  }
}
