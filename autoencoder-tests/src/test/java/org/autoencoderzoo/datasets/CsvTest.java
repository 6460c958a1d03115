package org.autoencoderzoo.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.autoencoderzoo.columns.Columns;
import org.autoencoderzoo.columns.Rows;
import org.autoencoderzoo.columns.Table;
import org.autoencoderzoo.columns.Windows;
import org.autoencoderzoo.columns.WrongTableException;
import org.autoencoderzoo.datasets.CsvOptions.Header;
import org.autoencoderzoo.datasets.CsvOptions.Index;
import org.autoencoderzoo.files.Sha256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a,b\n1.5,2\n3,4\n",
        "a,b\r\n1.5,2\r\n3,4",
        "a,b\r1.5,2\r3,4\r",
        "a;b\n1.5;2\n3;4\n",
        "a;b\n1,5;2\n3;4\n",
        "a\tb\n1,5\t2\n3\t4\n",
        "a|b\n1.5|2\n3|4\n",
        "a b\n1.5 2\n3 4\n",
        "  a   b\n 1.5   2  \n   3   4\n",
        "a b\n1,5 2,0\n3,0 4,0\n",
        "\ufeffa,b\n1.5,2\n3,4\n",
        "\"a\",\"b\"\n\"1.5\",\"2\"\n3,4\n",
        "a, b\n\"1.5\", \"2\"\n3 , 4\n",
        "'a','b'\n'1.5','2'\n3,4\n",
        "\n\na,b\n\n1.5,2\n\n3,4\n\n\n",
        "# made by hand\na,b\n1.5,2\n# a remark, with a comma\n3,4\n",
        "%matlab\na,b\n1.5,2\n3,4\n",
        "#a,b\n1.5,2\n3,4\n",
        "# a b\n1.5 2\n3 4\n",
        ",a,b\n0,1.5,2\n1,3,4\n",
        "\"\",\"a\",\"b\"\n\"1\",1.5,2\n\"2\",3,4\n",
        "\"a\" \"b\"\n\"1\" 1.5 2\n\"2\" 3 4\n",
        "Unnamed: 0,a,b\n0,1.5,2\n1,3,4\n",
        "#,a,b\n0,1.5,2\n1,3,4\n",
        "sep=;\r\na;b\r\n1,5;2\r\n3;4\r\n",
        "\ufeffsep=\t\ra\tb\r1,5\t2\r3\t4\r",
        "\"sep=|\"\na|b\n1.5|2\n3|4\n",
        "a,b,\n1.5,2\n3,4\n",
        "a,b\n\"1,5\",2\n3,4\n",
        "a,b\n\u00a01.5\u00a0,2\n3,4\n",
        "Sales, of 2024; all, too\n\na,b\n1.5,2\n3,4\n5,6\n7,8\n",
        "Sales of 2024\rall\r\ra;b\r1,5;2\r3;4\r5;6\r7;8\r"
      })
  void usualFormsReadTheSame(String text) throws IOException {
    Csv csv = csv(text);
    assertThat(csv.names()).as(csv.description()).containsExactly("a", "b");
    assertThat(Arrays.copyOf(numbers(csv), 2))
        .as(csv.description())
        .isDeepEqualTo(new double[][] {{1.5, 2}, {3, 4}});
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "x,y;1,2|2 columns separated by commas, header in line 1, UTF-8",
        "1,2,3;3,4,5|3 columns separated by commas, no header, UTF-8",
        "# c;x y;1,5 2|2 columns separated by blanks, header in line 2, decimal commas, comments begin with #, UTF-8",
        ",x;0,5;1,7|1 column separated by commas, header in line 1, first cells left out, which number or name the rows, UTF-8",
        "price;2;3|1 column, header in line 1, UTF-8",
        "'x','y';'a','b';'a','c'|2 columns separated by commas, header in line 1, quotes ', UTF-8",
        "sep=,;x,y;1,2|2 columns separated by commas, header in line 2, 1 line above the table skipped, UTF-8",
        "Sales of 2024;;x,y;1,2;3,4;5,6|2 columns separated by commas, header in line 3, 2 lines above the table skipped, UTF-8",
        "1,5;2,2;3,7|2 columns separated by commas, no header, or 1 column of decimal commas, if another separator is said, UTF-8"
      })
  void whatWasFoundOutIsSaidInOneLine(String lines, String words) throws IOException {
    assertThat(csv(lines.replace(';', '\n')).description()).isEqualTo(words);
  }

  /** As other programs export them; {@code /} ends a line. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      quoteCharacter = '`',
      value = {
        "a,b/1,2,/3,4,/5,6,!a b 3!1 2 -",
        "a;b;;/1;2;;/3;4;;!a b 3 4!1 2 - -",
        "a,,/1,2,3/3,4,5!a 2 3!1 2 3",
        "x/1,5/2,5/4!x!1.5",
        "x/\"1,5\"/\"2,25\"/4!x!1.5",
        "1,25/2,05/4,5!1!1.25",
        "price/\"1,234\"/\"2,345\"!price!1,234",
        "a;b/1.234;1,5/12;2,5!a b!1.234 1.5",
        "a;b/1.234,5;1/12,5;2!a b!1.234,5 1",
        "time/2024-05-01 13:30/2024-05-01 14:00!time!2024-05-01_13:30",
        "name/Ann Lee/Bob Ray!name!Ann_Lee",
        "x/1 5.5/2 6.5!x!5.5",
        "mpg,cyl/Mazda,21,6/Datsun,22.8,4!mpg cyl!21 6",
        "Sales,,/,,/a,b,c/1,2,3/4,5,6!a b c!1 2 3",
        "Station:,Rome/Height:,34//day,t,p/x,1.5,9/y,2.5,8/z,1,2!day t p!x 1.5 9",
        "Account:;17//day;for;sum/x;Rent, warm;-1.234,50/y;z;12,00/z;z;1,00!day for sum!x Rent,_warm -1.234,50"
      })
  void exportsReadAsTheirAuthorsMeantThem(String lines, String names, String row)
      throws IOException {
    Csv csv = csv(lines.replace('/', '\n'));
    assertThat(csv.names()).as(csv.description()).containsExactly(names.split(" "));
    assertThat(texts(csv).get(0))
        .as(csv.description())
        .containsExactlyElementsOf(
            Arrays.stream(row.split(" "))
                .map(cell -> cell.equals("-") ? "" : cell.replace('_', ' '))
                .toList());
  }

  @Test
  void everythingCanBeSaidInstead() throws IOException {
    Csv csv =
        csv(
            "x;y\n\na,b;c\n'1,5';2\n!3;4\n5;6\n",
            CsvOptions.builder()
                .separator(';')
                .quote('\'')
                .point(',')
                .comment('!')
                .header(Header.NONE)
                .charset(StandardCharsets.ISO_8859_1)
                .skip(2)
                .build());
    assertThat(csv.names()).containsExactly("1", "2");
    assertThat(texts(csv))
        .containsExactly(List.of("a,b", "c"), List.of("1.5", "2"), List.of("5", "6"));
    try (Rows rows = csv.open()) {
      rows.next();
      rows.next();
      assertThat(rows.number(0)).isEqualTo(1.5);
    }
  }

  @Test
  void linesThatAreSkippedCountInMessages() throws IOException {
    CsvOptions options = CsvOptions.builder().skip(2).build();
    Csv csv = csv("Station,Rome\nday,t\nx,y\n1,2\n3\n", options);
    assertThat(csv.names()).containsExactly("x", "y");
    assertThatThrownBy(() -> numbers(csv)).hasMessageContaining("t.csv, line 5: has 1 value");
    assertThat(csv("Station,x\n1,2\n", CsvOptions.builder().skip(0).build()).names())
        .containsExactly("Station", "x");
    assertThatThrownBy(() -> csv("x,y\n1,2\n", CsvOptions.builder().skip(9).build()).names())
        .hasMessageContaining("or too many lines are skipped");
    assertThatThrownBy(() -> CsvOptions.builder().skip(-1).build())
        .hasMessageStartingWith("skip is -1");
  }

  @Test
  void indexIsAColumnIfSaid() throws IOException {
    Csv csv = csv(",a\n7,1\n8,2\n", CsvOptions.builder().index(Index.KEPT).build());
    assertThat(csv.names()).containsExactly("index", "a");
    assertThat(numbers(csv)).isDeepEqualTo(new double[][] {{7, 1}, {8, 2}});
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "0,1,2;0.5,0.6,0.7|0,1,2",
        ",0,1;0,0.5,0.6;1,0.1,0.2|0,1",
        "id,2019,2020;7,1.5,2.5;8,1,2|1,2,3",
        "red,big;red,small;blue,big|1,2",
        "colour,size;red,small;red,big|colour,size",
        "NA,NA;1,2|1,2",
        "1,2;3,x|1,2",
        "a,;1,2|a,2",
        "2024-01-01,on;2024-01-02,on|1,2",
        "x,y|x,y"
      })
  void headerIsToldFromARow(String lines, String names) throws IOException {
    assertThat(csv(lines.replace(';', '\n')).names()).containsExactly(names.split(","));
  }

  @Test
  void cellsHoldSeparatorsLineBreaksAndQuotes() throws IOException {
    Csv csv = csv("name,n\n\"Smith, \"\"J\"\"\nJunior\",1\nB,2\n");
    assertThat(texts(csv)).containsExactly(List.of("Smith, \"J\"\nJunior", "1"), List.of("B", "2"));
    try (Rows rows = csv.open()) {
      rows.next();
      assertThat(rows.where()).isEqualTo(csv.name() + ", line 2");
      rows.next();
      assertThat(rows.where()).isEqualTo(csv.name() + ", line 4");
    }
  }

  @Test
  void blankLinesOfOneColumnAreRowsWithoutAValue() throws IOException {
    assertThat(texts(csv("x\n1\n\n\n2\n\n\n")))
        .containsExactly(List.of("1"), List.of(""), List.of(""), List.of("2"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "windows-1252"})
  void encodingIsFoundOut(String charset) throws IOException {
    Path file = folder.resolve("t.csv");
    Files.write(file, "Größe;x\ngroß;1\nmäßig;2\n".getBytes(Charset.forName(charset)));
    assertThat(Csv.of(file).names()).containsExactly("Größe", "x");
    assertThat(texts(Csv.of(file)).get(1)).containsExactly("mäßig", "2");
    assertThat(Csv.of(file).description()).contains(charset);
  }

  @Test
  void byteOrderMarkIsNoPartOfTheFirstName() throws IOException {
    Path file = folder.resolve("t.csv");
    Files.write(file, "\ufeff1\n2\n3\n".getBytes(StandardCharsets.UTF_8));
    assertThat(numbers(Csv.of(file))).isDeepEqualTo(new double[][] {{1}, {2}, {3}});
    Files.write(file, "\ufeffa\tb\r\n1\t2\r\n".getBytes(StandardCharsets.UTF_16LE));
    assertThat(Csv.of(file).names()).containsExactly("a", "b");
    assertThat(Csv.of(file).description()).endsWith("UTF-16LE with a byte order mark");
  }

  @Test
  void gzippedReadsTheSame() throws IOException {
    Path file = Files.write(folder.resolve("t.csv"), IdxBytes.gzip("a,b\n1,2\n".getBytes()));
    assertThat(numbers(Csv.of(file))).isDeepEqualTo(new double[][] {{1, 2}});
  }

  @Test
  void tableLargerThanTheSampleIsReadWhole() throws IOException {
    StringBuilder text = new StringBuilder("x,name\n");
    for (int i = 0; i < 30_000; i++) {
      text.append(i).append(",\"n, ").append(i % 7).append("\"\n");
    }
    Csv csv = csv(text.toString());
    long sum = 0;
    int count = 0;
    for (double[] row : numbers(csv)) {
      sum += (long) row[0];
      count++;
    }
    assertThat(count).isEqualTo(30_000);
    assertThat(sum).isEqualTo(30_000L * 29_999 / 2);
  }

  @Test
  void wideRowsAreRead() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int row = 0; row < 3; row++) {
      for (int i = 0; i < 100_000; i++) {
        text.append(i == 0 ? "" : ",").append(row).append('.').append(i % 10);
      }
      text.append('\n');
    }
    Csv csv = csv(text.toString());
    assertThat(csv.names()).hasSize(100_000);
    assertThat(numbers(csv)[2][99_999]).isEqualTo(2.9);
  }

  @Test
  void passBeginsAgainAndPipesSayThatTheyCannot() throws IOException {
    Csv csv = csv("a,b\n1,2\n");
    assertThat(numbers(csv)).isDeepEqualTo(numbers(csv));
    Csv once = Csv.of("standard input", stream("a,b\n1,2\n"), CsvOptions.FOUND_OUT);
    assertThat(once.names()).containsExactly("a", "b");
    assertThat(numbers(once)).isDeepEqualTo(new double[][] {{1, 2}});
    assertThatThrownBy(once::open)
        .hasMessage(
            "standard input can be read only once, but is needed again; save it to a file, and name"
                + " that");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a,b\n1,2\n\n3,4\n\n", "a\n1\n\n\n", "a\n\n1\n"})
  void rowsAreKnownOnceAPassCameToTheEnd(String text) throws IOException {
    Csv csv = csv(text);
    assertThat(csv.size()).isEmpty();
    try (Rows rows = csv.open()) {
      assertThat(rows.next()).isTrue();
    }
    assertThat(csv.size()).isEmpty();
    int rows = numbers(csv).length;
    assertThat(csv.size()).hasValue(rows);
    assertThat(numbers(csv)).hasNumberOfRows(rows);
    assertThat(csv.size()).hasValue(rows);
  }

  @Test
  void fittedTableAndItsWindowsNeedNoPassThatCounts() throws IOException {
    Csv csv = csv("a,b\n" + "1,2\n3,4\n".repeat(1000));
    Columns.builder().fit(csv);
    assertThat(csv.size()).hasValue(2000);
    assertThat(new Windows(3, 2).over(csv).size()).hasValue(999);
  }

  @Test
  void fileThatChangesIsRefused() throws IOException {
    Csv csv = csv("a,b\n1,2\n");
    csv.names();
    Files.writeString(folder.resolve("t.csv"), "a,b\n1,2\n3,4\n");
    Files.setLastModifiedTime(folder.resolve("t.csv"), FileTime.fromMillis(1));
    assertThatThrownBy(csv::open).hasMessageContaining("was changed since it was opened");
  }

  @Test
  void identityIsTheContentAndHowItIsRead() throws IOException {
    String text = "a,b\n1,2\n";
    assertThat(csv(text).identity())
        .containsEntry("bytes", "8")
        .containsEntry("sha256", Sha256.of(text.getBytes()))
        .containsEntry("read as", "2 columns separated by commas, header in line 1, UTF-8");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a,b;1,2;3|t.csv, line 3: has 1 value separated by commas, expected 2 as the header in line 1 has it; mend the line, or say another separator",
        "a,b;1,2;3,4,5|t.csv, line 3: has 3 values separated by commas, expected 2",
        "1,2;3,4;5,6,7|line 3: has 3 values separated by commas, expected 2 as the first row has it",
        "a,b;1,2;a,b;3,4|line 3: is the header of line 1 again, expected a row; remove it",
        "a,b;a,b;1,2|line 2: is the header of line 1 again",
        "a,b,a;1,2,3|line 1: the columns 1 and 3 are both named \"a\", expected a name for each; rename one, or say that there is no header",
        "a,b;1,2;`\"3,4;5,6|line 3: in column 1 a quote opens that is never closed",
        "a,b;1,2;7,`\"3;5,6|line 3: in column 2 a quote opens that is never closed",
        "a,b;1,2;`\"3`\"x,4|line 3: in column 1 text stands behind a closing quote",
        "``| is empty, expected a table",
        ";;| is empty, expected a table"
      })
  void wrongLineIsNamed(String lines, String message) throws IOException {
    Csv csv = csv(lines.replace("`", "").replace(';', '\n'));
    assertThatThrownBy(() -> numbers(csv))
        .isInstanceOf(WrongTableException.class)
        .hasMessageStartingWith(csv.name())
        .hasMessageContaining(message);
  }

  @Test
  void headerAloneIsATableWithoutRows() throws IOException {
    assertThat(csv("a,b\n").names()).containsExactly("a", "b");
    assertThat(texts(csv("a,b\n"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PK\u0003\u0004zzz|a zip archive, such as a workbook of Excel",
        "PAR1zzz|a Parquet file",
        "<!DOCTYPE html><html>|a web page",
        "[{ \"a\": 1}]|JSON",
        "a,b\u0000c|binary: it holds a zero at character 4"
      })
  void whatIsNoTextIsNamed(String start, String kind) throws IOException {
    Csv csv = csv(start);
    assertThatThrownBy(csv::names)
        .hasMessageStartingWith(csv.name() + " is no table of text, but " + kind);
  }

  @Test
  void noiseIsNoTable() throws IOException {
    byte[] noise = new byte[100_000];
    new Random(1).nextBytes(noise);
    noise[0] = 'x';
    Csv csv = Csv.of(Files.write(folder.resolve("t.csv"), noise));
    assertThatThrownBy(csv::names).hasMessageContaining("is no table of text, but binary");
  }

  @Test
  void lineOfMegabytesIsRefused() throws IOException {
    Csv cells = csv("a,b\n1,2\n" + "3,".repeat(2_200_000) + "\n");
    assertThatThrownBy(() -> numbers(cells))
        .hasMessageContaining(", line 3: ")
        .hasMessageContaining("a value or line is too long, expected at most 1048576 and 4194304");
    Csv cell = csv("a,b\n1,2\n3," + "4".repeat(10_000_000) + "\n");
    assertThatThrownBy(() -> numbers(cell))
        .hasMessageContaining(", line 3: in column 2 a value or");
    Csv only = csv("x".repeat(10_000_000));
    assertThatThrownBy(() -> numbers(only))
        .hasMessageContaining(", line 1: in column 1 a value or");
  }

  /** Of a device or a gzipped bomb: refused before it fills the memory. */
  @ParameterizedTest
  @ValueSource(strings = {"1", "1,", "\"1", "a b ", "\n"})
  void endlessStreamIsRefusedOrRead(String part) {
    InputStream endless =
        new InputStream() {
          private long at;

          @Override
          public int read() {
            return at == 4_500_000 ? -1 : part.charAt((int) (at++ % part.length()));
          }
        };
    assertThatThrownBy(() -> numbers(Csv.of("standard input", endless, CsvOptions.FOUND_OUT)))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("standard input");
  }

  @Test
  void bytesOfAnotherEncodingAreNamedWithTheirLine() throws IOException {
    StringBuilder text = new StringBuilder("a,b\n");
    for (int i = 0; i < 20_000; i++) {
      text.append(i == 19_000 ? "gr\u00fcn" : "x").append(",1\n");
    }
    Csv csv =
        Csv.of(
            Files.write(
                folder.resolve("t.csv"), text.toString().getBytes(StandardCharsets.ISO_8859_1)));
    assertThatThrownBy(() -> texts(csv))
        .hasMessage(
            csv.name()
                + ", line 19002: holds bytes that are no text in UTF-8; say its encoding, such as"
                + " ISO-8859-1");
  }

  @Test
  void gzipThatIsCutOffIsNamedWithItsLine() throws IOException {
    StringBuilder text = new StringBuilder();
    new Random(1).doubles(50_000).forEach(x -> text.append(x).append(",1\n"));
    byte[] gzip = IdxBytes.gzip(text.toString().getBytes());
    Path file = folder.resolve("t.csv.gz");
    Csv late = Csv.of(Files.write(file, Arrays.copyOf(gzip, gzip.length - 5000)));
    assertThatThrownBy(() -> numbers(late))
        .hasMessageMatching(
            ".*t.csv.gz, line 49[0-9]{3}: the compressed file is damaged: Unexpected end of ZLIB"
                + " input stream; get it again");
    Csv early = Csv.of(Files.write(folder.resolve("u.csv.gz"), Arrays.copyOf(gzip, 500)));
    assertThatThrownBy(() -> numbers(early))
        .hasMessageMatching(
            ".*u.csv.gz is damaged: Unexpected end of ZLIB input stream; get it again");
  }

  @Test
  void missingFileIsNamed() {
    assertThatThrownBy(() -> Csv.of(folder.resolve("none.csv")).names())
        .isInstanceOf(IOException.class)
        .hasMessage("cannot read " + folder.resolve("none.csv") + ": there is no such file");
    assertThatThrownBy(() -> Csv.of(folder).names()).hasMessageContaining("it is a folder");
  }

  @Test
  void optionsThatCannotBeAreRefused() {
    assertThatThrownBy(() -> CsvOptions.builder().separator(';').quote(';').build())
        .hasMessage("separator and quote are both ';'; they must differ");
    assertThatThrownBy(() -> CsvOptions.builder().point(';').build())
        .hasMessage("point is ;, must be a point or a comma");
    assertThatThrownBy(() -> CsvOptions.builder().separator('\n').build())
        .hasMessageContaining("must be another character");
  }

  private Csv csv(String text) throws IOException {
    return csv(text, CsvOptions.FOUND_OUT);
  }

  private Csv csv(String text, CsvOptions options) throws IOException {
    return Csv.of(Files.writeString(folder.resolve("t.csv"), text), options);
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  static double[][] numbers(Table table) throws IOException {
    int width = table.names().size();
    List<double[]> all = new ArrayList<>();
    try (Rows rows = table.open()) {
      while (rows.next()) {
        double[] row = new double[width];
        for (int i = 0; i < width; i++) {
          row[i] = rows.number(i);
        }
        all.add(row);
      }
    }
    return all.toArray(double[][]::new);
  }

  static List<List<String>> texts(Table table) throws IOException {
    int width = table.names().size();
    List<List<String>> all = new ArrayList<>();
    try (Rows rows = table.open()) {
      while (rows.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 0; i < width; i++) {
          row.add(rows.text(i));
        }
        all.add(row);
      }
    }
    return all;
  }
}
