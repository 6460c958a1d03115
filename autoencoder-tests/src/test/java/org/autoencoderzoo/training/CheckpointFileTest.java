package org.autoencoderzoo.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.RandomExamples;
import org.autoencoderzoo.ZipEntries;
import org.autoencoderzoo.files.Sha256;
import org.autoencoderzoo.zoo.Basic;
import org.deeplearning4j.nn.transferlearning.TransferLearning;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A checkpoint that is damaged or hostile is refused, and takes no memory that it claims. */
class CheckpointFileTest {

  private static final INDArray X = RandomExamples.uniform(DataType.FLOAT, 50, 12);
  private static final String STATE = "run.json";
  private static final String CHECKSUM = "run.sha256";
  private static final String PARAMETERS = "network-parameters.bin";
  private static final String UPDATER = "network-updater.bin";
  private static final String BEST = "best-parameters.bin";

  @TempDir Path folder;
  private Path file;
  private Training training;
  private Map<String, byte[]> entries;

  @BeforeEach
  void train() throws IOException {
    file = folder.resolve("run.checkpoint");
    training =
        Training.defaults()
            .withEpochs(2)
            .withValidation(X)
            .withPatience(1)
            .withCheckpoint(Checkpoint.in(file));
    autoencoder().fit(X, training);
    entries = ZipEntries.read(file);
  }

  private static Autoencoder autoencoder() {
    return Basic.builder().inputSize(12).codeSize(6).build().init();
  }

  @Test
  void untouchedCheckpointIsRead() throws IOException {
    ZipEntries.write(file, entries);
    assertThat(autoencoder().resume(X, training).epochs()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {PARAMETERS, UPDATER, BEST, "best-updater.bin"})
  void arrayThatClaimsMoreThanTheNetworkHasIsRefused(String name) throws IOException {
    assertThat(entries).containsKey(name);
    entries.put(name, ZipEntries.arrayHeader(1L << 40));
    assertRefused(name + " holds 1099511627776 values of type FLOAT, the network needs");
  }

  @Test
  void arrayOfAnotherTypeIsRefused() throws IOException {
    long parameters = autoencoder().network().numParams();
    entries.put(
        PARAMETERS,
        ZipEntries.arrayHeader("LONG_SHAPE", 8, "LONG", "MIXED_DATA_TYPES", parameters, "DOUBLE"));
    assertRefused("network-parameters.bin holds " + parameters + " values of type DOUBLE");
  }

  @Test
  void arrayWithoutItsValuesIsRefused() throws IOException {
    entries.put(UPDATER, ZipEntries.arrayHeader(2 * autoencoder().network().numParams()));
    assertRefused("network-updater.bin is");
  }

  @Test
  void entryThatIsMissingIsNamed() throws IOException {
    entries.remove(UPDATER);
    assertRefused("it holds no network-updater.bin");
    entries.remove(PARAMETERS);
    assertRefused("it holds no network-parameters.bin");
    entries.remove(STATE);
    assertRefused("it holds no run.json");
  }

  @Test
  void stateMayBeNeitherEndlessNorEmpty() throws IOException {
    byte[] spaces = new byte[1 << 26];
    Arrays.fill(spaces, (byte) ' ');
    entries.put(STATE, spaces);
    assertRefused("run.json is too long");
    entries.put(STATE, " ".repeat(1 << 23).getBytes(StandardCharsets.UTF_8));
    assertRefused("run.json is longer than 4,194,304 characters");
    entries.put(STATE, "null".getBytes(StandardCharsets.UTF_8));
    assertRefused("run.json is null");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"row\":0            | \"row\":-1            | row is -1, must be at least 0",
        "\"row\":0            | \"row\":50            | row is 50, must be a multiple of batchSize",
        "\"row\":0            | \"row\":7             | row is 7, must be a multiple of batchSize",
        "\"row\":0,           |                       | run.json is not valid at line 1, column",
        "\"row\":0            | \"row\":\"x\"         | run.json is not valid at line 1, column",
        "\"firstIteration\":0 | \"firstIteration\":-1 | firstIteration is -1, must be at least 0",
        "\"firstEpoch\":0     | \"firstEpoch\":-1     | firstEpoch is -1, must be at least 0",
        "\"weightedScore\":0.0 | \"weightedScore\":1e999 | weightedScore is Infinity, must be fin",
        "\"number\":2         | \"number\":3          | the number of an epoch is 3, must be 2 to 2",
        "\"epochs\":[         | \"epochs\":[null,     | run.json is not valid at line 1, column",
        "\"state\":           | \"estate\":           | run.json is not valid at line 1, column",
        "\"identity\":        | \"identity\":null,\"x\": | identity is null, must be given"
      })
  void stateThatCannotBeIsRefused(String from, String to, String message) throws IOException {
    change(from, to == null ? "" : to);
    entries.put(CHECKSUM, Sha256.of(entries.get(STATE)).getBytes(StandardCharsets.UTF_8));
    assertRefused(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"firstIteration\":0    | \"firstIteration\":7",
        "\"firstEpoch\":0        | \"firstEpoch\":7",
        "\"weightedScore\":0.0   | \"weightedScore\":1",
        "\"trainingScore\":      | \"trainingScore\":1"
      })
  void stateThatSomebodyEditedIsRefused(String from, String to) throws IOException {
    change(from, to);
    assertRefused("run.json was changed after the run had written it");
  }

  @Test
  void networkThatCannotBeTrainedOnIsRefused() throws IOException {
    byte[] parameters = entries.get(PARAMETERS);
    ByteBuffer.wrap(parameters).putFloat(parameters.length - Float.BYTES, Float.NaN);
    assertRefused("network-parameters.bin holds values that are not finite numbers");
  }

  private void change(String from, String to) {
    String state = new String(entries.get(STATE), StandardCharsets.UTF_8);
    assertThat(state).contains(from);
    entries.put(STATE, state.replace(from, to).getBytes(StandardCharsets.UTF_8));
  }

  /** Whose arrays differ, too: what the user can mend comes first. */
  @Test
  void checkpointOfAnotherNetworkIsCalledThat() {
    Autoencoder other = Basic.builder().inputSize(12).codeSize(5).build().init();
    assertThatThrownBy(() -> other.resume(X, training))
        .hasMessageContaining("is the checkpoint of another run")
        .hasMessageContaining("nout is 6 there and 5 here");
  }

  /** A frozen layer has parameters, but no share in the updater's state. */
  @Test
  void networkWithAFrozenLayerIsContinued() throws IOException {
    Checkpoint checkpoint = Checkpoint.in(folder.resolve("frozen.checkpoint"));
    Training frozen = Training.defaults().withEpochs(2).withCheckpoint(checkpoint);
    Autoencoder straight = frozen();
    straight.fit(X, frozen);
    Autoencoder resumed = frozen();
    resumed.resume(X, frozen);
    assertThat(resumed.network().params()).isEqualTo(straight.network().params());
  }

  private static Autoencoder frozen() {
    return new Autoencoder(
        new TransferLearning.GraphBuilder(
                Basic.builder().inputSize(12).untied().build().init().network())
            .setFeatureExtractor("code")
            .build());
  }

  private void assertRefused(String message) throws IOException {
    ZipEntries.write(file, entries);
    assertThatThrownBy(() -> autoencoder().resume(X, training))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("run.checkpoint is damaged or not a checkpoint")
        .hasMessageContaining(message)
        .hasMessageContaining("train from the beginning");
  }
}
