package org.autoencoderzoo.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.columns.Columns;
import org.autoencoderzoo.columns.DecodedRows;
import org.autoencoderzoo.columns.EncodedRows;
import org.autoencoderzoo.columns.Scaling;
import org.autoencoderzoo.columns.Table;
import org.autoencoderzoo.columns.Tables;
import org.autoencoderzoo.layers.ReconstructionOutput;
import org.autoencoderzoo.losses.BernoulliCrossEntropy;
import org.autoencoderzoo.losses.ColumnsLoss;
import org.autoencoderzoo.losses.GroupSoftmax;
import org.autoencoderzoo.losses.Huber;
import org.autoencoderzoo.losses.SquaredError;
import org.autoencoderzoo.training.Training;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Models fitted to the columns of a table: those that read rows, and no others. */
class ColumnsSettingTest {

  private static final Training SHORT = Training.defaults().withEpochs(3).withBatchSize(20);
  private static final int[][] GROUPS = {{1, 5}, {6, 10}};

  static List<Zoo.Entry> modelsOfRows() {
    return Zoo.models().stream().filter(zoo -> zoo.builder() instanceof VectorBuilder<?>).toList();
  }

  static List<Zoo.Entry> modelsOfImages() {
    return Zoo.models().stream().filter(zoo -> zoo.builder() instanceof ImageBuilder<?>).toList();
  }

  @ParameterizedTest
  @MethodSource("modelsOfRows")
  void everyModelOfRowsTakesColumnsOfBothRanges(Zoo.Entry zoo) throws IOException {
    for (Scaling scaling : new Scaling[] {Scaling.STANDARD, Scaling.UNIT}) {
      Columns columns = MixedTable.columns(scaling);
      AutoencoderModel<?> model = zoo.builder().forColumns(columns).build();
      Autoencoder autoencoder = model.init();
      assertThat(autoencoder.columns()).contains(columns);
      assertThat(autoencoder.inputShape()).containsExactly(10);
      assertThat(((ColumnsLoss) outputOf(model).getLossFn()).groups()).isDeepEqualTo(GROUPS);
      INDArray x = MixedTable.encoded(columns, MixedTable.of(60, 2)).x();
      assertThat(autoencoder.fit(x, SHORT).epochs()).hasSize(3);
      INDArray y = autoencoder.reconstruct(x);
      for (int[] group : GROUPS) {
        double sum = 0;
        for (int unit = group[0]; unit < group[1]; unit++) {
          sum += y.getDouble(7, unit);
        }
        assertThat(sum).isBetween(0.9999, 1.0001);
      }
      assertThat(autoencoder.reconstructionLoss(x).meanNumber().doubleValue()).isFinite();
    }
  }

  @ParameterizedTest
  @MethodSource("modelsOfImages")
  void modelsOfImagesRefuseColumnsWithTheReason(Zoo.Entry zoo) throws IOException {
    Columns columns = MixedTable.columns(Scaling.STANDARD);
    assertThatThrownBy(() -> zoo.builder().forColumns(columns))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("columns that stand side by side are no neighbours; use a model that")
        .hasMessageContaining("such as basic or deep");
  }

  @Test
  void firstLevelOfAStackHasTheLossAndTheActivationOfTheColumns() throws IOException {
    Columns columns = MixedTable.columns(Scaling.UNIT);
    List<AutoencoderModel<?>> levels =
        Stacked.builder().forColumns(columns).hiddenSizes(8, 6).codeSize(4).build().levels();
    assertThat(outputOf(levels.get(0)).getLossFn())
        .isEqualTo(new ColumnsLoss(new BernoulliCrossEntropy(), GROUPS));
    assertThat(outputOf(levels.get(0)).getActivationFn())
        .isEqualTo(new GroupSoftmax(new ActivationSigmoid(), GROUPS));
    for (int above = 1; above < 3; above++) {
      assertThat(outputOf(levels.get(above)).getLossFn()).isEqualTo(new BernoulliCrossEntropy());
    }
  }

  @Test
  void lossAndActivationOfTheSettingsAreThoseOfTheNumbers() throws IOException {
    Columns columns = MixedTable.columns(Scaling.STANDARD);
    Basic.Builder builder = Basic.builder().loss(new Huber(0.5)).forColumns(columns);
    Basic model = builder.build();
    assertThat(outputOf(model).getLossFn()).isEqualTo(new ColumnsLoss(new Huber(0.5), GROUPS));
    assertThat(Settings.of(model.settings()))
        .containsEntry("loss", "HUBER:0.5")
        .containsEntry("outputActivation", "IDENTITY")
        .containsEntry("inputRange", "REAL")
        .containsEntry("inputSize", 10)
        .doesNotContainKey("columns");
    Settings.set(builder, "loss", "squared_error");
    assertThat(outputOf(builder.build()).getLossFn())
        .isEqualTo(new ColumnsLoss(new SquaredError(), GROUPS));
    assertThatThrownBy(() -> Settings.set(builder, "columns", "x"))
        .hasMessageContaining("There is no setting \"columns\"");
    assertThatThrownBy(() -> Settings.set(builder, "loss", "columns"))
        .hasMessageContaining("must be one of [squared_error, cross_entropy, huber:DELTA,");
  }

  @Test
  void columnsOfNumbersAloneChangeNoLoss() throws IOException {
    Table table = Tables.of("t", List.of("a", "b"), List.of(List.of(1, 2), List.of(3, 5.5)));
    Linear model = Linear.builder().forColumns(Columns.builder().fit(table)).build();
    assertThat(outputOf(model).getLossFn()).isEqualTo(new SquaredError());
    assertThat(outputOf(model).getActivationFn()).isEqualTo(new ActivationIdentity());
  }

