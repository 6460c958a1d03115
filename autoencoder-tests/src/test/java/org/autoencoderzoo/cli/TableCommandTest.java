package org.autoencoderzoo.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.autoencoderzoo.cli.AeRun.ae;
import static org.autoencoderzoo.cli.AeRun.names;
import static org.autoencoderzoo.cli.TableFiles.cells;
import static org.autoencoderzoo.cli.TableFiles.column;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.cli.AeRun.Result;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.shade.jackson.core.type.TypeReference;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/** What a user does with a table of their own, end to end. */
class TableCommandTest {

  private static final double DEVIATION = 1000;

  @TempDir static Path shared;
  private static Path table;
  private static List<double[]> plane;
  private static Path run;
  private static Result trained;

  @TempDir Path folder;

  @BeforeAll
  static void train() throws IOException {
    plane = TableFiles.plane(1500, 1);
    table = TableFiles.write(shared.resolve("plane.csv"), plane);
    run = shared.resolve("run");
    trained =
        ae(
            "train linear --label class --ignore id --set codeSize=2 --epochs 60 --data".split(" "),
            table.toString(),
            "--out",
            run.toString());
  }

  private static String[] words(String line, Object... more) {
    return Stream.concat(Stream.of(line.split(" ")), Stream.of(more).map(Object::toString))
        .toArray(String[]::new);
  }

