package org.autoencoderzoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.autoencoderzoo.penalties.Encoding;
import org.autoencoderzoo.penalties.Penalty;
import org.autoencoderzoo.training.Training;
import org.autoencoderzoo.zoo.Basic;
import org.autoencoderzoo.zoo.Denoising;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.nd4j.shade.jackson.databind.node.ObjectNode;

/** A saved network comes back as it was; a file that is damaged is refused by name. */
class ModelFileTest {

  @TempDir Path folder;
  private ChangeableModel model;

  @BeforeEach
  void save() throws IOException {
    model = ChangeableModel.in(folder);
  }

  /** Adam's moments and its bias correction, the order of the rows and the noise included. */
  @Test
  void loadedNetworkTrainsOnAsTheOneThatWasSaved() throws IOException {
    INDArray x = RandomExamples.uniform(DataType.FLOAT, 30, 6);
    Training training = Training.defaults().withEpochs(2).withBatchSize(20);
    Autoencoder saved =
        Denoising.builder()
            .inputSize(6)
            .annealedFrom(0.7, 3)
            .learningRateFrom(0.1, 3)
            .build()
            .init();
    saved.fit(x, training);
    saved.save(model.file());
    Autoencoder loaded = Autoencoder.load(model.file());
    assertThat(loaded.network().getIterationCount()).isEqualTo(4);
    assertThat(loaded.network().getEpochCount()).isEqualTo(2);
    saved.fit(x, training);
    loaded.fit(x, training);
    assertThat(loaded.network().params()).isEqualTo(saved.network().params());
  }

  @Test
  void graphThatIsNoAutoencoderIsRefusedAndOneOfStockLayersIsNot() {
    assertThat(new Autoencoder(stock("code")).codeSize()).isEqualTo(3);
    assertThatThrownBy(() -> new Autoencoder(stock("hidden")))
        .hasMessageContaining("a vertex \"code\"")
        .hasMessageContaining("hidden");
  }

