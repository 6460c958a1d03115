package org.autoencoderzoo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.autoencoderzoo.data.AtomicFile;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/**
 * Reads and writes networks in Deeplearning4j's zip format. It reads only the configuration, the
 * parameters and the updater's state: Deeplearning4j's own reader also deserializes a Java object
 * if the file holds one, which lets a hostile file run code.
 */
final class ModelFile {

  private static final String[] TRUSTED = {
    "org.deeplearning4j.", "org.nd4j.linalg.", "org.autoencoderzoo."
  };

  private ModelFile() {}

  static void write(ComputationGraph network, Path file) throws IOException {
    AtomicFile.write(file, out -> ModelSerializer.writeModel(network, out, true));
  }

  static ComputationGraph read(Path fileOrFolder) throws IOException {
    Path file = Files.isDirectory(fileOrFolder) ? fileOrFolder.resolve("model.zip") : fileOrFolder;
    try (ZipFile zip = new ZipFile(file.toFile())) {
      String json =
          new String(bytes(zip, ModelSerializer.CONFIGURATION_JSON), StandardCharsets.UTF_8);
      refuseForeignClasses(new ObjectMapper().readTree(json));
      ComputationGraphConfiguration configuration = ComputationGraphConfiguration.fromJson(json);
      INDArray params = array(zip, ModelSerializer.COEFFICIENTS_BIN);
      ComputationGraph network = new ComputationGraph(configuration);
      network.init(params, false);
      if (zip.getEntry(ModelSerializer.UPDATER_BIN) != null) {
        network.getUpdater().setStateViewArray(array(zip, ModelSerializer.UPDATER_BIN));
      }
      return network;
    } catch (NoSuchFileException e) {
      throw new IOException("There is no model at " + file + ": train and save one first", e);
    } catch (IOException | RuntimeException e) {
      throw new IOException(
          file + " is damaged or not a saved autoencoder (" + e.getMessage() + "): save it again",
          e);
    }
  }

  private static INDArray array(ZipFile zip, String name) throws IOException {
    try (InputStream in = entry(zip, name)) {
      return Nd4j.read(in);
    }
  }

  private static byte[] bytes(ZipFile zip, String name) throws IOException {
    try (InputStream in = entry(zip, name)) {
      return in.readAllBytes();
    }
  }

  private static InputStream entry(ZipFile zip, String name) throws IOException {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      throw new IOException("it holds no " + name);
    }
    return zip.getInputStream(entry);
  }

  private static void refuseForeignClasses(JsonNode node) throws IOException {
    JsonNode type = node.get("@class");
    if (type != null && !isTrusted(type.asText())) {
      throw new IOException(
          "it names the class "
              + type.asText()
              + ", which is neither Deeplearning4j's nor this library's;"
              + " if you trust the file, read it with ModelSerializer and wrap the network");
    }
    for (JsonNode child : node) {
      refuseForeignClasses(child);
    }
  }

  private static boolean isTrusted(String className) {
    for (String prefix : TRUSTED) {
      if (className.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }
}
