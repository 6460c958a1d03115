package org.autoencoderzoo.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.autoencoderzoo.testing.Check.check;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.columns.Columns;
import org.autoencoderzoo.zoo.AutoencoderModel;
import org.autoencoderzoo.zoo.ModelBuilder;
import org.autoencoderzoo.zoo.Settings;
import org.junit.jupiter.api.DynamicTest;

/** The settings of a model: the fields of its builder, by name. */
final class ModelSettingsChecks {

  private final TriedModel tried;
  private final OtherSettings other;

  ModelSettingsChecks(TriedModel tried) {
    this.tried = tried;
    this.other = new OtherSettings(tried);
  }

  Stream<DynamicTest> tests() {
    return Stream.of(
        check(
            "settings are set by the text that lists them",
            "A setting is a number, a text, an enum, true or false, or a list of these, in"
                + " a field of the builder.",
            this::listed),
        check(
            "settings keep other values",
            "complete() fills in what was not given, and leaves the rest. All that shapes"
                + " the network is in fields of the builder that are neither static nor"
                + " transient. A part of your own in the network is to be trusted, as for the"
                + " check of the file.",
            this::kept),
        check(
            "every setting has an effect",
            "A setting that is accepted and ignored misleads: use it in conf(), or do not inherit"
                + " the builder that has it. Initial weights are those of a layer that does not set"
                + " its own, or initialWeights(activation).",
            new SettingEffects(tried)::check),
        check(
            "setters change settings",
            "Keep the value in a field of the builder that is neither static nor transient.",
            this::setters),
        check(
            "wrong values are refused",
            "Check each setting in complete(), such as by Arguments.atLeast(\"lambda\","
                + " lambda, 0): so that build() throws an IllegalArgumentException with the"
                + " setting and its value.",
            this::wrongValues),
        check(
            "null is the default or refused",
            "Check it in complete() by Arguments.given(\"name\", name), before it is used.",
            this::nulls),
        check(
            "model and builder are apart",
            "build() copies the builder: do not override clone() without copying the lists"
                + " and arrays in it, too, and make a new builder each time.",
            this::apart));
  }

  private void listed() {
    AutoencoderModel<?> model = tried.builder().build();
    ModelBuilder<?> again = tried.builder();
    Settings.of(model.settings())
        .forEach(
            (name, value) ->
                assertThat(catchThrowable(() -> Settings.set(again, name, Settings.text(value))))
                    .as("refusal of %s=%s, as it is listed", name, Settings.text(value))
                    .isNull());
    Differences.assertNone(
        "configuration of a model with the listed settings",
        again.build().conf().toJson(),
        model.conf().toJson());
  }

  /** As many settings at once as go together: given by text, listed, saved and loaded. */
  private void kept() throws IOException {
    Map<String, String> others = other.together();
    ModelBuilder<?> changed = other.with(others);
    AutoencoderModel<?> model = changed.build();
    Map<String, Object> settings = Settings.of(model.settings());
    others.forEach(
        (name, value) ->
            assertThat(Settings.text(settings.get(name)))
                .as("%s of the model, set to %s", name, value)
                .isEqualTo(value));
    Autoencoder autoencoder = model.init();
    assertThat(autoencoder.settings())
        .as("settings of the autoencoder that init() gives")
        .isEqualTo(settings);
    Differences.assertNone(
        "configuration of a model with the settings that this one lists",
        other.with(OtherSettings.texts(settings)).build().conf().toJson(),
        model.conf().toJson());
    Path folder = Files.createTempDirectory("model");
    try {
      autoencoder.save(folder);
      Autoencoder loaded = Autoencoder.load(folder, tried.trusted());
      assertThat(OtherSettings.texts(loaded.settings()))
          .as("settings in zoo.json")
          .isEqualTo(OtherSettings.texts(autoencoder.settings()));
      Differences.assertNone(
          "configuration that was saved",
          loaded.network().getConfiguration().toJson(),
          autoencoder.network().getConfiguration().toJson());
    } finally {
      Folders.delete(folder);
    }
  }

  /** A setter whose value is in no field would be lost in every file. */
  private void setters() {
    for (Method setter : setters(int.class, double.class, boolean.class, Enum.class)) {
      List<Object> values = values(setter.getParameterTypes()[0]);
      boolean isKept =
          values.stream()
              .anyMatch(
                  value -> {
                    ModelBuilder<?> changed = tried.builder();
                    Map<String, Object> before = Settings.of(changed);
                    return catchThrowable(() -> call(changed, setter, value)) != null
                        || !Settings.of(changed).equals(before);
                  });
      assertThat(isKept)
          .as(
              "%s(%s) changes a setting",
              setter.getName(), setter.getParameterTypes()[0].getSimpleName())
          .isTrue();
    }
  }

