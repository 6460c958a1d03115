package org.autoencoderzoo.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.autoencoderzoo.layers.Dense;
import org.autoencoderzoo.testing.FaultyModel.Fault;
import org.autoencoderzoo.zoo.ModelBuilder;
import org.autoencoderzoo.zoo.Zoo;
import org.autoencoderzoo.zoo.ZooExtension;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** {@link ModelChecks} refuse models that are wrong in one thing, and pass the right one. */
class WrongModelsTest {

  static final List<WrongPart> PARTS =
      List.of(
          wrong("an anonymous class", Fault.WITHOUT_A_NAME)
              .refusedBy(
                  "name", "FaultyModel$Builder$1 has no name", "A model is a class with a name"),
          wrong("no vertex named code", Fault.CODE_UNNAMED)
              .refusedBy("graph", "hidden", "gives the code is named Autoencoder.CODE"),
          wrong("images of any size read as 3x3", Fault.SIZE_FIXED)
              .refusedBy("graph", "after forImages(1, 8, 8)", "[9]", "takes the sizes from them")
              .refusedBy("wrong data", "The rows have shape [300, 64], expected [N, 9]"),
          wrong("parameters miscounted", Fault.PARAMETERS_MISCOUNTED)
              .refusedBy(
                  "number of parameters", "expected: 1354L", "there is no need to override it"),
          wrong("never learns", Fault.NEVER_LEARNS)
              .refusedBy("training lowers the score", "score after 5 epochs", "to be less than"),
          wrong("a generator that all share", Fault.SHARED_RANDOM_NUMBERS)
              .refusedBy("graph", "found \"scale\" : ", "conf(), called again")
              .refusedBy(
                  "same seed", "trained again with the same seed", "a generator of your own"),
          wrong("seed ignored", () -> new FaultyModel.OwnSeed())
              .refusedBy("same seed", "another seed gives other parameters", "the setting seed"),
          wrong(
                  "penalty with state beside the parameters",
                  scale ->
                      Dense.builder()
                          .nOut(10)
                          .penalties(new FaultyPenalty(0.1, FaultyPenalty.Fault.STATE_KEPT))
                          .build())
              .refusedBy("interrupted training", "numbers differ", "in static fields neither"),
          wrong("forward pass changes parameters", FaultyLayer.Fault.PARAMETERS_CHANGED)
              .refusedBy("frozen encoder", "codes of a frozen encoder", "in a forward pass"),
          wrong("noise at inference", FaultyLayer.Fault.NOISE_AT_INFERENCE)
              .refusedBy("verbs agree", "beside the output of the network", "no noise, no state")
              .refusedBy("rows beside", "beside that of the same among others")
              .refusedBy("noisy inputs", "codes of noisy inputs"),
          wrong("state in a layer", FaultyLayer.Fault.STATE_KEPT)
              .refusedBy(
                  "rows beside", "an example alone", "keep in training what you need of them")
              .refusedBy("threads share", "while other threads use", "Do not change fields"),
          wrong("input changed in place", FaultyLayer.Fault.INPUT_CHANGED)
              .refusedBy("arguments", "numbers differ", "examples", "mul, not muli"),
          wrong(
                  "setting of a layer lost in JSON",
                  scale -> FaultyModel.scaled(new FaultyLayer.LosesSetting(10), scale))
              .refusedBy("JSON keeps", "configuration", "in their JSON, by @JsonProperty")
              .refusedBy("file keeps", "reconstructions of the saved model", "that JSON keeps"),
          WrongPart.of(
                  "a class that is not trusted",
                  () -> ModelChecks.of(() -> new FaultyModel.Builder(Fault.NONE)))
              .refusedBy(
                  "file keeps",
                  "it names the class " + FaultyLayer.class.getName(),
                  "ModelChecks.of(builder, MyPenalty.class)")
              .refusedBy("settings keep", "it names the class"),
          wrong("setting not checked", Fault.SETTING_UNCHECKED)
              .refusedBy("wrong values", "refusal of scale=NaN by build()", "Arguments.atLeast"),
          wrong("refusal without field and value", Fault.REFUSAL_WITHOUT_VALUE)
              .refusedBy("wrong values", "the scale is wrong", "with the setting and its value"),
          wrong("refusal of another kind", Fault.REFUSAL_OF_ANOTHER_KIND)
              .refusedBy("wrong values", "IllegalStateException: scale is NaN"),
          wrong("setting overwritten by complete()", Fault.SETTING_OVERWRITTEN)
              .refusedBy(
                  "settings keep", "scale of the model, set to 0.75", "fills in what was not"),
          wrong("setting that no text stands for", FaultyModel.WithRange::new)
              .refusedBy("settings are set", "range={from=0.0", "A setting is a number, a text"),
          wrong("setting ignored", Fault.SETTING_IGNORED)
              .refusedBy("every setting has an effect", "squashing", "accepted and ignored"),
          wrong("setter without a setting", Fault.SETTER_WITHOUT_SETTING)
              .refusedBy("setters change", "scale(double) changes a setting", "nor transient"),
          wrong("null not checked", Fault.NULL_UNCHECKED)
              .refusedBy("null is", "refusal of null by squashing", "Arguments.given"),
          wrong("builder not copied", Fault.NOT_COPIED)
              .refusedBy("model and builder", "changed after build()", "do not override clone()"),
          sameBuilder());