  private static ComputationGraph stock(String hidden) {
    ComputationGraph network =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .graphBuilder()
                .addInputs("input")
                .addLayer(hidden, new DenseLayer.Builder().nIn(6).nOut(3).build(), "input")
                .addLayer(
                    "reconstruction",
                    new OutputLayer.Builder(LossFunction.MSE).nIn(3).nOut(6).build(),
                    hidden)
                .setOutputs("reconstruction")
                .build());
    network.init();
    return network;
  }

  /** Header and configuration agree on 12 TB; the file has a few bytes. */
  @Test
  void hugeNetworkWithoutValuesIsRefusedBeforeMemoryIsTaken() throws IOException {
    JsonNode hostile = model.configuration();
    long huge = 1_000_000_000_000L;
    ((ObjectNode) hostile.at("/vertices/decoder/layerConf/layer")).put("nout", huge);
    model.put(hostile);
    model.put(ChangeableModel.COEFFICIENTS, ZipEntries.arrayHeader(21 + 4 * huge));
    model.assertRefused("coefficients.bin is too short for 4000000000021 values");
  }

  @Test
  void hugeConfigurationIsRefused() throws IOException {
    byte[] spaces = new byte[1 << 26];
    Arrays.fill(spaces, (byte) ' ');
    model.put(ChangeableModel.CONFIGURATION, spaces);
    assertThat(model.file()).satisfies(file -> assertThat(Files.size(file)).isLessThan(1 << 20));
    model.assertRefused("configuration.json is too long");
  }

  @Test
  void updaterStateOfAnotherNetworkIsRefused() throws IOException {
    model.put("updaterState.bin", model.entry(ChangeableModel.COEFFICIENTS));
    model.assertRefused("updaterState.bin holds 45 values of type FLOAT, the network needs");
  }

  @Test
  void missingPartsAndForeignFilesAreNamed() throws IOException {
    byte[] parameters = model.entry(ChangeableModel.COEFFICIENTS);
    model.remove(ChangeableModel.COEFFICIENTS);
    model.assertRefused("it holds no coefficients.bin");
    model.put(ChangeableModel.COEFFICIENTS, Arrays.copyOf(parameters, parameters.length / 2));
    model.assertRefused("model.zip is damaged");
    model.put(ChangeableModel.COEFFICIENTS, Arrays.copyOf(parameters, parameters.length + 1));
    model.assertRefused("coefficients.bin is longer than its values");
    Files.writeString(model.file(), "not a zip");
    model.assertRefused("model.zip is damaged");
    Files.delete(model.file());
    assertThatThrownBy(() -> Autoencoder.load(model.file()))
        .hasMessageContaining("There is no model at");
  }

  @Test
  void fileCutOffAnywhereIsRefused() throws IOException {
    byte[] whole = Files.readAllBytes(model.file());
    for (int length = 0; length < whole.length; length += whole.length / 16) {
      Files.write(model.file(), Arrays.copyOf(whole, length));
      model.assertRefused("model.zip is damaged");
    }
  }

  @Test
  void partThatCouldNotBeMadeAgainIsRefusedAndTheFormerModelStays() throws IOException {
    final class Local extends NoEnergy {}
    List<Penalty> parts = List.of(encoding -> 0, new NoEnergy() {}, new Local(), new Inner());
    byte[] before = Files.readAllBytes(model.file());
    for (Penalty part : parts) {
      assertThatThrownBy(() -> ChangeableModel.autoencoder(part).save(model.file()))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("The network cannot be saved: org.autoencoderzoo.")
          .hasMessageContaining("let it be a class with a name, at the top level or static");
    }
    assertThat(model.file()).hasBinaryContent(before);
    ChangeableModel.autoencoder(new NoEnergy()).save(model.file());
    Autoencoder.load(model.file(), NoEnergy.class);
  }

  @Test
  void settingThatWouldBeLostIsNamedBeforeItIs() {
    assertThatThrownBy(() -> ChangeableModel.autoencoder(new Forgetful(3)).save(model.file()))
        .hasMessageContaining("/vertices/code/layerConf/layer/settings/penalties/0/weight is lost");
  }

  @Test
  void parametersThatAreNotFiniteAreNeitherSavedNorLoaded() throws IOException {
    Autoencoder diverged = ChangeableModel.autoencoder(new NoEnergy());
    diverged.network().params().putScalar(3, Float.NaN);
    assertThatThrownBy(() -> diverged.save(model.file()))
        .hasMessageContaining("it has parameters that are not finite numbers");
    byte[] parameters = model.entry(ChangeableModel.COEFFICIENTS);
    ByteBuffer.wrap(parameters).putFloat(parameters.length - Float.BYTES, Float.POSITIVE_INFINITY);
    model.put(ChangeableModel.COEFFICIENTS, parameters);
    model.assertRefused("coefficients.bin holds values that are not finite numbers");
  }

  @ParameterizedTest
  @CsvSource({
    "/vertexInputs, code, [\"code\"]",
    "/vertexInputs, code, [\"nowhere\"]",
    "/vertexInputs, decoder, []",
    "/vertices/code/layerConf/layer, activationFn, null",
    "/vertices/code/layerConf/layer, iupdater, null",
    "/vertices/code/layerConf/layer, settings, null",
    "/vertices/code/layerConf, layer, null",
    "/vertices/decoder/layerConf/layer, activationFn, null",
    "/vertices/reconstruction/layerConf/layer, lossFn, null",
    "/vertices/reconstruction, @class, \"org.deeplearning4j.nn.conf.graph.MergeVertex\"",
    "/vertices/code, @class, \"org.deeplearning4j.nn.conf.graph.L2NormalizeVertex\"",
    "'', vertices, null",
    "'', networkInputs, null",
    "'', dataType, null"
  })
  void networkThatCannotRunIsRefused(String place, String name, String value) throws IOException {
    JsonNode hostile = model.configuration();
    ((ObjectNode) hostile.at(place)).set(name, new ObjectMapper().readTree(value));
    model.put(hostile);
    model.assertRefused("model.zip is damaged or not a saved autoencoder (");
  }

  @Test
  void partThatHasNoJsonIsRefused() {
    Penalty unwritable =
        new NoEnergy() {
          public double getWeight() {
            throw new UnsupportedOperationException();
          }
        };
    assertThatThrownBy(() -> ChangeableModel.autoencoder(unwritable).save(model.file()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("its configuration cannot be written as JSON");
  }

  /** Two to the power of 60: whoever follows them one by one never ends. */
  @Test
  void graphOfManyPathsIsLoadedAtOnce() throws IOException {
    JsonNode hostile = model.configuration();
    String below = "input";
    for (int i = 0; i < 60; i++) {
      String name = "sum" + i;
      ((ObjectNode) hostile.get("vertices"))
          .putObject(name)
          .put("@class", ElementWiseVertex.class.getName())
          .put("op", "Add");
      ((ObjectNode) hostile.get("vertexInputs")).putArray(name).add(below).add(below);
      below = name;
    }
    ((ObjectNode) hostile.get("vertexInputs")).putArray("code").add(below);
    ((ObjectNode) hostile).putNull("topologicalOrder").putNull("topologicalOrderStr");
    model.put(hostile);
    assertThat(Autoencoder.load(model.file()).codeSize()).isEqualTo(3);
  }

  @Test
  void onlyRegularFilesAreRead() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link.zip"), model.file());
    assertThat(Autoencoder.load(link).codeSize()).isEqualTo(3);
    Path parent = Files.createDirectory(folder.resolve("parent"));
    Files.createDirectory(parent.resolve("model.zip"));
    assertThatThrownBy(() -> Autoencoder.load(parent))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("it is not a regular file");
    Path endless = Path.of("/dev/zero");
    assumeThat(endless).exists();
    Files.delete(parent.resolve("model.zip"));
    Files.createSymbolicLink(parent.resolve("model.zip"), endless);
    assertThatThrownBy(() -> Autoencoder.load(parent))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("it is not a regular file");
  }

  /** Deeplearning4j's own reader ignores what it does not know. */
  @Test
  void savedFileIsOneOfDeeplearning4jAndTheOtherWayRound() throws IOException {
    Autoencoder saved = Basic.builder().inputSize(6).codeSize(3).build().init();
    saved.save(model.file(), Map.of("note", "text"));
    ComputationGraph restored =
        ModelSerializer.restoreComputationGraph(model.file().toFile(), true);
    assertThat(restored.params()).isEqualTo(saved.network().params());
    ModelSerializer.writeModel(restored, model.file().toFile(), true);
    Autoencoder loaded = Autoencoder.load(model.file());
    assertThat(loaded.network().params()).isEqualTo(saved.network().params());
    assertThat(loaded.model()).isEmpty();
    assertThat(loaded.notes()).isEmpty();
  }

  /** An inner class: it has no constructor that JSON could use. */
  class Inner extends NoEnergy {
    private static final long serialVersionUID = 1L;
  }

  /** Adds nothing to the score. */
  static class NoEnergy implements Penalty {
    private static final long serialVersionUID = 1L;

    @Override
    public double apply(Encoding encoding) {
      return 0;
    }
  }

  /** Writes its setting, but does not read it. */
  static final class Forgetful extends NoEnergy {
    private static final long serialVersionUID = 1L;
    private final double amount;

    Forgetful() {
      this(1);
    }

    Forgetful(double amount) {
      this.amount = amount;
    }

    public double getWeight() {
      return amount;
    }
  }
}
