package org.autoencoderzoo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.lang.module.ModuleDescriptor.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The jars on the class path at run time. One more, in a list below, is a decision: what it is
 * needed for, whether it has known vulnerabilities, and whether users of the library should get it.
 */
class DependenciesTest {

  private static final Path PROJECT = Path.of("").toAbsolutePath().getParent();

  /** A jar's name without its version and classifier, and the version. */
  private static final Pattern JAR = Pattern.compile("(.+?)-(\\d[\\w.]*(?:-M2\\.1)?).*\\.jar");

  /** What comes with autoencoder-models. */
  private static final List<String> OF_LIBRARY =
      List.of(
          "byteunits",
          "commons-codec",
          "commons-collections4",
          "commons-compress",
          "commons-io",
          "commons-lang3",
          "commons-math3",
          "deeplearning4j-nn",
          "deeplearning4j-utility-iterators",
          "ejml-core",
          "ejml-ddense",
          "flatbuffers-java",
          "guava",
          "jackson",
          "jna",
          "jna-platform",
          "nd4j-api",
          "nd4j-common",
          "nd4j-native-api",
          "neoitertools",
          "oshi-core",
          "protobuf",
          "resources",
          "slf4j-api",
          "t-digest",
          "threetenbp");

  /** What autoencoder-datasets has beside these. */
  private static final List<String> OF_DATA_SETS =
      List.of("aircompressor", "fastcsv", "fastdoubleparser", "xz");

  /** What the command line has beside these and a backend. */
  private static final List<String> OF_COMMAND_LINE =
      List.of("jline-native", "jline-terminal", "picocli", "progressbar", "slf4j-simple", "xchart");

  /** ND4J's backend, for the CPU or CUDA, and the libraries that it calls. */
  private static final Pattern OF_BACKEND =
      Pattern.compile("(nd4j-(native|cuda|presets).*|javacpp|openblas|dnnl|opencl|cuda)");

  @Test
  void libraryBringsTheseJars() throws IOException {
    assertThat(jars("autoencoder-models")).containsExactlyElementsOf(OF_LIBRARY);
  }

  @Test
  void dataSetsBringTheseBeside() throws IOException {
    assertThat(jars("autoencoder-datasets"))
        .containsExactlyElementsOf(
            new TreeSet<>(Stream.concat(OF_LIBRARY.stream(), OF_DATA_SETS.stream()).toList()));
  }

  @Test
  void commandLineBringsTheseBesideABackend() throws IOException {
    assertThat(jars("autoencoder-cli"))
        .filteredOn(jar -> jar.equals("nd4j-native-api") || !OF_BACKEND.matcher(jar).matches())
        .containsExactlyElementsOf(
            new TreeSet<>(
                Stream.of(OF_LIBRARY, OF_DATA_SETS, OF_COMMAND_LINE)
                    .flatMap(List::stream)
                    .toList()));
  }

  /** The first versions without the vulnerabilities of those that Deeplearning4j asks for. */
  @ParameterizedTest
  @CsvSource({
    "commons-codec, 1.13",
    "commons-compress, 1.26.0",
    "commons-io, 2.14.0",
    "commons-lang3, 3.18.0"
  })
  void vulnerableVersionsAreReplaced(String jar, String least) throws IOException {
    for (String module : List.of("autoencoder-models", "autoencoder-cli")) {
      assertThat(entries(module))
          .filteredOn(entry -> entry.group(1).equals(jar))
          .singleElement()
          .satisfies(
              entry ->
                  assertThat(Version.parse(entry.group(2)))
                      .isGreaterThanOrEqualTo(Version.parse(least)));
    }
  }

  private static List<String> jars(String module) throws IOException {
    return entries(module).stream().map(entry -> entry.group(1)).distinct().sorted().toList();
  }

  private static List<Matcher> entries(String module) throws IOException {
    Path classPath = PROJECT.resolve(module).resolve("target").resolve("dependencies.txt");
    return Stream.of(Files.readString(classPath).strip().split(File.pathSeparator))
        .map(entry -> JAR.matcher(new File(entry).getName()))
        .filter(Matcher::matches)
        .filter(entry -> !entry.group(1).startsWith("autoencoder-"))
        .toList();
  }
}
