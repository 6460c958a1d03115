package org.autoencoderzoo.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.autoencoderzoo.RandomExamples;
import org.autoencoderzoo.UnusableRows;
import org.autoencoderzoo.examples.dictionary.Dictionary;
import org.autoencoderzoo.examples.dictionary.DictionaryLearning;
import org.autoencoderzoo.examples.measures.Zca;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Every method of this package that takes rows: which it takes, and what it says of others. */
class LinearInputTest {

  private static final int WIDTH = 4;
  private static final int CODE_SIZE = 3;
  private static final INDArray X = RandomExamples.normal(DataType.FLOAT, 30, WIDTH);
  private static final Pca PCA = Pca.fit(X, CODE_SIZE);
  private static final Zca ZCA = Zca.fit(X, 0.1);
  private static final Dictionary DICTIONARY =
      DictionaryLearning.fit(X, DictionaryLearning.Settings.of(CODE_SIZE, 2).withEpochs(1));

  /** A method, the width of its rows, and what it calls them. */
  private record Rows(String what, int width, UnaryOperator<INDArray> method) {}

  private static final Map<String, Rows> METHODS =
      Map.ofEntries(
          Map.entry("Pca.encode", examples(PCA::encode)),
          Map.entry("Pca.reconstruct", examples(PCA::reconstruct)),
          Map.entry("Pca.reconstructionError", examples(PCA::reconstructionError)),
          Map.entry("Pca.decode", new Rows("codes", CODE_SIZE, PCA::decode)),
          Map.entry("Zca.whiten", examples(ZCA::whiten)),
          Map.entry("Zca.unwhiten", new Rows("whitened examples", WIDTH, ZCA::unwhiten)),
          Map.entry("Dictionary.encode", examples(DICTIONARY::encode)),
          Map.entry("Dictionary.reconstruct", examples(DICTIONARY::reconstruct)),
          Map.entry("Dictionary.reconstructionError", examples(DICTIONARY::reconstructionError)),
          Map.entry("Dictionary.decode", new Rows("codes", CODE_SIZE, DICTIONARY::decode)));

  private static Rows examples(UnaryOperator<INDArray> method) {
    return new Rows("examples", WIDTH, method);
  }

  private static List<DynamicTest> ofEach(Consumer<Rows> test) {
    return METHODS.entrySet().stream()
        .map(
            method ->
                DynamicTest.dynamicTest(method.getKey(), () -> test.accept(method.getValue())))
        .toList();
  }

  @TestFactory
  List<DynamicTest> unusableRowsAreNamed() {
    return ofEach(
        rows ->
            UnusableRows.orOfAnotherWidthAreRefused(
                rows.what(), rows.width(), rows.method()::apply));
  }

