package org.autoencoderzoo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.autoencoderzoo.data.AtomicFile;
import org.autoencoderzoo.data.Sha256;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.shade.jackson.annotation.JsonProperty;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.core.type.TypeReference;
import org.nd4j.shade.jackson.databind.DeserializationFeature;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.nd4j.shade.jackson.databind.SerializationFeature;

/**
 * A folder that holds a network and, in {@code zoo.json}, says what it is: model and settings,
 * sizes, versions, and the checksum of the network's file.
 */
final class ModelFolder {

  private static final String NETWORK = "model.zip";
  private static final String DESCRIPTION = "zoo.json";

  /** To be raised when a reader of this version could no longer make sense of a folder. */
  private static final int FORMAT = 1;

  private static final int MOST_DESCRIPTION_BYTES = 1 << 20;

  private static final ObjectMapper MAPPER =
      new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  /** What {@code zoo.json} says, beside the notes of whoever saved. */
  private record Description(
      @JsonProperty("format") int format,
      @JsonProperty("model") String model,
      @JsonProperty("settings") Map<String, Object> settings,
      @JsonProperty("input_size") int inputSize,
      @JsonProperty("code_size") int codeSize,
      @JsonProperty("parameters") long parameters,
      @JsonProperty("model_sha256") String modelSha256,
      @JsonProperty("versions") Map<String, String> versions) {

    static Description of(Autoencoder autoencoder, String sha256) {
      return new Description(
          FORMAT,
          autoencoder.model().orElse(null),
          autoencoder.settings(),
          autoencoder.inputSize(),
          autoencoder.codeSize(),
          autoencoder.network().numParams(),
          sha256,
          Versions.all());
    }

    boolean fits(Autoencoder autoencoder) {
      return inputSize == autoencoder.inputSize()
          && codeSize == autoencoder.codeSize()
          && parameters == autoencoder.network().numParams();
    }
  }

  private ModelFolder() {}

  static void write(Autoencoder autoencoder, Path folder, Map<String, ?> notes) throws IOException {
    Path network = folder.resolve(NETWORK);
    ModelFile.write(autoencoder.network(), network);
    Map<String, Object> content = new LinkedHashMap<>();
    content.putAll(
        MAPPER.convertValue(
            Description.of(autoencoder, Sha256.of(network)),
            new TypeReference<LinkedHashMap<String, Object>>() {}));
    notes.forEach(
        (name, value) -> {
          if (content.containsKey(name)) {
            throw new IllegalArgumentException(
                "A note is called \"" + name + "\", which zoo.json has of its own; rename it");
          }
          content.put(name, value);
        });
    byte[] json = (MAPPER.writeValueAsString(content) + "\n").getBytes(StandardCharsets.UTF_8);
    AtomicFile.write(folder.resolve(DESCRIPTION), out -> out.write(json));
  }

  static Autoencoder read(Path folder, Class<?>... trusted) throws IOException {
    Description description = describe(folder);
    Path network = folder.resolve(NETWORK);
    if (Files.exists(network) && !Sha256.of(network).equals(description.modelSha256())) {
      throw new IOException(
          network
              + " is damaged or from another run: its SHA-256 is not the one in "
              + DESCRIPTION
              + "; train again");
    }
    ComputationGraph graph = ModelFile.read(network, trusted);
    Autoencoder autoencoder = new Autoencoder(graph, description.model(), description.settings());
    if (!description.fits(autoencoder)) {
      throw new IOException(
          folder.resolve(DESCRIPTION)
              + " is of another network than "
              + NETWORK
              + " beside it: it gives other sizes; train again");
    }
    return autoencoder;
  }

  private static Description describe(Path folder) throws IOException {
    Path file = folder.resolve(DESCRIPTION);
    Description description;
    try (InputStream in = Files.newInputStream(file)) {
      description = MAPPER.readValue(in.readNBytes(MOST_DESCRIPTION_BYTES), Description.class);
    } catch (NoSuchFileException e) {
      throw new IOException(
          "There is no model at "
              + folder
              + " (no "
              + DESCRIPTION
              + "): train and save one first, or name the zip file itself",
          e);
    } catch (JsonProcessingException e) {
      throw damaged(file, e.getOriginalMessage(), e);
    } catch (StackOverflowError e) {
      throw damaged(file, "it is nested too deep", e);
    }
    if (description == null) {
      throw damaged(file, "it is empty", null);
    }
    if (description.format() != FORMAT) {
      throw new IOException(
          file
              + " has format "
              + description.format()
              + ", this version reads format "
              + FORMAT
              + ": it was written by "
              + description.versions()
              + "; use that version");
    }
    return description;
  }

  private static IOException damaged(Path file, String reason, Throwable cause) {
    return new IOException(file + " is damaged (" + reason + "): train again", cause);
  }
}
