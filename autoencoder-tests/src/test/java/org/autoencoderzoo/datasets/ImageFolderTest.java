package org.autoencoderzoo.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.autoencoderzoo.image.ImageShape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class ImageFolderTest {
  @TempDir Path folder;

  @Test
  void subFoldersAreClasses() throws IOException {
    grey("dog/b.png", 2, 3, 51);
    grey("cat/x.bmp", 2, 3, 102);
    grey("dog/a.PNG", 2, 3, 0);
    Files.writeString(folder.resolve("dog/notes.txt"), "no picture");
    Files.writeString(folder.resolve("dog/.hidden.png"), "no picture");
    ImageFolder images = ImageFolder.of(folder);
    assertThat(images.classes()).containsExactly("cat", "dog");
    assertThat(images.size()).isEqualTo(3);
    assertThat(images.shape()).isEqualTo(new ImageShape(1, 2, 3));
    LabeledImages read = images.read();
    assertThat(read.labels()).containsExactly(0, 1, 1);
    assertThat(read.images().getColumn(0).toFloatVector()).containsExactly(.4f, 0, .2f);
  }

  @Test
  void folderWithoutSubFoldersHasNoClasses() throws IOException {
    grey("a.png", 2, 2, 0);
    ImageFolder images = ImageFolder.of(folder);
    assertThat(images.classes()).isEmpty();
    assertThat(images.read().labels()).containsExactly(0);
  }

  @Test
  void coloursAreReadChannelByChannel() throws IOException {
    colour("a.png", 1, 2, 0xff3300);
    colour("b.bmp", 1, 2, 0x00ff66);
    INDArray read = ImageFolder.of(folder).read().images();
    assertThat(read.toFloatMatrix())
        .isDeepEqualTo(new float[][] {{1, 1, .2f, .2f, 0, 0}, {0, 0, 1, 1, .4f, .4f}});
    assertThat(ImageFolder.of(folder).grey().read().images().getFloat(0, 0))
        .isEqualTo(.299f + .587f * .2f, within(1e-6f));
  }

  @Test
  void jpegIsReadAsItsPixelsAre() throws IOException {
    colour("a.jpg", 16, 16, 0x808080);
    INDArray read = ImageFolder.of(folder).read().images();
    assertThat(read.shape()).containsExactly(1, 3 * 256);
    assertThat(read.meanNumber().doubleValue()).isEqualTo(128 / 255., within(.01));
  }

  @Test
  void paletteTransparencyAndSixteenBitsAreValuesInTheUnitInterval() throws IOException {
    byte[] ramp = {0, (byte) 255, 51};
    BufferedImage palette =
        new BufferedImage(
            3, 1, BufferedImage.TYPE_BYTE_INDEXED, new IndexColorModel(8, 3, ramp, ramp, ramp));
    palette.getRaster().setSamples(0, 0, 3, 1, 0, new int[] {2, 1, 0});
    write("palette.png", palette);
    BufferedImage deep = new BufferedImage(3, 1, BufferedImage.TYPE_USHORT_GRAY);
    deep.getRaster().setSamples(0, 0, 3, 1, 0, new int[] {65535, 13107, 0});
    write("sixteen.png", deep);
    BufferedImage clear = new BufferedImage(3, 1, BufferedImage.TYPE_INT_ARGB);
    clear.setRGB(0, 0, 0xff000000);
    clear.setRGB(1, 0, 0x33000000);
    clear.setRGB(2, 0, 0x00123456);
    write("transparent.png", clear);
    float[][] read = ImageFolder.of(folder).grey().read().images().toFloatMatrix();
    assertThat(read[0]).containsExactly(new float[] {.2f, 1, 0}, within(1e-6f));
    assertThat(read[1]).containsExactly(new float[] {1, .2f, 0}, within(1e-6f));
    assertThat(read[2]).containsExactly(new float[] {0, .8f, 1}, within(1e-6f));
  }

  @Test
  void resizedPixelsAreMeansOfTheAreaTheyCover() {
    Picture picture = new Picture("p", 1, 2, 4, new float[] {0, 1, 2, 3, 4, 5, 6, 7});
    assertThat(scaled(picture, 1, 2)).containsExactly(2.5f / 8, 4.5f / 8);
    assertThat(scaled(picture, 2, 3)[0]).isEqualTo((0 + 1 / 3f) / (4 / 3f) / 8, within(1e-6f));
    assertThat(scaled(picture, 4, 4)[4]).isEqualTo(0f);
    assertThat(scaled(picture, 4, 4)[15]).isEqualTo(7 / 8f);
    assertThat(picture.resized(2, 4)).isSameAs(picture);
    Picture white = new Picture("p", 3, 7, 5, Nd4j.ones(105).toFloatVector());
    assertThat(white.resized(3, 11).values()).containsOnly(1f);
  }

  private static float[] scaled(Picture eightfold, int height, int width) {
    float[] values = eightfold.values().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] /= 8;
    }
    return new Picture("p", 1, 2, 4, values).resized(height, width).values();
  }

  @Test
  void sizesAndColoursThatDifferAreRefusedUnlessSaid() throws IOException {
    grey("a.png", 4, 4, 255);
    grey("b.png", 2, 8, 255);
    ImageFolder sizes = ImageFolder.of(folder);
    assertThatThrownBy(sizes::read)
        .isInstanceOf(IOException.class)
        .hasMessage(
            folder.resolve("b.png")
                + " has 2 x 8 pixels, expected 4 x 4 as a.png has; say a size for all, as --resize of ae does");
    assertThat(sizes.resized(3, 3).read().images().toFloatMatrix()[1]).containsOnly(1f);
    Files.delete(folder.resolve("b.png"));
    colour("b.png", 4, 4, 0xffffff);
    assertThatThrownBy(ImageFolder.of(folder)::read)
        .hasMessageContaining("b.png has colours, but a.png is grey");
    assertThat(ImageFolder.of(folder).colour().read().channels()).isEqualTo(3);
    assertThat(ImageFolder.of(folder).grey().read().channels()).isEqualTo(1);
  }

  @Test
  void examplesAreThosePicturesAgainAndAgain() throws IOException {
    for (int i = 0; i < 70; i++) {
      grey("%02d.png".formatted(i), 2, 2, i);
    }
    ImageFolder images = ImageFolder.of(folder);
    INDArray all = images.read().images();
    for (int pass = 0; pass < 2; pass++) {
      List<INDArray> read = new ArrayList<>();
      images.examples().forEach(batch -> read.add(batch.input().dup()));
      assertThat(Nd4j.vstack(read)).isEqualTo(all);
    }
    assertThat(images.examples().size()).isEqualTo(70);
  }

  @Test
  void foldersAndFilesThatCannotBeReadAreNamed() throws IOException {
    assertThatThrownBy(() -> ImageFolder.of(folder))
        .hasMessage(folder + " holds no PNG, JPEG or BMP picture; name another folder");
    assertThatThrownBy(() -> ImageFolder.of(folder.resolve("none")))
        .hasMessageContaining("it is not a folder");
    Path wrong = Files.writeString(folder.resolve("a.png"), "no picture");
    assertThatThrownBy(() -> ImageFolder.of(folder))
        .hasMessage("cannot read " + wrong + ": it is not a PNG, JPEG or BMP picture");
    Files.delete(wrong);
    grey("cat/a.png", 2, 2, 0);
    grey("b.png", 2, 2, 0);
    assertThatThrownBy(() -> ImageFolder.of(folder))
        .hasMessageContaining(
            "holds pictures in sub-folders, and some beside these, such as b.png");
  }

  @Test
  void cutOffAndHostilePicturesAreRefused() throws IOException {
    grey("a.png", 50, 50, 7);
    Path file = folder.resolve("a.png");
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length / 2));
    assertThatThrownBy(() -> ImageFolder.of(folder))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("cannot read " + file + ": ");
    Files.write(file, huge());
    assertThatThrownBy(() -> ImageFolder.of(folder))
        .hasMessage(
            "cannot read "
                + file
                + ": it has 100000 x 100000 pixels, expected at most 67108864 in all");
  }

  /** A PNG that says that it has 10 gigapixels. */
  private static byte[] huge() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10});
    ByteBuffer header = ByteBuffer.allocate(17);
    header.put("IHDR".getBytes()).putInt(100_000).putInt(100_000);
    header.put(new byte[] {8, 0, 0, 0, 0});
    CRC32 crc = new CRC32();
    crc.update(header.array());
    out.writeInt(13);
    out.write(header.array());
    out.writeInt((int) crc.getValue());
    return bytes.toByteArray();
  }

  private void grey(String name, int height, int width, int value) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    int[] values = new int[height * width];
    Arrays.fill(values, value);
    image.getRaster().setSamples(0, 0, width, height, 0, values);
    write(name, image);
  }

  private void colour(String name, int height, int width, int rgb) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        image.setRGB(column, row, rgb);
      }
    }
    write(name, image);
  }

  private void write(String name, BufferedImage image) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    assertThat(ImageIO.write(image, ending, file.toFile())).isTrue();
  }
}
