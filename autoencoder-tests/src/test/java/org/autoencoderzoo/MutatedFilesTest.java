package org.autoencoderzoo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.autoencoderzoo.files.Sha256;
import org.autoencoderzoo.penalties.KlSparsity;
import org.autoencoderzoo.training.Checkpoint;
import org.autoencoderzoo.training.Training;
import org.autoencoderzoo.zoo.Basic;
import org.autoencoderzoo.zoo.Convolutional;
import org.autoencoderzoo.zoo.KSparse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Files that chance or malice changed are loaded as something that runs, or refused with an
 * IOException: nothing else, whatever was changed.
 */
class MutatedFilesTest {

  private static final INDArray X = RandomExamples.uniform(DataType.FLOAT, 10, 6);

  @TempDir Path folder;
  private final Mutations mutations = new Mutations(42);
  private final List<String> others = new ArrayList<>();
  private int loaded;
  private int refused;
  private double slowestSeconds;

  @BeforeEach
  void forget() {
    System.clearProperty(Mutations.Initialized.PROPERTY);
  }

  /** What reads a file. */
  private interface Reader {
    void read() throws IOException;
  }

  private void count(Path file, Reader reader) {
    long start = System.nanoTime();
    try {
      reader.read();
      loaded++;
    } catch (IOException e) {
      refused++;
      if (e.getMessage().length() > 1000
          || !e.getMessage().contains(file.getFileName().toString())
          || e.getMessage().matches("(?s).*(\\p{Cntrl}|because \"|Unrecognized token).*")) {
        others.add("message: " + e.getMessage());
      }
    } catch (Throwable e) {
      others.add(e + " at " + List.of(e.getStackTrace()).stream().limit(9).toList());
    }
    slowestSeconds = Math.max(slowestSeconds, (System.nanoTime() - start) / 1e9);
  }

  private void report(TestReporter reporter) {
    reporter.publishEntry(
        Map.of(
            "loaded", "" + loaded,
            "refused", "" + refused,
            "slowest", "%.2f s".formatted(slowestSeconds)));
    assertThat(others).isEmpty();
    assertThat(System.getProperty(Mutations.Initialized.PROPERTY)).isNull();
    assertThat(refused).isPositive();
  }

  private List<Autoencoder> models() {
    return List.of(
        ChangeableModel.autoencoder(new KlSparsity(0.1, 2)),
        KSparse.builder().inputSize(6).codeSize(4).k(2).build().init(),
        CountingModel.autoencoder(6),
        Convolutional.builder().forImages(1, 8, 8).build().init());
  }

  private static Autoencoder load(Path path) throws IOException {
    return Autoencoder.load(path, CountedTopK.class);
  }

  /** A checksum may be met by chance: once in four thousand million files. */
  @Test
  void bytesThatChangedAreNoticedOrWithoutConsequence(TestReporter reporter) throws IOException {
    for (Autoencoder autoencoder : models()) {
      Path file = folder.resolve("model.zip");
      autoencoder.save(file, Map.of("note", "text"));
      byte[] whole = Files.readAllBytes(file);
      for (int i = 0; i < 250; i++) {
        Files.write(file, mutations.bytes(whole));
        count(
            file,
            () -> {
              Autoencoder read = load(file);
              assertThat(read.network().params()).isEqualTo(autoencoder.network().params());
            });
      }
    }
    report(reporter);
  }

  @Test
  void configurationThatChangedRunsOrIsRefused(TestReporter reporter) throws IOException {
    for (Autoencoder autoencoder : models()) {
      changeJson(autoencoder, "configuration.json", 300);
    }
    report(reporter);
  }

  @Test
  void descriptionThatChangedIsReadOrRefused(TestReporter reporter) throws IOException {
    for (Autoencoder autoencoder : models()) {
      changeJson(autoencoder, "zoo.json", 60);
    }
    report(reporter);
  }

  private void changeJson(Autoencoder autoencoder, String entry, int times) throws IOException {
    Path saved = folder.resolve("saved");
    autoencoder.save(saved, Map.of("notes", List.of(1, "a", Map.of("b", true))));
    Path file = saved.resolve("model.zip");
    Map<String, byte[]> entries = ZipEntries.read(file);
    INDArray x = RandomExamples.uniform(DataType.FLOAT, 2, autoencoder.inputSize());
    for (int i = 0; i < times; i++) {
      Map<String, byte[]> changed = new LinkedHashMap<>(entries);
      changed.put(entry, mutations.json(entries.get(entry)));
      ZipEntries.write(file, changed);
      count(
          file,
          () -> {
            Autoencoder read = load(saved);
            if (read.inputSize() == autoencoder.inputSize()) {
              read.reconstruct(read.shaped(x));
            }
          });
    }
  }

  @Test
  void arraysThatChangedAreRefusedUnlessTheyAreWhole(TestReporter reporter) throws IOException {
    for (Autoencoder autoencoder : models()) {
      Path file = folder.resolve("model.zip");
      autoencoder.save(file);
      Map<String, byte[]> entries = ZipEntries.read(file);
      for (String entry : List.of("coefficients.bin", "updaterState.bin")) {
        for (int i = 0; i < 60; i++) {
          Map<String, byte[]> changed = new LinkedHashMap<>(entries);
          changed.put(entry, mutations.bytes(entries.get(entry)));
          ZipEntries.write(file, changed);
          count(file, () -> load(file));
        }
      }
    }
    report(reporter);
  }

  @Test
  void checkpointThatChangedIsRefusedOrOfNoConsequence(TestReporter reporter) throws IOException {
    Path file = folder.resolve("run.checkpoint");
    Training training =
        Training.defaults()
            .withEpochs(2)
            .withValidation(X)
            .withPatience(2)
            .withCheckpoint(Checkpoint.in(file));
    Autoencoder straight = basic();
    straight.fit(X, training);
    byte[] whole = Files.readAllBytes(file);
    for (int i = 0; i < 200; i++) {
      Files.write(file, mutations.bytes(whole));
      count(
          file,
          () -> {
            Autoencoder resumed = basic();
            resumed.resume(X, training);
            assertThat(resumed.network().params()).isEqualTo(straight.network().params());
          });
    }
    Files.write(file, whole);
    Map<String, byte[]> entries = ZipEntries.read(file);
    for (int i = 0; i < 200; i++) {
      Map<String, byte[]> changed = new LinkedHashMap<>(entries);
      byte[] state = mutations.json(entries.get("run.json"));
      changed.put("run.json", state);
      if (i % 2 == 0) {
        changed.put("run.sha256", Sha256.of(state).getBytes(StandardCharsets.UTF_8));
      }
      ZipEntries.write(file, changed);
      count(file, () -> basic().resume(X, training));
    }
    report(reporter);
  }

  private static Autoencoder basic() {
    return Basic.builder().inputSize(6).codeSize(3).build().init();
  }
}
