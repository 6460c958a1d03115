package org.autoencoderzoo.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.autoencoderzoo.examples.cli.AeRun.ae;
import static org.autoencoderzoo.examples.cli.AeRun.inANewProcess;
import static org.autoencoderzoo.examples.cli.AeRun.names;
import static org.autoencoderzoo.examples.cli.AeRun.newProcess;

import java.io.IOException;
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
import org.autoencoderzoo.examples.cli.AeRun.Result;
import org.autoencoderzoo.zoo.Zoo;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.core.type.TypeReference;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/** The command line end to end, on the embedded digits. */
class CommandLineTest {

  private static final String[] TRAIN = {"train", "basic", "--epochs", "3", "--limit", "300"};

  @TempDir static Path shared;
  private static Path run;

  @TempDir Path folder;

  @BeforeAll
  static void train() {
    run = shared.resolve("basic");
    assertThat(ae(TRAIN, "--out", run.toString()).code()).isZero();
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
    Result result = inANewProcess(folder, Map.of(), List.of(), "evaluate", run.toString());
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.out()).isEqualTo(Files.readString(run.resolve("metrics.json")));
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

  @ParameterizedTest
  @EnumSource
  void everyModelIsTrainedAndAppliedToRowsOfAFile(Zoo zoo) throws IOException {
    Path model = folder.resolve(zoo.id());
    Result trained =
        ae("train", zoo.id(), "--epochs", "1", "--limit", "60", "--out", model.toString());
    assertThat(trained.code()).as(trained.err()).isZero();
    assertThat(Files.readString(model.resolve("report.html"))).contains("Learned filters");
    Map<String, Object> metrics = json(Files.readString(model.resolve("metrics.json")));
    assertThat(metrics)
        .containsKeys("fvu", "denoising_error", "jacobian_norm", "pca_squared_error");

    INDArray x = ImageDataSet.DIGITS.load().test().first(5).images();
    Path input = folder.resolve("x.csv");
    CsvMatrix.write(input, x);
    transform(model, "encode", input, "codes.csv", 0);
    transform(model, "decode", folder.resolve("codes.csv"), "decoded.csv", 0);
    transform(model, "reconstruct", input, "reconstructed.csv", 0);
    int codeSize = (int) metrics.get("code_size");
    INDArray decoded = CsvMatrix.read(folder.resolve("decoded.csv"), 64);
    INDArray reconstructed = CsvMatrix.read(folder.resolve("reconstructed.csv"), 64);
    assertThat(CsvMatrix.read(folder.resolve("codes.csv"), codeSize).size(0)).isEqualTo(5);
    assertThat(decoded.equalsWithEps(reconstructed, 1e-5)).isTrue();
  }

  @Test
  void listNamesEveryModelWithTopicAndParameters() {
    String out = ae(new String[] {"list"}).out();
    for (Zoo zoo : Zoo.values()) {
      assertThat(out).contains(zoo.id(), zoo.topic(), zoo.summary());
    }
    assertThat(out).contains("2,837,314");
    assertThat(ae(new String[] {"list", "deep"}).out()).contains("--set hiddenSizes=1000,500,250");
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
    assertThat(result.code()).isZero();
    assertThat(result.out()).contains("Example: ae ");
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

  /** Applies a model to a file; returns what standard error said. */
  private String transform(Path model, String verb, Path input, String output, int expectedCode) {
    Result result =
        ae(
            verb,
            model.toString(),
            "--input",
            input.toString(),
            "--output",
            folder.resolve(output).toString());
    assertThat(result.code()).as(result.err()).isEqualTo(expectedCode);
    return result.err();
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
