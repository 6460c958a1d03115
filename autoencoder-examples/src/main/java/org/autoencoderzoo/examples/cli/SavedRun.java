package org.autoencoderzoo.examples.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.data.AtomicFile;
import org.autoencoderzoo.data.Sha256;
import org.nd4j.shade.jackson.annotation.JsonProperty;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.databind.DeserializationFeature;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.nd4j.shade.jackson.databind.SerializationFeature;

/**
 * What {@code zoo.json} says of the network beside it: how it was made, on what, with which
 * versions.
 */
record SavedRun(
    @JsonProperty("model") String model,
    @JsonProperty("settings") Map<String, Object> settings,
    @JsonProperty("data") String data,
    @JsonProperty("data_sha256") String dataSha256,
    @JsonProperty("limit") Integer limit,
    @JsonProperty("seed") long seed,
    @JsonProperty("epochs") int epochs,
    @JsonProperty("level_epochs") Integer levelEpochs,
    @JsonProperty("patience") Integer patience,
    @JsonProperty("kept_epoch") int keptEpoch,
    @JsonProperty("batch") int batch,
    @JsonProperty("train_seconds") double trainSeconds,
    @JsonProperty("examples_per_second") double examplesPerSecond,
    @JsonProperty("model_sha256") String modelSha256,
    @JsonProperty("versions") Map<String, String> versions,
    @JsonProperty("command") String command) {

  private static final ObjectMapper MAPPER =
      new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  /** Any value as indented JSON. */
  static String json(Object value) {
    try {
      return MAPPER.writeValueAsString(value) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  static void writeJson(Path file, Object value) throws IOException {
    AtomicFile.write(file, out -> out.write(json(value).getBytes(StandardCharsets.UTF_8)));
  }

  static SavedRun read(Path folder) throws IOException {
    Path file = folder.resolve(RunFolder.ZOO);
    try {
      return MAPPER.readValue(Files.readString(file), SavedRun.class);
    } catch (NoSuchFileException e) {
      throw new IOException(
          "There is no run in " + folder + " (no " + RunFolder.ZOO + "); make one with 'ae train'",
          e);
    } catch (JsonProcessingException e) {
      throw new IOException(file + " is damaged (" + e.getOriginalMessage() + "): train again", e);
    }
  }

  /** Loads the network of a folder, which must be the one that this run saved. */
  Autoencoder load(Path folder) throws IOException {
    Path file = folder.resolve(RunFolder.MODEL);
    if (Files.exists(file) && !Sha256.of(file).equals(modelSha256)) {
      throw new IOException(
          file
              + " is damaged or from another run: its SHA-256 is not the one in "
              + RunFolder.ZOO
              + "; train again");
    }
    return Autoencoder.load(file);
  }
}