  private static List<Object> values(Class<?> type) {
    if (type == int.class) {
      return List.of(3, 7);
    }
    if (type == double.class) {
      return List.of(0.3, 0.7);
    }
    return type == boolean.class
        ? List.of(true, false)
        : Arrays.asList((Object[]) type.getEnumConstants());
  }

  private List<Method> setters(Class<?>... kinds) {
    return Stream.of(tried.builder().getClass().getMethods())
        .filter(method -> !method.isBridge() && !Modifier.isStatic(method.getModifiers()))
        .filter(method -> ModelBuilder.class.isAssignableFrom(method.getReturnType()))
        .filter(method -> method.getParameterCount() == 1)
        .filter(method -> method.getParameterTypes()[0] != Columns.class) // forColumns: no setting.
        .filter(
            method ->
                Stream.of(kinds)
                    .anyMatch(kind -> kind.isAssignableFrom(method.getParameterTypes()[0])))
        .toList();
  }

  /** Not a number is out of every range, and no count or size is so far below zero. */
  private void wrongValues() {
    List<String> names = new ArrayList<>(Settings.of(tried.builder()).keySet());
    for (String name : names) {
      for (Object wrong : List.of(Double.NaN, Integer.MIN_VALUE)) {
        ModelBuilder<?> changed = tried.builder();
        Optional<Throwable> refusal = refusal(changed, name, wrong);
        if (refusal == null) {
          continue;
        }
        assertThat(refusal).as("refusal of %s=%s by build()", name, wrong).isPresent();
        assertThat(refusal.get())
            .as("refusal of %s=%s", name, wrong)
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining(name)
            .hasMessageContaining(wrong.toString());
      }
    }
  }

  /** Null if the setting is not of that type, else what was thrown, if anything was. */
  private Optional<Throwable> refusal(ModelBuilder<?> changed, String name, Object value) {
    boolean isDouble = value instanceof Double;
    Optional<Method> setter =
        setters(isDouble ? double.class : int.class).stream()
            .filter(method -> method.getName().equals(name))
            .findFirst();
    Optional<Field> field = field(changed.getClass(), name, isDouble);
    if (setter.isEmpty() && field.isEmpty()) {
      return null;
    }
    return Optional.ofNullable(
        catchThrowable(
            () -> {
              if (setter.isPresent()) {
                call(changed, setter.get(), value);
              } else {
                field.get().setAccessible(true);
                field.get().set(changed, value);
              }
              changed.build();
            }));
  }

  private static Optional<Field> field(Class<?> type, String name, boolean isDouble) {
    List<Class<?>> wanted =
        isDouble
            ? List.<Class<?>>of(double.class, Double.class)
            : List.<Class<?>>of(int.class, Integer.class);
    return Stream.<Class<?>>iterate(type, above -> above != null, Class::getSuperclass)
        .flatMap(above -> Stream.of(above.getDeclaredFields()))
        .filter(field -> field.getName().equals(name) && wanted.contains(field.getType()))
        .findFirst();
  }

  private void nulls() {
    for (Method setter : setters(Object.class)) {
      if (setter.getParameterTypes()[0].isPrimitive()) {
        continue;
      }
      Throwable thrown =
          catchThrowable(
              () -> {
                ModelBuilder<?> changed = tried.builder();
                call(changed, setter, null);
                changed.build();
              });
      if (thrown != null) {
        assertThat(thrown)
            .as("refusal of null by %s", setter.getName())
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessage(setter.getName() + " is null, must be given");
      }
    }
  }

  private void apart() {
    ModelBuilder<?> changed = tried.builder();
    assertThat(changed).as("builder, asked for twice").isNotSameAs(tried.builder());
    AutoencoderModel<?> model = changed.build();
    Map<String, String> settings = OtherSettings.texts(Settings.of(model.settings()));
    String conf = model.conf().toJson();
    Map<String, String> others = other.together();
    for (ModelBuilder<?> one : List.of(changed, model.settings())) {
      OtherSettings.set(one, others);
      assertThat(OtherSettings.texts(Settings.of(model.settings())))
          .as("settings of a model whose builder was changed after build()")
          .isEqualTo(settings);
      Differences.assertNone(
          "configuration of a model whose builder was changed after build()",
          model.conf().toJson(),
          conf);
    }
  }

  private static void call(ModelBuilder<?> changed, Method setter, Object value) throws Throwable {
    try {
      setter.setAccessible(true);
      setter.invoke(changed, value);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
