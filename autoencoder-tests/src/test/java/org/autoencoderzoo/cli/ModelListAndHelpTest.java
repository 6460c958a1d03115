package org.autoencoderzoo.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.autoencoderzoo.cli.AeRun.ae;
import static org.autoencoderzoo.cli.AeRun.inANewProcess;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.autoencoderzoo.cli.AeRun.Result;
import org.autoencoderzoo.internal.ops.OpsInUse;
import org.autoencoderzoo.zoo.Zoo;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code ae} says of models and of itself: lists, layers, versions, help. */
class ModelListAndHelpTest {

  @TempDir private Path folder;

  @Test
  void listNamesEveryModelWithPaperAndParameters() {
    String out = ae(new String[] {"list"}).out();
    for (Zoo.Entry zoo : Zoo.models()) {
      assertThat(out).contains(zoo.id(), zoo.paper(), zoo.summary());
    }
    assertThat(out).contains("2,837,314");
    assertThat(ae(new String[] {"list", "deep"}).out())
        .contains("--set hiddenSizes=1000,500,250", "Some are smaller for smaller images");
  }

  @Test
  void showPrintsLayersShapesAndParameters() {
    String out = ae("show", "deep", "--set", "inputSize=64", "--set", "codeSize=3").out();
    assertThat(out).contains("deep", "64,256", "64,3", "Total Parameters:  116,035");
    assertThat(ae("show", "basic").out()).contains("TiedDecoder", "784,392", "308,504");
    assertThat(ae("show", "basic", "--set", "codeSize=0").code()).isEqualTo(2);
  }

  /** So that the file is of use to a program that has the layers only. */
  @ParameterizedTest
  @MethodSource("org.autoencoderzoo.zoo.Zoo#models")
  void showPrintsJsonThatNeedsNoClassOfTheZoo(Zoo.Entry zoo) {
    Result result = ae("show", zoo.id(), "--set", "weightDecay=0.5", "--json");
    ComputationGraphConfiguration read = ComputationGraphConfiguration.fromJson(result.out());
    assertThat(read)
        .isEqualTo(
            ComputationGraphConfiguration.fromJson(
                zoo.builder().weightDecay(0.5).build().conf().toJson()));
    assertThat(result.out())
        .contains("org.autoencoderzoo.layers.")
        .doesNotContain("org.autoencoderzoo.zoo");
  }

  @Test
  void versionNamesTheBackend() throws Exception {
    String computing = OpsInUse.areTheHosts() ? "host, the CPU's kernels" : "nd4j, ";
    Result result = inANewProcess(folder, Map.of(), List.of(), "train", "--version");
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.out().lines())
        .anyMatch(line -> line.matches("autoencoder-zoo \\d.*"))
        .contains("deeplearning4j 1.0.0-M2.1", "backend CPU")
        .anyMatch(line -> line.startsWith("BLAS "))
        .anyMatch(line -> line.startsWith("operations " + computing))
        .anyMatch(line -> line.startsWith("devices "));
  }

  @Test
  void versionSaysWhatIsMissingWhereNoBackendLoads() throws Exception {
    String withoutBackend =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> !entry.contains("nd4j-native-1") && !entry.contains("nd4j-cuda"))
            // The manifest of ae.jar names the backend, too.
            .map(entry -> entry.replaceFirst("ae\\.jar$", "classes"))
            .collect(Collectors.joining(File.pathSeparator));
    Result result = inANewProcess(folder, Map.of(), List.of("-cp", withoutBackend), "--version");
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.out()).contains("deeplearning4j 1.0.0-M2.1");
    assertThat(inANewProcess(folder, Map.of(), List.of("-cp", withoutBackend), "--help").err())
        .as("help needs no backend")
        .isEmpty();
    assertThat(result.out().lines())
        .last()
        .asString()
        .startsWith("backend none can be loaded: ")
        .contains("nd4j-native");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "list",
        "show",
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
}
