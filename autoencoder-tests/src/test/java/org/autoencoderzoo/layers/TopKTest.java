package org.autoencoderzoo.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.DoublePrecision;
import org.autoencoderzoo.PublicData;
import org.autoencoderzoo.SquaredErrorNetwork;
import org.autoencoderzoo.datasets.ImageDataSet;
import org.autoencoderzoo.penalties.ActivationL1;
import org.autoencoderzoo.penalties.Contraction;
import org.autoencoderzoo.penalties.Penalty;
import org.autoencoderzoo.testing.GradientCheck;
import org.autoencoderzoo.training.Training;
import org.autoencoderzoo.zoo.KSparse;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Exactly k units a row, in training and at inference, with an exact gradient. */
@ExtendWith(DoublePrecision.class)
class TopKTest {

  @ParameterizedTest
  @EnumSource(names = {"IDENTITY", "SIGMOID", "TANH", "SWISH"})
  void gradientIsExact(Activation f) {
    for (TopK.Ranking ranking : TopK.Ranking.values()) {
      GradientCheck.assertExact(
          network(f, TopK.of(2).rankedBy(ranking)), Networks.inputs(4), null, null);
    }
  }

  @Test
  void gradientIsExactWithPenalties() {
    GradientCheck.assertExact(
        network(Activation.TANH, TopK.of(2), new Contraction(0.3), new ActivationL1(0.2)),
        Networks.inputs(4),
        null,
        null);
  }

  @Test
  void alphaTimesKUnitsAreKeptAtInference() {
    ComputationGraph network = network(Activation.TANH, TopK.of(2).withAlpha(1.5));
    INDArray x = Networks.inputs(6);
    assertThat(activeUnits(network.feedForward(x, true).get("code"))).containsOnly(2);
    assertThat(activeUnits(network.feedForward(x, false).get("code"))).containsOnly(3);
  }

  @Test
  void keptUnitsFallLinearlyOverTheFirstEpochs() {
    ComputationGraph network = network(Activation.TANH, TopK.of(1).annealedFrom(4, 3));
    INDArray x = Networks.inputs(6);
    for (int kept : new int[] {4, 3, 2, 1, 1}) {
      assertThat(activeUnits(network.feedForward(x, true).get("code"))).containsOnly(kept);
      assertThat(activeUnits(network.feedForward(x, false).get("code"))).containsOnly(1);
      network.incrementEpochCount();
    }
  }

  @Test
  void rankingByMagnitudeKeepsNegativeUnits() {
    INDArray x = Networks.inputs(6);
    INDArray all = network(Activation.IDENTITY, null).feedForward(x, false).get("code");
    INDArray kept =
        network(Activation.IDENTITY, TopK.of(1).withAlpha(1).rankedBy(TopK.Ranking.MAGNITUDE))
            .feedForward(x, false)
            .get("code");
    for (int n = 0; n < 6; n++) {
      INDArray row = all.getRow(n);
      double largest = row.getDouble(0);
      for (int j = 1; j < Networks.UNITS; j++) {
        if (Math.abs(row.getDouble(j)) > Math.abs(largest)) {
          largest = row.getDouble(j);
        }
      }
      assertThat(kept.getRow(n).sumNumber().doubleValue()).isEqualTo(largest);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {70, 40, 25, 10})
  void kOfOneThousandKeepsExactlyKUnitsOnMnist(int k) throws IOException {
    INDArray x = mnist();
    Autoencoder autoencoder = KSparse.builder().k(k).build().init();
    autoencoder.fit(x, Training.defaults().withEpochs(1));
    assertThat(activeUnits(autoencoder.encode(x))).containsOnly(k);
    assertThat(activeUnits(autoencoder.network().feedForward(x, true).get("code"))).containsOnly(k);
  }

  @Test
  void jsonKeepsTheSettings() {
    ComputationGraphConfiguration before =
        network(
                Activation.TANH,
                TopK.of(3).annealedFrom(4, 5).withAlpha(1.5).rankedBy(TopK.Ranking.MAGNITUDE))
            .getConfiguration();
    ComputationGraphConfiguration after = ComputationGraphConfiguration.fromJson(before.toJson());
    LayerVertex vertex = (LayerVertex) after.getVertices().get("code");
    assertThat(((Dense) vertex.getLayerConf().getLayer()).settings().selections())
        .contains(TopK.of(3).annealedFrom(4, 5).withAlpha(1.5).rankedBy(TopK.Ranking.MAGNITUDE));
    assertThat(after)
        .isEqualTo(before)
        .isNotEqualTo(network(Activation.TANH, TopK.of(3)).getConfiguration());
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    assertThatThrownBy(() -> TopK.of(0)).hasMessage("k is 0, must be at least 1");
    assertThatThrownBy(() -> TopK.of(1).withAlpha(0)).hasMessage("alpha is 0.0, must be above 0");
    assertThatThrownBy(() -> TopK.of(3).annealedFrom(2, 1))
        .hasMessage("firstK is 2, must be at least k, 3");
    assertThatThrownBy(() -> TopK.of(3).annealedFrom(4, -1))
        .hasMessage("annealingEpochs is -1, must be at least 0");
    assertThatThrownBy(() -> KSparse.builder().annealedFrom(2000, 3).build())
        .hasMessage("firstK is 2000, must be 25 to 1000");
    assertThatThrownBy(() -> network(Activation.TANH, TopK.of(5)))
        .hasMessageContaining("keeps more than the 4 units");
    assertThatThrownBy(() -> KSparse.builder().codeSize(20).build())
        .hasMessage("k is 25, must be 1 to 20");
  }

  private static INDArray mnist() throws IOException {
    return PublicData.orSkip(ImageDataSet.MNIST::load).train().first(1000).images();
  }

  private static double[] activeUnits(INDArray codes) {
    return codes.neq(0).castTo(DataType.DOUBLE).sum(1).toDoubleVector();
  }

  private static ComputationGraph network(Activation f, TopK topK, Penalty... penalties) {
    return SquaredErrorNetwork.of(
        Networks.graph(Networks.base())
            .addLayer(
                "code",
                Networks.encoder(f)
                    .withVisibleBias()
                    .select(topK == null ? new Selection[0] : new Selection[] {topK})
                    .penalties(penalties)
                    .build(),
                "input")
            .addVertex("decoder", new TiedDecoder("code", Networks.INPUTS), "code"));
  }
}