  @TestFactory
  List<DynamicTest> valuesThatTheTypeCannotHoldAreNamed() {
    return ofEach(
        rows ->
            assertThatThrownBy(
                    () -> rows.method().apply(Nd4j.create(new double[1][rows.width()]).addi(1e300)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("too large for numbers of type FLOAT"));
  }

  @TestFactory
  List<DynamicTest> noRowsGiveNoRows() {
    return ofEach(
        rows -> {
          INDArray none = rows.method().apply(Nd4j.create(DataType.FLOAT, 0, rows.width()));
          assertThat(none.isEmpty()).isTrue();
          assertThat(none.size(0)).isZero();
        });
  }

  /** Of values that all types have, so that the results have to be the same. */
  @TestFactory
  List<DynamicTest> typesOrdersAndViewsChangeNothing() {
    INDArray wide = RandomExamples.uniform(DataType.FLOAT, 6, 9).gt(0.5).castTo(DataType.FLOAT);
    return ofEach(
        rows -> {
          INDArray view = wide.get(NDArrayIndex.all(), NDArrayIndex.interval(2, 2 + rows.width()));
          INDArray plain = view.dup('c');
          INDArray expected = rows.method().apply(plain.dup());
          for (INDArray same :
              List.of(
                  view,
                  plain.dup('f'),
                  plain.castTo(DataType.DOUBLE),
                  plain.castTo(DataType.INT32),
                  plain.castTo(DataType.UINT8),
                  plain.castTo(DataType.BOOL))) {
            INDArray before = same.dup();
            INDArray result = rows.method().apply(same);
            assertThat(result.dataType()).isEqualTo(DataType.FLOAT);
            assertThat(result.equalsWithEps(expected, 1e-5)).as("%s", same.dataType()).isTrue();
            assertThat(same).isEqualTo(before);
          }
        });
  }

  @Test
  void rowsThatCannotBeFittedAreNamed() {
    UnusableRows.orNoneAreRefused("examples", WIDTH, x -> Pca.fit(x, 1));
    UnusableRows.orNoneAreRefused("examples", WIDTH, x -> Zca.fit(x, 1));
    UnusableRows.orNoneAreRefused(
        "examples",
        WIDTH,
        x -> DictionaryLearning.fit(x, DictionaryLearning.Settings.of(CODE_SIZE, 2)));
    UnusableRows.orNoneAreRefused("atoms", WIDTH, x -> Dictionary.of(x, Nd4j.zeros(WIDTH), 1));
  }

  @Test
  void meanOfADictionaryFitsItsAtoms() {
    assertThatThrownBy(() -> Dictionary.of(Nd4j.eye(3), Nd4j.zeros(2), 1))
        .hasMessage("shape of the mean is [2], must be [3]");
    assertThatThrownBy(() -> Dictionary.of(Nd4j.eye(3), null, 1))
        .hasMessage("mean is null, must be given");
    assertThatThrownBy(() -> Dictionary.of(Nd4j.eye(3), Nd4j.createFromArray(0, Float.NaN, 0), 1))
        .hasMessage("Row 0 of the mean, column 1, is NaN: not a finite number");
  }

  @Test
  void whiteningOfWholeNumbersIsThatOfTheSameNumbers() {
    INDArray x = X.mul(100).castTo(DataType.INT32);
    assertThat(Zca.fit(x, 1).matrix()).isEqualTo(Zca.fit(x.castTo(DataType.FLOAT), 1).matrix());
    assertThat(Zca.fit(x, 1).matrix().maxNumber().doubleValue()).isPositive();
  }

  @Test
  void dictionaryOfWholeNumbersIsThatOfTheSameNumbers() {
    INDArray x = X.mul(100).castTo(DataType.INT32);
    DictionaryLearning.Settings settings = DictionaryLearning.Settings.of(CODE_SIZE, 1);
    assertThat(DictionaryLearning.fit(x, settings).atoms())
        .isEqualTo(DictionaryLearning.fit(x.castTo(DataType.FLOAT), settings).atoms());
  }

  @Test
  void constantRowsAreTheirOwnMean() {
    for (INDArray x : List.of(Nd4j.ones(5, WIDTH).mul(7), Nd4j.ones(1, WIDTH).mul(7))) {
      assertThat(Zca.fit(x, 1).whiten(x).norm2Number().doubleValue()).isCloseTo(0, within(1e-5));
      Dictionary dictionary =
          DictionaryLearning.fit(x, DictionaryLearning.Settings.of(CODE_SIZE, 2));
      assertThat(dictionary.reconstruct(x)).isEqualTo(x);
      assertThatThrownBy(() -> Zca.fit(x, 0))
          .hasMessageContaining("the examples vary along 0 of 4 directions");
    }
  }

  @Test
  void rowsWhoseSquaresOverflowAreRefused() {
    INDArray large = X.mul(1e30);
    assertThatThrownBy(
            () -> DictionaryLearning.fit(large, DictionaryLearning.Settings.of(CODE_SIZE, 2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("divide them by a power of ten");
  }
}
