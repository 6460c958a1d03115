package org.autoencoderzoo;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.autoencoderzoo.columns.Columns;
import org.autoencoderzoo.files.Versions;
import org.autoencoderzoo.internal.files.BoundedJson;
import org.autoencoderzoo.internal.files.PlainValues;
import org.autoencoderzoo.internal.files.RefusedFileException;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.shade.jackson.annotation.JsonProperty;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.core.type.TypeReference;
import org.nd4j.shade.jackson.databind.DeserializationFeature;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.nd4j.shade.jackson.databind.SerializationFeature;

/**
 * What a saved autoencoder says of itself: model and settings, sizes and versions, the columns of
 * the table that it reads, and the notes that were given to {@code save}. In JSON they stand side
 * by side, so no note may have one of the other names.
 */
record Description(Content content, Map<String, Object> notes) {

  /** The entry of the zip file, and the copy in a folder. */
  static final String NAME = "zoo.json";

  /** To be raised when a reader of this version could no longer make sense of a file. */
  private static final int FORMAT = 3;

  private static final TypeReference<LinkedHashMap<String, Object>> MAP = new TypeReference<>() {};

  private static final ObjectMapper MAPPER =
      new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  /** All but the notes. */
  record Content(
      @JsonProperty("format") int format,
      @JsonProperty("model") String model,
      @JsonProperty("settings") Map<String, Object> settings,
      @JsonProperty("input_size") int inputSize,
      @JsonProperty("code_size") int codeSize,
      @JsonProperty("parameters") long parameters,
      @JsonProperty("versions") Map<String, String> versions,
      @JsonProperty("columns") JsonNode columns) {

    Map<String, Object> byName() {
      return MAPPER.convertValue(this, MAP);
    }
  }

  static Description of(Autoencoder autoencoder, Map<String, ?> notes) {
    return new Description(
        new Content(
            FORMAT,
            autoencoder.model().orElse(null),
            PlainValues.of("setting", autoencoder.settings()),
            autoencoder.inputSize(),
            autoencoder.codeSize(),
            autoencoder.network().numParams(),
            Versions.all(),
            autoencoder.columns().map(Description::json).orElse(null)),
        PlainValues.of("note", notes));
  }

  private static JsonNode json(Columns columns) {
    try {
      return MAPPER.readTree(columns.toJson());
    } catch (JsonProcessingException e) {
      throw new AssertionError(e); // It was written by this library.
    }
  }

  /**
   * As it is written.
   *
   * @throws IllegalArgumentException if {@link #parse} would not read it
   */
  String toJson() {
    Map<String, Object> all = content.byName();
    notes.forEach(
        (name, value) -> {
          if (all.containsKey(name)) {
            throw new IllegalArgumentException(
                "A note is called \"" + name + "\", which zoo.json uses itself; rename it");
          }
          all.put(name, value);
        });
    try {
      return BoundedJson.checked(NAME, MAPPER.writeValueAsString(all) + "\n");
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "The notes cannot be saved: " + e.getMessage() + "; put them into a separate file", e);
    }
  }

  static Description parse(String json) throws IOException {
    BoundedJson.checked(NAME, json);
    try {
      Content content = MAPPER.readValue(json, Content.class);
      if (content == null) {
        throw new IOException(NAME + " is empty");
      }
      if (content.format() != FORMAT) {
        throw new RefusedFileException(
            "has format "
                + content.format()
                + ", this version reads format "
                + FORMAT
                + ": use the version that wrote it, or train again");
      }
      if (content.settings() == null) {
        throw new IOException(NAME + " has no settings");
      }
      Map<String, Object> notes = MAPPER.readValue(json, MAP);
      notes.keySet().removeAll(content.byName().keySet());
      return new Description(content, PlainValues.of("note", notes));
    } catch (JsonProcessingException e) {
      throw new IOException(BoundedJson.invalid(NAME, e), e);
    }
  }

  /** The autoencoder that this describes. */
  Autoencoder of(ComputationGraph network) throws IOException {
    JsonNode columns = content.columns();
    Autoencoder autoencoder =
        new Autoencoder(
            network,
            content.model(),
            PlainValues.of("setting", content.settings()),
            notes,
            null,
            columns == null || columns.isNull() ? null : Columns.fromJson(columns.toString()));
    if (content.inputSize() != autoencoder.inputSize()
        || content.codeSize() != autoencoder.codeSize()
        || content.parameters() != network.numParams()) {
      throw new IOException(NAME + " is of another network: it gives other sizes");
    }
    return autoencoder;
  }
}