  @Test
  void describeShowsWhatIsUnderstood() {
    Result result = ae(words("describe --label class --ignore id", table));
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.out())
        .contains("1,500 rows of 7 columns separated by commas, header in line 1")
        .containsPattern("a +number +1 +-?\\d.* to \\d.*, mean .*, deviation ")
        .containsPattern("unit +constant +mm")
        .containsPattern("class +label")
        .containsPattern("id +ignored")
        .contains("4 of 7 columns are learned, as 4 units", "note: \"unit\" is always \"mm\"");
  }

  @Test
  void describeCountsOnlyTheFirstRowsIfThatIsWanted() {
    assertThat(ae(words("describe --limit 20 --ignore id", table)).out())
        .contains("20 rows of 7 columns")
        .containsPattern("class +category +3 +2 levels: blue 65%, red 35%");
  }

  @Test
  void trainLeavesMetricsByColumnAndAReport() throws IOException {
    assertThat(trained.code()).as(trained.err()).isZero();
    assertThat(trained.err())
        .contains("4 columns are learned, as 4 units; 1,350 rows to train on, 150 to test on");
    assertThat(names(run))
        .containsExactlyInAnyOrder("model.zip", "zoo.json", "metrics.json", "report.html");
    Map<String, Object> metrics = metrics(run);
    assertThat(metrics)
        .containsEntry("model", "linear")
        .containsEntry("data", "plane")
        .containsEntry("train_examples", 1350)
        .containsEntry("test_examples", 150)
        .containsEntry("code_size", 2);
    Map<?, ?> columns = (Map<?, ?>) metrics.get("columns");
    assertThat(columns.keySet().stream().map(Object::toString))
        .containsExactly("a", "b", "sum", "difference");
    assertThat((double) ((Map<?, ?>) columns.get("sum")).get("fvu")).isBetween(0.0, 1e-4);
    assertThat(Files.readString(run.resolve("report.html")))
        .contains("Error by column", "Test rows and their reconstructions", "always mm")
        .contains("The model turns the 4 columns of a row into 2 numbers");
  }

  @Test
  void evaluateGivesTheSameMetrics() throws IOException {
    Result result = ae("evaluate", run.toString());
    assertThat(result.out()).as(result.err()).isEqualTo(metricsText(run));
  }

  @Test
  void evaluateMeasuresAllRowsOfAnotherFile() throws IOException {
    Path other = TableFiles.write(folder.resolve("other.csv"), TableFiles.plane(40, 2));
    Result result = ae("evaluate", run.toString(), "--data", other.toString());
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(json(result.out())).containsEntry("test_examples", 40);
    assertThat(result.err()).contains("other.csv is not what ");
  }

  @Test
  void reconstructionsComeInTheUnitsOfTheTableUnderItsHeader() throws IOException {
    Path made = applied("reconstruct", table, "--keep-label");
    assertThat(cells(made)).hasSize(1501);
    assertThat(cells(made).get(0))
        .containsExactly("id", "class", "a", "b", "sum", "difference", "unit");
    assertThat(column(made, "id")).isEqualTo(column(table, "id"));
    assertThat(column(made, "class")).isEqualTo(column(table, "class"));
    assertThat(column(made, "unit")).containsOnly("mm");
    assertThat(worst(made)).isLessThan(DEVIATION / 100);
  }

  private double worst(Path made) throws IOException {
    double worst = 0;
    List<String> names = List.of("a", "b", "sum", "difference");
    for (String name : names) {
      List<String> values = column(made, name);
      for (int i = 0; i < plane.size(); i++) {
        double right = plane.get(i)[names.indexOf(name)];
        worst = Math.max(worst, Math.abs(Double.parseDouble(values.get(i)) - right));
      }
    }
    return worst;
  }

  @Test
  void columnsInAnotherOrderGiveTheSameNumbersInANewProcess() throws Exception {
    Path reordered = folder.resolve("reordered.csv");
    List<String> lines = new ArrayList<>();
    for (List<String> row : cells(table)) {
      lines.add(String.join(";", row.get(4), "x", row.get(0), row.get(2), row.get(1), row.get(3)));
    }
    lines.set(0, "difference;more;id;b;a;sum");
    Files.write(reordered, lines);
    Path codes = folder.resolve("codes.csv");
    Result result =
        AeRun.inANewProcess(
            folder,
            Map.of(),
            List.of(),
            words("encode", run, "--input", reordered, "--output", codes));
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.err())
        .contains("also has the column \"more\"", "has its columns in another order: ")
        .contains("1,500 rows");
    assertThat(codes).hasSameTextualContentAs(applied("encode", table));
  }

  @Test
  void codesKeepTheIdentifierAndAreDecodedToTheReconstructions() throws IOException {
    Path codes = applied("encode", table, "--id", "class");
    assertThat(cells(codes).get(0)).containsExactly("class", "code_1", "code_2");
    Path decoded = applied("decode", applied("encode", table));
    Path made = applied("reconstruct", table);
    assertThat(cells(decoded).get(0)).containsExactlyElementsOf(cells(made).get(0));
    assertThat(column(decoded, "id")).isEqualTo(column(made, "id"));
    for (String name : List.of("a", "difference")) {
      for (int i = 0; i < 20; i++) {
        assertThat(Double.parseDouble(column(decoded, name).get(i)))
            .isCloseTo(Double.parseDouble(column(made, name).get(i)), within(0.1));
      }
    }
  }

  /** The mean of a column misses by .8 deviations of a, and 1.1 of the sum. */
  @Test
  void missingCellsAreFilledIn() throws IOException {
    List<double[]> gaps = TableFiles.plane(2000, 3);
    List<double[]> whole = TableFiles.plane(2000, 3);
    Random random = new Random(4);
    for (double[] row : gaps) {
      for (int i = 0; i < row.length; i++) {
        row[i] = random.nextDouble() < 0.1 ? Double.NaN : row[i];
      }
    }
    Path file = TableFiles.write(folder.resolve("gaps.csv"), gaps);
    Path out = folder.resolve("filled");
    Result result =
        ae(
            words(
                "train linear --label class --ignore id --set codeSize=2 --epochs 60 --data",
                file,
                "--out",
                out));
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(Files.readString(out.resolve("report.html")))
        .contains("Missing", "What is missing is filled in.");
    Path made = folder.resolve("made.csv");
    ae(words("reconstruct", out, "--input", file, "--output", made));
    List<String> names = List.of("a", "b", "sum", "difference");
    double error = 0;
    int filled = 0;
    for (String name : names) {
      int at = names.indexOf(name);
      List<String> values = column(made, name);
      for (int i = 0; i < gaps.size(); i++) {
        long missing = Arrays.stream(gaps.get(i)).filter(Double::isNaN).count();
        if (Double.isNaN(gaps.get(i)[at]) && missing <= 2) {
          error += Math.abs(Double.parseDouble(values.get(i)) - whole.get(i)[at]) / DEVIATION;
          filled++;
        }
      }
    }
    assertThat(error / filled).isLessThan(0.1);

    Path completed = folder.resolve("table.csv");
    Result inTable = ae(words("reconstruct --fill", out, "--input", file, "--output", completed));
    long missing = gaps.stream().flatMapToDouble(Arrays::stream).filter(Double::isNaN).count();
    assertThat(inTable.err()).contains("%,d cells filled in".formatted(missing));
    assertThat(cells(completed).get(0)).isEqualTo(cells(file).get(0));
    for (String name : cells(file).get(0)) {
      List<String> expected = new ArrayList<>(column(file, name));
      if (expected.contains("")) {
        List<String> filledIn = column(made, name);
        for (int i = 0; i < expected.size(); i++) {
          expected.set(i, expected.get(i).isEmpty() ? filledIn.get(i) : expected.get(i));
        }
      }
      assertThat(column(completed, name)).isEqualTo(expected);
    }
  }

  @Test
  void aTableOfTestRowsMayBeNamed() throws IOException {
    Path test = TableFiles.write(folder.resolve("test.csv"), TableFiles.plane(30, 5));
    Path out = folder.resolve("out");
    Result result =
        ae(
            words(
                "train linear --label class --ignore id --set codeSize=2 --epochs 2 --data",
                table,
                "--test",
                test,
                "--out",
                out));
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(metrics(out))
        .containsEntry("train_examples", 1500)
        .containsEntry("test_examples", 30);
    assertThat(ae("evaluate", out.toString()).out()).isEqualTo(metricsText(out));
  }

  @Test
  void linesAboveATableAreSkippedAndARunRemembersThem() throws IOException {
    List<String> lines = new ArrayList<>(List.of("Station,Rome", "x,y"));
    for (int i = 0; i < 40; i++) {
      lines.add(i + "," + i % 7);
    }
    Path file = Files.write(folder.resolve("titled.csv"), lines);
    assertThat(ae(words("describe --skip 1", file)).out())
        .contains("40 rows of 2 columns separated by commas, header in line 2, 1 line above the");
    assertThat(ae(words("describe --skip -1", file)).err())
        .contains("'-1' is not a whole number of at least 0");
    Path out = folder.resolve("out");
    Result result =
        ae(words("train linear --skip 1 --set codeSize=1 --epochs 1 --data", file, "--out", out));
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(ae("evaluate", out.toString()).out()).isEqualTo(metricsText(out));
  }

  @Test
  void patienceHoldsOutATenth() throws IOException {
    Path out = folder.resolve("out");
    Result result =
        ae(words("train deep --ignore id --patience 1 --epochs 2 --data", table, "--out", out));
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.err()).contains("holding out 150 of 1,350 training examples for --patience");
    assertThat(ae("evaluate", out.toString()).out()).isEqualTo(metricsText(out));
    assertThat(Autoencoder.load(out).columns().orElseThrow().rows()).isEqualTo(1200);
  }

  @Test
  void windowsOfASeriesAreLearnedAndSplitByTime() throws IOException {
    List<String> lines = new ArrayList<>(List.of("time,load"));
    for (int i = 0; i < 400; i++) {
      lines.add("%d,%s".formatted(i, 50 + 10 * Math.sin(i / 5.0)));
    }
    Path series = Files.write(folder.resolve("series.csv"), lines);
    Path out = folder.resolve("out");
    Result result =
        ae(
            words(
                "train linear --window 12,2 --ignore time --set codeSize=2 --epochs 60 --batch 16 --data",
                series,
                "--out",
                out));
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.err()).contains("360 rows to train on, the last 40 to test on");
    assertThat(metrics(out)).containsEntry("test_examples", 15);
    assertThat((double) metrics(out).get("fvu")).isLessThan(0.05);
    assertThat(ae("evaluate", out.toString()).out()).isEqualTo(metricsText(out));
    Path codes = folder.resolve("codes.csv");
    ae(words("encode", out, "--input", series, "--output", codes));
    assertThat(cells(codes)).hasSize(1 + (400 - 12) / 2 + 1);
    assertThat(cells(codes).get(0))
        .containsExactly("first_step", "time[1]", "time[12]", "code_1", "code_2");
    assertThat(column(codes, "first_step")).startsWith("1", "3", "5");
    assertThat(column(codes, "time[1]")).startsWith("0", "2", "4");
    assertThat(column(codes, "time[12]")).startsWith("11", "13", "15");
    Path made = folder.resolve("made.csv");
    ae(words("reconstruct --id load", out, "--input", series, "--output", made));
    assertThat(column(made, "first_step")).isEqualTo(column(codes, "first_step"));
    Result filled = ae(words("reconstruct --fill", out, "--input", series, "--output", "-"));
    assertThat(filled.code()).isEqualTo(1);
    assertThat(filled.err()).contains("--fill has no meaning for windows");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--label kind | has no column \"kind\"",
        "--number class | line 2: column \"class\" has \"red\", expected a number",
        "--limit 1 | has too few rows, 1, to draw a tenth for the test",
      })
  void whatCannotBeLearnedIsRefusedAndLeavesNothing(String options, String message)
      throws IOException {
    Result result =
        ae(words("train linear " + options + " --data", table, "--out", folder.resolve("out")));
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err().lines().filter(line -> line.startsWith("ae: ")))
        .singleElement()
        .asString()
        .contains("plane.csv", message);
    assertThat(names(folder)).isEmpty();
  }

  @Test
  void modelsOfImagesRefuseColumnsBeforeAnythingIsReadAndSayWhy() {
    Path missing = folder.resolve("nosuch.csv");
    Result result =
        ae(words("train convolutional --data", missing, "--out", folder.resolve("out")));
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err())
        .contains("A model of images cannot be fitted to columns", "such as basic or deep");
  }

  @Test
  void aWrongCellIsNamedByLineAndColumnAndNothingIsWritten() throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(table));
    lines.set(1200, lines.get(1200).replaceFirst(",[^,]*", ",twelve"));
    Path wrong = Files.write(folder.resolve("wrong.csv"), lines);
    Path codes = folder.resolve("codes.csv");
    Result result = ae(words("encode", run, "--input", wrong, "--output", codes));
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err()).contains("wrong.csv, line 1201: column \"a\" has \"twelve\"");
    assertThat(names(folder)).containsExactly("wrong.csv");
  }

  @Test
  void aMissingColumnIsNamed() throws IOException {
    Path lacking = Files.write(folder.resolve("lacking.csv"), List.of("id,a,b,sum", "1,2,3,4"));
    Result result = ae(words("reconstruct", run, "--input", lacking, "--output", "-"));
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err()).contains("lacking.csv lacks the column \"difference\"");
    assertThat(result.out()).isEmpty();
  }

  @Test
  void whatIsNeitherADataSetNorAFileIsRefused() {
    assertThat(ae(words("train basic --data nosuch")).err())
        .contains("data: found 'nosuch', expected one of digits", "or a file");
    Result missing = ae(words("train basic --data nosuch.csv --out", folder.resolve("out")));
    assertThat(missing.code()).isEqualTo(1);
    assertThat(missing.err()).contains("nosuch.csv: there is no such file");
  }

  private Path applied(String verb, Path input, String... more) throws IOException {
    Path output = folder.resolve(verb + more.length + ".csv");
    Result result = ae(words(verb, run, "--input", input, "--output", output), more);
    assertThat(result.code()).as(result.err()).isZero();
    return output;
  }

  private static String metricsText(Path run) throws IOException {
    return Files.readString(run.resolve("metrics.json"));
  }

  private static Map<String, Object> metrics(Path run) throws IOException {
    return json(metricsText(run));
  }

  private static Map<String, Object> json(String text) throws IOException {
    return new ObjectMapper()
        .readValue(text, new TypeReference<LinkedHashMap<String, Object>>() {});
  }
}
