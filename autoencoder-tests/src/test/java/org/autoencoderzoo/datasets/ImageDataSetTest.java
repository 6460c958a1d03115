package org.autoencoderzoo.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.autoencoderzoo.PublicData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;

class ImageDataSetTest {
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void idFindsItsDataSet(ImageDataSet set) {
    assertThat(DataSets.of(set.id())).isSameAs(set);
    assertThat(set.title()).isNotBlank();
  }

  @Test
  void unknownIdIsAnsweredWithTheKnownOnes() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DataSets.of("cifar"))
        .withMessage("data: found 'cifar', expected one of digits, mnist, fashion-mnist");
  }

  @Test
  void namesDoNotStartNd4j() throws Exception {
    Path output = folder.resolve("classes");
    assertThat(AnotherJvm.run(Names.class, output, "-Xlog:class+load")).isZero();
    assertThat(Files.readString(output))
        .contains("org.autoencoderzoo.datasets.ImageDataSet")
        .doesNotContain("org.nd4j");
  }

  /** What the command line does to list the data sets. */
  static final class Names {
    private Names() {}

    public static void main(String[] args) {
      for (ImageDataSet set : ImageDataSet.values()) {
        System.out.println(DataSets.of(set.id()).title());
      }
    }
  }

  @Test
  void digitsAreTheUciTestSetSplitByIndex() throws IOException {
    TrainTest digits = ImageDataSet.DIGITS.load();
    assertThat(digits.name()).isEqualTo("digits");
    assertThat(digits.sha256())
        .isEqualTo("46abec6b12486ad9e51943373abcf22bbea1b5a51a1619b361570d8893f1464a");
    assertPart(digits.train(), 8, .305424159, 141, 150, 144, 156, 155, 153, 156, 148, 145, 150);
    assertPart(digits.test(), 8, .304439277, 37, 32, 33, 27, 26, 29, 25, 31, 29, 30);
    assertThat(Arrays.copyOf(digits.train().images().getRow(0).toFloatVector(), 6))
        .as("row 0 of the file")
        .containsExactly(0, 0, 5 / 16f, 13 / 16f, 9 / 16f, 1 / 16f);
    assertThat(Arrays.copyOf(digits.test().images().getRow(0).toFloatVector(), 6))
        .as("row 5 of the file")
        .containsExactly(0, 0, 12 / 16f, 10 / 16f, 0, 0);
  }

  @Test
  void digitsNeedNoFolderAndNoFetch() throws IOException {
    assertThat(ImageDataSet.DIGITS.isEmbedded()).isTrue();
    assertThatThrownBy(() -> ImageDataSet.DIGITS.load(folder))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("digits is part of the library");
    assertThatThrownBy(() -> ImageDataSet.DIGITS.fetch(line -> {}))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("there is nothing to fetch");
  }

  @Test
  void digitsCarryTheirNotice() throws IOException {
    try (var notice = ImageDataSet.class.getResourceAsStream("digits-NOTICE.txt")) {
      assertThat(new String(notice.readAllBytes()))
          .contains("Alpaydin", "2007-2019 The scikit-learn developers", Digits.SHA_256);
    }
  }

  @Test
  void mnistIsMnist() throws IOException {
    TrainTest mnist = loadOrSkip(ImageDataSet.MNIST);
    assertThat(mnist.name()).isEqualTo("mnist");
    assertThat(mnist.sha256())
        .isEqualTo("e9914cff2ade526da2ab1ac60c072f9173cc53e35b9411692de8207cb1b9009d");
    assertPart(
        mnist.train(), 28, .130660476, 5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949);
    assertPart(mnist.test(), 28, .132514606, 980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009);
  }

  @Test
  void fashionMnistIsFashionMnist() throws IOException {
    TrainTest fashion = loadOrSkip(ImageDataSet.FASHION_MNIST);
    assertThat(fashion.name()).isEqualTo("fashion-mnist");
    assertThat(fashion.sha256())
        .isEqualTo("4d8e31d2057f6f938ff47097ba334038e7aafbaf24b67665d2dd1ecda01730a3");
    int[] train = new int[10];
    Arrays.fill(train, 6000);
    assertPart(fashion.train(), 28, .286040597, train);
    int[] test = new int[10];
    Arrays.fill(test, 1000);
    assertPart(fashion.test(), 28, .286849281, test);
  }

  @Test
  void imagesOfOnesOwnAreReadAndGoByTheNameOfTheirFolder() throws IOException {
    TrainTest own = ImageDataSet.MNIST.load(own());
    assertThat(own.name()).isEqualTo("own");
    assertThat(own.train().images().shape()).containsExactly(3, 20);
    assertThat(own.train().images().getFloat(1, 2)).isEqualTo(22 / 255f);
    assertThat(own.test().images().shape()).containsExactly(2, 20);
    assertThat(own.test().labels()).containsExactly(0, 1);
    Files.write(folder.resolve("own/t10k-labels-idx1-ubyte"), IdxBytes.of(1, IdxBytes.LABELS, 1));
    Files.write(folder.resolve("own/t10k-images-idx3-ubyte"), images(1, 4, 5));
    assertThat(ImageDataSet.MNIST.load(folder.resolve("own")).sha256()).isNotEqualTo(own.sha256());
  }

  @ParameterizedTest
  @ValueSource(strings = {"train-images-idx3-ubyte", "t10k-labels-idx1-ubyte"})
  void folderThatLacksAFileIsRefusedWhateverTheCacheHolds(String missing) throws IOException {
    Path own = own();
    Files.delete(own.resolve(missing));
    assertThatThrownBy(() -> ImageDataSet.MNIST.load(own))
        .isInstanceOf(DataUnavailableException.class)
        .hasMessageStartingWith(own + " lacks the file " + missing);
    Path nowhere = folder.resolve("nowhere");
    assertThatThrownBy(() -> ImageDataSet.MNIST.load(nowhere))
        .hasMessageStartingWith(nowhere + " is not a folder");
  }

  @Test
  void filesThatDoNotGoTogetherAreRefused() throws IOException {
    Path own = own();
    Files.write(own.resolve("t10k-images-idx3-ubyte"), images(2, 5, 4));
    assertThatThrownBy(() -> ImageDataSet.MNIST.load(own))
        .hasMessageContaining("has images of 4x5 pixels, but ")
        .hasMessageEndingWith("of 5x4; they must be of one size");
    Files.write(own.resolve("t10k-images-idx3-ubyte"), images(3, 4, 5));
    assertThatThrownBy(() -> ImageDataSet.MNIST.load(own))
        .hasMessageContaining("has 2 labels, but ")
        .hasMessageContaining("has 3 images");
    Files.write(own.resolve("t10k-images-idx3-ubyte"), IdxBytes.of(2, IdxBytes.LABELS, 2));
    assertThatThrownBy(() -> ImageDataSet.MNIST.load(own))
        .hasMessageContaining("has 1 dimensions, expected 3: it is no file of images");
    Files.write(own.resolve("t10k-images-idx3-ubyte.gz"), new byte[] {0x1f, (byte) 0x8b, 8});
    Files.delete(own.resolve("t10k-images-idx3-ubyte"));
    assertThatThrownBy(() -> ImageDataSet.MNIST.load(own)).hasMessageContaining("is damaged");
  }

  /** Four files, of 3 and 2 images of 4 x 5 pixels. */
  private Path own() throws IOException {
    Path own = Files.createDirectory(folder.resolve("own"));
    Files.write(own.resolve("train-images-idx3-ubyte"), images(3, 4, 5));
    Files.write(own.resolve("train-labels-idx1-ubyte"), IdxBytes.of(3, IdxBytes.LABELS, 3));
    Files.write(own.resolve("t10k-images-idx3-ubyte"), images(2, 4, 5));
    Files.write(own.resolve("t10k-labels-idx1-ubyte"), IdxBytes.of(2, IdxBytes.LABELS, 2));
    return own;
  }

  private static byte[] images(int count, int height, int width) throws IOException {
    return IdxBytes.of(count * height * width, IdxBytes.IMAGES, count, height, width);
  }

  private static TrainTest loadOrSkip(ImageDataSet set) throws IOException {
    return PublicData.orSkip(set::load);
  }

  private static void assertPart(LabeledImages part, int side, double mean, int... labelCounts) {
    assertThat(part.size()).isEqualTo(Arrays.stream(labelCounts).sum());
    assertThat(part.images().shape()).containsExactly(part.size(), (long) side * side);
    assertThat(part.images().dataType()).isEqualTo(DataType.FLOAT);
    assertThat(part.channels()).isEqualTo(1);
    assertThat(part.height()).isEqualTo(side);
    assertThat(part.width()).isEqualTo(side);
    int[] counts = new int[labelCounts.length];
    for (int label : part.labels()) {
      counts[label]++;
    }
    assertThat(counts).isEqualTo(labelCounts);
    assertThat(meanOf(part)).isCloseTo(mean, within(1e-6));
  }

  /** Summed as double: ND4J's own mean of so many floats is off in the third digit. */
  private static double meanOf(LabeledImages part) {
    double sum = 0;
    for (float rowSum : part.images().sum(1).toFloatVector()) {
      sum += rowSum;
    }
    return sum / part.images().length();
  }
}
