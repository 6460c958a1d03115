package org.autoencoderzoo.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.datasets.ImageDataSet;
import org.autoencoderzoo.training.LearningCurve;
import org.autoencoderzoo.training.Training;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * What every model must pass, built from its defaults, on digits. A new model is run by being
 * listed.
 */
class ModelSuiteTest {

  private static final Training SHORT = Training.defaults().withEpochs(2).withBatchSize(100);

  private static INDArray digits;

  @BeforeAll
  static void load() throws IOException {
    digits = ImageDataSet.DIGITS.load().train().first(300).images();
  }

  @ParameterizedTest
  @MethodSource("org.autoencoderzoo.zoo.Zoo#models")
  void trainingLowersTheScore(Zoo.Entry zoo) {
    Autoencoder autoencoder = fresh(zoo, 42);
    INDArray x = autoencoder.shaped(digits);
    double before = autoencoder.score(x);
    LearningCurve curve = autoencoder.fit(x, SHORT.withEpochs(5).withValidation(x));
    assertThat(autoencoder.score(x)).isLessThan(before);
    assertThat(curve.epochs()).hasSize(5);
    // While it trains, the kernels' threads divide the products: the last digits differ.
    double score = autoencoder.score(x);
    assertThat(curve.epochs().get(4).validationScore()).isCloseTo(score, withinPercentage(1e-5));
  }

