package org.autoencoderzoo.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;

/** Data sets by name; those of plugins are in {@code PluginsTest}. */
class DataSetsTest {

  private static LabeledImages images(int height, int width, int label, float pixel) {
    return new LabeledImages(
        Nd4j.createFromArray(new float[][] {{0.25f, 0.5f, 1, pixel}}),
        new int[] {label},
        1,
        height,
        width);
  }

  @Test
  void thoseOfTheLibraryComeFirst() {
    assertThat(DataSets.all()).containsExactly(ImageDataSet.values());
    assertThat(DataSets.problems()).isEmpty();
  }

  @Test
  void checksumIsThatOfSizesLabelsAndPixelsOfBothParts() {
    LabeledImages part = images(2, 2, 3, 0.75f);
    String sha256 = TrainTest.of("own", part, part).sha256();
    assertThat(sha256).hasSize(64);
    assertThat(TrainTest.of("other", images(2, 2, 3, 0.75f), part).sha256()).isEqualTo(sha256);
    assertThat(TrainTest.of("own", part, images(2, 2, 2, 0.75f)).sha256()).isNotEqualTo(sha256);
    assertThat(TrainTest.of("own", images(2, 2, 3, 0.7f), part).sha256()).isNotEqualTo(sha256);
    LabeledImages wide = images(1, 4, 3, 0.75f);
    assertThat(TrainTest.of("own", wide, wide).sha256()).isNotEqualTo(sha256);
  }

  @Test
  void partsOfTwoSizesAreRefused() {
    assertThatThrownBy(() -> TrainTest.of("own", images(2, 2, 0, 0), images(1, 4, 0, 0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("they must be of one size");
  }

  @Test
  void setThatIsNoMoreThanThatHasNoFiles() {
    NamedDataSet own =
        new NamedDataSet() {
          @Override
          public String id() {
            return "own";
          }

          @Override
          public String title() {
            return "Own";
          }

          @Override
          public TrainTest load() {
            return TrainTest.of("own", images(2, 2, 0, 0), images(2, 2, 0, 0));
          }
        };
    assertThat(own.isEmbedded()).isTrue();
    assertThatThrownBy(() -> own.load(Path.of("folder")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("own has no files: it is not read from a folder such as folder");
    assertThatThrownBy(() -> own.fetch(line -> {}))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessage("own has no files: there is nothing to fetch");
  }
}
