package org.autoencoderzoo.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class IdxTest {
  @TempDir Path folder;

  @Test
  void imagesHaveThreeDimensionsAndLabelsOne() throws IOException {
    Idx images = read(IdxBytes.of(300, IdxBytes.IMAGES, 2, 10, 15));
    assertThat(images.shape()).containsExactly(2, 10, 15);
    assertThat(images.values()).hasSize(300);
    assertThat(images.values()[200] & 0xff).isEqualTo(200);

    Idx labels = read(IdxBytes.of(7, IdxBytes.LABELS, 7));
    assertThat(labels.shape()).containsExactly(7);
    assertThat(labels.values()).containsExactly(0, 1, 2, 3, 4, 5, 6);
  }

  @Test
  void gzippedIsToldByItsFirstBytesAndReadsTheSame() throws IOException {
    byte[] plain = IdxBytes.of(24, IdxBytes.IMAGES, 2, 3, 4);
    assertThat(read(IdxBytes.gzip(plain)).values()).isEqualTo(read(plain).values());
  }

  static Stream<Arguments> damagedFiles() throws IOException {
    byte[] right = IdxBytes.of(24, IdxBytes.IMAGES, 2, 3, 4);
    return Stream.of(
        Arguments.of(
            "cut off",
            Arrays.copyOf(right, 20),
            "cut off: its dimension 1 (bytes 4-7) says 2 items of 12 bytes, 24 in all, but 4 bytes"
                + " follow the header"),
        Arguments.of("too long", Arrays.copyOf(right, 43), "too long: its dimension 1"),
        Arguments.of("header cut off", Arrays.copyOf(right, 10), "before dimension 2 (bytes 8-11)"),
        Arguments.of("empty", new byte[0], "before the magic number"),
        Arguments.of(
            "signed bytes",
            IdxBytes.of(7, 0x901, 7),
            "its magic number (bytes 0-3) is 0x00000901, expected 0x00000801 (labels) or"
                + " 0x00000803 (images)"),
        Arguments.of("two dimensions", IdxBytes.of(6, 0x802, 2, 3), "0x00000802"),
        Arguments.of("no PNG", new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10}, "0x89504e47"),
        Arguments.of(
            "no rows",
            IdxBytes.of(0, IdxBytes.IMAGES, 2, 0, 4),
            "dimension 2 (bytes 8-11) is 0, expected at least 1"),
        Arguments.of(
            "negative", IdxBytes.of(0, IdxBytes.LABELS, -1), "dimension 1 (bytes 4-7) is -1"),
        Arguments.of(
            "overflow",
            IdxBytes.of(0, IdxBytes.IMAGES, 1 << 16, 1 << 16, 1),
            "dimensions are 65536 x 65536 x 1, expected a product of at most 2147483647"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("damagedFiles")
  void damagedFileIsRefusedWithTheFieldThatIsWrong(String name, byte[] content, String message) {
    assertThatThrownBy(() -> read(content))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(folder.resolve("file").toString())
        .hasMessageContaining(message);
  }

  @Test
  void cutOffGzipIsRefused() throws IOException {
    byte[] gzip = IdxBytes.gzip(IdxBytes.of(2400, IdxBytes.IMAGES, 2, 30, 40));
    assertThatThrownBy(() -> read(Arrays.copyOf(gzip, gzip.length - 20)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is damaged: Unexpected end of ZLIB input stream");
  }

  @Test
  void missingFileIsNamed() {
    assertThatThrownBy(() -> Idx.read(folder.resolve("none")))
        .isInstanceOf(IOException.class)
        .hasMessage("cannot read " + folder.resolve("none") + ": there is no such file");
  }

  private Idx read(byte[] content) throws IOException {
    return Idx.read(Files.write(folder.resolve("file"), content));
  }
}
