package org.autoencoderzoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.autoencoderzoo.columns.Columns;
import org.autoencoderzoo.columns.Scaling;
import org.autoencoderzoo.columns.Tables;
import org.autoencoderzoo.zoo.Basic;
import org.autoencoderzoo.zoo.MixedTable;
import org.autoencoderzoo.zoo.StackedDenoising;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What was done to the data is saved with the model, and checked when it is read. */
class SavedColumnsTest {

  @TempDir Path folder;
  private Columns columns;
  private Autoencoder saved;
  private Path file;

  @BeforeEach
  void save() throws IOException {
    columns = MixedTable.columns(Scaling.STANDARD);
    saved = Basic.builder().forColumns(columns).codeSize(3).build().init();
    file = folder.resolve("saved.zip");
    saved.save(file);
  }

  @ParameterizedTest
  @ValueSource(strings = {"m", "m.zip"})
  void columnsAreReadAsTheyWereSaved(String name) throws IOException {
    Path path = folder.resolve(name);
    Autoencoder stack = StackedDenoising.builder().forColumns(columns).build().init();
    stack.save(path, Map.of("licence", "CC0"));
    Autoencoder loaded = Autoencoder.load(path);
    assertThat(loaded.columns()).contains(columns);
    assertThat(loaded.notes()).containsOnlyKeys("licence");
    INDArray x = MixedTable.encoded(columns, MixedTable.of(30, 5)).x();
    assertThat(loaded.reconstruct(x)).isEqualTo(stack.reconstruct(x));
    assertThat(loaded.reconstructionLoss(x)).isEqualTo(stack.reconstructionLoss(x));
    loaded.save(path);
    assertThat(Autoencoder.load(path).columns()).contains(columns);
  }

  @Test
  void modelWithoutColumnsHasNone() throws IOException {
    Basic.builder().inputSize(4).codeSize(2).build().init().save(file);
    assertThat(Autoencoder.load(file).columns()).isEmpty();
    assertThatThrownBy(() -> saved.save(file, Map.of("columns", 7)))
        .hasMessageContaining("A note is called \"columns\", which zoo.json uses itself");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"kind\" : \"number\"       | \"kind\" : \"colour\"      | kind",
        "\"name\" : \"weight\"       | \"name\" : \"height\"      | of different names",
        "\"medium\"                  | \"small\"                  | each given once",
        "\"other_units\" : 1         | \"other_units\" : 2        | shares",
        "\"other_units\" : 1         | \"other_units\" : 99999999 | other",
        "\"scale\" :                 | \"scale\" : 0, \"was\" :   | scale",
        "\"centre\" :                | \"centre\" : 1e999, \"was\" : | centre",
        "\"columns\" : [             | \"columns\" : [], \"was\" : [ | columns",
        "\"columns\" : {             | \"columns\" : [1], \"was\" : { | columns",
        "\"columns\" : {             | \"columns\" : 7, \"was\" : {  | columns"
      })
  void columnsThatAreNoneAreRefused(String from, String to, String message) throws IOException {
    assertRefused(from, to, message);
  }

  /** Each is well-formed by itself. */
  @Test
  void columnsOfAnotherNetworkAreRefused() throws IOException {
    assertRefused(
        columns(),
        Columns.builder()
            .fit(Tables.of("t", List.of("a", "b"), List.of(List.of(1, 2), List.of(3, 5.5))))
            .toJson(),
        "The columns have 2 units, but the network reads examples of shape [10]");
    Columns swapped =
        Columns.builder()
            .fit(
                Tables.of(
                    "t",
                    List.of("a", "b", "c", "d"),
                    List.of(
                        List.of("x", 1, 2, "u"),
                        List.of("y", 3, 5.5, "v"),
                        List.of("z", 3, 5.5, "w"))));
    assertRefused(
        columns(),
        swapped.toJson(),
        "The columns have categories in the units [[0, 4], [6, 10]], but the network's loss in"
            + " [[1, 5], [6, 10]]");
    assertThatThrownBy(() -> saved.withColumns(swapped))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("The columns have categories in the units [[0, 4], [6, 10]]");
  }

  /** As they stand in the file. */
  private String columns() throws IOException {
    String json = description();
    int from = json.indexOf("\"columns\" : {") + "\"columns\" : ".length();
    int depth = 0;
    for (int at = from; ; at++) {
      depth += json.charAt(at) == '{' ? 1 : json.charAt(at) == '}' ? -1 : 0;
      if (depth == 0) {
        return json.substring(from, at + 1);
      }
    }
  }

  private String description() throws IOException {
    return new String(ZipEntries.read(file).get("zoo.json"), StandardCharsets.UTF_8);
  }

  private void assertRefused(String from, String to, String message) throws IOException {
    String json = description();
    assertThat(json).contains(from);
    Map<String, byte[]> entries = new LinkedHashMap<>(ZipEntries.read(file));
    entries.put("zoo.json", json.replace(from, to).getBytes(StandardCharsets.UTF_8));
    Path changed = folder.resolve("changed.zip");
    ZipEntries.write(changed, entries);
    assertThatThrownBy(() -> Autoencoder.load(changed))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(message)
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(1000));
  }

  @Test
  void networkOfOnesOwnTakesColumnsOfItsSize() throws IOException {
    Autoencoder own = new Autoencoder(Basic.builder().inputSize(10).build().init().network());
    assertThat(own.columns()).isEmpty();
    own.withColumns(columns).save(file);
    assertThat(Autoencoder.load(file).columns()).contains(columns);
    assertThatThrownBy(() -> own.withColumns(null)).hasMessage("columns is null, must be given");
  }
}
