package org.autoencoderzoo.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.autoencoderzoo.cli.AeRun.ae;
import static org.autoencoderzoo.cli.AeRun.inANewProcess;
import static org.autoencoderzoo.cli.AeRun.names;
import static org.autoencoderzoo.cli.AeRun.newProcess;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.autoencoderzoo.cli.AeRun.Result;
import org.autoencoderzoo.datasets.Fifo;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows from every kind of file through a saved model into every kind of file. */
class TransformCommandTest {

  private static final int ROWS = 10;
  private static final String ROW = "0.25,".repeat(63) + "0.5\n";

  @TempDir static Path shared;
  private static Path run;

  @TempDir Path folder;
  private Path input;
  private Path output;

  @BeforeAll
  static void train() {
    run = shared.resolve("denoising");
    String[] train = "train denoising --epochs 1 --limit 100 --set codeSize=2 --out".split(" ");
    assertThat(ae(train, run.toString()).code()).isZero();
  }

  @BeforeEach
  void rows() throws IOException {
    input = Files.writeString(folder.resolve("x.csv"), ROW.repeat(ROWS));
    output = folder.resolve("out.csv");
  }

  @Test
  void headerOfNumbersIsSaidAndHasNoCode() throws IOException {
    String header = IntStream.range(0, 64).mapToObj(i -> "" + i).collect(Collectors.joining(","));
    Files.writeString(input, header + "\n" + ROW.repeat(ROWS));
    Result result = transform("encode");
    assertThat(result.err())
        .contains("x.csv: line 1 is taken for a header: 0,1,2,3")
        .hasLineCount(1);
    assertThat(output).content().hasLineCount(ROWS);
  }

  @Test
  void byteOrderMarkIsNoPartOfAValue() throws IOException {
    Files.writeString(input, "\ufeff" + ROW.repeat(ROWS));
    assertThat(transform("encode").err()).isEmpty();
    assertThat(output).content().hasLineCount(ROWS);
  }

  @Test
  void noisyRowsAreRestored() throws IOException {
    Files.writeString(input, ROW.replace("0.5", "-0.31") + ROW.replace("0.5", "1.42"));
    assertThat(transform("reconstruct").err()).isEmpty();
    assertThat(output).content().hasLineCount(2);
  }

