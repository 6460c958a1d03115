package org.autoencoderzoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.autoencoderzoo.layers.Candidates;
import org.autoencoderzoo.layers.Dense;
import org.autoencoderzoo.layers.ReconstructionOutput;
import org.autoencoderzoo.layers.Selection;
import org.autoencoderzoo.losses.SquaredError;
import org.autoencoderzoo.penalties.Encoding;
import org.autoencoderzoo.penalties.Penalty;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.transferlearning.TransferLearning;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.regularization.L2Regularization;
import org.nd4j.linalg.ops.transforms.Transforms;

/** An autoencoder gives what its network would give, whatever becomes of that network. */
class ReplicasTest {

  private static final INDArray X = RandomExamples.uniform(DataType.FLOAT, 5, 6);
  private static final AtomicInteger APPLIED = new AtomicInteger();
  private static final int REFUSED_EPOCH = 99;

  /** Worth 100, and counts how often it is computed. */
  public record Counted() implements Penalty {

    @Override
    public double apply(Encoding encoding) {
      APPLIED.getAndIncrement();
      return 100;
    }
  }

  /** Keeps one unit, another in each epoch, and fails in one of them. */
  public record OfEpoch() implements Selection {

    @Override
    public INDArray mask(Candidates candidates) {
      int epoch = candidates.epoch();
      if (epoch == REFUSED_EPOCH) {
        throw new IllegalStateException("no such epoch");
      }
      INDArray code = candidates.code();
      INDArray mask = code.ulike().assign(0);
      mask.getColumn(epoch % code.size(1)).assign(1);
      return mask;
    }
  }

  private Autoencoder autoencoder;
  private ComputationGraph network;

  @BeforeEach
  void wrap() {
    network =
        network(
            Dense.builder()
                .nOut(4)
                .activation(Activation.SIGMOID)
                .penalties(new Counted())
                .select(new OfEpoch())
                .l2(0.1)
                .build());
    autoencoder = new Autoencoder(network);
  }

  private static ComputationGraph network(Dense code) {
    return SquaredErrorNetwork.of(
        new NeuralNetConfiguration.Builder()
            .seed(3)
            .graphBuilder()
            .addInputs("input")
            .setInputTypes(InputType.feedForward(6))
            .addLayer("code", code, "input")
            .addLayer(
                "decoder",
                Dense.builder().nOut(6).activation(Activation.IDENTITY).build(),
                "code"));
  }

  private void assertGivesWhatItsNetworkGives() {
    Map<String, INDArray> activations = network.feedForward(X, false);
    assertThat(autoencoder.encode(X)).isEqualTo(activations.get("code"));
    assertThat(autoencoder.decode(activations.get("code")))
        .isEqualTo(activations.get("reconstruction"));
    assertThat(autoencoder.reconstruct(X)).isEqualTo(activations.get("reconstruction"));
    assertThat(autoencoder.score(X)).isEqualTo(network.score(new DataSet(X, X)), within(1e-9));
  }

  @Test
  void codesAndReconstructionsComputeNoPenalty() {
    INDArray codes = network.feedForward(X, false).get("code");
    int before = APPLIED.get();
    autoencoder.encode(X);
    autoencoder.decode(codes);
    autoencoder.reconstruct(X);
    assertThat(APPLIED).hasValue(before);
  }

  @Test
  void scoreCountsPenaltiesBeforeAndAfterACode() {
    double score = autoencoder.score(X);
    autoencoder.encode(X);
    assertThat(score).isGreaterThan(100);
    assertThat(autoencoder.score(X)).isEqualTo(score);
  }

  @Test
  void newParametersAndEpochsAreSeen() {
    assertGivesWhatItsNetworkGives();
    network.setParams(RandomExamples.normal(DataType.FLOAT, network.numParams()));
    assertGivesWhatItsNetworkGives();
    network.getLayer("code").setEpochCount(2);
    assertGivesWhatItsNetworkGives();
    assertThat(autoencoder.encode(X).getColumn(2).minNumber().doubleValue()).isPositive();
  }

