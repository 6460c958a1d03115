package org.autoencoderzoo.zoo;

import java.io.IOException;
import java.lang.reflect.Field;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.autoencoderzoo.losses.ReconstructionLoss;
import org.autoencoderzoo.settings.Arguments;
import org.autoencoderzoo.settings.Decimal;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.shade.jackson.core.JsonParser;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.core.type.TypeReference;
import org.nd4j.shade.jackson.databind.DeserializationContext;
import org.nd4j.shade.jackson.databind.DeserializationFeature;
import org.nd4j.shade.jackson.databind.MapperFeature;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.nd4j.shade.jackson.databind.cfg.CoercionAction;
import org.nd4j.shade.jackson.databind.cfg.CoercionInputShape;
import org.nd4j.shade.jackson.databind.deser.std.StdScalarDeserializer;
import org.nd4j.shade.jackson.databind.exc.MismatchedInputException;
import org.nd4j.shade.jackson.databind.json.JsonMapper;
import org.nd4j.shade.jackson.databind.module.SimpleModule;
import org.nd4j.shade.jackson.databind.node.ArrayNode;
import org.nd4j.shade.jackson.databind.node.ObjectNode;

/** The settings of a model by name, as a command line or a file gives them. */
public final class Settings {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
          .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES) // Jackson takes "null" for 0.
          .withCoercionConfigDefaults(
              empty -> empty.setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail))
          .addModule(
              new SimpleModule()
                  .addDeserializer(double.class, new DecimalDeserializer())
                  .addDeserializer(Double.class, new DecimalDeserializer()))
          .addModule(SettingText.module())
          .build();

  /** May hold a part of one's own, which no text stands for: left alone unless set. */
  private static final List<String> ONLY_IN_JAVA =
      List.of("loss", "outputActivation", "updater", "schedule");

  private Settings() {}

  /**
   * {@return the settings of a model, by name, in the order of the alphabet}
   *
   * @param builder whose settings to read
   * @throws IllegalArgumentException if it is null
   */
  public static Map<String, Object> of(ModelBuilder<?> builder) {
    Arguments.given("builder", builder);
    return MAPPER.convertValue(builder, new TypeReference<TreeMap<String, Object>>() {});
  }

  /**
   * Sets one setting from text.
   *
   * @param builder to change
   * @param name of the setting, such as {@code codeSize}
   * @param value as text; a list is separated by commas; {@code null} if that is a value of the
   *     setting, as {@link #whenNull} tells
   * @throws IllegalArgumentException if there is no such setting, or the value is not of its kind
   */
  public static void set(ModelBuilder<?> builder, String name, String value) {
    Arguments.given("builder", builder);
    Arguments.given("name", name);
    Arguments.given("value", value);
    ObjectNode settings = MAPPER.valueToTree(builder);
    if (!settings.has(name)) {
      Set<String> names = of(builder).keySet();
      throw new IllegalArgumentException(
          "There is no setting \"" + name + "\"; there are " + names + Suggestion.of(name, names));
    }
    settings.remove(ONLY_IN_JAVA);
    if (value.trim().equals("null") && whenNull(builder).containsKey(name)) {
      settings.putNull(name);
    } else if (value.contains(",")) {
      ArrayNode list = settings.putArray(name);
      Stream.of(value.split(",")).map(String::trim).forEach(list::add);
    } else {
      settings.put(name, value.trim());
    }
    try {
      MAPPER.readerForUpdating(builder).readValue(settings.toString());
    } catch (MismatchedInputException e) {
      throw new IllegalArgumentException(
          "The setting "
              + name
              + " cannot be \""
              + value
              + "\", must be "
              + kind(e.getTargetType()),
          e);
    } catch (JsonProcessingException e) {
      if (e.getCause() instanceof IllegalArgumentException outOfRange) {
        throw new IllegalArgumentException(
            "The setting " + name + " cannot be \"" + value + "\": " + outOfRange.getMessage(), e);
      }
      throw new IllegalArgumentException("The setting " + name + " cannot be \"" + value + "\"", e);
    }
  }

  /**
   * {@return what it means if a setting is null, for those settings that may be, by name}
   *
   * @param builder whose settings they are
   * @throws IllegalArgumentException if it is null
   */
  public static Map<String, String> whenNull(ModelBuilder<?> builder) {
    Arguments.given("builder", builder);
    Map<String, String> meanings = new TreeMap<>();
    for (Class<?> type = builder.getClass(); type != null; type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        if (field.isAnnotationPresent(WhenNull.class)) {
          meanings.put(field.getName(), field.getAnnotation(WhenNull.class).value());
        }
      }
    }
    return meanings;
  }

  private static String kind(Class<?> type) {
    if (type == ReconstructionLoss.class) {
      return "one of " + SettingText.LOSSES;
    }
    if (type == IUpdater.class) {
      return "one of " + PropertyText.UPDATERS.names() + ", such as nesterovs:momentum=0.9";
    }
    if (type == ISchedule.class) {
      return "one of " + PropertyText.SCHEDULES.names() + ", such as exponential:gamma=0.95";
    }
    if (type == IActivation.class) {
      return kind(Activation.class);
    }
    if (type.isEnum()) {
      return "one of " + Stream.of(type.getEnumConstants()).map(Settings::text).toList();
    }
    if (type == boolean.class) {
      return "true or false";
    }
    return type == Double.class ? "a number such as 0.1" : "a whole number";
  }

  /**
   * {@return a value of {@link #of} as {@link #set} takes it} What is in capitals is made small,
   * and lists are separated by commas.
   *
   * @param value of a setting
   */
  public static String text(Object value) {
    String text = String.valueOf(value);
    if (value instanceof List<?> list) {
      text = list.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
    return text.equals(text.toUpperCase(Locale.ROOT)) ? text.toLowerCase(Locale.ROOT) : text;
  }

  /** Jackson would take what only a program calls a number. */
  private static final class DecimalDeserializer extends StdScalarDeserializer<Double> {
    private static final long serialVersionUID = 1L;

    DecimalDeserializer() {
      super(Double.class);
    }

    @Override
    public Double deserialize(JsonParser json, DeserializationContext context) throws IOException {
      String text = json.getText();
      try {
        return Decimal.parse(text);
      } catch (NumberFormatException e) {
        throw context.weirdStringException(text, Double.class, e.getMessage());
      }
    }
  }
}
