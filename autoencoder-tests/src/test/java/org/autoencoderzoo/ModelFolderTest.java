package org.autoencoderzoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.autoencoderzoo.training.Training;
import org.autoencoderzoo.zoo.Basic;
import org.autoencoderzoo.zoo.KSparse;
import org.autoencoderzoo.zoo.Zoo;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A saved folder says what it holds, and is one whole model at any time. */
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
        .contains("\"format\" : 3")
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
  @MethodSource("org.autoencoderzoo.zoo.Zoo#models")
  void everyModelKnowsItsNameInTheZoo(Zoo.Entry zoo) {
    assertThat(zoo.builder().build().name()).isEqualTo(zoo.id());
  }

  /** Between two saves, a reader sees one of them, and the copy ends as what is there. */
  @Test
  void readersAndWritersOfOneFolderSeeOneOfTheModelsWhole() throws Exception {
    List<Autoencoder> models =
        List.of(saved, Basic.builder().inputSize(5).codeSize(3).build().init());
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      AtomicInteger loads = new AtomicInteger();
      List<Future<?>> writers = new ArrayList<>();
      for (Autoencoder model : models) {
        writers.add(
            threads.submit(
                () -> {
                  for (int i = 0; i < 40 || loads.get() < 20; i++) {
                    model.save(folder, Map.of("codes", model.codeSize()));
                  }
                  return null;
                }));
      }
      for (int reader = 0; reader < 2; reader++) {
        writers.add(
            threads.submit(
                () -> {
                  while (!writers.get(0).isDone() || !writers.get(1).isDone()) {
                    Autoencoder read = Autoencoder.load(folder);
                    if (loads.incrementAndGet() > 2) {
                      assertThat(read.notes()).containsExactly(entry("codes", read.codeSize()));
                    }
                  }
                  return null;
                }));
      }
      for (Future<?> thread : writers) {
        thread.get();
      }
    } finally {
      threads.shutdownNow();
    }
    Autoencoder last = Autoencoder.load(folder);
    assertThat(description).content().contains("\"codes\" : " + last.codeSize());
    assertThat(folder).isDirectoryNotContaining("glob:**.part");
  }

  /**
   * Else a writer that was stopped between the two files, or another one, would make it damaged.
   */
  @Test
  void descriptionBesideIsACopyThatNobodyReads() throws IOException {
    Files.writeString(description, "{");
    assertThat(Autoencoder.load(folder).settings()).containsEntry("k", 2);
    Files.delete(description);
    assertThat(Autoencoder.load(folder).model()).contains("k-sparse");
    saved.save(folder);
    assertThat(description).content().isEqualTo(text(ZipEntries.read(zip()).get("zoo.json")));
  }

  @Test
  void folderWithoutANetworkIsNoModel() throws IOException {
    Files.delete(zip());
    assertThatThrownBy(() -> Autoencoder.load(folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("There is no model at " + zip());
  }

  private Path zip() {
    return folder.resolve("model.zip");
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
