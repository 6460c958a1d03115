package org.autoencoderzoo.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.autoencoderzoo.PublicData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;

class NaturalImagesTest {
  private static final Picture COLOUR = picture("colour", 3, 4, 5);

  private static final Picture GREY = picture("grey", 1, 6, 7);

  @TempDir Path folder;

  @Test
  void naturalImagesAreEightPictures() throws IOException {
    NaturalImages images = loadOrSkip();
    assertThat(images.pictures())
        .extracting(Picture::name, Picture::channels, Picture::height, Picture::width)
        .containsExactly(
            tuple("astronaut.png", 3, 512, 512),
            tuple("chelsea.png", 3, 300, 451),
            tuple("coffee.png", 3, 400, 600),
            tuple("rocket.jpg", 3, 427, 640),
            tuple("camera.png", 1, 512, 512),
            tuple("brick.png", 1, 512, 512),
            tuple("grass.png", 1, 512, 512),
            tuple("gravel.png", 1, 512, 512));
    assertThat(images.grey()).hasSize(8).allMatch(picture -> picture.channels() == 1);
    assertThat(images.colour()).hasSize(4);
    assertThat(sumOfSamples(images.pictures().get(0))).isEqualTo(90124324L);
    assertThat(sumOfSamples(images.pictures().get(4))).isEqualTo(33832495L);
    assertThat(images.patches(50, 12, 1).shape()).containsExactly(50, 144);
    assertThat(images.colourPatches(50, 8, 1).shape()).containsExactly(50, 192);
  }

  @Test
  void sameSeedGivesTheSamePatches() {
    NaturalImages images = new NaturalImages(List.of(COLOUR, GREY));
    INDArray patches = images.patches(20, 2, 7);
    assertThat(images.patches(20, 2, 7)).isEqualTo(patches);
    assertThat(images.patches(20, 2, 8)).isNotEqualTo(patches);
  }

  @Test
  void patchIsASquareOfThePicture() {
    float[][] patches = new NaturalImages(List.of(GREY)).patches(30, 3, 1).toFloatMatrix();
    for (float[] patch : patches) {
      int first = Math.round(patch[0] * 100);
      for (int i = 0; i < 9; i++) {
        assertThat(Math.round(patch[i] * 100)).isEqualTo(first + i / 3 * 10 + i % 3);
      }
    }
  }

  @Test
  void colourPatchHoldsTheSamePlaceOfEachChannel() {
    float[][] patches = new NaturalImages(List.of(COLOUR)).colourPatches(30, 2, 1).toFloatMatrix();
    for (float[] patch : patches) {
      int first = Math.round(patch[0] * 100);
      for (int i = 0; i < 12; i++) {
        assertThat(Math.round(patch[i] * 100))
            .isEqualTo(first + i % 4 / 2 * 10 + i % 2 + i / 4 * 5);
      }
    }
  }

  @Test
  void luminanceWeighsTheChannels() {
    Picture picture = new Picture("p", 3, 1, 2, new float[] {1, 0, 0, 1, 0, 1});
    assertThat(picture.luminance().values()).containsExactly(.299f, .587f + .114f);
  }

  @Test
  void sizeThatDoesNotFitIsRefused() {
    NaturalImages images = new NaturalImages(List.of(COLOUR, GREY));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> images.patches(1, 5, 1))
        .withMessage("side: found 5, expected 1 to 4");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> images.patches(0, 4, 1))
        .withMessageStartingWith("count: found 0, expected 1 to ");
  }

  @Test
  void fileThatIsNoPictureIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("a.png"), "text");
    assertThatThrownBy(() -> Picture.read(file))
        .isInstanceOf(IOException.class)
        .hasMessage("cannot read " + file + ": it is not a PNG, JPEG or BMP picture");
  }

  /** Hundredths: 10 a row, 1 a column, 5 a channel. */
  private static Picture picture(String name, int channels, int height, int width) {
    float[] values = new float[channels * height * width];
    for (int i = 0; i < values.length; i++) {
      int channel = i / (height * width);
      values[i] = (i / width % height * 10 + i % width + channel * 5) / 100f;
    }
    return new Picture(name, channels, height, width, values);
  }

  private static long sumOfSamples(Picture picture) {
    double sum = 0;
    for (float value : picture.values()) {
      sum += Math.round(value * 255);
    }
    return Math.round(sum);
  }

  private static NaturalImages loadOrSkip() throws IOException {
    return PublicData.orSkip(NaturalImages::load);
  }
}
