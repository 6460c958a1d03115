package org.autoencoderzoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.autoencoderzoo.layers.Dense;
import org.autoencoderzoo.penalties.Encoding;
import org.autoencoderzoo.penalties.KlSparsity;
import org.autoencoderzoo.penalties.Penalty;
import org.deeplearning4j.nn.conf.distribution.NormalDistribution;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.shade.jackson.annotation.JsonProperty;
import org.nd4j.shade.jackson.core.JsonPointer;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.nd4j.shade.jackson.databind.node.ArrayNode;
import org.nd4j.shade.jackson.databind.node.ObjectNode;

/** Saved networks may name the parts of a configuration; nothing else in them is loaded or run. */
class TrustedClassesTest {

  /** A penalty of zero that is not the library's. */
  public record OwnPenalty(@JsonProperty("lambda") double lambda) implements Penalty {

    @Override
    public double apply(Encoding encoding) {
      return 0;
    }
  }

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String GADGET = Gadget.class.getName();
  private static final String WAS_LOADED = "autoencoderzoo.gadget";

  @TempDir Path folder;
  private ChangeableModel model;

  @BeforeEach
  void save() throws IOException {
    System.clearProperty(WAS_LOADED);
    model = ChangeableModel.in(folder);
  }

  @Test
  void everyPlaceThatNamesAClassRefusesOthers() throws IOException {
    List<String> places = typed("", model.configuration(), new ArrayList<>());
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
      JsonNode hostile = model.configuration();
      ((ObjectNode) hostile.at(place)).put("@class", GADGET);
      assertRefused(hostile, "it names the class " + GADGET);
    }
  }

  /** Jackson takes the class from the first element, too, whatever the property is called. */
  @Test
  void classThatAnArrayNamesIsRefused() throws IOException {
    for (String place : typed("", model.configuration(), new ArrayList<>())) {
      JsonNode hostile = model.configuration();
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
    JsonNode hostile = model.configuration();
    JsonNode distribution = hostile.at("/vertices/code/layerConf/layer/weightInitFn/distribution");
    assertThat(distribution.get("type").asText()).isEqualTo(NormalDistribution.class.getName());
    ((ObjectNode) distribution).put("type", GADGET);
    assertRefused(hostile, "it names the class " + GADGET);
  }

  @Test
  void legacyDistributionIsNotReadOnAWayOfItsOwn() throws IOException {
    JsonNode hostile = model.configuration();
    ObjectNode layer = (ObjectNode) hostile.at("/vertices/code/layerConf/layer");
    layer.remove("weightInitFn");
    layer.put("weightInit", "DISTRIBUTION");
    layer.putObject("dist").put("type", GADGET);
    model.put(hostile);
    assertThat(Autoencoder.load(model.file()).codeSize()).isEqualTo(3);
    assertThat(System.getProperty(WAS_LOADED)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "org.nd4j.linalg.lossfunctions.impl.LossL2, no class of this name belongs there",
    "org.nd4j.linalg.factory.Nd4j, it names the class org.nd4j.linalg.factory.Nd4j",
    "org.deeplearning4j.nn.graph.ComputationGraph, it names the class",
    "org.autoencoderzoo.Autoencoder, it names the class org.autoencoderzoo.Autoencoder"
  })
  void classThatIsNoPartOfAConfigurationIsRefused(String name, String message) throws IOException {
    JsonNode hostile = model.configuration();
    ((ObjectNode) hostile.at("/vertices/code/layerConf/layer/activationFn")).put("@class", name);
    assertRefused(hostile, message);
  }

  @Test
  void typeParameterOfATrustedClassIsRefused() throws IOException {
    JsonNode hostile = model.configuration();
    ((ObjectNode) hostile.at("/vertices/code/layerConf/layer"))
        .put("@class", Dense.class.getName() + "<" + GADGET + ">");
    assertRefused(hostile, "it names the class " + GADGET);
  }

  @Test
  void callersOwnClassIsReadOnlyIfTheCallerNamesIt() throws IOException {
    ChangeableModel.autoencoder(new OwnPenalty(0.3)).save(model.file());
    assertThatThrownBy(() -> Autoencoder.load(model.file()))
        .hasMessageContaining("it names the class " + OwnPenalty.class.getName())
        .hasMessageContaining("Autoencoder.load(path, theClass)");
    Autoencoder loaded = Autoencoder.load(model.file(), OwnPenalty.class);
    Dense code = (Dense) loaded.network().getLayer("code").conf().getLayer();
    assertThat(code.settings().penalties()).containsExactly(new OwnPenalty(0.3));
  }

  @Test
  void autoencoderSaysWhatLoadWouldHaveToTrust() {
    Autoencoder own = ChangeableModel.autoencoder(new OwnPenalty(0.3));
    assertThat(own.classesToTrust()).containsExactly(OwnPenalty.class.getName());
    assertThat(own.classesToTrust(OwnPenalty.class)).isEmpty();
    assertThat(ChangeableModel.autoencoder(new KlSparsity(0.1, 2)).classesToTrust()).isEmpty();
    assertThatThrownBy(() -> own.classesToTrust((Class<?>) null))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void allClassesThatAreNotTrustedAreNamedAtOnce() throws IOException {
    JsonNode hostile = model.configuration();
    ((ObjectNode) hostile.at("/vertices/code/layerConf/layer/idropout")).put("@class", GADGET);
    ((ObjectNode) hostile.at("/vertices/code/layerConf/layer/settings/penalties/0"))
        .put("@class", "com.example.Parsimony");
    ((ObjectNode) hostile.at("/vertices/reconstruction/layerConf/layer/lossFn"))
        .put("@class", "com.example.LogCosh");
    model.put(hostile);
    assertThatThrownBy(() -> Autoencoder.load(model.file()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("it names the classes ")
        .hasMessageContaining(GADGET)
        .hasMessageContaining("com.example.Parsimony")
        .hasMessageContaining("com.example.LogCosh")
        .hasMessageContaining("Autoencoder.load(path, oneClass, another)");
    assertThat(System.getProperty(WAS_LOADED)).isNull();
  }

  @Test
  void fileWithManyClassesGetsAMessageThatCanBeRead() throws IOException {
    JsonNode hostile = model.configuration();
    ((ObjectNode) hostile.at("/vertices/code/layerConf/layer/activationFn")).put("@class", GADGET);
    ArrayNode many = ((ObjectNode) hostile).putArray("many");
    for (int i = 0; i < 5000; i++) {
      many.addObject().put("@class", "x".repeat(300) + i);
    }
    model.put(hostile);
    assertThatThrownBy(() -> Autoencoder.load(model.file()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("it names the classes " + GADGET)
        .hasMessageContaining("... and 4,991 more, which are not parts")
        .satisfies(failure -> assertThat(failure.getMessage()).hasSizeLessThan(4000));
  }

  @ParameterizedTest
  @ValueSource(strings = {"preprocessor.bin", "normalizer.bin", "../../evil", "/etc/evil"})
  void entryThatIsNoPartOfAnAutoencoderIsRefused(String name) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(new Gadget());
    }
    System.clearProperty(WAS_LOADED);
    model.put(name, bytes.toByteArray());
    assertRefused("it holds " + name);
    assertThat(folder.resolve(name)).doesNotExist();
  }

  @Test
  void deeplyNestedConfigurationIsRefused() throws IOException {
    String frozen = "{\"@class\":\"org.deeplearning4j.nn.conf.layers.misc.FrozenLayer\",\"layer\":";
    ObjectNode hostile = (ObjectNode) model.configuration();
    ((ObjectNode) hostile.at("/vertices/code/layerConf")).put("layer", "HERE");
    String json =
        hostile.toString().replace("\"HERE\"", frozen.repeat(100_000) + "{" + "}".repeat(100_001));
    model.put(ChangeableModel.CONFIGURATION, json.getBytes(StandardCharsets.UTF_8));
    assertRefused("model.zip is damaged");
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

  private void assertRefused(JsonNode hostile, String message) throws IOException {
    JsonNode harmless = model.configuration();
    model.put(hostile);
    assertRefused(message);
    model.put(harmless);
  }

  private void assertRefused(String message) {
    model.assertRefused(message);
    assertThat(System.getProperty(WAS_LOADED)).isNull();
  }

  /** Stands for code on the class path that a hostile file would run: being loaded is enough. */
  private static final class Gadget implements Serializable {
    private static final long serialVersionUID = 1L;

    static {
      System.setProperty(WAS_LOADED, "true");
    }
  }
}
