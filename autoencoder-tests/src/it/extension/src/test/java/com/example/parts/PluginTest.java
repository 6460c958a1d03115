package com.example.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.datasets.CsvMatrix;
import org.autoencoderzoo.layers.Dense;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.transferlearning.TransferLearning;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/** The jar of this project, given to {@code ae} in processes that do not have it otherwise. */
class PluginTest {

  private static final Path JAR = Path.of("target", "extension.jar").toAbsolutePath();
  private static final INDArray X = new Bars().load().test().images();

  @TempDir static Path shared;
  private static Path run;

  @TempDir Path folder;

  /** What a command printed, and its exit code. */
  private record Result(int code, String out, String err) {}

  @BeforeAll
  static void train() throws Exception {
    run = shared.resolve("run");
    Result trained = ae(shared, training(run));
    assertThat(trained.code()).as(trained.err()).isZero();
  }

  @Test
  void modelIsListedWithItsSettings() throws Exception {
    assertThat(ae(folder, "list").out()).contains("basic", "smooth", "You 2026");
    assertThat(ae(folder, "list", "smooth").out()).contains("--set lambda=0.1");
  }

  @Test
  void modelIsShown() throws Exception {
    assertThat(ae(folder, "show", "smooth", "--set", "codeSize=7").out())
        .contains("TiedDecoder", "784,7");
  }

  @Test
  void jsonOfTheModelIsThatOfDeeplearning4j() throws Exception {
    String json =
        ae(folder, "show", "smooth", "--json", "--set", "inputSize=64", "--set", "lambda=2").out();
    ComputationGraph network = new ComputationGraph(ComputationGraphConfiguration.fromJson(json));
    network.init();
    Dense code = (Dense) network.getLayer(Autoencoder.CODE).conf().getLayer();
    assertThat(code.settings().penalties()).containsExactly(new CodeEnergy(2));
    assertThat(network.outputSingle(X).shape()).containsExactly(100, 64);
  }

  @Test
  void trainingLeavesSettingsMetricsAndReport() throws IOException {
    assertThat(run.resolve("zoo.json")).content().contains("smooth", "\"lambda\" : 0.02", "bars");
    assertThat(run.resolve("metrics.json")).content().contains("\"train_examples\" : 400");
    assertThat(run.resolve("report.html")).content().contains("short codes", "Bars, 8x8");
  }

  @Test
  void killedTrainingThatIsResumedEndsAsTheOther() throws Exception {
    Path killed = folder.resolve("killed");
    List<String> words = new ArrayList<>(List.of(training(killed)));
    words.addAll(List.of("--checkpoint-minutes", "0.0001"));
    Process process = process(JAR, words.toArray(String[]::new)).start();
    while (process.isAlive() && Files.notExists(folder.resolve("killed.checkpoint"))) {
      Thread.sleep(5);
    }
    process.destroyForcibly().waitFor();
    assertThat(killed).as("the run was killed before its end").doesNotExist();
    words.add("--resume");
    Result resumed = ae(folder, words.toArray(String[]::new));
    assertThat(resumed.code()).as(resumed.err()).isZero();
    assertThat(resumed.err()).contains("continuing in epoch ");
    assertThat(loaded(killed).network().params()).isEqualTo(loaded(run).network().params());
  }

  @Test
  void savedModelIsEvaluated() throws Exception {
    assertThat(ae(folder, "evaluate", run.toString()).out())
        .isEqualTo(Files.readString(run.resolve("metrics.json")));
  }

  @Test
  void savedModelEncodesDecodesAndReconstructs() throws Exception {
    CsvMatrix.write(folder.resolve("x.csv"), X);
    transform("encode", "x.csv", "codes.csv");
    transform("decode", "codes.csv", "decoded.csv");
    transform("reconstruct", "x.csv", "reconstructed.csv");
    Autoencoder autoencoder = loaded(run);
    assertThat(csv("codes.csv", 16).equalsWithEps(autoencoder.encode(X), 1e-5)).isTrue();
    INDArray reconstructed = autoencoder.reconstruct(X);
    assertThat(csv("decoded.csv", 64).equalsWithEps(reconstructed, 1e-5)).isTrue();
    assertThat(csv("reconstructed.csv", 64).equalsWithEps(reconstructed, 1e-5)).isTrue();
  }

  @Test
  void savedModelIsRefusedWithoutTheJar() throws Exception {
    Result result = ae(null, folder, "evaluate", run.toString());
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err()).contains("it names the class com.example.parts.CodeEnergy");
    assertThatThrownBy(() -> Autoencoder.load(run))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("it names the class com.example.parts.CodeEnergy");
  }

  @Test
  void frozenEncoderStaysAsItIs() throws IOException {
    ComputationGraph frozen =
        new TransferLearning.GraphBuilder(loaded(run).network())
            .setFeatureExtractor(Autoencoder.CODE)
            .build();
    INDArray before = frozen.getLayer(Autoencoder.CODE).params().dup();
    assertThat(frozen.outputSingle(X)).isEqualTo(loaded(run).network().outputSingle(X));
    frozen.fit(new DataSet(X, X));
    assertThat(frozen.getLayer(Autoencoder.CODE).params()).isEqualTo(before);
  }

  private static String[] training(Path out) {
    String words = "train smooth --data bars --set lambda=0.02 --set codeSize=16 --epochs 500";
    List<String> training = new ArrayList<>(List.of(words.split(" ")));
    training.addAll(List.of("--out", out.toString()));
    return training.toArray(String[]::new);
  }

  private void transform(String verb, String input, String output) throws Exception {
    Result result =
        ae(
            folder,
            verb,
            run.toString(),
            "--input",
            folder.resolve(input).toString(),
            "--output",
            folder.resolve(output).toString());
    assertThat(result.code()).as(result.err()).isZero();
  }

  private INDArray csv(String file, int columns) throws IOException {
    return CsvMatrix.read(folder.resolve(file), columns);
  }

  private static Autoencoder loaded(Path run) throws IOException {
    return Autoencoder.load(run, CodeEnergy.class);
  }

  private static Result ae(Path folder, String... words) throws Exception {
    return ae(JAR, folder, words);
  }

  private static Result ae(Path jar, Path folder, String... words) throws Exception {
    Path out = folder.resolve("stdout");
    Path err = folder.resolve("stderr");
    Process process =
        process(jar, words).redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("the command ends").isTrue();
    return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  /** Its class path has the library's jars, and not this project. */
  private static ProcessBuilder process(Path jar, String... words) {
    String classPath =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> entry.endsWith(".jar"))
            .collect(Collectors.joining(File.pathSeparator));
    assertThat(classPath).contains("autoencoder-cli").doesNotContain(JAR.toString());
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", classPath));
    command.add("-Dorg.autoencoderzoo.ops=" + System.getProperty("org.autoencoderzoo.ops", "host"));
    command.add("org.autoencoderzoo.cli.Ae");
    if (jar != null) {
      command.addAll(List.of("--plugins", jar.toString()));
    }
    command.addAll(Arrays.asList(words));
    return new ProcessBuilder(command);
  }
}