  @TempDir private Path folder;

  @TestFactory
  Stream<DynamicNode> wrongModelsAreRefused() {
    return PARTS.stream().map(WrongPart::test);
  }

  @TestFactory
  Stream<DynamicTest> rightModelPasses() {
    return checks(() -> new FaultyModel.Builder(Fault.NONE));
  }

  /** Right models do not depend on the size of the images, nor on their channels. */
  @TestFactory
  Stream<DynamicTest> rightModelOfLargerImagesPasses() {
    return ModelChecks.ofImages(
        3, 12, 10, () -> new FaultyModel.Builder(Fault.NONE), FaultyLayer.class);
  }

  @Test
  void everyCheckRefusesAWrongModel() {
    WrongPart.assertEveryCheckRefusesOne(checks(() -> new FaultyModel.Builder(Fault.NONE)), PARTS);
  }

  /** An extension whose entry has another id than its model. */
  public static final class Misnamed implements ZooExtension {
    @Override
    public List<Zoo.Entry> models() {
      return List.of(new Zoo.Entry("wrong", "x", "y", () -> new FaultyModel.Builder(Fault.NONE)));
    }
  }

  /** An extension as it should be. */
  public static final class Right implements ZooExtension {
    @Override
    public List<Zoo.Entry> models() {
      return List.of(
          new Zoo.Entry("faulty-model", "x", "y", () -> new FaultyModel.Builder(Fault.NONE)));
    }

    @Override
    public List<Class<?>> trustedClasses() {
      return List.of(FaultyLayer.class);
    }
  }

  @Test
  void extensionIsCheckedWithItsModels() throws Exception {
    assertThat(refusal("registered", new Right()))
        .hasMessageContaining("Write the name of the class on a line of")
        .hasMessageContaining("META-INF/services/" + ZooExtension.class.getName());
    Path services = Files.createDirectories(folder.resolve("META-INF").resolve("services"));
    Files.writeString(
        services.resolve(ZooExtension.class.getName()),
        Right.class.getName() + "\n" + Misnamed.class.getName() + "\n");
    ClassLoader former = Thread.currentThread().getContextClassLoader();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()}, former)) {
      Thread.currentThread().setContextClassLoader(loader);
      assertThat(refusal("registered", new Right())).isNull();
      assertThat(refusal("entries", new Right())).isNull();
      assertThat(refusal("faulty-model: file keeps it", new Right())).isNull();
      assertThat(refusal("entries", new Misnamed()))
          .hasMessageContaining("give its entry that id, or the class another name");
    } finally {
      Thread.currentThread().setContextClassLoader(former);
    }
  }

  private static Throwable refusal(String check, ZooExtension extension) {
    DynamicTest named =
        ModelChecks.of(extension)
            .filter(test -> test.getDisplayName().equals(check))
            .findFirst()
            .orElseThrow();
    return catchThrowable(named.getExecutable()::execute);
  }

  private static WrongPart wrong(String fault, Fault which) {
    return wrong(fault, () -> new FaultyModel.Builder(which));
  }

  private static WrongPart wrong(String fault, FaultyLayer.Fault which) {
    return wrong(fault, () -> FaultyModel.with(which));
  }

  private static WrongPart wrong(String fault, DoubleFunction<Layer> code) {
    return wrong(fault, () -> FaultyModel.with(code));
  }

  private static WrongPart wrong(String fault, Supplier<ModelBuilder<?>> builder) {
    return WrongPart.of(fault, () -> checks(builder));
  }

  private static WrongPart sameBuilder() {
    ModelBuilder<?> one = new FaultyModel.Builder(Fault.NONE);
    return wrong("one builder for all", () -> one)
        .refusedBy("model and builder", "builder, asked for twice", "make a new builder each time");
  }

  private static Stream<DynamicTest> checks(Supplier<ModelBuilder<?>> builder) {
    return ModelChecks.of(
        builder, FaultyLayer.class, FaultyLayer.LosesSetting.class, FaultyPenalty.class);
  }
}