  @ParameterizedTest
  @MethodSource("org.autoencoderzoo.zoo.Zoo#models")
  void verbsAgreeWithTheNetworkAtAnyNumberOfRows(Zoo.Entry zoo) {
    Autoencoder autoencoder = fresh(zoo, 42);
    for (int rows : new int[] {0, 1, 1024, 1025}) {
      INDArray some =
          autoencoder.shaped(rows == 0 ? Nd4j.create(DataType.FLOAT, 0, 64) : repeated(rows));
      INDArray codes = autoencoder.encode(some);
      INDArray reconstruction = autoencoder.reconstruct(some);
      assertThat(codes.shape()).containsExactly(rows, autoencoder.codeSize());
      assertThat(some.shape()).containsExactly(shape(rows, autoencoder.inputShape()));
      assertThat(reconstruction.shape()).isEqualTo(some.shape());
      assertThat(autoencoder.decode(codes).shape()).isEqualTo(some.shape());
      assertThat(autoencoder.reconstructionError(some).length()).isEqualTo(rows);
      assertThat(autoencoder.reconstructionLoss(some).shape()).containsExactly(rows);
      if (rows > 0) {
        assertThat(close(reconstruction, autoencoder.network().outputSingle(some))).isTrue();
        INDArray inNetwork = autoencoder.network().feedForward(some, false).get("code");
        assertThat(close(codes, inNetwork.reshape('c', rows, -1))).isTrue();
        assertThat(close(autoencoder.decode(codes), reconstruction)).isTrue();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("org.autoencoderzoo.zoo.Zoo#models")
  void resultDoesNotDependOnTheRowsBeside(Zoo.Entry zoo) {
    Autoencoder autoencoder = fresh(zoo, 42);
    INDArray x = autoencoder.shaped(digits);
    INDArray all = autoencoder.reconstruct(x);
    for (int row : new int[] {0, 1, 299}) {
      INDArray alone = autoencoder.reconstruct(x.get(NDArrayIndex.interval(row, row + 1)));
      assertThat(close(alone, all.get(NDArrayIndex.interval(row, row + 1)))).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("org.autoencoderzoo.zoo.Zoo#models")
  void savedModelGivesIdenticalOutputAndGoesOnTraining(Zoo.Entry zoo, @TempDir Path folder)
      throws IOException {
    Autoencoder original = fresh(zoo, 42);
    INDArray x = original.shaped(digits);
    original.fit(x, SHORT);
    original.save(folder);
    Autoencoder loaded = Autoencoder.load(folder);
    assertThat(loaded.inputShape()).isEqualTo(original.inputShape());
    assertThat(loaded.reconstruct(x)).isEqualTo(original.reconstruct(x));
    original.fit(x, SHORT);
    loaded.fit(x, SHORT);
    assertThat(loaded.network().params()).isEqualTo(original.network().params());
  }

  @ParameterizedTest
  @MethodSource("org.autoencoderzoo.zoo.Zoo#models")
  void configurationSurvivesJson(Zoo.Entry zoo) {
    ComputationGraphConfiguration conf = zoo.builder().build().conf();
    assertThat(ComputationGraphConfiguration.fromJson(conf.toJson())).isEqualTo(conf);
  }

  @ParameterizedTest
  @MethodSource("org.autoencoderzoo.zoo.Zoo#models")
  void sameSeedGivesTheSameParametersAndAnotherSeedOthers(Zoo.Entry zoo) {
    INDArray[] params = new INDArray[3];
    for (int i = 0; i < 3; i++) {
      Autoencoder autoencoder = fresh(zoo, i < 2 ? 42 : 43);
      autoencoder.fit(autoencoder.shaped(digits), SHORT);
      params[i] = autoencoder.network().params();
    }
    assertThat(params[0]).isEqualTo(params[1]).isNotEqualTo(params[2]);
  }

  @ParameterizedTest
  @MethodSource("org.autoencoderzoo.zoo.Zoo#models")
  void wrongDataIsRefusedAndNothingIsTrained(Zoo.Entry zoo) {
    Autoencoder autoencoder = fresh(zoo, 42);
    INDArray before = autoencoder.network().params().dup();
    INDArray nan = digits.dup();
    nan.putScalar(7, 11, Double.NaN);
    boolean readsImages = autoencoder.inputShape().length == 3;
    INDArray withNan = autoencoder.shaped(nan);
    assertThatThrownBy(() -> autoencoder.fit(withNan, SHORT))
        .hasMessageContaining(
            "Row 7 of the examples, "
                + (readsImages ? "channel 0, line 1, column 3" : "column 11")
                + ", is NaN");
    assertThatThrownBy(() -> autoencoder.encode(withNan)).hasMessageContaining("Row 7");
    String expected = "expected " + (readsImages ? "[N, 1, 8, 8]" : "[N, 64]");
    long[][] wrong = {{3, 65}, {3, 8, 8}, {3, 1, 8, 9}, {3, 3, 8, 8}, {3, 1, 8, 8, 1}};
    for (long[] shape : wrong) {
      INDArray ones = Nd4j.ones(DataType.FLOAT, shape);
      assertThatThrownBy(() -> autoencoder.fit(ones, SHORT))
          .hasMessageContaining("examples have shape " + Arrays.toString(shape) + ", " + expected);
      assertThatThrownBy(() -> autoencoder.encode(ones)).hasMessageContaining(expected);
      assertThatThrownBy(() -> autoencoder.reconstruct(ones)).hasMessageContaining(expected);
    }
    if (readsImages) {
      assertThatThrownBy(() -> autoencoder.encode(digits))
          .hasMessageEndingWith("expected [N, 1, 8, 8]; Autoencoder.shaped makes images of rows");
    }
    assertThatThrownBy(() -> autoencoder.shaped(Nd4j.ones(DataType.FLOAT, 3, 65)))
        .hasMessageContaining("rows have shape [3, 65], expected [N, 64]");
    int tooMany = autoencoder.codeSize() + 1;
    assertThatThrownBy(() -> autoencoder.decode(Nd4j.ones(DataType.FLOAT, 2, tooMany)))
        .hasMessageContaining("codes have shape [2, " + tooMany + "]");
    INDArray none = autoencoder.shaped(Nd4j.create(DataType.FLOAT, 0, 64));
    assertThatThrownBy(() -> autoencoder.fit(none, SHORT)).hasMessageContaining("at least one row");
    assertThat(autoencoder.network().params()).isEqualTo(before);
  }

  /** Noise leads outside [0,1], and the loss compares the reconstruction with what was clean. */
  @ParameterizedTest
  @MethodSource("org.autoencoderzoo.zoo.Zoo#models")
  void inputsMayLieOutsideTheUnitIntervalWhereTheyAreNoTargets(Zoo.Entry zoo) {
    Autoencoder autoencoder = fresh(zoo, 42);
    INDArray noisy = autoencoder.shaped(digits.mul(1.6).subi(0.3));
    INDArray code = autoencoder.network().feedForward(noisy, false).get(Autoencoder.CODE);
    assertThat(autoencoder.encode(noisy).equalsWithEps(code.reshape(300, -1), 1e-5)).isTrue();
    assertThat(
            autoencoder
                .reconstruct(noisy)
                .equalsWithEps(autoencoder.network().outputSingle(noisy), 1e-5))
        .isTrue();
    if (zoo.id().equals("basic") || zoo.id().equals("denoising")) {
      assertThatThrownBy(() -> autoencoder.score(noisy)).hasMessageContaining("outside [0,1]");
      assertThatThrownBy(() -> autoencoder.fit(noisy, SHORT)).hasMessageContaining("outside [0,1]");
    }
  }

  @ParameterizedTest
  @MethodSource("org.autoencoderzoo.zoo.Zoo#models")
  void argumentsAreNeverModified(Zoo.Entry zoo) {
    Autoencoder autoencoder = fresh(zoo, 42);
    INDArray x = autoencoder.shaped(digits);
    INDArray mine = x.dup();
    autoencoder.fit(mine, SHORT.withValidation(mine));
    INDArray codes = autoencoder.encode(mine);
    INDArray codesBefore = codes.dup();
    autoencoder.decode(codes);
    autoencoder.reconstruct(mine);
    autoencoder.reconstructionError(mine);
    autoencoder.reconstructionLoss(mine);
    autoencoder.score(mine);
    assertThat(mine).isEqualTo(x);
    assertThat(codes).isEqualTo(codesBefore);
  }

  @ParameterizedTest
  @MethodSource("org.autoencoderzoo.zoo.Zoo#models")
  void everySettingCanBeSetByItsNameAndListedValue(Zoo.Entry zoo) {
    ModelBuilder<?> builder = zoo.builder();
    Settings.of(zoo.builder().build().settings())
        .forEach(
            (name, value) ->
                Settings.set(builder, name, String.valueOf(value).replaceAll("[\\[\\] ]", "")));
    assertThat(builder.build().conf()).isEqualTo(zoo.builder().build().conf());
  }

  private static Autoencoder fresh(Zoo.Entry zoo, long seed) {
    return zoo.builder().forImages(1, 8, 8).seed(seed).build().init();
  }

  private static long[] shape(long rows, long[] example) {
    return LongStream.concat(LongStream.of(rows), LongStream.of(example)).toArray();
  }

  private static INDArray repeated(int rows) {
    int[] indices = new int[rows];
    Arrays.setAll(indices, i -> i % 300);
    return Nd4j.pullRows(digits, 1, indices, 'c');
  }

  /** Equal but for rounding: the matrix products may add in another order. */
  private static boolean close(INDArray a, INDArray b) {
    return a.equalsWithEps(b, 1e-5);
  }
}
