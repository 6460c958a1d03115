package org.autoencoderzoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.autoencoderzoo.training.Training;
import org.autoencoderzoo.zoo.Basic;
import org.autoencoderzoo.zoo.Denoising;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Files that are damaged or hostile are refused by name, and nothing in them is run. */
class ModelFileTest {

  private static boolean hasRun;

  @TempDir Path folder;
  private Path model;
  private Map<String, byte[]> entries;

  @BeforeEach
  void save() throws IOException {
    model = folder.resolve("model.zip");
    Basic.builder().inputSize(6).codeSize(3).build().init().save(model);
    entries = new TreeMap<>();
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(model))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        entries.put(entry.getName(), zip.readAllBytes());
      }
    }
  }

  @Test
  void classOfSomebodyElseIsRefusedByName() throws IOException {
    String json = new String(entries.get("configuration.json"), StandardCharsets.UTF_8);
    entries.put(
        "configuration.json",
        json.replace("org.autoencoderzoo.layers.Dense", "com.example.Gadget")
            .getBytes(StandardCharsets.UTF_8));
    write();
    assertThatThrownBy(() -> Autoencoder.load(model))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("it names the class com.example.Gadget")
        .hasMessageContaining("read it with ModelSerializer");
  }

  @Test
  void serializedObjectIsNotRead() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(new Gadget());
    }
    entries.put("preprocessor.bin", bytes.toByteArray());
    write();
    hasRun = false;
    assertThat(Autoencoder.load(model).codeSize()).isEqualTo(3);
    assertThat(hasRun).isFalse();
  }

  @Test
  void missingAndCutOffPartsAreNamed() throws IOException {
    byte[] parameters = entries.remove("coefficients.bin");
    write();
    assertThatThrownBy(() -> Autoencoder.load(model))
        .hasMessageContaining("model.zip is damaged or not a saved autoencoder")
        .hasMessageContaining("it holds no coefficients.bin");
    entries.put("coefficients.bin", Arrays.copyOf(parameters, parameters.length / 2));
    write();
    assertThatThrownBy(() -> Autoencoder.load(model)).hasMessageContaining("model.zip is damaged");
    Files.writeString(model, "not a zip");
    assertThatThrownBy(() -> Autoencoder.load(model)).hasMessageContaining("model.zip is damaged");
    Files.delete(model);
    assertThatThrownBy(() -> Autoencoder.load(folder)).hasMessageContaining("There is no model at");
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
    saved.save(model);
    Autoencoder loaded = Autoencoder.load(model);
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

  private void write() throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(model))) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
        zip.closeEntry();
      }
    }
  }

  /** Stands for code that a hostile file would run. */
  private static final class Gadget implements Serializable {
    private static final long serialVersionUID = 1L;

    private void readObject(ObjectInputStream in) {
      hasRun = true;
    }
  }
}
