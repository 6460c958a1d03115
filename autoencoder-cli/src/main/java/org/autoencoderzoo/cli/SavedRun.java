package org.autoencoderzoo.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.files.AtomicFile;
import org.nd4j.shade.jackson.annotation.JsonProperty;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.core.type.TypeReference;
import org.nd4j.shade.jackson.databind.DeserializationFeature;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.nd4j.shade.jackson.databind.SerializationFeature;

/** What a run of training notes in {@code zoo.json}, beside what the library writes there. */
record SavedRun(
    @JsonProperty("data") String data,
    @JsonProperty("data_sha256") String dataSha256,
    @JsonProperty("test") String test,
    @JsonProperty("read_as") Map<String, String> readAs,
    @JsonProperty("limit") Integer limit,
    @JsonProperty("seed") Long seed,
    @JsonProperty("epochs") Integer epochs,
    @JsonProperty("epochs_trained") Integer epochsTrained,
    @JsonProperty("patience") Integer patience,
    @JsonProperty("kept_epoch") Integer keptEpoch,
    @JsonProperty("batch") Integer batch,
    @JsonProperty("train_seconds") Double trainSeconds,
    @JsonProperty("examples_per_second") Double examplesPerSecond,
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

  /** What 'ae train' noted; all null if a program saved the autoencoder and did not say. */
  static SavedRun of(Autoencoder autoencoder) throws IOException {
    try {
      return MAPPER.convertValue(autoencoder.notes(), SavedRun.class);
    } catch (IllegalArgumentException e) {
      throw new IOException(
          "The notes in " + RunFolder.ZOO + " are not those of 'ae train': train again", e);
    }
  }

  /** {@return these notes by name} */
  Map<String, Object> notes() {
    return MAPPER.convertValue(this, new TypeReference<LinkedHashMap<String, Object>>() {});
  }
}
