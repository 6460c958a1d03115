package org.autoencoderzoo.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.RandomExamples;
import org.autoencoderzoo.layers.ReconstructionOutput;
import org.autoencoderzoo.losses.BernoulliCrossEntropy;
import org.autoencoderzoo.losses.Correntropy;
import org.autoencoderzoo.losses.Huber;
import org.autoencoderzoo.losses.ReconstructionLoss;
import org.autoencoderzoo.losses.SquaredError;
import org.autoencoderzoo.training.Training;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A model takes any reconstruction loss and output activation; ours have a text, too. */
class LossSettingTest {

  private static final INDArray X = RandomExamples.uniform(DataType.FLOAT, 50, 6);
  private static final Training SHORT = Training.defaults().withEpochs(3).withBatchSize(10);

  @Test
  void lossesHaveTextsThatAreReadBack() {
    Map<String, ReconstructionLoss> losses =
        Map.of(
            "SQUARED_ERROR", new SquaredError(),
            "CROSS_ENTROPY", new BernoulliCrossEntropy(),
            "HUBER:0.25", new Huber(0.25),
            "CORRENTROPY:0.5", new Correntropy(0.5));
    losses.forEach(
        (text, loss) -> {
          assertThat(Settings.of(Basic.builder().loss(loss))).containsEntry("loss", text);
          for (String given : new String[] {text, " " + text.toLowerCase() + " "}) {
            Basic.Builder builder = Basic.builder().loss(new Cauchy(1));
            Settings.set(builder, "loss", given);
            assertThat(outputOf(builder.build()).getLossFn()).isEqualTo(loss);
          }
        });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "loss | huber | must be one of [squared_error, cross_entropy, huber:DELTA, correntropy:SIGMA]",
        "loss | squared_error:1 | must be one of [squared_error, ",
        "loss | cross_entropy: | must be one of [squared_error, ",
        "loss | huber:wide | must be one of [squared_error, ",
        "loss | huber:NaN | must be one of [squared_error, ",
        "loss | huber:0,1 | The setting loss cannot be \"huber:0,1\"",
        "loss | huber:0 | The setting loss cannot be \"huber:0\": delta is 0.0, must be above 0.0",
        "loss | correntropy:-1 | cannot be \"correntropy:-1\": sigma is -1.0, must be 0.001 to 1000",
        "loss | absolute | The setting loss cannot be \"absolute\", must be one of [squared_error, ",
        "outputActivation | sigmund | cannot be \"sigmund\", must be one of ["
      })
  void textThatIsNoneIsRefusedWithWhatThereIs(String name, String value, String message) {
    assertThatThrownBy(() -> Settings.set(Basic.builder(), name, value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @MethodSource("org.autoencoderzoo.zoo.Zoo#models")
  void everyModelTrainsWithEachLossThatFits(Zoo.Entry zoo) {
    for (ReconstructionLoss loss :
        new ReconstructionLoss[] {new Huber(0.3), new Correntropy(0.3), new Cauchy(0.5)}) {
      ModelBuilder<?> builder = zoo.builder().forImages(1, 4, 4);
      builder.loss(loss);
      Autoencoder autoencoder = builder.build().init();
      assertThat(output(autoencoder).getLossFn()).isEqualTo(loss);
      INDArray x = autoencoder.shaped(RandomExamples.uniform(DataType.FLOAT, 40, 16));
      double before = autoencoder.score(x);
      autoencoder.fit(x, SHORT);
      assertThat(autoencoder.score(x)).isLessThan(before);
    }
  }

  @Test
  void ownLossAndActivationAreLeftAloneByOtherSettings() {
    Basic.Builder builder =
        Basic.builder().loss(new Cauchy(2)).outputActivation(new UnitSoftsign());
    Settings.set(builder, "codeSize", "3");
    assertThat(Settings.of(builder))
        .containsEntry("loss", "Cauchy(scale=2.0)")
        .containsEntry("outputActivation", "unitsoftsign")
        .containsEntry("codeSize", 3);
    ReconstructionOutput output = outputOf(builder.build());
    assertThat(output.getLossFn()).isEqualTo(new Cauchy(2));
    assertThat(output.getActivationFn()).isEqualTo(new UnitSoftsign());
  }

  @Test
  void ownLossAndActivationAreTrainedAndLoadedByWhoTrustsThem(@TempDir Path folder)
      throws IOException {
    Basic model =
        Basic.builder()
            .inputSize(6)
            .codeSize(4)
            .loss(new Cauchy(2))
            .outputActivation(new UnitSoftsign())
            .build();
    Autoencoder autoencoder = model.init();
    double before = autoencoder.score(X);
    autoencoder.fit(X, SHORT);
    assertThat(autoencoder.score(X)).isLessThan(before);
    autoencoder.save(folder);
    assertThatThrownBy(() -> Autoencoder.load(folder))
        .hasMessageContaining("it names the classes")
        .hasMessageContaining("org.autoencoderzoo.zoo.UnitSoftsign")
        .hasMessageContaining("org.autoencoderzoo.zoo.Cauchy");
    Autoencoder loaded = Autoencoder.load(folder, Cauchy.class, UnitSoftsign.class);
    assertThat(loaded.settings()).containsEntry("loss", "Cauchy(scale=2.0)");
    assertThat(loaded.reconstruct(X)).isEqualTo(autoencoder.reconstruct(X));
    assertThat(loaded.reconstructionLoss(X)).isEqualTo(autoencoder.reconstructionLoss(X));
  }

  @Test
  void lossWithSettingIsReadBackFromTheFolder(@TempDir Path folder) throws IOException {
    Autoencoder autoencoder =
        Basic.builder().inputSize(6).codeSize(4).loss(new Huber(0.25)).build().init();
    autoencoder.save(folder);
    Autoencoder loaded = Autoencoder.load(folder);
    assertThat(loaded.settings()).containsEntry("loss", "HUBER:0.25");
    Basic.Builder builder = Basic.builder();
    Settings.set(builder, "loss", (String) loaded.settings().get("loss"));
    assertThat(outputOf(builder.build()).getLossFn()).isEqualTo(output(loaded).getLossFn());
  }

  @Test
  void ownActivationStandsWhereverTheLossAcceptsIt() {
    for (InputRange range : InputRange.values()) {
      Basic model = Basic.builder().inputRange(range).outputActivation(new UnitSoftsign()).build();
      assertThat(outputOf(model).getLossFn()).isEqualTo(new SquaredError());
    }
    assertThatThrownBy(
            () ->
                Basic.builder()
                    .outputActivation(new UnitSoftsign())
                    .loss(new BernoulliCrossEntropy())
                    .build())
        .hasMessage(
            "BernoulliCrossEntropy is computed from logits: the output activation must be sigmoid,"
                + " not unitsoftsign");
  }

  @Test
  void lossSaysWhatItNeeds() {
    assertThatThrownBy(
            () -> Basic.builder().inputRange(InputRange.REAL).loss(new OfProbabilities()).build())
        .hasMessage(
            "loss is OfProbabilities(), which needs targets in [0,1], but inputRange is REAL; use"
                + " SQUARED_ERROR");
    assertThatThrownBy(
            () ->
                Basic.builder()
                    .outputActivation(new ActivationIdentity())
                    .loss(new OfProbabilities())
                    .build())
        .hasMessage(
            "loss is OfProbabilities(), which is for probabilities, but outputActivation is IDENTITY;"
                + " use SIGMOID");
    Autoencoder autoencoder =
        Basic.builder().inputSize(6).codeSize(2).loss(new OfProbabilities()).build().init();
    assertThat(autoencoder.fit(X, SHORT).epochs()).hasSize(3);
    INDArray outside = X.dup().putScalar(3, 2, 1.5);
    assertThatThrownBy(() -> autoencoder.fit(outside, SHORT))
        .hasMessageContaining("outside [0,1], which the loss needs");
    assertThatThrownBy(() -> autoencoder.reconstructionLoss(outside))
        .hasMessageContaining("outside [0,1], which the loss needs");
  }

  /** The squared error, of probabilities alone. */
  public static final class OfProbabilities extends ReconstructionLoss {

    private static final long serialVersionUID = 1L;

    @Override
    public boolean needsUnitInterval() {
      return true;
    }

    @Override
    protected INDArray featureLoss(INDArray x, INDArray z, INDArray y) {
      return y.sub(x).muli(y.sub(x));
    }

    @Override
    protected INDArray featureGradient(INDArray x, INDArray z, INDArray y, IActivation f) {
      return new ActivationSigmoid().backprop(z.dup(), y.subi(x).muli(2)).getFirst();
    }
  }

  private static ReconstructionOutput output(Autoencoder autoencoder) {
    return (ReconstructionOutput)
        autoencoder.network().getLayer("reconstruction").conf().getLayer();
  }

  private static ReconstructionOutput outputOf(AutoencoderModel<?> model) {
    LayerVertex vertex = (LayerVertex) model.conf().getVertices().get("reconstruction");
    return (ReconstructionOutput) vertex.getLayerConf().getLayer();
  }
}
