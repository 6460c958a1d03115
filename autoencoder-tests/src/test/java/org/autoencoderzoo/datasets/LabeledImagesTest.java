package org.autoencoderzoo.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class LabeledImagesTest {
  private static final int[] LABELS = {3, 1, 4};

  private static INDArray pixels() {
    return Nd4j.createFromArray(new float[][] {{0, 1, .5f, 0}, {.1f, 0, 0, 0}, {0, 0, 0, .2f}});
  }

  @Test
  void firstKeepsRowsAndLabelsTogether() {
    LabeledImages first = new LabeledImages(pixels(), LABELS, 1, 2, 2).first(2);
    assertThat(first.size()).isEqualTo(2);
    assertThat(first.labels()).containsExactly(3, 1);
    assertThat(first.images().toFloatMatrix())
        .isDeepEqualTo(new float[][] {{0, 1, .5f, 0}, {.1f, 0, 0, 0}});
    assertThat(first.images().data().length()).as("keeps no other rows in memory").isEqualTo(8);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 4})
  void firstOfAnImpossibleNumberIsRefused(int n) {
    LabeledImages images = new LabeledImages(pixels(), LABELS, 1, 2, 2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> images.first(n))
        .withMessage("n: found " + n + ", expected 1 to 3");
  }

  @Test
  void selectKeepsRowsAndLabelsTogether() {
    LabeledImages selected = new LabeledImages(pixels(), LABELS, 1, 2, 2).select(2, 0, 2);
    assertThat(selected.labels()).containsExactly(4, 3, 4);
    assertThat(selected.images().toFloatMatrix())
        .isDeepEqualTo(new float[][] {{0, 0, 0, .2f}, {0, 1, .5f, 0}, {0, 0, 0, .2f}});
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 3})
  void selectRefusesWhatIsNotThere(int index) {
    LabeledImages images = new LabeledImages(pixels(), LABELS, 1, 2, 2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> images.select(0, index))
        .withMessage("index: found " + index + ", expected 0 to 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> images.select())
        .withMessage("indices: found none, expected at least one");
  }

  @Test
  void firstOfEachClassComesInTheOrderOfTheClasses() {
    int[] labels = {2, 0, 2};
    INDArray rows = new LabeledImages(pixels(), labels, 1, 2, 2).firstOfEachClass(1);
    assertThat(rows.toFloatMatrix()).isDeepEqualTo(new float[][] {{.1f, 0, 0, 0}, {0, 1, .5f, 0}});
  }

  @Test
  void limitCutsWhatIsLonger() {
    LabeledImages images = new LabeledImages(pixels(), LABELS, 1, 2, 2);
    TrainTest limited = new TrainTest("x", images, images.first(1), "abc").limit(2);
    assertThat(limited.train().size()).isEqualTo(2);
    assertThat(limited.test().size()).isEqualTo(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> limited.limit(0))
        .withMessage("limit: found 0, expected at least 1");
  }

  static Stream<Arguments> wrongParts() {
    INDArray x = pixels();
    return Stream.of(
        Arguments.of(x, LABELS, 0, 2, 2, "channels, height and width: found 0, 2 and 2"),
        Arguments.of(x, LABELS, 1, 3, 2, "images: found 4 columns, expected C*H*W = 6"),
        Arguments.of(x, new int[2], 1, 2, 2, "labels: found 2, expected one per row of images: 3"),
        Arguments.of(x, new int[] {0, -1, 0}, 1, 2, 2, "labels: found -1"),
        Arguments.of(x.castTo(DataType.DOUBLE), LABELS, 1, 2, 2, "images: found DOUBLE"),
        Arguments.of(x.dup('f'), LABELS, 1, 2, 2, "images: found order f, expected order c"),
        Arguments.of(x.reshape(3, 2, 2), LABELS, 1, 2, 2, "images: found rank 3"),
        Arguments.of(x.mul(2), LABELS, 1, 2, 2, "images: found pixels from 0.0 to 2.0"),
        Arguments.of(x.sub(1), LABELS, 1, 2, 2, "images: found pixels from -1.0 to 0.0"),
        Arguments.of(x.dup().putScalar(1, 1, Float.NaN), LABELS, 1, 2, 2, "images: found NaN"));
  }

  @ParameterizedTest(name = "{5}")
  @MethodSource("wrongParts")
  void partsThatDoNotFitAreRefused(INDArray x, int[] labels, int c, int h, int w, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LabeledImages(x, labels, c, h, w))
        .withMessageContaining(message);
  }
}
