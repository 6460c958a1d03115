package org.autoencoderzoo;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.autoencoderzoo.corruption.MaskingNoise;
import org.autoencoderzoo.layers.Dense;
import org.autoencoderzoo.penalties.KlSparsity;
import org.autoencoderzoo.penalties.Penalty;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.constraint.MaxNormConstraint;
import org.deeplearning4j.nn.conf.distribution.NormalDistribution;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.schedule.ScheduleType;
import org.nd4j.linalg.schedule.StepSchedule;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/** A saved network with every kind of part, whose file a test may change. */
final class ChangeableModel {

  static final String CONFIGURATION = "configuration.json";
  static final String COEFFICIENTS = "coefficients.bin";

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Path file;
  private final Map<String, byte[]> entries;

  private ChangeableModel(Path file) throws IOException {
    this.file = file;
    entries = ZipEntries.read(file);
  }

  /** Saves the network as {@code model.zip}. */
  static ChangeableModel in(Path folder) throws IOException {
    Path file = folder.resolve("model.zip");
    autoencoder(new KlSparsity(0.1, 2)).save(file);
    return new ChangeableModel(file);
  }

  /** With every kind of part that a configuration names by its class. */
  static Autoencoder autoencoder(Penalty penalty) {
    Dense code =
        Dense.builder()
            .nIn(6)
            .nOut(3)
            .activation(Activation.SIGMOID)
            .weightInit(new NormalDistribution(0, 0.1))
            .updater(new Adam(new StepSchedule(ScheduleType.EPOCH, 0.1, 0.5, 3)))
            .l2(1e-3)
            .dropOut(new MaskingNoise(0.3, 1))
            .constrainWeights(new MaxNormConstraint(2, 1))
            .penalties(penalty)
            .build();
    return new Autoencoder(
        SquaredErrorNetwork.of(
            new NeuralNetConfiguration.Builder()
                .graphBuilder()
                .addInputs("input")
                .addLayer("code", code, "input")
                .addLayer(
                    "decoder",
                    new DenseLayer.Builder().nIn(3).nOut(6).activation(Activation.IDENTITY).build(),
                    "code")));
  }

  Path file() {
    return file;
  }

  byte[] entry(String name) {
    return entries.get(name).clone();
  }

  /** A copy, to be changed and put in its place. */
  JsonNode configuration() throws IOException {
    return MAPPER.readTree(entries.get(CONFIGURATION));
  }

  void put(JsonNode configuration) throws IOException {
    put(CONFIGURATION, MAPPER.writeValueAsBytes(configuration));
  }

  void put(String name, byte[] content) throws IOException {
    entries.put(name, content);
    ZipEntries.write(file, entries);
  }

  void remove(String name) throws IOException {
    entries.remove(name);
    ZipEntries.write(file, entries);
  }

  void assertRefused(String message) {
    assertThatThrownBy(() -> Autoencoder.load(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("model.zip")
        .hasMessageContaining(message);
  }
}
