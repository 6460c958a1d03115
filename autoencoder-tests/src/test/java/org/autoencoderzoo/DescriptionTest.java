package org.autoencoderzoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.autoencoderzoo.zoo.KSparse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Notes come back as they were saved, and what does not describe the network is refused. */
class DescriptionTest {

  @TempDir Path folder;
  private Path file;
  private Autoencoder saved;

  @BeforeEach
  void save() throws IOException {
    file = folder.resolve("saved.zip");
    saved = KSparse.builder().inputSize(6).codeSize(4).k(2).seed(7).build().init();
    saved.save(file);
  }

  @ParameterizedTest
  @ValueSource(strings = {"m", "m.zip", "m.ZIP"})
  void modelSettingsAndNotesAreReadAsTheyWereSaved(String name) throws IOException {
    Map<String, Object> notes = new HashMap<>();
    notes.put("licence", "CC0");
    notes.put("rows", 7);
    notes.put("bytes", 1L << 40);
    notes.put("threshold", 0.25);
    notes.put("checked", true);
    notes.put("none", null);
    notes.put("list", List.of("a", List.of(1, 2), Map.of("b", "c")));
    Path path = folder.resolve(name);
    saved.save(path, notes);
    assertThat(Files.isDirectory(path)).isEqualTo(name.equals("m"));
    Autoencoder loaded = Autoencoder.load(path);
    assertThat(loaded.notes()).isEqualTo(notes);
    assertThat(loaded.model()).contains("k-sparse");
    assertThat(loaded.settings()).hasSameSizeAs(saved.settings()).containsEntry("k", 2);
    loaded.save(path);
    assertThat(Autoencoder.load(path).notes()).isEqualTo(notes);
    loaded.save(path, Map.of());
    assertThat(Autoencoder.load(path).notes()).isEmpty();
  }

  @Test
  void longNotesAreReadAgain() throws IOException {
    List<Double> scores =
        DoubleStream.iterate(0.1, x -> 3.7 * x * (1 - x)).limit(60_000).boxed().toList();
    saved.save(file, Map.of("scores", scores));
    assertThat(Autoencoder.load(file).notes()).containsEntry("scores", scores);
  }

  static List<Map<String, ?>> notesThatCannotBeRead() {
    Map<String, Object> endless = new HashMap<>();
    endless.put("again", endless);
    return List.of(
        Map.of("format", 3),
        Map.of("when", LocalDate.of(2026, 1, 1)),
        Map.of("ratio", Double.NaN),
        Map.of("ratio", List.of(Float.POSITIVE_INFINITY)),
        Map.of("counts", new int[] {1}),
        Map.of("labels", Map.of(1, "one")),
        Map.of("text", "x".repeat(1 << 22)),
        Collections.singletonMap(null, "one"),
        Map.of("labels", Collections.singletonMap(null, "one")),
        endless);
  }

  @ParameterizedTest
  @MethodSource("notesThatCannotBeRead")
  void noteThatCouldNotBeReadIsRefusedAndTheFormerModelStays(Map<String, ?> notes)
      throws IOException {
    Autoencoder other = KSparse.builder().inputSize(6).codeSize(3).k(2).build().init();
    for (Path path : List.of(file, folder.resolve("saved"))) {
      saved.save(path);
      assertThatThrownBy(() -> other.save(path, notes))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("note");
      assertThat(Autoencoder.load(path).codeSize()).isEqualTo(4);
    }
  }

  @Test
  void settingThatCouldNotBeReadIsRefused() {
    Autoencoder own =
        new Autoencoder(saved.network(), "own", Map.of("when", LocalDate.of(2026, 1, 1)));
    assertThatThrownBy(() -> own.save(file))
        .hasMessageContaining("The setting \"when\" holds a java.time.LocalDate");
    assertThatThrownBy(() -> saved.save(file, Map.of("limits", new double[] {1, 2})))
        .hasMessageContaining("The note \"limits\" holds a double[], which cannot be saved");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"format\" : 3       | \"format\" : 4       | has format 4, this version reads format 3",
        "\"format\" : 3       | \"form\" : 2         | has format 0, this version reads format 3",
        "\"format\" : 3       | \"format\" : \"x\"   | zoo.json is not valid at line 2, column",
        "\"settings\" : {     | \"set\" : {          | zoo.json has no settings",
        "\"code_size\" : 4    | \"code_size\" : 5    | zoo.json is of another network",
        "\"input_size\" : 6   | \"input_size\" : 7   | zoo.json is of another network",
        "\"parameters\" : 34  | \"parameters\" : 35  | zoo.json is of another network"
      })
  void descriptionOfSomethingElseIsRefused(String from, String to, String message)
      throws IOException {
    String json = new String(ZipEntries.read(file).get("zoo.json"), StandardCharsets.UTF_8);
    assertThat(json).contains(from);
    assertRefused(json.replace(from, to), message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "9       | 1000000 | holds a number of more than 100 characters",
        "[       | 500000  | is nested deeper than 100 levels",
        "{\"x\": | 100000  | is nested deeper than 100 levels",
        "' '     | 5000000 | is longer than 4,194,304 characters",
        "null    | 1       | is empty",
        "x       | 100000  | is not valid at line 1, column"
      })
  void endlessDescriptionIsRefused(String part, int times, String message) throws IOException {
    assertRefused(part.repeat(times), "zoo.json " + message);
  }

  private void assertRefused(String json, String message) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>(ZipEntries.read(file));
    entries.put("zoo.json", json.getBytes(StandardCharsets.UTF_8));
    ZipEntries.write(file, entries);
    assertThatThrownBy(() -> Autoencoder.load(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(message)
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(1000));
  }
}
