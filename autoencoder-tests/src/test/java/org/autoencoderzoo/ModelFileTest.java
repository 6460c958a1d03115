package org.autoencoderzoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.autoencoderzoo.corruption.MaskingNoise;
import org.autoencoderzoo.extending.CodeEnergy;
import org.autoencoderzoo.layers.Dense;
import org.autoencoderzoo.layers.ReconstructionOutput;
import org.autoencoderzoo.losses.SquaredError;
import org.autoencoderzoo.penalties.KlSparsity;
import org.autoencoderzoo.penalties.Penalty;
import org.autoencoderzoo.training.Training;
import org.autoencoderzoo.zoo.Denoising;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.constraint.MaxNormConstraint;
import org.deeplearning4j.nn.conf.distribution.NormalDistribution;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.nd4j.linalg.schedule.ScheduleType;
import org.nd4j.linalg.schedule.StepSchedule;
import org.nd4j.shade.jackson.core.JsonPointer;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.nd4j.shade.jackson.databind.node.ArrayNode;
import org.nd4j.shade.jackson.databind.node.ObjectNode;

/** Files that are damaged or hostile are refused by name, and nothing in them is run. */
class ModelFileTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String CONFIGURATION = "configuration.json";
  private static final String COEFFICIENTS = "coefficients.bin";
  private static final String GADGET = Gadget.class.getName();
  private static final String WAS_LOADED = "autoencoderzoo.gadget";

  @TempDir Path folder;
  private Path model;
  private Map<String, byte[]> entries;

  @BeforeEach
  void save() throws IOException {
    System.clearProperty(WAS_LOADED);
    model = folder.resolve("model.zip");
    autoencoder(new KlSparsity(0.1, 2)).save(model);
    entries = new TreeMap<>();
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(model))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        entries.put(entry.getName(), zip.readAllBytes());
      }
    }
  }

  /** With every kind of part that a configuration names by its class. */
  private static Autoencoder autoencoder(Penalty penalty) {
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
    ComputationGraph network =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .graphBuilder()
                .addInputs("input")
                .addLayer("code", code, "input")
                .addLayer(
                    "decoder",
                    new DenseLayer.Builder().nIn(3).nOut(6).activation(Activation.IDENTITY).build(),
                    "code")
                .addLayer(
                    "reconstruction",
                    ReconstructionOutput.of(new SquaredError(), Activation.IDENTITY),
                    "decoder")
                .setOutputs("reconstruction")
                .build());
    network.init();
    return new Autoencoder(network);
  }

  @Test
  void everyPlaceThatNamesAClassRefusesOthers() throws IOException {
    List<String> places = typed("", configuration(), new ArrayList<>());
    assertThat(places)
        .contains(
            "/vertices/code",
            "/vertices/code/layerConf/layer",
            "/vertices/code/layerConf/layer/activationFn",
            "/vertices/code/layerConf/layer/constraints/0",
            "/vertices/code/layerConf/layer/idropout",
            "/vertices/code/layerConf/layer/iupdater",
            "/vertices/code/layerConf/layer/iupdater/learningRateSchedule",
            "/vertices/code/layerConf/layer/regularization/0",
            "/vertices/code/layerConf/layer/settings/penalties/0",
            "/vertices/code/layerConf/layer/weightInitFn",
            "/vertices/reconstruction/layerConf/layer/lossFn");
    for (String place : places) {
      JsonNode hostile = configuration();
      ((ObjectNode) hostile.at(place)).put("@class", GADGET);
      assertRefused(hostile, "it names the class " + GADGET);
    }
  }

  /** Jackson takes the class from the first element, too, whatever the property is called. */
  @Test
  void classThatAnArrayNamesIsRefused() throws IOException {
    for (String place : typed("", configuration(), new ArrayList<>())) {
      JsonNode hostile = configuration();
      ArrayNode named = MAPPER.createArrayNode().add(GADGET).add(hostile.at(place));
      JsonPointer pointer = JsonPointer.compile(place);
      String last = pointer.last().getMatchingProperty();
      if (hostile.at(pointer.head()) instanceof ObjectNode parent) {
        parent.set(last, named);
      } else {
        ((ArrayNode) hostile.at(pointer.head())).set(Integer.parseInt(last), named);
      }
      assertRefused(hostile, "it names the class " + GADGET);
    }
  }

  /** Deeplearning4j calls the class of a distribution "type". */
  @Test
  void classOfADistributionIsRefused() throws IOException {
    JsonNode hostile = configuration();
    JsonNode distribution = hostile.at("/vertices/code/layerConf/layer/weightInitFn/distribution");
    assertThat(distribution.get("type").asText()).isEqualTo(NormalDistribution.class.getName());
    ((ObjectNode) distribution).put("type", GADGET);
    assertRefused(hostile, "it names the class " + GADGET);
  }

  @Test
  void legacyDistributionIsNotReadOnAWayOfItsOwn() throws IOException {
    JsonNode hostile = configuration();
    ObjectNode layer = (ObjectNode) hostile.at("/vertices/code/layerConf/layer");
    layer.remove("weightInitFn");
    layer.put("weightInit", "DISTRIBUTION");
    layer.putObject("dist").put("type", GADGET);
    entries.put(CONFIGURATION, MAPPER.writeValueAsBytes(hostile));
    write();
    assertThat(Autoencoder.load(model).codeSize()).isEqualTo(3);
    assertThat(System.getProperty(WAS_LOADED)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "org.nd4j.linalg.lossfunctions.impl.LossL2, Not a subtype", // Trusted, but no activation.
    "org.nd4j.linalg.factory.Nd4j, it names the class org.nd4j.linalg.factory.Nd4j",
    "org.deeplearning4j.nn.graph.ComputationGraph, it names the class",
    "org.autoencoderzoo.Autoencoder, it names the class org.autoencoderzoo.Autoencoder"
  })
  void classThatIsNoPartOfAConfigurationIsRefused(String name, String message) throws IOException {
    JsonNode hostile = configuration();
    ((ObjectNode) hostile.at("/vertices/code/layerConf/layer/activationFn")).put("@class", name);
    assertRefused(hostile, message);
  }

  @Test
  void typeParameterOfATrustedClassIsRefused() throws IOException {
    JsonNode hostile = configuration();
    ((ObjectNode) hostile.at("/vertices/code/layerConf/layer"))
        .put("@class", Dense.class.getName() + "<" + GADGET + ">");
    assertRefused(hostile, "it names the class " + GADGET);
  }

  @Test
  void callersOwnClassIsReadOnlyIfTheCallerNamesIt() throws IOException {
    autoencoder(new CodeEnergy(0.3)).save(model);
    assertThatThrownBy(() -> Autoencoder.load(model))
        .hasMessageContaining("it names the class " + CodeEnergy.class.getName())
        .hasMessageContaining("give it to load");
    Autoencoder loaded = Autoencoder.load(model, CodeEnergy.class);
    Dense code = (Dense) loaded.network().getLayer("code").conf().getLayer();
    assertThat(code.settings().penalties()).containsExactly(new CodeEnergy(0.3));
  }

  @ParameterizedTest
  @ValueSource(strings = {"preprocessor.bin", "normalizer.bin", "../../evil", "/etc/evil"})
  void entryThatIsNoPartOfAnAutoencoderIsRefused(String name) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(new Gadget());
    }
    System.clearProperty(WAS_LOADED);
    entries.put(name, bytes.toByteArray());
    write();
    assertRefused("it holds " + name);
    assertThat(folder.resolve(name)).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({
    "LONG_SHAPE, 8, LONG, MIXED_DATA_TYPES, 1099511627776, FLOAT, holds 1099511627776 values",
    "LONG_SHAPE, 8, LONG, MIXED_DATA_TYPES, -1, FLOAT, holds -1 values",
    "LONG_SHAPE, 8, LONG, MIXED_DATA_TYPES, 45, DOUBLE, of type DOUBLE",
    "LONG_SHAPE, 8, LONG, MIXED_DATA_TYPES, 45, COMPRESSED, of type COMPRESSED",
    "LONG_SHAPE, 4611686018427387904, LONG, MIXED_DATA_TYPES, 45, FLOAT, no valid shape",
    "LONG_SHAPE, -5, LONG, MIXED_DATA_TYPES, 45, FLOAT, no valid shape",
    "LONG_SHAPE, 8, LONG, MIXED_DATA_TYPES, 45, FLOAT, model.zip is damaged", // And no values.
    "NOWHERE, 8, LONG, MIXED_DATA_TYPES, 45, FLOAT, NOWHERE"
  })
  void headerThatClaimsOtherThanTheConfigurationIsRefused(
      String shapeMode,
      long shapeLength,
      String shapeType,
      String mode,
      long length,
      String type,
      String message)
      throws IOException {
    assertThat(autoencoder(new KlSparsity(0.1, 2)).network().numParams()).isEqualTo(45);
    entries.put(COEFFICIENTS, header(shapeMode, shapeLength, shapeType, mode, length, type));
    write();
    assertRefused(message);
  }

  private static byte[] header(
      String shapeMode, long shapeLength, String shapeType, String mode, long length, String type)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeUTF(shapeMode);
    out.writeLong(shapeLength);
    out.writeUTF(shapeType);
    out.write(new byte[64]);
    out.writeUTF(mode);
    out.writeLong(length);
    out.writeUTF(type);
    return bytes.toByteArray();
  }

  /** Header and configuration agree on 12 TB; the file has a few bytes. */
  @Test
  void hugeNetworkWithoutValuesIsRefusedBeforeMemoryIsTaken() throws IOException {
    JsonNode hostile = configuration();
    long huge = 1_000_000_000_000L;
    ((ObjectNode) hostile.at("/vertices/decoder/layerConf/layer")).put("nout", huge);
    entries.put(CONFIGURATION, MAPPER.writeValueAsBytes(hostile));
    entries.put(
        COEFFICIENTS, header("LONG_SHAPE", 8, "LONG", "MIXED_DATA_TYPES", 21 + 4 * huge, "FLOAT"));
    write();
    assertRefused("coefficients.bin is too short for 4000000000021 values");
  }

  @Test
  void hugeConfigurationIsRefused() throws IOException {
    byte[] spaces = new byte[1 << 26];
    Arrays.fill(spaces, (byte) ' ');
    entries.put(CONFIGURATION, spaces);
    write();
    assertThat(model).satisfies(file -> assertThat(Files.size(file)).isLessThan(1 << 20));
    assertRefused("configuration.json is too long");
  }

  @Test
  void deeplyNestedConfigurationIsRefused() throws IOException {
    String frozen = "{\"@class\":\"org.deeplearning4j.nn.conf.layers.misc.FrozenLayer\",\"layer\":";
    ObjectNode hostile = (ObjectNode) configuration();
    ((ObjectNode) hostile.at("/vertices/code/layerConf")).put("layer", "HERE");
    String json =
        hostile.toString().replace("\"HERE\"", frozen.repeat(100_000) + "{" + "}".repeat(100_001));
    entries.put(CONFIGURATION, json.getBytes(StandardCharsets.UTF_8));
    write();
    assertRefused("model.zip is damaged");
  }

  @Test
  void updaterStateOfAnotherNetworkIsRefused() throws IOException {
    entries.put("updaterState.bin", entries.get(COEFFICIENTS));
    write();
    assertRefused("updaterState.bin holds 45 values of type FLOAT, the configuration has");
  }

  @Test
  void missingPartsAndForeignFilesAreNamed() throws IOException {
    byte[] parameters = entries.remove(COEFFICIENTS);
    write();
    assertRefused("it holds no coefficients.bin");
    entries.put(COEFFICIENTS, Arrays.copyOf(parameters, parameters.length / 2));
    write();
    assertRefused("model.zip is damaged");
    entries.put(COEFFICIENTS, Arrays.copyOf(parameters, parameters.length + 1));
    write();
    assertRefused("coefficients.bin is longer than its values");
    Files.writeString(model, "not a zip");
    assertRefused("model.zip is damaged");
    Files.delete(model);
    assertThatThrownBy(() -> Autoencoder.load(model)).hasMessageContaining("There is no model at");
  }

  @Test
  void fileCutOffAnywhereIsRefused() throws IOException {
    byte[] whole = Files.readAllBytes(model);
    for (int length = 0; length < whole.length; length += whole.length / 16) {
      Files.write(model, Arrays.copyOf(whole, length));
      assertRefused("model.zip is damaged");
    }
  }

  @Test
  void bitThatFlippedIsNoticed() throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(model))) {
      zip.setLevel(0); // So that the values stand in the file as they are.
      write(zip);
    }
    byte[] content = Files.readAllBytes(model);
    byte[] values = entries.get(COEFFICIENTS);
    int first = values.length - 45 * Float.BYTES;
    byte[] firstWeights = Arrays.copyOfRange(values, first, first + 8);
    int at = 8;
    while (!Arrays.equals(firstWeights, Arrays.copyOfRange(content, at - 8, at))) {
      at++;
    }
    content[at - 1] ^= 1;
    Files.write(model, content);
    assertRefused("coefficients.bin does not have the checksum");
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

  private JsonNode configuration() throws IOException {
    return MAPPER.readTree(entries.get(CONFIGURATION));
  }

  /** JSON pointers to the objects that name their class. */
  private static List<String> typed(String path, JsonNode node, List<String> found) {
    if (node.has("@class")) {
      found.add(path);
    }
    node.fields().forEachRemaining(f -> typed(path + "/" + f.getKey(), f.getValue(), found));
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      typed(path + "/" + i, node.get(i), found);
    }
    return found;
  }

  private void assertRefused(JsonNode configuration, String message) throws IOException {
    byte[] harmless = entries.put(CONFIGURATION, MAPPER.writeValueAsBytes(configuration));
    write();
    entries.put(CONFIGURATION, harmless);
    assertRefused(message);
  }

  private void assertRefused(String message) {
    assertThatThrownBy(() -> Autoencoder.load(model))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("model.zip")
        .hasMessageContaining(message);
    assertThat(System.getProperty(WAS_LOADED)).isNull();
  }

  private void write() throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(model))) {
      write(zip);
    }
  }

  private void write(ZipOutputStream zip) throws IOException {
    for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
      zip.putNextEntry(new ZipEntry(entry.getKey()));
      zip.write(entry.getValue());
      zip.closeEntry();
    }
  }

  /** Stands for code on the class path that a hostile file would run: being loaded is enough. */
  private static final class Gadget implements Serializable {
    private static final long serialVersionUID = 1L;

    static {
      System.setProperty(WAS_LOADED, "true");
    }
  }
}