  @Test
  void rowsOfAnotherScaleAreSaidOnce() throws IOException {
    Files.writeString(input, ROW.replace("0.5", "255").repeat(3000));
    assertThat(transform("encode").err())
        .contains("x.csv has values from 0.2500 to 255.0; those that the model was trained on lie")
        .hasLineCount(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "3f     | has '3f' in column p63, expected a number",
        "NA     | has 'NA' in column p63, expected a number in every cell",
        "1e39   | has '1e39' in column p63, expected a finite float",
        "1,2    | has 65 values separated by commas, expected 64"
      })
  void wrongValueIsNamedByLineAndColumnOfTheFile(String cell, String message) throws IOException {
    String header = IntStream.range(0, 64).mapToObj(i -> "p" + i).collect(Collectors.joining(","));
    Files.writeString(input, header + "\n" + ROW.repeat(2000) + ROW.replace("0.5", cell));
    Result result = transform("encode");
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err()).contains("ae: " + input + ", line 2002: " + message);
    assertThat(names(folder)).containsExactly("x.csv");
  }

  @Test
  void resultThatIsNotFiniteIsRefused() throws IOException {
    Path linear = folder.resolve("linear");
    ae("train linear --epochs 1 --limit 100 --out".split(" "), linear.toString());
    Files.writeString(input, ROW.repeat(1500) + "3e38,".repeat(63) + "3e38\n");
    Result result = ae("encode", linear.toString(), "--input", input + "", "--output", output + "");
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err()).contains("in row 1501, column ", "expected finite values");
    assertThat(output).doesNotExist();
  }

  @Test
  void pipesAreReadAndWritten() throws Exception {
    Path in = Fifo.in(folder, "in");
    Path out = Fifo.in(folder, "out");
    CompletableFuture<Void> written =
        CompletableFuture.runAsync(
            () -> {
              try (OutputStream pipe = Files.newOutputStream(in)) {
                pipe.write(ROW.repeat(ROWS).getBytes(StandardCharsets.UTF_8));
              } catch (IOException e) {
                throw new IllegalStateException(e);
              }
            });
    CompletableFuture<String> read = CompletableFuture.supplyAsync(() -> Fifo.content(out));
    Result result = ae("encode", run + "", "--input", in.toString(), "--output", out.toString());
    assertThat(result.code()).as(result.err()).isZero();
    written.get(60, TimeUnit.SECONDS);
    assertThat(read.get(60, TimeUnit.SECONDS)).hasLineCount(ROWS);
    assertThat(names(folder)).containsExactlyInAnyOrder("x.csv", "in", "out");
  }

  /** As standard output, or by the name that Linux has for it. */
  @ParameterizedTest
  @ValueSource(strings = {"-", "link"})
  void standardInputAndOutputAreReadAndWritten(String name) throws Exception {
    assumeTrue(name.equals("-") || Files.exists(Path.of("/proc/self/fd")));
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("/proc/self/fd/1"));
    Path printed = Files.writeString(folder.resolve("printed"), "before\n");
    String out = name.equals("-") ? name : link.toString();
    Process process =
        newProcess(Map.of(), List.of(), "encode", run + "", "--input", "-", "--output", out)
            .redirectInput(input.toFile())
            .redirectOutput(ProcessBuilder.Redirect.appendTo(printed.toFile()))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
    assertThat(printed).content().startsWith("before\n").hasLineCount(1 + ROWS);
  }

  @Test
  void linkAsOutputIsFollowed() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("out.csv"));
    output = link;
    assertThat(transform("encode").code()).isZero();
    assertThat(link).isSymbolicLink();
    assertThat(folder.resolve("out.csv")).isRegularFile().content().hasLineCount(ROWS);
  }

  @Test
  void inputMayBeReplacedByItsResult() {
    output = input;
    assertThat(transform("reconstruct").code()).isZero();
    assertThat(output).content().hasLineCount(ROWS).doesNotContain("0.25,0.25");
  }

  /** As floats, the rows are twice the heap. */
  @Test
  void rowsNeedNotFitIntoTheMemory() throws Exception {
    int parts = 200;
    input = folder.resolve("x.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(input))) {
      byte[] part = (".5,".repeat(63) + ".5\n").repeat(1000).getBytes(StandardCharsets.US_ASCII);
      for (int i = 0; i < parts; i++) {
        out.write(part);
      }
    }
    Result result =
        inANewProcess(folder, Map.of(), List.of("-Xmx40m", "-XX:+UseSerialGC"), words("encode"));
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(output).content().hasLineCount(parts * 1000);
  }

  @Test
  void gzippedFileWithoutAnEndOfItsLineIsRefused() throws IOException {
    input = folder.resolve("x.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(input))) {
      for (int i = 0; i < 100; i++) {
        out.write(new byte[1 << 20]);
      }
    }
    Result result = transform("encode");
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err()).contains("x.csv.gz is no table of text, but binary").hasLineCount(1);
  }

  @Test
  void standardOutputThatCannotBeWrittenIsAFailure() {
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("No space left on device");
          }
        };
    for (String[] words : List.of(new String[] {"list"}, words("encode", "-"))) {
      StringWriter err = new StringWriter();
      int code =
          Ae.commandLine()
              .setOut(new StandardOutput(full))
              .setErr(new PrintWriter(err, true))
              .execute(words);
      assertThat(code).isEqualTo(1);
      assertThat(err.toString())
          .isEqualToIgnoringNewLines(
              "ae: cannot write to standard output: No space left on device");
    }
  }

  @Test
  void readerOfStandardOutputThatHasGoneEndsACommandQuietly() throws Exception {
    for (String[] words : List.of(new String[] {"list"}, words("encode", "-"))) {
      Path err = folder.resolve("err");
      Process process =
          newProcess(Map.of(), List.of("-Dorg.slf4j.simpleLogger.defaultLogLevel=off"), words)
              .redirectError(err.toFile())
              .start();
      process.getInputStream().close();
      assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(141);
      assertThat(Files.readString(err)).doesNotContain("ae:", "Exception");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "folder, holds no PNG",
    "nowhere, there is no such file",
    "empty, is empty",
    "binary, line 1: has 'P?K' in column 1"
  })
  void inputThatHoldsNoRowsIsRefused(String name, String message) throws IOException {
    Files.createDirectory(folder.resolve("folder"));
    Files.writeString(folder.resolve("empty"), "");
    Files.writeString(folder.resolve("binary"), "P\u0003K" + ",a".repeat(63) + "\n" + ROW);
    input = folder.resolve(name);
    Result result = transform("encode");
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err()).startsWith("ae: ").contains(input.toString(), message).hasLineCount(1);
    assertThat(output).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"folder", "x.csv/below"})
  void outputThatCannotBeAFileIsRefused(String name) throws IOException {
    Files.createDirectory(folder.resolve("folder"));
    output = folder.resolve(name);
    Result result = transform("encode");
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err()).contains("cannot write " + output).hasLineCount(1);
    assertThat(names(folder)).containsExactlyInAnyOrder("x.csv", "folder");
  }

  private Result transform(String verb) {
    return ae(words(verb));
  }

  private String[] words(String verb) {
    return words(verb, output.toString());
  }

  private String[] words(String verb, String out) {
    return new String[] {verb, run.toString(), "--input", input.toString(), "--output", out};
  }
}
