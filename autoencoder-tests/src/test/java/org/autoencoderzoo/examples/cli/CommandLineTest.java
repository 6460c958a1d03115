package org.autoencoderzoo.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.autoencoderzoo.data.CsvMatrix;
import org.autoencoderzoo.data.ImageDataSet;
import org.autoencoderzoo.evaluation.Metric;
import org.autoencoderzoo.zoo.Zoo;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.core.type.TypeReference;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/** The command line end to end, on the embedded digits, and what it says to wrong input. */
class CommandLineTest {

  private static final String[] TRAIN = {"train", "basic", "--epochs", "3", "--limit", "300"};

  @TempDir static Path shared;
  private static Path run;

  @TempDir Path folder;

  @BeforeAll
  static void train() {
    run = shared.resolve("basic");
    assertThat(ae(TRAIN, "--out", run.toString()).code).isZero();
  }

  @Test
  void trainLeavesNetworkDescriptionMetricsAndReport() throws IOException {
    assertThat(names(run))
        .containsExactlyInAnyOrder("model.zip", "zoo.json", "metrics.json", "report.html");
    assertThat(names(shared)).containsExactly("basic");
    Map<String, Object> metrics = json(Files.readString(run.resolve("metrics.json")));
    List<String> keys =
        new ArrayList<>(
            List.of("model", "data", "seed", "epochs", "train_examples", "test_examples"));
    Stream.of(Metric.values()).map(Metric::key).forEach(keys::add);
    keys.addAll(List.of("train_seconds", "examples_per_second"));
    assertThat(metrics.keySet()).containsExactlyElementsOf(keys);
    assertThat(metrics)
        .containsEntry("model", "basic")
        .containsEntry("data", "digits")
        .containsEntry("train_examples", 300)
        .containsEntry("test_examples", 299)
        .containsEntry("code_size", 32);
  }

  @Test
  void sameCommandGivesTheSameMetricsButForTimes() throws IOException {
    Path again = folder.resolve("again");
    ae(TRAIN, "--out", again.toString());
    assertThat(withoutTimes(again)).isEqualTo(withoutTimes(run));
    Path other = folder.resolve("other");
    ae(TRAIN, "--seed", "7", "--out", other.toString());
    assertThat(withoutTimes(other)).isNotEqualTo(withoutTimes(run));
  }

  @Test
  void evaluateGivesTheSameMetricsInANewProcess() throws Exception {
    Result result = inANewProcess(Map.of(), List.of(), "evaluate", run.toString());
    assertThat(result.code).as(result.err).isZero();
    assertThat(result.out).isEqualTo(Files.readString(run.resolve("metrics.json")));
  }

  @Test
  void runFolderIsReplacedByTheNextRun() throws IOException {
    Path out = folder.resolve("out");
    ae(TRAIN, "--out", out.toString());
    String before = Files.readString(out.resolve("metrics.json"));
    ae(TRAIN, "--seed", "7", "--out", out.toString());
    assertThat(Files.readString(out.resolve("metrics.json"))).isNotEqualTo(before);
    assertThat(names(folder)).containsExactly("out");
  }

  @Test
  void encodeThenDecodeIsReconstruct() throws IOException {
    INDArray x = ImageDataSet.DIGITS.load().test().first(5).images();
    Path input = folder.resolve("x.csv");
    CsvMatrix.write(input, x);
    transform("encode", input, "codes.csv", 0);
    transform("decode", folder.resolve("codes.csv"), "decoded.csv", 0);
    transform("reconstruct", input, "reconstructed.csv", 0);
    INDArray decoded = CsvMatrix.read(folder.resolve("decoded.csv"), 64);
    INDArray reconstructed = CsvMatrix.read(folder.resolve("reconstructed.csv"), 64);
    assertThat(CsvMatrix.read(folder.resolve("codes.csv"), 32).size(0)).isEqualTo(5);
    assertThat(decoded.equalsWithEps(reconstructed, 1e-5)).isTrue();
  }

