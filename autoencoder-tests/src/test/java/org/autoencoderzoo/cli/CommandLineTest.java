package org.autoencoderzoo.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.autoencoderzoo.cli.AeRun.ae;
import static org.autoencoderzoo.cli.AeRun.inANewProcess;
import static org.autoencoderzoo.cli.AeRun.names;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.cli.AeRun.Result;
import org.autoencoderzoo.datasets.CsvMatrix;
import org.autoencoderzoo.datasets.ImageDataSet;
import org.autoencoderzoo.datasets.TrainTest;
import org.autoencoderzoo.evaluation.Metric;
import org.autoencoderzoo.linear.Pca;
import org.autoencoderzoo.zoo.Zoo;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.core.type.TypeReference;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/** Commands that train and that use what was trained, end to end, on the embedded digits. */
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
        .containsExactlyInAnyOrder(
            "model.zip", "zoo.json", "metrics.json", "filters.png", "report.html");
    assertThat(names(shared)).containsExactly("basic");
    Map<String, Object> metrics = json(Files.readString(run.resolve("metrics.json")));
    List<String> keys =
        new ArrayList<>(
            List.of(
                "model",
                "data",
                "seed",
                "epochs",
                "epochs_trained",
                "train_examples",
                "test_examples"));
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
  void onlyAPenaltyThatCountsIsAnExcuse() {
    String[] train = {"train", "contractive", "--epochs", "25", "--limit", "300"};
    String excuse = "it was trained to keep a penalty on its code low";
    String out = folder.resolve("run").toString();
    assertThat(ae(train, "--out", out).out()).contains("PCA").contains(excuse);
    out = folder.resolve("other").toString();
    assertThat(ae(train, "--set", "lambda=0", "--out", out).out())
        .contains("PCA")
        .doesNotContain(excuse);
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
  void evaluateLimitsTheTestExamplesOnly() throws IOException {
    Map<String, Object> metrics = json(ae("evaluate", run.toString(), "--limit", "20").out());
    assertThat(metrics).containsEntry("train_examples", 300).containsEntry("test_examples", 20);
    TrainTest digits = ImageDataSet.DIGITS.load();
    Pca pca = Pca.fit(digits.train().first(300).images(), 32);
    double error =
        pca.reconstructionError(digits.test().first(20).images()).meanNumber().doubleValue();
    assertThat((double) metrics.get("pca_squared_error")).isCloseTo(error, within(1e-6));
  }

  @Test
  void evaluateRefusesOtherFilesThanThoseOfTheRun() throws IOException {
    Path other = folder.resolve("other");
    Autoencoder.load(run).save(other, Map.of("data", "digits", "data_sha256", "00"));
    Result result = ae("evaluate", other.toString());
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err()).contains("was trained on other examples than those of UCI");
  }

  @Test
  void imagesOfOnesOwnAreTrainedOnAndSaidToBe() throws IOException {
    Path own = Files.createDirectory(folder.resolve("letters"));
    for (String part : List.of("train", "t10k")) {
      byte[] images =
          Arrays.copyOf(new byte[] {0, 0, 8, 3, 0, 0, 0, 9, 0, 0, 0, 4, 0, 0, 0, 5}, 196);
      IntStream.range(16, 196).forEach(i -> images[i] = (byte) (i * i));
      Files.write(own.resolve(part + "-images-idx3-ubyte"), images);
      byte[] labels = Arrays.copyOf(new byte[] {0, 0, 8, 1, 0, 0, 0, 9, 1, 2}, 17);
      Files.write(own.resolve(part + "-labels-idx1-ubyte"), labels);
    }
    Path out = folder.resolve("out");
    String[] data = {"--data", "mnist", "--data-dir", own.toString()};
    Result trained =
        ae("train basic --epochs 1 --set codeSize=3 --out".split(" "), words(out.toString(), data));
    assertThat(trained.code()).as(trained.err()).isZero();
    assertThat(trained.err()).contains("the files in " + own + " are not those of MNIST");
    String metrics = Files.readString(out.resolve("metrics.json"));
    assertThat(json(metrics)).containsEntry("data", "letters").containsEntry("train_examples", 9);
    assertThat(Files.readString(out.resolve("report.html")))
        .contains("images of the folder letters");
    assertThat(ae(new String[] {"evaluate", out.toString()}, data).out()).isEqualTo(metrics);
    Result onDigits = ae("evaluate", out.toString(), "--data", "digits");
    assertThat(onDigits.code()).isEqualTo(1);
    assertThat(onDigits.err()).contains(out + " reads 20 numbers per example, but digits has 64");
  }

  private static String[] words(String first, String... more) {
    return Stream.concat(Stream.of(first), Stream.of(more)).toArray(String[]::new);
  }

  @Test
  void stackedModelIsTrainedLevelByLevel() throws IOException {
    Path out = folder.resolve("out");
    Result result =
        ae("train stacked --epochs 3 --set levelEpochs=2 --out".split(" "), out.toString());
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.err())
        .containsSubsequence(
            "level 1 of 3", "epoch 2/2", "level 2 of 3", "epoch 2/2", "level 3 of 3", "epoch 2/2")
        .containsSubsequence("all levels", "epoch 3/3");
    assertThat(Autoencoder.load(out).settings()).containsEntry("levelEpochs", 2);
    assertThat(Files.readString(out.resolve("report.html")))
        .contains("Learning curve of level 3 of 3", "epochs per level", "2, 2, 2");
    assertThat(names(folder)).containsExactly("out");
    ae("train", "stacked", "--force", "--epochs", "2", "--out", out.toString());
    assertThat(Autoencoder.load(out).settings()).containsEntry("levelEpochs", null);
    assertThat(Files.readString(out.resolve("report.html"))).contains("2, 2, 2");
    ae("train stacked --force --epochs 2 --set levelEpochs=0 --out".split(" "), out.toString());
    assertThat(Files.readString(out.resolve("report.html"))).contains("<h2>Learning curve</h2>");
  }

  @Test
  void runFolderIsReplacedByTheNextRunIfThatIsSaid() throws IOException {
    Path out = folder.resolve("out");
    ae(TRAIN, "--out", out.toString());
    String before = Files.readString(out.resolve("metrics.json"));
    ae(TRAIN, "--seed", "7", "--force", "--out", out.toString());
    assertThat(Files.readString(out.resolve("metrics.json"))).isNotEqualTo(before);
    assertThat(names(folder)).containsExactly("out");
  }

  @ParameterizedTest
  @MethodSource("org.autoencoderzoo.zoo.Zoo#models")
  void everyModelIsTrainedAndAppliedToRowsOfAFile(Zoo.Entry zoo) throws IOException {
    Path model = folder.resolve(zoo.id());
    Result trained =
        ae("train", zoo.id(), "--epochs", "1", "--limit", "60", "--out", model.toString());
    assertThat(trained.code()).as(trained.err()).isZero();
    byte[] filters = Files.readAllBytes(model.resolve("filters.png"));
    assertThat(Files.readString(model.resolve("report.html")))
        .contains("Learned filters", Base64.getEncoder().encodeToString(filters));
    Map<String, Object> metrics = json(Files.readString(model.resolve("metrics.json")));
    assertThat(metrics).containsKeys("fvu", "denoising_error", "jacobian_norm");

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