  @Test
  void changesOfTheConfigurationAreSeen() {
    assertGivesWhatItsNetworkGives();
    BaseLayer code = (BaseLayer) network.getLayer("code").conf().getLayer();
    code.setRegularization(List.of(new L2Regularization(5)));
    code.setActivationFn(Activation.TANH.getActivationFunction());
    assertGivesWhatItsNetworkGives();
  }

  @Test
  void layersThatAreFrozenLaterGiveTheSame() {
    assertGivesWhatItsNetworkGives();
    network.getVertex("code").setLayerAsFrozen();
    assertGivesWhatItsNetworkGives();
    network = new TransferLearning.GraphBuilder(network).setFeatureExtractor("code").build();
    autoencoder = new Autoencoder(network);
    assertGivesWhatItsNetworkGives();
  }

  @Test
  void aCallThatFailsHarmsNoLaterOne() {
    network.getLayer("code").setEpochCount(REFUSED_EPOCH);
    assertThatThrownBy(() -> autoencoder.encode(X)).hasMessage("no such epoch");
    assertThatThrownBy(() -> autoencoder.reconstruct(X)).hasMessage("no such epoch");
    assertThatThrownBy(() -> autoencoder.score(X)).hasMessage("no such epoch");
    network.getLayer("code").setEpochCount(0);
    assertGivesWhatItsNetworkGives();
  }

  @Test
  void listenersHearNothing() {
    AtomicInteger heard = new AtomicInteger();
    network.setListeners(
        new BaseTrainingListener() {
          @Override
          public void onForwardPass(Model model, Map<String, INDArray> activations) {
            heard.getAndIncrement();
          }
        });
    autoencoder.decode(autoencoder.encode(X));
    autoencoder.reconstruct(X);
    autoencoder.score(X);
    assertThat(heard).hasValue(0);
  }

  /** The output is written over what it was made of only where nobody else has that array. */
  @Test
  void outputThatReadsTheCodeItselfLeavesCodesAsTheyAre() {
    network =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .graphBuilder()
                .addInputs("input")
                .setInputTypes(InputType.feedForward(6))
                .addLayer("code", Dense.builder().nOut(6).build(), "input")
                .addLayer(
                    "reconstruction",
                    ReconstructionOutput.of(new SquaredError(), Activation.SIGMOID),
                    "code")
                .setOutputs("reconstruction")
                .build());
    network.init();
    autoencoder = new Autoencoder(network);
    INDArray codes = autoencoder.encode(X);
    INDArray before = codes.dup();
    INDArray reconstruction = autoencoder.decode(codes);
    assertThat(codes).isEqualTo(before);
    assertThat(reconstruction).isEqualTo(Transforms.sigmoid(before));
    assertGivesWhatItsNetworkGives();
  }

  /** Deeplearning4j keeps the order in the configuration, as another release may have found it. */
  @Test
  void parametersAreReadInTheOrderOfTheNetwork() {
    ComputationGraphConfiguration conf =
        new NeuralNetConfiguration.Builder()
            .graphBuilder()
            .addInputs("input")
            .setInputTypes(InputType.feedForward(6))
            .addLayer("small", new DenseLayer.Builder().nOut(2).build(), "input")
            .addLayer("large", new DenseLayer.Builder().nOut(5).build(), "input")
            .addVertex("code", new MergeVertex(), "small", "large")
            .addLayer("decoder", new DenseLayer.Builder().nOut(6).build(), "code")
            .addLayer(
                "reconstruction",
                ReconstructionOutput.of(new SquaredError(), Activation.IDENTITY),
                "decoder")
            .setOutputs("reconstruction")
            .build();
    conf.setTopologicalOrder(new int[] {0, 2, 1, 3, 4, 5});
    conf.setTopologicalOrderStr(
        List.of("input", "large", "small", "code", "decoder", "reconstruction"));
    network = new ComputationGraph(conf);
    network.init();
    autoencoder = new Autoencoder(network);
    assertGivesWhatItsNetworkGives();
  }
}
