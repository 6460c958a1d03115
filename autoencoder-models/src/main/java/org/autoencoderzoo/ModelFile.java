package org.autoencoderzoo;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;
import org.autoencoderzoo.data.AtomicFile;
import org.autoencoderzoo.data.CheckedZip;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.databind.DeserializationFeature;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/**
 * Reads and writes networks in Deeplearning4j's zip format. It reads only the configuration, the
 * parameters and the updater's state, each checked: Deeplearning4j's own reader also deserializes
 * Java objects, loads whatever class the configuration names, and allocates what an array's header
 * says, each of which lets a hostile file do harm.
 */
final class ModelFile {

  private static final Set<String> ENTRIES =
      Set.of(
          ModelSerializer.CONFIGURATION_JSON,
          ModelSerializer.COEFFICIENTS_BIN,
          ModelSerializer.UPDATER_BIN);

  private ModelFile() {}

  static void write(ComputationGraph network, Path file) throws IOException {
    AtomicFile.write(file, out -> ModelSerializer.writeModel(network, out, true));
  }

  static ComputationGraph read(Path file, Class<?>... trusted) throws IOException {
    try (CheckedZip zip = CheckedZip.open(file)) {
      refuseUnknownEntries(zip);
      ComputationGraphConfiguration configuration =
          configuration(zip.text(ModelSerializer.CONFIGURATION_JSON), trusted);
      DataType type = configuration.getDataType();
      long parameters =
          configuration.getVertices().values().stream().mapToLong(v -> v.numParams(true)).sum();
      ComputationGraph network = new ComputationGraph(configuration);
      network.init(zip.array(ModelSerializer.COEFFICIENTS_BIN, type, parameters), false);
      if (zip.contains(ModelSerializer.UPDATER_BIN)) {
        INDArray state = network.getUpdater().getStateViewArray();
        state.assign(zip.array(ModelSerializer.UPDATER_BIN, type, state.length()));
      }
      return network;
    } catch (NoSuchFileException e) {
      throw new IOException("There is no model at " + file + ": train and save one first", e);
    } catch (IOException | RuntimeException | StackOverflowError e) { // The last by deep nesting.
      throw new IOException(
          file + " is damaged or not a saved autoencoder (" + reason(e) + "): save it again", e);
    }
  }

  /** What {@link TrustedClasses} said, wherever it is wrapped; no excerpt of the file. */
  private static String reason(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SecurityException) {
        return cause.getMessage();
      }
    }
    if (failure instanceof JsonProcessingException json) {
      return json.getOriginalMessage();
    }
    return failure.getMessage() == null ? failure.toString() : failure.getMessage();
  }

  private static void refuseUnknownEntries(CheckedZip zip) throws IOException {
    for (String name : zip.names()) {
      if (!ENTRIES.contains(name)) {
        throw new IOException(
            "it holds "
                + name
                + ", which is no part of an autoencoder;"
                + " if you trust the file, read it with ModelSerializer and wrap the network");
      }
    }
  }

  /** Not {@code fromJson}: for older formats, that one loads classes on ways of its own. */
  private static ComputationGraphConfiguration configuration(String json, Class<?>... trusted)
      throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    mapper.setTypeFactory(new TrustedClasses(trusted));
    return mapper
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .readValue(json, ComputationGraphConfiguration.class);
  }
}
