package org.autoencoderzoo.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import org.autoencoderzoo.columns.Columns;
import org.autoencoderzoo.corruption.Emphasis;
import org.autoencoderzoo.corruption.FeatureNoise;
import org.autoencoderzoo.layers.ReconstructionOutput;
import org.autoencoderzoo.losses.BernoulliCrossEntropy;
import org.autoencoderzoo.losses.SquaredError;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;

/**
 * Defaults follow from one setting; what makes no sense is refused with field, value and way out.
 */
class SettingsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "basic  | codeSize | 0        | codeSize is 0, must be 1 to 50176",
        "basic  | codeSize | 50177    | codeSize is 50177, must be 1 to 50176",
        "linear | codeSize | 785      | codeSize is 785, must be 1 to 784",
        "basic  | codeSize | many     | The setting codeSize cannot be \"many\", must be a whole number",
        "sparse | rho      | 0,1      | The setting rho cannot be \"0,1\", must be a number such as 0.1",
        "basic  | codeSize | 3.5      | The setting codeSize cannot be \"3.5\"",
        "basic  | inputSize | 0       | inputSize is 0, must be 1 to 1000000",
        "basic  | learningRate | 0    | learningRate is 0.0, must be above 0.0",
        "basic  | learningRate | NaN  | learningRate cannot be \"NaN\", must be a number such as 0.1",
        "basic  | learningRate | 1e999 | learningRate cannot be \"1e999\", must be a number",
        "basic  | learningRate | 3f   | learningRate cannot be \"3f\", must be a number such as 0.1",
        "basic  | learningRate | 0x1p-3 | learningRate cannot be \"0x1p-3\", must be a number",
        "basic  | firstLearningRate | 1d | firstLearningRate cannot be \"1d\", must be a number",
        "basic  | weightDecay | null  | weightDecay cannot be \"null\", must be a number",
        "basic  | tied | null         | tied cannot be \"null\", must be true or false",
        "convolutional | kernel | null | kernel cannot be \"null\", must be a whole number",
        "basic  | weightDecay | -1    | weightDecay is -1.0, must be at least 0.0",
        "basic  | activation | softmax | activation is softmax, which is not elementwise",
        "basic  | activation | sigmund | must be one of [",
        "basic  | tied | perhaps      | must be true or false",
        "basic  | outputActivation | tanh | does not fit inputs in [0,1]; use SIGMOID",
        "basic  | kodeSize | 3        | There is no setting \"kodeSize\"; there are [activation, codeSize,",
        "linear | outputActivation | sigmoid | cannot reach every real number",
        "deep   | hiddenSizes | 10,0  | hiddenSizes is 0, must be 1 to 1000000",
        "sparse | rho | 1              | rho is 1.0, must be between 0 and 1",
        "sparse | beta | -1            | beta is -1.0, must be at least 0",
        "sparse | activation | relu    | relu is not bounded; use sigmoid or tanh",
        "sparse | form | cubic         | must be one of [kl, quadratic]",
        "k-sparse | k | 0              | k is 0, must be 1 to 1000",
        "k-sparse | k | 1001           | k is 1001, must be 1 to 1000",
        "k-sparse | alpha | 0          | alpha is 0.0, must be above 0",
        "denoising | noiseLevel | 1    | noiseLevel does not go with MASKING: q is 1.0",
        "k-sparse | firstK | 70        | firstK is 70, but annealingEpochs is 0; set it to the epochs",
        "denoising | firstNoiseLevel | 1 | noiseLevel does not go with MASKING: firstQ is 1.0",
        "denoising | firstNoiseLevel | 0.5 | firstNoiseLevel is 0.5, but annealingEpochs is 0; set it",
        "denoising | annealingEpochs | -1 | annealingEpochs is -1, must be at least 0",
        "basic  | firstLearningRate | 0   | firstLearningRate is 0.0, must be above 0.0",
        "basic  | firstLearningRate | 0.1 | firstLearningRate is 0.1, but learningRateEpochs is 0; set it",
        "basic  | learningRateEpochs | -1 | learningRateEpochs is -1, must be at least 0",
        "denoising | alpha | -1        | alpha is -1.0, must be at least 0",
        "denoising | beta | NaN        | beta cannot be \"NaN\", must be a number",
        "contractive | lambda | -1     | lambda is -1.0, must be at least 0",
        "contractive | activation | swish | needs the second derivative",
        "stochastic-contractive | sigma | 0 | sigma is 0.0, must be above 0",
        "higher-order-contractive | corruptedInputs | 0 | corruptedInputs is 0, must be at least 1",
        "convolutional | height | 30   | height is 30, must be a multiple of 4: 28 or 32",
        "convolutional | width | 3     | width is 3, must be a multiple of 4: 4",
        "convolutional | height | 0    | height is 0, must be 1 to 4096",
        "convolutional | channels | 0  | channels is 0, must be 1 to 4096",
        "convolutional | stride | 0    | stride is 0, must be 1 to 4096",
        "convolutional | kernel | 1    | kernel is 1, must be 2 to 4096",
        "convolutional | filters | 8,8,8 | height is 28, must be a multiple of 8: 24 or 32",
        "convolutional | filters | 8,0 | filters is 0, must be 1 to 4096",
        "convolutional | codeSize | 0  | codeSize is 0, must be 1 to 50176",
        "convolutional | activation | softmax | activation is softmax, which is not elementwise",
        "convolutional | down | pool   | must be one of [stride, max_pooling]",
        "convolutional | up | bilinear | must be one of [transposed_convolution, nearest]",
        "convolutional-denoising | noiseLevel | 1 | noiseLevel does not go with MASKING: q is 1.0",
        "convolutional-denoising | beta | NaN | beta cannot be \"NaN\", must be a number",
        "convolutional-sparse | rho | 1 | rho is 1.0, must be between 0 and 1",
        "convolutional-sparse | activation | relu | relu is not bounded; use sigmoid or tanh",
        "convolutional-k-sparse | k | 50 | k is 50, must be 1 to 49",
        "convolutional-k-sparse | lifetimeRate | 0 | lifetimeRate is 0.0, must be above 0 and at most 1",
        "convolutional-contractive | lambda | -1 | lambda is -1.0, must be at least 0",
        "convolutional-contractive | filters | 0 | filters is 0, must be 1 to 4096",
        "overcomplete | codeSize | 0   | codeSize is 0, must be 1 to 50176",
        "stacked | hiddenSizes | 10,0 | hiddenSizes is 0, must be 1 to 640",
        "stacked | hiddenSizes | 9,577 | hiddenSizes is 577, must be 1 to 576",
        "stacked | hiddenSizes | 2    | codeSize is 392, must be 1 to 128",
        "stacked | levelEpochs | -1 | levelEpochs is -1, must be at least 0",
        "basic  | levelEpochs | 3 | There is no setting \"levelEpochs\"; there are [activation, codeSize,",
        "stacked-denoising | annealingEpochs | -1 | annealingEpochs is -1, must be at least 0",
        "stacked-denoising | beta | -1 | beta is -1.0, must be at least 0",
        "stacked | levelLearningRate | 0 | levelLearningRate is 0.0, must be above 0.0",
        "stacked-denoising | noiseLevel | 1 | noiseLevel does not go with MASKING: q is 1.0",
        "stacked-contractive | lambda | -1 | lambda is -1.0, must be at least 0",
        "deep   | hiddenSizes | 10,null | hiddenSizes is null, must be given",
        "stacked | hiddenSizes | null | hiddenSizes is null, must be given",
        "convolutional | filters | 8,null | filters is null, must be given",
        "basic  | seed | null | The setting seed cannot be \"null\", must be a whole number",
        "basic  | activation | rrelu | activation is rrelu, whose slopes are random; use leakyrelu",
        "deep   | hiddenSizes | 10,x  | The setting hiddenSizes cannot be \"10,x\""
      })
  void wrongSettingIsRefused(String model, String name, String value, String message) {
    assertThatThrownBy(
            () -> {
              ModelBuilder<?> builder = Zoo.of(model).builder();
              Settings.set(builder, name, value);
              builder.build();
            })
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @MethodSource("org.autoencoderzoo.zoo.Zoo#models")
  void settingThatIsNullIsTheDefaultOrRefused(Zoo.Entry model) {
    for (Method setter : model.builder().getClass().getMethods()) {
      Class<?>[] types = setter.getParameterTypes();
      if (types.length != 1 || types[0].isPrimitive() || setter.getReturnType() == boolean.class) {
        continue;
      }
      if (types[0] == Columns.class) {
        continue; // Not a setting: ColumnsSettingTest.
      }
      Throwable thrown = catchThrowable(() -> buildWithNull(model.builder(), setter));
      if (thrown != null) {
        assertThat(thrown)
            .as(setter.getName())
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessage(setter.getName() + " is null, must be given");
      }
    }
  }

  private static void buildWithNull(ModelBuilder<?> builder, Method setter) throws Throwable {
    try {
      setter.invoke(builder, (Object) null);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
    builder.build();
  }

  @Test
  void imagesOfNoOrOfTooManyPixelsAreRefused() {
    assertThatThrownBy(() -> Basic.builder().forImages(-1, -8, 8))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("channels is -1, must be 1 to 1000000");
    assertThatThrownBy(() -> Basic.builder().forImages(1, 100_000, 100_000))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("channels * height * width is 10000000000, must be 1 to 1000000");
  }

  @Test
  void crossEntropyNeedsTargetsInTheUnitInterval() {
    assertThatThrownBy(
            () ->
                Basic.builder()
                    .inputRange(InputRange.REAL)
                    .loss(new BernoulliCrossEntropy())
                    .build())
        .hasMessageContaining("loss is CROSS_ENTROPY, which needs targets in [0,1]");
  }

  @Test
  void sigmoidDecoderCannotReachRealValues() {
    assertThatThrownBy(
            () ->
                Basic.builder()
                    .inputRange(InputRange.REAL)
                    .outputActivation(Activation.SIGMOID)
                    .build())
        .hasMessageContaining("cannot reach every real number");
  }

  @Test
  void linearModelStaysLinearOnDataInTheUnitInterval() {
    assertOutput(
        Linear.builder().inputRange(InputRange.UNIT_INTERVAL).build(),
        new SquaredError(),
        Activation.IDENTITY);
    assertThatThrownBy(
            () ->
                Linear.builder()
                    .inputRange(InputRange.UNIT_INTERVAL)
                    .outputActivation(Activation.SIGMOID)
                    .build())
        .hasMessageContaining("the linear autoencoder has a linear decoder");
  }

  @Test
  void crossEntropyNeedsProbabilities() {
    assertThatThrownBy(
            () ->
                Basic.builder()
                    .outputActivation(Activation.IDENTITY)
                    .loss(new BernoulliCrossEntropy())
                    .build())
        .hasMessageContaining("which is for probabilities");
  }

  @Test
  void gaussianNoiseHasNoEmphasisForItCorruptsEveryInput() {
    assertThatThrownBy(() -> Denoising.builder().noise(Denoising.Noise.GAUSSIAN).beta(0.5).build())
        .hasMessage(
            "alpha is 1.0 and beta is 0.5, must be 1 with GAUSSIAN noise, which corrupts every input");
  }

  @Test
  void emphasisKnowsTheNoiseOfTheFirstLayer() {
    assertThat(output(Denoising.builder().build()).emphasis()).isEmpty();
    for (Denoising.Noise noise :
        new Denoising.Noise[] {Denoising.Noise.MASKING, Denoising.Noise.SALT_AND_PEPPER}) {
      Denoising model = Denoising.builder().noise(noise).noiseLevel(0.4).seed(7).beta(0.5).build();
      IDropout corruption = layer(model, "code").getIDropout();
      assertThat(output(model).emphasis())
          .contains(new Emphasis((FeatureNoise) corruption, 1, 0.5));
    }
  }

  @Test
  void inputRangeDecidesDecoderAndLoss() {
    assertOutput(Basic.builder().build(), new BernoulliCrossEntropy(), Activation.SIGMOID);
    assertOutput(
        Basic.builder().inputRange(InputRange.REAL).build(),
        new SquaredError(),
        Activation.IDENTITY);
    assertOutput(
        Basic.builder().loss(new SquaredError()).build(), new SquaredError(), Activation.SIGMOID);
    assertOutput(
        Basic.builder().outputActivation(Activation.IDENTITY).build(),
        new SquaredError(),
        Activation.IDENTITY);
    assertOutput(Linear.builder().build(), new SquaredError(), Activation.IDENTITY);
  }

  @Test
  void defaultCodeSizesFollowTheInput() {
    assertThat(Basic.builder().inputSize(64).build().init().codeSize()).isEqualTo(32);
    assertThat(Basic.builder().inputSize(1).build().init().codeSize()).isEqualTo(1);
    assertThat(Linear.builder().inputSize(10).build().init().codeSize()).isEqualTo(10);
    assertThat(Deep.builder().build().settings().codeSize).isEqualTo(30);
    assertThat(Deep.builder().inputSize(4).build().settings().codeSize).isEqualTo(2);
  }

  @Test
  void defaultsSuitSmallImagesAsTheySuitLargeOnes() {
    assertDefaults("deep", 28, Map.of("codeSize", 30, "hiddenSizes", List.of(1000, 500, 250)));
    assertDefaults("deep", 8, Map.of("codeSize", 8, "hiddenSizes", List.of(256, 128, 64)));
    assertDefaults("k-sparse", 28, Map.of("codeSize", 1000, "k", 25, "ranking", "VALUE"));
    assertDefaults("k-sparse", 8, Map.of("codeSize", 128, "k", 16, "ranking", "MAGNITUDE"));
    for (String convolutional : List.of("convolutional", "convolutional-denoising")) {
      assertDefaults(convolutional, 28, Map.of("codeSize", 32));
      assertDefaults(convolutional, 8, Map.of("codeSize", 8));
    }
  }

  private static void assertDefaults(String model, int side, Map<String, Object> defaults) {
    ModelBuilder<?> settings = Zoo.of(model).builder().forImages(1, side, side).build().settings();
    assertThat(Settings.of(settings)).containsAllEntriesOf(defaults);
  }

  @Test
  void modelDoesNotChangeWithItsBuilder() {
    Basic.Builder builder = Basic.builder().inputSize(8).codeSize(3);
    Basic model = builder.build();
    builder.codeSize(5);
    assertThat(model.settings().codeSize).isEqualTo(3);
  }

  @Test
  void parametersAreCountedAsTheNetworkCountsThem() {
    for (Zoo.Entry zoo : Zoo.models()) {
      AutoencoderModel<?> model = zoo.builder().forImages(1, 8, 4).build();
      assertThat(model.parameterCount()).isEqualTo(model.init().network().numParams());
    }
  }

  @Test
  void listsAreSeparatedByCommas() {
    Deep.Builder builder = Deep.builder();
    Settings.set(builder, "hiddenSizes", "20, 10");
    assertThat(Settings.of(builder).get("hiddenSizes")).isEqualTo(List.of(20, 10));
    Settings.set(builder, "hiddenSizes", "7");
    assertThat(Settings.of(builder).get("hiddenSizes")).isEqualTo(List.of(7));
  }

  @Test
  void unknownModelIsNamedWithTheKnownOnes() {
    assertThatThrownBy(() -> Zoo.of("basik"))
        .hasMessageContaining("There is no model \"basik\"; there are [linear, basic, deep, ");
  }

  private static void assertOutput(AutoencoderModel<?> model, Object loss, Activation activation) {
    assertThat(output(model).getLossFn()).isEqualTo(loss);
    assertThat(output(model).getActivationFn()).isEqualTo(activation.getActivationFunction());
  }

  private static ReconstructionOutput output(AutoencoderModel<?> model) {
    return (ReconstructionOutput) layer(model, "reconstruction");
  }

  private static Layer layer(AutoencoderModel<?> model, String name) {
    return ((LayerVertex) model.conf().getVertices().get(name)).getLayerConf().getLayer();
  }
}
