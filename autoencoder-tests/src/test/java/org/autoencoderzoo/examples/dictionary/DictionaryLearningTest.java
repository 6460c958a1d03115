package org.autoencoderzoo.examples.dictionary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.autoencoderzoo.EncoderDecoder;
import org.autoencoderzoo.datasets.ImageDataSet;
import org.autoencoderzoo.datasets.TrainTest;
import org.autoencoderzoo.examples.dictionary.DictionaryLearning.Settings;
import org.autoencoderzoo.linear.Pca;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;

/** K-SVD on planted dictionaries and on digits. */
class DictionaryLearningTest {

  /**
   * The experiment of Aharon, Elad and Bruckstein (2006, section V-A), without noise: 1500 examples
   * of 3 out of 50 atoms in 20 dimensions; an atom is found if {@code 1 - |d . d'|} is below 0.01.
   */
  @Test
  void plantedAtomsAreFound() {
    Random random = new Random(5);
    INDArray planted = Dictionary.of(normal(random, 50, 20), Nd4j.zeros(20), 1).atoms();
    float[][] codes = new float[1500][50];
    for (float[] code : codes) {
      for (int i = 0; i < 3; i++) {
        code[random.nextInt(50)] = (float) random.nextGaussian();
      }
    }
    INDArray x = Nd4j.createFromArray(codes).mmul(planted);
    Dictionary found = DictionaryLearning.fit(x, Settings.of(50, 3).withEpochs(80));
    INDArray closest = Transforms.abs(planted.mmul(found.atoms().transpose())).max(1);
    assertThat(closest.gt(0.99).castTo(DataType.INT32).sumNumber().intValue())
        .isGreaterThanOrEqualTo(45);
  }

  /** PCA's codes have k numbers; these have k numbers and the choice of the atoms. */
  @ParameterizedTest
  @ValueSource(ints = {2, 5, 10})
  void unseenDigitsAreReconstructedBetterThanByAsManyPrincipalComponents(int k) throws IOException {
    TrainTest digits = ImageDataSet.DIGITS.load();
    INDArray train = digits.train().images();
    INDArray test = digits.test().images();
    Dictionary dictionary = DictionaryLearning.fit(train, Settings.of(128, k));
    assertThat(error(dictionary, test)).isLessThan(0.9 * error(Pca.fit(train, k), test));
  }

  @Test
  void atomsAreUnitAndTheMeanIsRemoved() throws IOException {
    INDArray x = digits();
    Dictionary dictionary = DictionaryLearning.fit(x, Settings.of(100, 4).withEpochs(2));
    assertThat(dictionary.atoms().shape()).containsExactly(100, 64);
    assertThat(Arrays.stream(dictionary.atoms().norm2(1).toDoubleVector()).boxed())
        .allSatisfy(length -> assertThat(length).isCloseTo(1, within(1e-5)));
    assertThat(dictionary.mean().equalsWithEps(x.mean(0), 1e-5)).isTrue();
  }

  @Test
  void sameSeedGivesTheSameAtomsAndAnotherSeedOthers() throws IOException {
    Settings settings = Settings.of(100, 4).withEpochs(3);
    INDArray atoms = DictionaryLearning.fit(digits(), settings).atoms();
    assertThat(DictionaryLearning.fit(digits(), settings).atoms()).isEqualTo(atoms);
    assertThat(DictionaryLearning.fit(digits(), settings.withSeed(1)).atoms()).isNotEqualTo(atoms);
  }

  @Test
  void progressHearsAFallingErrorOfEachEpoch() throws IOException {
    List<Integer> epochs = new ArrayList<>();
    List<Double> errors = new ArrayList<>();
    Settings settings =
        Settings.of(100, 4)
            .withEpochs(6)
            .withProgress(
                (epoch, squaredError) -> {
                  epochs.add(epoch);
                  errors.add(squaredError);
                });
    Dictionary dictionary = DictionaryLearning.fit(digits(), settings);
    assertThat(epochs).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(errors.get(5)).isLessThan(0.9 * errors.get(0));
    assertThat(error(dictionary, digits())).isCloseTo(errors.get(5), within(0.1 * errors.get(5)));
  }

  @Test
  void everyAtomEarnsItsPlace() throws IOException {
    INDArray x = digits();
    Dictionary dictionary = DictionaryLearning.fit(x, Settings.of(100, 4));
    INDArray uses = dictionary.encode(x).neq(0).castTo(DataType.INT32).sum(0);
    assertThat(uses.minNumber().intValue()).isPositive();
  }

  @Test
  void twinsAmongTheFirstAtomsAreReplaced() throws IOException {
    // 40 examples, each of them 30 times: most of the 30 atoms start as twins.
    INDArray few = digits().get(NDArrayIndex.interval(0, 40));
    INDArray x = Nd4j.tile(few, 30, 1);
    INDArray atoms = DictionaryLearning.fit(x, Settings.of(30, 2)).atoms();
    INDArray overlaps =
        Transforms.abs(atoms.mmul(atoms.transpose()).subi(Nd4j.eye(30).castTo(DataType.FLOAT)));
    assertThat(overlaps.maxNumber().doubleValue()).isLessThan(0.99);
  }

  @Test
  void moreAtomsThanExamplesStillWork() throws IOException {
    INDArray x = digits().get(NDArrayIndex.interval(0, 10));
    Dictionary dictionary = DictionaryLearning.fit(x, Settings.of(20, 1).withEpochs(3));
    assertThat(error(dictionary, x)).isLessThan(1e-3);
  }

  @Test
  void wrongArgumentsAreRefused() {
    assertThatThrownBy(() -> Settings.of(10, 11)).hasMessageContaining("k is 11, must be 1 to 10");
    assertThatThrownBy(() -> Settings.of(10, 2).withEpochs(0)).hasMessageContaining("epochs is 0");
    INDArray x = normal(new Random(1), 20, 5);
    assertThatThrownBy(() -> DictionaryLearning.fit(x, Settings.of(10, 6)))
        .hasMessageContaining("k is 6, must be 1 to 5");
    x.putScalar(3, 2, Double.NaN);
    assertThatThrownBy(() -> DictionaryLearning.fit(x, Settings.of(10, 2)))
        .hasMessage("Row 3 of the examples, column 2, is NaN: not a finite number");
  }

  private static INDArray digits() throws IOException {
    return ImageDataSet.DIGITS.load().train().images();
  }

  private static INDArray normal(Random random, int rows, int columns) {
    float[][] values = new float[rows][columns];
    for (float[] row : values) {
      for (int i = 0; i < columns; i++) {
        row[i] = (float) random.nextGaussian();
      }
    }
    return Nd4j.createFromArray(values);
  }

  private static double error(EncoderDecoder model, INDArray x) {
    return model.reconstructionError(x).meanNumber().doubleValue();
  }
}