  @Test
  void listNamesEveryModelWithTopicAndParameters() {
    String out = ae(new String[] {"list"}).out;
    for (Zoo zoo : Zoo.values()) {
      assertThat(out).contains(zoo.id(), zoo.topic(), zoo.summary());
    }
    assertThat(out).contains("2,837,314");
    assertThat(ae(new String[] {"list", "deep"}).out).contains("--set hiddenSizes=1000,500,250");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "list",
        "train",
        "evaluate",
        "encode",
        "decode",
        "reconstruct",
        "data",
        "data fetch"
      })
  void everyCommandHasHelpWithAnExample(String command) {
    String[] words = (command + " --help").trim().split(" ");
    Result result = ae(words);
    assertThat(result.code).isZero();
    assertThat(result.out).contains("Example: ae ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "train basik                            | There is no model \"basik\"; there are [linear, basic, deep,",
        "train basic --set kodeSize=3           | There is no setting \"kodeSize\"",
        "train basic --set codeSize=0           | codeSize is 0, must be 1 to 4096",
        "train basic --set codeSize=4097        | codeSize is 4097, must be 1 to 4096",
        "train linear --set codeSize=65         | codeSize is 65, must be 1 to 64",
        "train basic --set codeSize             | codeSize",
        "train basic --data cifar               | cifar",
        "train basic --epochs 0                 | '0' is not a whole number of at least 1",
        "train basic --batch x                  | 'x' is not a whole number of at least 1",
        "train basic --limit -1                 | '-1' is not a whole number of at least 1",
        "train                                  | MODEL",
        "trian basic                            | trian",
        "encode somewhere                       | --input"
      })
  void wrongUsageIsOneLineAndExitCodeTwo(String command, String message) throws IOException {
    List<String> words = new ArrayList<>(List.of(command.split(" ")));
    if (words.contains("train") && words.size() > 1) {
      words.addAll(List.of("--out", folder.resolve("out").toString()));
    }
    Result result = ae(words.toArray(String[]::new));
    assertThat(result.code).isEqualTo(2);
    assertThat(result.err).contains(message);
    assertThat(result.err.lines()).hasSize(2).last().asString().startsWith("Try 'ae");
    assertThat(names(folder)).isEmpty();
  }

  @Test
  void truncatedIdxFileIsRefused() throws IOException {
    Path data = Files.createDirectory(folder.resolve("data"));
    Files.write(data.resolve("train-images-idx3-ubyte"), new byte[] {0, 0, 8, 3, 0, 0, 0, 1, 0, 0});
    assertFails(
        "train-images-idx3-ubyte",
        "train",
        "basic",
        "--data",
        "mnist",
        "--data-dir",
        data.toString());
    assertThat(names(folder)).containsExactly("data");
  }

  @Test
  void fileWithTheWrongHashIsRefused() throws IOException {
    Path data = Files.createDirectory(folder.resolve("data"));
    byte[] labels = new byte[8 + 60_000];
    System.arraycopy(new byte[] {0, 0, 8, 1, 0, 0, (byte) 0xea, 0x60}, 0, labels, 0, 8);
    Files.write(data.resolve("train-labels-idx1-ubyte"), labels);
    assertFails("SHA-256", "train", "basic", "--data", "mnist", "--data-dir", data.toString());
  }

  @Test
  void csvWithNanOrOfTheWrongWidthIsRefused() throws IOException {
    Path input = folder.resolve("x.csv");
    Files.writeString(input, "0.5,".repeat(63) + "NaN\n");
    assertThat(transform("encode", input, "out.csv", 1))
        .contains("line 1")
        .containsIgnoringCase("nan");
    Files.writeString(input, "0.5,0.5\n");
    assertThat(transform("encode", input, "out.csv", 1)).contains("2").contains("64");
    Files.writeString(input, "1.5,".repeat(63) + "0\n");
    assertThat(transform("encode", input, "out.csv", 1))
        .contains("Row 0")
        .contains("outside [0,1]");
    assertThat(names(folder)).containsExactly("x.csv");
  }

  @Test
  void outputFolderThatCannotBeWrittenIsRefusedBeforeTraining() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    Result result = ae(TRAIN, "--out", file.resolve("out").toString());
    assertThat(result.code).isEqualTo(1);
    assertThat(result.err).contains("cannot be written").contains("--out");
    assertThat(result.err.lines()).hasSize(1);
  }

  @Test
  void folderThatIsNoRunIsNotOverwritten() throws IOException {
    Path mine = Files.createDirectory(folder.resolve("mine"));
    Files.writeString(mine.resolve("thesis.txt"), "precious");
    Result result = ae(TRAIN, "--out", mine.toString());
    assertThat(result.code).isEqualTo(1);
    assertThat(result.err).contains("is no run of ae");
    assertThat(names(mine)).containsExactly("thesis.txt");
  }

  @Test
  void modelCutInHalfIsRefused() throws IOException {
    Path copy = Files.createDirectory(folder.resolve("copy"));
    for (String name : names(run)) {
      Files.copy(run.resolve(name), copy.resolve(name));
    }
    try (RandomAccessFile model = new RandomAccessFile(copy.resolve("model.zip").toFile(), "rw")) {
      model.setLength(model.length() / 2);
    }
    assertFails("model.zip is damaged", "evaluate", copy.toString());
    Files.delete(copy.resolve("model.zip"));
    assertFails("no model", "evaluate", copy.toString());
    Files.writeString(copy.resolve("zoo.json"), "{");
    assertFails("zoo.json is damaged", "evaluate", copy.toString());
    assertFails("There is no run in", "evaluate", folder.resolve("nowhere").toString());
  }

  @Test
  void withoutNetworkAndNpmTheErrorSaysWhatToDo() throws Exception {
    Result result =
        inANewProcess(
            Map.of("PATH", folder.toString()),
            List.of(
                "-Dautoencoderzoo.cache=" + folder.resolve("cache"),
                "-Dhttps.proxyHost=127.0.0.1",
                "-Dhttps.proxyPort=9",
                "-Dhttp.proxyHost=127.0.0.1",
                "-Dhttp.proxyPort=9"),
            "data",
            "fetch",
            "mnist");
    assertThat(result.code).isEqualTo(1);
    assertThat(result.err).contains("ae: ").contains("npm").contains("--data-dir");
  }

  @Test
  void interruptedTrainingLeavesNothing() throws Exception {
    Path out = folder.resolve("out");
    Process process =
        newProcess(
                Map.of(), List.of(), "train", "basic", "--epochs", "5000", "--out", out.toString())
            .start();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (names(folder).isEmpty() && System.nanoTime() < deadline) {
      Thread.sleep(50);
    }
    assertThat(names(folder)).as("the draft").hasSize(1);
    process.destroy();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isNotZero();
    assertThat(names(folder)).isEmpty();
  }

  private void assertFails(String message, String... words) throws IOException {
    List<String> all = new ArrayList<>(List.of(words));
    if (words[0].equals("train")) {
      all.addAll(List.of("--out", folder.resolve("out").toString()));
    }
    Result result = ae(all.toArray(String[]::new));
    assertThat(result.code).isEqualTo(1);
    assertThat(result.err).startsWith("ae: ").contains(message);
    assertThat(result.err.lines()).hasSize(1);
    assertThat(folder.resolve("out")).doesNotExist();
  }

  /** Applies the shared model to a file; returns what standard error said. */
  private String transform(String verb, Path input, String output, int expectedCode) {
    Result result =
        ae(
            verb,
            run.toString(),
            "--input",
            input.toString(),
            "--output",
            folder.resolve(output).toString());
    assertThat(result.code).as(result.err).isEqualTo(expectedCode);
    return result.err;
  }

  private record Result(int code, String out, String err) {}

  private static Result ae(String[] first, String... more) {
    return ae(Stream.concat(Stream.of(first), Stream.of(more)).toArray(String[]::new));
  }

  private static Result ae(String... words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        Ae.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(words);
    return new Result(code, out.toString(), err.toString());
  }

  private Result inANewProcess(
      Map<String, String> environment, List<String> options, String... words) throws Exception {
    Path out = folder.resolve("stdout");
    Path err = folder.resolve("stderr");
    Process process =
        newProcess(environment, options, words)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    return new Result(
        process.exitValue(),
        Files.readString(out, StandardCharsets.UTF_8),
        Files.readString(err, StandardCharsets.UTF_8));
  }

  private static ProcessBuilder newProcess(
      Map<String, String> environment, List<String> options, String... words) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(
        List.of("-Xmx1g", "-cp", System.getProperty("java.class.path"), Ae.class.getName()));
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    return builder;
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private static Map<String, Object> json(String text) throws IOException {
    return new ObjectMapper()
        .readValue(text, new TypeReference<LinkedHashMap<String, Object>>() {});
  }

  private static String withoutTimes(Path folder) throws IOException {
    return Files.readAllLines(folder.resolve("metrics.json")).stream()
        .filter(line -> !line.contains("train_seconds") && !line.contains("examples_per_second"))
        .toList()
        .toString();
  }
}
