package org.autoencoderzoo.zoo;

import static org.assertj.core.api.Assertions.assertThat;

import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.layers.Dense;
import org.autoencoderzoo.layers.EncoderSettings.InputGradient;
import org.autoencoderzoo.layers.TopK;
import org.autoencoderzoo.penalties.ActivationL1;
import org.autoencoderzoo.training.Training;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A model of one hidden layer may add to its decoder, if that has weights of its own. */
class DecoderOfModelTest {

  private static final ActivationL1 PENALTY = new ActivationL1(0.2);

  @Test
  void penaltyOnTheDecoderIsPartOfTheScore() {
    Autoencoder autoencoder = builder().untied().build().init();
    Nd4j.getRandom().setSeed(4);
    INDArray x = Nd4j.rand(DataType.FLOAT, 20, 6);
    double reconstruction = autoencoder.reconstructionLoss(x).meanNumber().doubleValue();
    assertThat(autoencoder.score(x)).isGreaterThan(reconstruction + 1e-3);
    double before = autoencoder.score(x);
    autoencoder.fit(x, Training.defaults().withEpochs(20));
    assertThat(autoencoder.score(x)).isLessThan(before);
  }

  @Test
  void decoderAboveASelectionReadsWhatItKept() {
    Dense decoder =
        (Dense)
            ((LayerVertex) builder().untied().build().conf().getVertices().get("decoder"))
                .getLayerConf()
                .getLayer();
    assertThat(decoder.settings().penalties()).containsExactly(PENALTY);
    assertThat(decoder.settings().inputGradient()).isEqualTo(InputGradient.WHERE_NOT_ZERO);
  }

  @Test
  void tiedDecoderHasNoLayer() {
    assertThat(builder().build().conf().getVertices().get("decoder"))
        .isNotInstanceOf(LayerVertex.class);
  }

  private static PenalizedBuilder builder() {
    return new PenalizedBuilder().inputSize(6).codeSize(4);
  }

  /** Keeps two units, and has a penalty on the reconstruction's layer. */
  static final class Penalized extends DenseAutoencoder<PenalizedBuilder> {

    private Penalized(PenalizedBuilder settings) {
      super(settings);
    }
  }

  static final class PenalizedBuilder extends DenseAutoencoder.Builder<PenalizedBuilder> {

    @Override
    protected Dense.Builder code() {
      return super.code().select(TopK.of(2));
    }

    @Override
    protected Dense.Builder decoder() {
      return super.decoder().penalties(PENALTY);
    }

    @Override
    public Penalized build() {
      return new Penalized(this);
    }
  }
}
