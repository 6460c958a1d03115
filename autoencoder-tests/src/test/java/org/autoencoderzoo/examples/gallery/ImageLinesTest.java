package org.autoencoderzoo.examples.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/** Lines of images under each other. */
class ImageLinesTest {

  private final ImageLines lines = new ImageLines().line("originals", Nd4j.zeros(3, 4));

  @Test
  void linesFollowEachOther() {
    lines.line("copies", Nd4j.ones(DataType.DOUBLE, 3, 4));

    assertThat(lines.names()).containsExactly("originals", "copies");
    assertThat(lines.columns()).isEqualTo(3);
    assertThat(lines.images())
        .isEqualTo(Nd4j.concat(0, Nd4j.zeros(3, 4), Nd4j.ones(DataType.FLOAT, 3, 4)));
  }

  @Test
  void shorterLineIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> lines.line("copies", Nd4j.ones(2, 4)))
        .withMessage("The line 'copies' has 2 images, those above have 3");
  }
}
