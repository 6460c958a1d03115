package org.autoencoderzoo.testing;

import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.autoencoderzoo.zoo.ModelBuilder;
import org.autoencoderzoo.zoo.Settings;

/** Values to set a model's settings to, as texts. */
record OtherSettings(TriedModel tried) {

  private static final Pattern CHOICES = Pattern.compile("one of \\[(.*)\\]");

  /** {@return the settings of the model and their values, if nothing is set} */
  Map<String, Object> defaults() {
    return Settings.of(tried.builder().build().settings());
  }

  /** For each setting another value, as far as they go together. */
  Map<String, String> together() {
    Map<String, String> others = new LinkedHashMap<>();
    defaults()
        .forEach(
            (name, value) ->
                of(name, value, others).findFirst().ifPresent(other -> others.put(name, other)));
    return others;
  }

  /** Values of one setting that are not its default, and that the model takes beside others. */
  Stream<String> of(String name, Object value, Map<String, String> others) {
    return alternatives(name, value)
        .map(Settings::text)
        .filter(other -> !other.equals(Settings.text(value)))
        .filter(other -> areAccepted(and(others, name, other)));
  }

  static Map<String, String> and(Map<String, String> settings, String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(settings);
    more.put(name, value);
    return more;
  }

  /** {@return whether the model takes these settings together} */
  boolean areAccepted(Map<String, String> settings) {
    try {
      with(settings).build();
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private Stream<String> alternatives(String name, Object value) {
    if (value instanceof Boolean given) {
      return Stream.of(String.valueOf(!given));
    }
    if (value instanceof Integer || value instanceof Long) {
      long number = ((Number) value).longValue();
      return Stream.of(number + 1, number - 1, 2 * number, number / 2).map(String::valueOf);
    }
    if (value instanceof Double number) {
      return Stream.of(number / 2, number + 0.125, 2 * number).map(String::valueOf);
    }
    if (value instanceof List<?>) {
      return Stream.of("8,8", "8", "16,8");
    }
    Throwable refusal =
        catchThrowable(() -> Settings.set(tried.builder(), name, "none of the choices"));
    Matcher choices = CHOICES.matcher(refusal == null ? "" : refusal.getMessage());
    if (choices.find()) {
      return Stream.of(choices.group(1).split(", "))
          .map(choice -> choice.replaceAll(":[A-Z]+$", ":0.5")); // Such as huber:DELTA.
    }
    return value == null ? Stream.of("2", "0.5") : Stream.empty();
  }

  /** {@return a builder with these settings} */
  ModelBuilder<?> with(Map<String, String> settings) {
    return set(tried.builder(), settings);
  }

  static ModelBuilder<?> set(ModelBuilder<?> changed, Map<String, String> settings) {
    settings.forEach((name, value) -> Settings.set(changed, name, value));
    return changed;
  }

  static Map<String, String> texts(Map<String, Object> settings) {
    Map<String, String> texts = new LinkedHashMap<>();
    settings.forEach((name, value) -> texts.put(name, Settings.text(value)));
    return texts;
  }
}
