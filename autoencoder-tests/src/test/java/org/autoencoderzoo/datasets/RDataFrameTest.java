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
import org.junit.jupiter.params.provider.MethodSource;

class RDataFrameTest {
  @TempDir Path folder;

  static Stream<byte[]> filesOfTheSameFrame() throws IOException {
    byte[] version2 = RBytes.version2().frame().toArray();
    return Stream.of(
        version2,
        RBytes.version3().frame().toArray(),
        IdxBytes.gzip(version2),
        RBytes.xz(version2));
  }

  @ParameterizedTest
  @MethodSource("filesOfTheSameFrame")
  void columnsAreReadByName(byte[] content) throws IOException {
    RDataFrame frame = RDataFrame.read(file(content), "x");
    assertThat(frame.numbers("size")).containsExactly(1.5, -2);
    assertThat(frame.numbers("count")).containsExactly(7, Double.NaN);
    assertThat(frame.factor("kind")).containsExactly("b", "a");
  }

  @Test
  void columnOfAnotherKindOrNameIsRefused() throws IOException {
    RDataFrame frame = RDataFrame.read(file(RBytes.version2().frame().toArray()), "x");
    assertThatThrownBy(() -> frame.numbers("kind"))
        .hasMessageContaining("column kind does not hold numbers");
    assertThatThrownBy(() -> frame.factor("count"))
        .hasMessageContaining("column count is not a factor");
    assertThatThrownBy(() -> frame.factor("mass")).hasMessageContaining("expected one named mass");
  }

  @Test
  void frameOfAnotherNameIsRefused() throws IOException {
    Path file = file(RBytes.version2().frame().toArray());
    assertThatThrownBy(() -> RDataFrame.read(file, "y"))
        .hasMessage(file + ": found the objects [x], expected one named y");
  }

  @Test
  void objectThatIsNoDataFrameIsRefused() throws IOException {
    assertRefused(
        RBytes.version2().named("x").strings("a").end(), "another kind of object, expected a data");
  }

  @Test
  void levelThatDoesNotExistIsRefusedWithItsRow() throws IOException {
    byte[] content = RBytes.version2().frame().toArray();
    // Flags, length and codes of the factor: 0x30d, 2, 2, 1.
    int codes = indexOf(content, new RBytes().ints(0x30d, 2, 2, 1).toArray()) + 8;
    content[codes + 7] = 3;
    RDataFrame frame = RDataFrame.read(file(content), "x");
    assertThatThrownBy(() -> frame.factor("kind"))
        .hasMessageContaining("column kind, row 2: found level 3, expected 1 to 2");
  }

  @Test
  void columnsOfDifferentLengthsAreRefused() throws IOException {
    RBytes bytes = RBytes.version2().named("x").ints(0x313, 2);
    bytes.ints(0xd, 1, 5).ints(0xd, 2, 5, 6);
    bytes.named("names").strings("a", "b").named("class").strings("data.frame").end().end();
    assertRefused(bytes, "column b has 2 rows, column a has 1");
  }

  @Test
  void lengthIsComparedWithTheBytesThatAreLeft() throws IOException {
    for (int type : new int[] {0xa, 0xd, 0xe, 0x10, 0x13}) {
      RBytes bytes = RBytes.version2().named("x").ints(type, Integer.MAX_VALUE).doubles(1);
      assertRefused(bytes, "found a length of 2147483647, but 8 bytes are left; get it again");
    }
    // A length of -1 announces a vector of more than 2^31 elements.
    assertRefused(RBytes.version2().named("x").ints(0xe, -1, 1, 0), "found a length of -1");
  }

  @Test
  void typeThatIsNoVectorIsNamed() throws IOException {
    assertRefused(RBytes.version3().named("x").ints(0xee, 1), "found an object of R's type 238");
  }

  @Test
  void nameThatWasNeverGivenIsRefused() throws IOException {
    assertRefused(RBytes.version2().ints(0x402, 0x5ff), "found name 5 of 0");
  }

  @Test
  void listsInListsHaveALimit() throws IOException {
    RBytes bytes = RBytes.version2().named("x");
    for (int i = 0; i < 100_000; i++) {
      bytes.ints(0x13, 1);
    }
    assertRefused(bytes.end(), "nested more than 16 deep");
  }

  @Test
  void fileThatIsNotOfRIsRefused() throws IOException {
    for (String content : new String[] {"", "RDX2", "RDA2\nA\n2\n", "a,b\n1,2\n"}) {
      Path file = file(content.getBytes());
      assertThatThrownBy(() -> RDataFrame.read(file, "x"))
          .hasMessageStartingWith(file + " is not binary data of R");
    }
  }

  @Test
  void bytesAfterTheEndAreRefused() throws IOException {
    assertRefused(RBytes.version2().frame().end(), "4 bytes follow its end");
  }

  @ParameterizedTest
  @MethodSource("filesOfTheSameFrame")
  void fileCutOffAnywhereIsRefused(byte[] content) throws IOException {
    for (int length = 0; length < content.length; length++) {
      Path file = file(Arrays.copyOf(content, length));
      assertThatThrownBy(() -> RDataFrame.read(file, "x"))
          .as("first %d bytes", length)
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith(file.toString())
          .message()
          .doesNotContain("null");
    }
  }

  @ParameterizedTest
  @MethodSource("filesOfTheSameFrame")
  void aWrongByteAnywhereIsReadOrRefusedButNeverAnythingElse(byte[] content) throws IOException {
    int refused = 0;
    for (int i = 0; i < content.length; i++) {
      for (int flip : new int[] {0x01, 0x80, 0xff}) {
        byte[] damaged = content.clone();
        damaged[i] ^= (byte) flip;
        Path file = file(damaged);
        try {
          RDataFrame frame = RDataFrame.read(file, "x");
          frame.numbers("size");
          frame.factor("kind");
        } catch (IOException e) {
          assertThat(e).hasMessageStartingWith(file.toString());
          refused++;
        }
      }
    }
    assertThat(refused).isGreaterThan(content.length);
  }

  private void assertRefused(RBytes bytes, String message) throws IOException {
    Path file = file(bytes.toArray());
    assertThatThrownBy(() -> RDataFrame.read(file, "x"))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(file.toString())
        .hasMessageContaining(message);
  }

  private Path file(byte[] content) throws IOException {
    return Files.write(folder.resolve("x.rda"), content);
  }

  private static int indexOf(byte[] content, byte[] part) {
    int i = 0;
    while (!Arrays.equals(content, i, i + part.length, part, 0, part.length)) {
      i++;
    }
    return i;
  }
}
