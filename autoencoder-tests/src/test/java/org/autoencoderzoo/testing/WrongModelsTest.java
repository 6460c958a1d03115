package org.autoencoderzoo.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

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

  private static final List<WrongPart> PARTS =
      List.of(
          wrong("an anonymous class", Fault.WITHOUT_A_NAME, "name"),
          wrong("no vertex named code", Fault.CODE_UNNAMED, "graph"),
          wrong("images of any size read as 3x3", Fault.SIZE_FIXED, "graph", "wrong data"),
          wrong("parameters miscounted", Fault.PARAMETERS_MISCOUNTED, "number of parameters"),
          wrong("never learns", Fault.NEVER_LEARNS, "training lowers the score"),
          wrong("a generator that all share", Fault.SHARED_RANDOM_NUMBERS, "graph", "same seed"),
          wrong("seed ignored", () -> new FaultyModel.OwnSeed(), "same seed"),
          wrong(
              "penalty with state beside the parameters",
              scale ->
                  Dense.builder()
                      .nOut(10)
                      .penalties(new FaultyPenalty(0.1, FaultyPenalty.Fault.STATE_KEPT))
                      .build(),
              "interrupted training"),
          wrong(
              "forward pass changes parameters",
              FaultyLayer.Fault.PARAMETERS_CHANGED,
              "frozen encoder"),
          wrong(
              "noise at inference",
              FaultyLayer.Fault.NOISE_AT_INFERENCE,
              "verbs agree",
              "rows beside",
              "noisy inputs"),
          wrong("state in a layer", FaultyLayer.Fault.STATE_KEPT, "rows beside", "threads share"),
          wrong("input changed in place", FaultyLayer.Fault.INPUT_CHANGED, "arguments"),
          wrong(
              "setting of a layer lost in JSON",
              scale -> FaultyModel.scaled(new FaultyLayer.LosesSetting(10), scale),
              "JSON keeps",
              "file keeps"),
          new WrongPart(
              "a class that is not trusted",
              () -> ModelChecks.of(() -> new FaultyModel.Builder(Fault.NONE)),
              "file keeps",
              "settings keep"),
          wrong("setting not checked", Fault.SETTING_UNCHECKED, "wrong values"),
          wrong("refusal without field and value", Fault.REFUSAL_WITHOUT_VALUE, "wrong values"),
          wrong("refusal of another kind", Fault.REFUSAL_OF_ANOTHER_KIND, "wrong values"),
          wrong("setting overwritten by complete()", Fault.SETTING_OVERWRITTEN, "settings keep"),
          wrong("setting that no text stands for", FaultyModel.WithRange::new, "settings are set"),
          wrong("setter without a setting", Fault.SETTER_WITHOUT_SETTING, "setters change"),
          wrong("null not checked", Fault.NULL_UNCHECKED, "null is"),
          wrong("builder not copied", Fault.NOT_COPIED, "model and builder"),
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

  @Test
  void everyCheckRefusesAWrongModel() {
    WrongPart.assertEveryCheckRefusesOne(checks(() -> new FaultyModel.Builder(Fault.NONE)), PARTS);
  }

  /** What is wrong, and how to mend it. */
  @TestFactory
  Stream<DynamicTest> messageSaysHowToMendIt() {
    return Stream.of(
        said(
            Fault.SETTING_UNCHECKED,
            "wrong values",
            "refusal of scale=NaN by build()",
            "Check the setting in complete(), such as by Arguments.atLeast(\"scale\", scale, 0)"),
        said(Fault.CODE_UNNAMED, "graph", "Name the one that gives the code Autoencoder.CODE"),
        said(
            Fault.SETTER_WITHOUT_SETTING,
            "setters change",
            "scale(double) changes a setting. Keep its value in a field of the builder"),
        said(
            Fault.SETTING_OVERWRITTEN,
            "settings keep",
            "scale of the model, set to 0.75. complete() must not replace what was given"),
        said(Fault.NOT_COPIED, "model and builder", "clone() must copy the builder"),
        said(Fault.WITHOUT_A_NAME, "name", "Give the model a class of its own"),
        said(
            Fault.NONE, // Nothing is trusted.
            "file keeps",
            "it names the class " + FaultyLayer.class.getName()));
  }

  private static DynamicTest said(Fault fault, String check, String... message) {
    return dynamicTest(
        message[0],
        () -> {
          DynamicTest named =
              ModelChecks.of(() -> new FaultyModel.Builder(fault))
                  .filter(test -> test.getDisplayName().startsWith(check))
                  .findFirst()
                  .orElseThrow();
          assertThat(catchThrowable(named.getExecutable()::execute))
              .hasMessageContainingAll(message);
        });
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

  private static WrongPart wrong(String fault, Fault which, String... refusedBy) {
    return wrong(fault, () -> new FaultyModel.Builder(which), refusedBy);
  }

  private static WrongPart wrong(String fault, FaultyLayer.Fault which, String... refusedBy) {
    return wrong(fault, () -> FaultyModel.with(which), refusedBy);
  }

  private static WrongPart wrong(String fault, DoubleFunction<Layer> code, String... refusedBy) {
    return wrong(fault, () -> FaultyModel.with(code), refusedBy);
  }

  private static WrongPart wrong(
      String fault, Supplier<ModelBuilder<?>> builder, String... refusedBy) {
    return new WrongPart(fault, () -> checks(builder), refusedBy);
  }

  private static WrongPart sameBuilder() {
    ModelBuilder<?> one = new FaultyModel.Builder(Fault.NONE);
    return wrong("one builder for all", () -> one, "model and builder");
  }

  private static Stream<DynamicTest> checks(Supplier<ModelBuilder<?>> builder) {
    return ModelChecks.of(
        builder, FaultyLayer.class, FaultyLayer.LosesSetting.class, FaultyPenalty.class);
  }
}