  @Test
  void settingsThatContradictTheColumnsAreRefused() throws IOException {
    Columns real = MixedTable.columns(Scaling.STANDARD);
    assertThatThrownBy(() -> Basic.builder().forColumns(real).inputSize(7).build())
        .hasMessage("inputSize is 7, but the columns have 10 units; leave it out");
    assertThatThrownBy(
            () -> Basic.builder().forColumns(real).inputRange(InputRange.UNIT_INTERVAL).build())
        .hasMessage(
            "inputRange is UNIT_INTERVAL, but the columns have numbers outside of [0,1]; leave it"
                + " out, or scale them to it with Scaling.UNIT");
    assertThatThrownBy(
            () ->
                Basic.builder()
                    .forColumns(real)
                    .loss(new ColumnsLoss(new SquaredError(), GROUPS))
                    .outputActivation(new GroupSoftmax(new ActivationIdentity(), GROUPS))
                    .build())
        .hasMessageContaining("numbers is a ColumnsLoss; give the loss of a number");
    assertThatThrownBy(() -> Basic.builder().forColumns(null))
        .hasMessage("columns is null, must be given");
  }

  @Test
  void groupsOfOnesOwnNeedTheirLossAndTheirActivation() {
    IActivation softmax = new GroupSoftmax(new ActivationIdentity(), GROUPS);
    Basic.Builder builder =
        Basic.builder().inputSize(10).inputRange(InputRange.REAL).outputActivation(softmax);
    assertThatThrownBy(builder::build)
        .hasMessage(
            "outputActivation is softmax in [[1, 5], [6, 10]], identity elsewhere, but loss is"
                + " SQUARED_ERROR; use a ColumnsLoss of the same groups, or forColumns, which sets"
                + " both");
    Basic model = builder.loss(new ColumnsLoss(new SquaredError(), GROUPS)).build();
    assertThat(outputOf(model).getActivationFn()).isEqualTo(softmax);
    assertThat(model.init().columns()).isEmpty();
    assertThatThrownBy(() -> builder.outputActivation(new ActivationIdentity()).build())
        .hasMessageContaining("the output activation must be a GroupSoftmax with the groups");
  }

  @Test
  void unseenLevelScoresFiniteAndHigherThanAKnownOne() throws IOException {
    Columns columns = MixedTable.columns(Scaling.STANDARD);
    Autoencoder autoencoder =
        Basic.builder().forColumns(columns).codeSize(4).learningRate(0.01).build().init();
    INDArray x = MixedTable.encoded(columns, MixedTable.of(400, 1)).x();
    autoencoder.fit(x, SHORT.withEpochs(30));
    List<String> names = List.of("height", "size", "weight", "colour");
    Table rows =
        Tables.of(
            "new",
            names,
            List.of(List.of(190, "large", 91, "blue"), List.of(190, "large", 91, "purple")));
    double[] losses =
        autoencoder.reconstructionLoss(MixedTable.encoded(columns, rows).x()).toDoubleVector();
    assertThat(losses[0]).isLessThan(0.5);
    assertThat(losses[1]).isFinite().isGreaterThan(losses[0] + 3);
  }

  @Test
  void reconstructionsComeBackInUnitsAndLevels() throws IOException {
    Columns columns = MixedTable.columns(Scaling.STANDARD);
    Autoencoder autoencoder =
        Basic.builder().forColumns(columns).codeSize(4).learningRate(0.01).build().init();
    autoencoder.fit(MixedTable.encoded(columns, MixedTable.of(400, 1)).x(), SHORT.withEpochs(60));
    EncodedRows rows = MixedTable.encoded(columns, MixedTable.of(50, 3));
    DecodedRows before = columns.decode(rows.x());
    DecodedRows after = columns.decode(autoencoder.reconstruct(rows.x()));
    int right = 0;
    double error = 0;
    for (int n = 0; n < rows.size(); n++) {
      error += Math.abs(after.number(n, 0) - before.number(n, 0)) / rows.size();
      assertThat(after.probabilities(n, 1)).hasSize(4);
      right += after.text(n, 1).equals(before.text(n, 1)) ? 1 : 0;
      right += after.text(n, 3).equals(before.text(n, 3)) ? 1 : 0;
    }
    assertThat(error).as("of 50 centimetres").isLessThan(3);
    assertThat(right).as("of 100").isGreaterThan(95);
  }

  @ParameterizedTest
  @EnumSource(
      value = Scaling.class,
      names = {"STANDARD", "UNIT"})
  void rowsThatWereNotEncodedAreRefused(Scaling scaling) throws IOException {
    Columns columns = MixedTable.columns(scaling);
    Autoencoder autoencoder = Basic.builder().forColumns(columns).build().init();
    INDArray x = MixedTable.encoded(columns, MixedTable.of(60, 2)).x();
    x.putScalar(4, 7, 2);
    assertThatThrownBy(() -> autoencoder.fit(x, SHORT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Row 4 of the examples, column 7, is 2.0: outside [0,1]");
  }

  private static ReconstructionOutput outputOf(AutoencoderModel<?> model) {
    LayerVertex vertex = (LayerVertex) model.conf().getVertices().get("reconstruction");
    return (ReconstructionOutput) vertex.getLayerConf().getLayer();
  }
}
