package org.autoencoderzoo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.autoencoderzoo.datasets.AnotherJvm;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.nd4j.shade.jackson.databind.node.ObjectNode;

/** Small files that claim or unfold to much are refused by a process that has little memory. */
class HostileFilesTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String CONFIGURATION = "configuration.json";
  private static final String COEFFICIENTS = "coefficients.bin";
  private static final int MOST_FILE_BYTES = 4_000_000;
  private static final int MOST_RESIDENT_KILOBYTES = 1_000_000;

  @TempDir Path folder;
  private Path files;
  private Map<String, byte[]> entries;

  /** Loads each file of a folder and prints what came of it, and the most memory that it had. */
  static final class LoadAll {

    public static void main(String[] arguments) throws IOException {
      try (Stream<Path> files = Files.list(Path.of(System.getProperty("folder")))) {
        for (Path file : files.sorted().toList()) {
          try {
            Autoencoder.load(file, CountedTopK.class);
            System.out.println(file + " was loaded");
          } catch (Throwable e) {
            System.out.println(e);
          }
        }
      }
      Path status = Path.of("/proc/self/status");
      if (Files.exists(status)) {
        Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("VmHWM"))
            .forEach(System.out::println);
      }
    }
  }

  @BeforeEach
  void save() throws IOException {
    files = Files.createDirectory(folder.resolve("files"));
    entries = ZipEntries.read(ChangeableModel.in(folder).file());
  }

  @Test
  void littleMemoryIsEnoughToRefuseWhatClaimsMuch() throws Exception {
    write("wide", decoderOf(1_000_000_000));
    write("overflowing", decoderOf(Long.MAX_VALUE / 4 + 1));
    write("spaces", bytes(" ".repeat(1 << 24)));
    write("objects", bytes("[" + "{},".repeat(5_000_000) + "{}]"));
    write("fewer-objects", bytes("[" + "{},".repeat(1_000_000) + "{}]"));
    write("number", bytes("{\"epochCount\":" + "9".repeat(1_000_000) + "}"));
    write("class", bytes("{\"vertices\":{\"a\":{\"@class\":\"" + "x".repeat(3_000_000) + "\"}}}"));
    write("nesting", bytes("[".repeat(1_000_000)));
    entries.put("x".repeat(60_000), new byte[0]);
    write("entry", entries.get(CONFIGURATION));
    entries.remove("x".repeat(60_000));
    // Deflated to a thousandth, and as many as the configuration says.
    entries.put(COEFFICIENTS, zeros(21 + 4 * 25_000_000));
    write("zeros", decoderOf(25_000_000));
    entries = ZipEntries.read(saved(CountingModel.autoencoder(6)));
    write("state", stateOf(1_000_000_000));

    Path output = folder.resolve("output");
    AnotherJvm.run(
        LoadAll.class,
        output,
        "-Xmx200m",
        "-Dorg.bytedeco.javacpp.maxbytes=200m",
        "-Dorg.slf4j.simpleLogger.defaultLogLevel=off",
        "-Dfolder=" + files);
    List<String> lines =
        Files.readAllLines(output).stream().filter(line -> !line.startsWith("SLF4J")).toList();
    List<String> refusals = lines.stream().filter(line -> !line.startsWith("VmHWM")).toList();
    assertThat(refusals)
        .hasSize(11)
        .allSatisfy(
            line ->
                assertThat(line)
                    .startsWith("java.io.IOException: " + files)
                    .containsAnyOf(" is damaged or not a saved", " was not read: ")
                    .hasSizeLessThan(1000));
    assertThat(lines)
        .filteredOn(line -> line.startsWith("VmHWM"))
        .allSatisfy(
            line ->
                assertThat(Integer.parseInt(line.replaceAll("\\D", "")))
                    .isLessThan(MOST_RESIDENT_KILOBYTES));
  }

  /** With 21 + 4n parameters. */
  private byte[] decoderOf(long outputs) throws IOException {
    JsonNode configuration = MAPPER.readTree(entries.get(CONFIGURATION));
    ((ObjectNode) configuration.at("/vertices/decoder/layerConf/layer")).put("nout", outputs);
    return MAPPER.writeValueAsBytes(configuration);
  }

  private Path saved(Autoencoder autoencoder) throws IOException {
    autoencoder.save(folder.resolve("counting"));
    return folder.resolve("counting").resolve("model.zip");
  }

  /** Of a layer that selects so many units. */
  private byte[] stateOf(long units) throws IOException {
    JsonNode configuration = MAPPER.readTree(entries.get(CONFIGURATION));
    ((ObjectNode) configuration.at("/vertices/code/layerConf/layer")).put("units", units);
    return MAPPER.writeValueAsBytes(configuration);
  }

  private static byte[] zeros(int values) throws IOException {
    byte[] header = ZipEntries.arrayHeader(values);
    return Arrays.copyOf(header, header.length + Float.BYTES * values);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private void write(String name, byte[] configuration) throws IOException {
    Map<String, byte[]> changed = new LinkedHashMap<>(entries);
    changed.put(CONFIGURATION, configuration);
    Path file = files.resolve(name + ".zip");
    ZipEntries.write(file, changed);
    assertThat(Files.size(file)).isLessThan(MOST_FILE_BYTES);
  }
}
