package org.autoencoderzoo.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.autoencoderzoo.columns.ColumnType;
import org.autoencoderzoo.columns.Rows;
import org.autoencoderzoo.columns.WrongTableException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArffTest {
  private static final String HEADER =
      """
      % A remark.
      @RELATION 'a b'

      @attribute age   numeric
      @ATTRIBUTE 'the colour' { red, 'light green' ,"it's, blue" }
      @attribute note string
      @attribute "on" date 'dd.MM.yyyy'
      @data
      """;

  @TempDir Path folder;

  @Test
  void headerDeclaresNamesTypesAndLevels() throws IOException {
    Arff arff = arff(HEADER);
    assertThat(arff.names()).containsExactly("age", "the colour", "note", "on");
    assertThat(arff.declaredType("age")).contains(ColumnType.number());
    assertThat(arff.declaredType("the colour"))
        .contains(ColumnType.category("red", "light green", "it's, blue"));
    assertThat(arff.declaredType("note")).isEmpty();
    assertThat(arff.declaredType("on")).contains(ColumnType.dateTime().withPattern("dd.MM.yyyy"));
  }

  @Test
  void cellsAreReadWithTheirQuotesAndEscapesResolved() throws IOException {
    Arff arff =
        arff(
            HEADER
                + "1.5,red,'It\\'s \\\"so\\\"\\nthen','01.02.2024'\n"
                + "% Between.\n\n"
                + " ? , 'light green' , plain , ?\r\n"
                + "-3,\"it's, blue\",'',01.02.2024");
    assertThat(CsvTest.texts(arff))
        .containsExactly(
            List.of("1.5", "red", "It's \"so\"\nthen", "01.02.2024"),
            List.of("?", "light green", "plain", "?"),
            List.of("-3", "it's, blue", "", "01.02.2024"));
    try (Rows rows = arff.open()) {
      rows.next();
      assertThat(rows.number(0)).isEqualTo(1.5);
      rows.next();
      assertThat(rows.number(0)).isNaN();
      assertThat(rows.where()).isEqualTo(arff.name() + ", line 12");
    }
  }

  @Test
  void sparseRowsLeaveOutZerosAndFirstLevels() throws IOException {
    Arff arff =
        arff(
            "@relation r\n@attribute a real\n@attribute b {no, yes}\n@attribute c integer\n@data\n"
                + "{0 2, 2 7}\n{1 yes}\n{ }\n{ 1 'yes' , 2 ? }\n");
    assertThat(CsvTest.texts(arff))
        .containsExactly(
            List.of("2", "no", "7"),
            List.of("0", "yes", "0"),
            List.of("0", "no", "0"),
            List.of("0", "yes", "?"));
  }

  @Test
  void blanksSeparateWhereThereIsNoComma() throws IOException {
    assertThat(CsvTest.texts(arff("@attribute a real\n@attribute b {x,y}\n@data\n1  y\n2\tx\n")))
        .containsExactly(List.of("1", "y"), List.of("2", "x"));
  }

  @Test
  void gzippedReadsTheSame() throws IOException {
    byte[] gzip = IdxBytes.gzip("@attribute a real\n@data\n1\n".getBytes());
    Arff arff = Arff.of(Files.write(folder.resolve("a.arff.gz"), gzip));
    assertThat(CsvTest.texts(arff)).containsExactly(List.of("1"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "@attribute a real;@data;1,2|line 3: has 2 values, expected one for each of 1 attributes",
        "@attribute a string;@data;'b|line 3: a quote opens that is never closed",
        "@attribute a string;@data;'b'c,d|line 3: text stands behind a closing quote",
        "@attribute a {x,y;@data|line 1: a brace opens that is never closed",
        "@attribute a {x,x};@data|line 1: the levels of a are [x, x], expected each level once",
        "@attribute a relational;@data|line 1: the type of a is relational, expected numeric",
        "@attribute a;@data|line 1: expected @attribute, a name and a type",
        "@attribute a date 'Q!{';@data|line 1: a has dates of the form 'Q!{'",
        "@attribute a real;@attribute a real;@data|line 2: a second column is named a",
        "@relation r;a,b;1,2|line 2: expected @relation, @attribute or @data; is it an ARFF file?",
        "@relation r;@attribute a real|holds no line @data",
        "@relation r;@data;1|line 2: expected @attribute before @data",
        "@attribute a real;@data;{1 2}|line 3: has '1 2' in a sparse row, expected the number of a column, 0 to 0, and a value",
        "@attribute a real;@data;{x}|line 3: has 'x' in a sparse row",
        "@attribute a string;@data;{}|line 3: leaves out a, which has no value",
        "@attribute a real;@data;{0 1}, {5}|line 3: has ', {5}' behind a sparse row"
      })
  void wrongLineIsNamed(String lines, String message) throws IOException {
    Arff arff = arff(lines.replace(';', '\n'));
    assertThatThrownBy(() -> CsvTest.texts(arff))
        .isInstanceOf(WrongTableException.class)
        .hasMessageStartingWith(arff.name())
        .hasMessageContaining(message);
  }

  @Test
  void lineOfTenMegabytesIsRefused() throws IOException {
    Arff arff = arff("@attribute a string\n@data\n" + "x".repeat(10_000_000));
    assertThatThrownBy(() -> CsvTest.texts(arff))
        .hasMessage(arff.name() + ", line 3: is too long, expected at most 4194304 characters");
  }

  @Test
  void whatIsNoTextIsNamed() throws IOException {
    Path file = Files.write(folder.resolve("a.arff"), new byte[1000]);
    assertThatThrownBy(() -> Arff.of(file).names())
        .hasMessageContaining("is no table of text, but binary");
  }

  private Arff arff(String text) throws IOException {
    return Arff.of(Files.writeString(folder.resolve("a.arff"), text));
  }
}
