package org.autoencoderzoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.autoencoderzoo.training.Training;
import org.autoencoderzoo.zoo.KSparse;
import org.autoencoderzoo.zoo.Zoo;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A saved folder says what it holds, and nothing that does not fit is read. */
class ModelFolderTest {

  @TempDir Path parent;
  private Path folder;
  private Path description;
  private Autoencoder saved;

  @BeforeEach
  void save() throws IOException {
    folder = parent.resolve("saved");
    description = folder.resolve("zoo.json");
    saved = KSparse.builder().inputSize(6).codeSize(4).k(2).seed(7).build().init();
    saved.save(folder);
  }

  @Test
  void folderNeedsNothingElse() throws IOException {
    INDArray x = RandomExamples.uniform(DataType.FLOAT, 5, 6);
    Autoencoder loaded = Autoencoder.load(folder);
    assertThat(loaded.encode(x)).isEqualTo(saved.encode(x));
    assertThat(loaded.model()).contains("k-sparse");
    assertThat(loaded.settings()).containsEntry("k", 2).containsEntry("codeSize", 4);
    assertThat(folder).isDirectoryContaining("glob:**/model.zip");
    assertThat(description)
        .content()
        .contains("\"format\" : 1")
        .contains("\"deeplearning4j\" : \"1.0.0-M2.1\"")
        .doesNotContain("${");
  }

  @Test
  void modelAndSettingsOutliveFurtherTraining() throws IOException {
    Autoencoder loaded = Autoencoder.load(folder);
    loaded.fit(RandomExamples.uniform(DataType.FLOAT, 5, 6), Training.defaults().withEpochs(1));
    loaded.save(folder);
    Autoencoder again = Autoencoder.load(folder);
    assertThat(again.network().params()).isEqualTo(loaded.network().params());
    assertThat(again.settings()).isEqualTo(loaded.settings());
  }

  @ParameterizedTest
  @EnumSource
  void everyModelKnowsItsNameInTheZoo(Zoo zoo) {
    assertThat(zoo.builder().build().name()).isEqualTo(zoo.id());
  }

  @Test
  void notesStandBesideTheDescriptionAndNeverInItsPlace() throws IOException {
    saved.save(folder, Map.of("licence", "CC0"));
    assertThat(description).content().contains("\"licence\" : \"CC0\"");
    assertThat(Autoencoder.load(folder).codeSize()).isEqualTo(4);
    assertThatThrownBy(() -> saved.save(folder, Map.of("format", 2)))
        .hasMessageContaining("\"format\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"format\" : 1       | \"format\" : 2       | has format 2, this version reads format 1",
        "\"format\" : 1       | \"form\" : 1         | has format 0, this version reads format 1",
        "\"format\" : 1       | \"format\" : \"x\" | zoo.json is damaged",
        "\"code_size\" : 4    | \"code_size\" : 5    | of another network than model.zip",
        "\"input_size\" : 6   | \"input_size\" : 7   | of another network than model.zip",
        "\"parameters\" : 34  | \"parameters\" : 35  | of another network than model.zip",
        "\"model_sha256\" : \" | \"model_sha256\" : \"0 | model.zip is damaged or from another run"
      })
  void descriptionOfSomethingElseIsRefused(String from, String to, String message)
      throws IOException {
    String json = Files.readString(description);
    assertThat(json).contains(from);
    Files.writeString(description, json.replace(from, to));
    assertThatThrownBy(() -> Autoencoder.load(folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(message);
  }

  @Test
  void networkOfAnotherRunIsRefused() throws IOException {
    KSparse.builder()
        .inputSize(6)
        .codeSize(4)
        .k(2)
        .build()
        .init()
        .save(folder.resolve("model.zip"));
    assertThatThrownBy(() -> Autoencoder.load(folder))
        .hasMessageContaining("model.zip is damaged or from another run");
  }

  @Test
  void descriptionMayBeNeitherMissingNorEndless() throws IOException {
    Files.writeString(description, "{\"settings\" : {\"x\" : \"" + "x".repeat(1 << 20));
    assertThatThrownBy(() -> Autoencoder.load(folder)).hasMessageContaining("zoo.json is damaged");
    Files.writeString(description, "[".repeat(1 << 19));
    assertThatThrownBy(() -> Autoencoder.load(folder)).hasMessageContaining("zoo.json is damaged");
    Files.writeString(description, "{\"settings\" : " + "{\"x\" : ".repeat(1 << 17));
    assertThatThrownBy(() -> Autoencoder.load(folder)).hasMessageContaining("zoo.json is damaged");
    Files.writeString(description, "null");
    assertThatThrownBy(() -> Autoencoder.load(folder)).hasMessageContaining("zoo.json is damaged");
    Files.delete(description);
    assertThatThrownBy(() -> Autoencoder.load(folder))
        .hasMessageContaining("There is no model at")
        .hasMessageContaining("no zoo.json");
    assertThat(Autoencoder.load(folder.resolve("model.zip")).codeSize()).isEqualTo(4);
  }
}
