package org.autoencoderzoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.autoencoderzoo.datasets.ImageDataSet;
import org.autoencoderzoo.internal.ops.OpsInUse;
import org.autoencoderzoo.zoo.Basic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The program in README.md, compiled and run with what its two dependencies bring, no more. */
class ReadmeProgramTest {

  private static final Path PROJECT = Path.of("").toAbsolutePath().getParent();

  @TempDir Path folder;

  @Test
  void fiveLinesTrainAModel() throws Exception {
    Path source = folder.resolve("FiveLines.java");
    Files.writeString(source, program());
    String classPath = classPath();
    assertThat(classPath).doesNotContain("junit").doesNotContain("picocli");
    int compiled =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-cp", classPath, "-d", folder.toString(), source.toString());
    assertThat(compiled).isZero();

    Path out = folder.resolve("out");
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process process =
        new ProcessBuilder(
                java,
                "-Xmx1g",
                OpsInUse.option(),
                "-cp",
                folder + File.pathSeparator + classPath,
                "FiveLines")
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(folder.resolve("err").toFile())
            .start();
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(folder.resolve("err"))).isZero();

    INDArray x = ImageDataSet.DIGITS.load().train().images();
    double printed = Double.parseDouble(Files.readString(out).strip());
    Autoencoder saved = Autoencoder.load(folder.resolve("digits"));
    assertThat(saved.reconstructionError(x).meanNumber().doubleValue())
        .isCloseTo(printed, within(1e-4));
    Autoencoder untrained = Basic.builder().inputSize(64).codeSize(32).build().init();
    assertThat(printed).isLessThan(untrained.reconstructionError(x).meanNumber().doubleValue() / 2);
  }

  private static String program() throws IOException {
    String readme = Files.readString(PROJECT.resolve("README.md"));
    int end = readme.indexOf("```", readme.indexOf("public class FiveLines"));
    return readme.substring(readme.lastIndexOf("```java", end) + "```java".length(), end);
  }

  /** The library, its dependencies, and of this test's class path what belongs to the backend. */
  private static String classPath() throws IOException {
    Path datasets = PROJECT.resolve("autoencoder-datasets").resolve("target");
    Stream<String> library =
        Stream.of(
            datasets.resolve("classes").toString(),
            Files.readString(datasets.resolve("dependencies.txt")).strip());
    List<String> ofBackend = List.of("nd4j-native", "nd4j-presets", "javacpp", "openblas");
    Stream<String> backend =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> ofBackend.stream().anyMatch(new File(entry).getName()::startsWith));
    return Stream.concat(library, backend).collect(Collectors.joining(File.pathSeparator));
  }
}
