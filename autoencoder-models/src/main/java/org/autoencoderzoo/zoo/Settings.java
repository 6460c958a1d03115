package org.autoencoderzoo.zoo;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.autoencoderzoo.losses.ReconstructionLoss;
import org.autoencoderzoo.settings.Arguments;
import org.autoencoderzoo.settings.Decimal;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.IActivation;
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
  private static final List<String> ONLY_IN_JAVA = List.of("loss", "outputActivation");

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
   * @param value as text; a list is separated by commas
   * @throws IllegalArgumentException if there is no such setting, or the value is not of its kind
   */
  public static void set(ModelBuilder<?> builder, String name, String value) {
    Arguments.given("builder", builder);
    Arguments.given("name", name);
    Arguments.given("value", value);
    ObjectNode settings = MAPPER.valueToTree(builder);
    if (!settings.has(name)) {
      throw new IllegalArgumentException(
          "There is no setting \"" + name + "\"; there are " + of(builder).keySet());
    }
    settings.remove(ONLY_IN_JAVA);
    if (value.contains(",")) {
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

  private static String kind(Class<?> type) {
    if (type == ReconstructionLoss.class) {
      return "one of " + SettingText.LOSSES;
    }
    if (type == IActivation.class) {
      return kind(Activation.class);
    }
    if (type.isEnum()) {
      return "one of "
          + Stream.of(type.getEnumConstants())
              .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
              .toList();
    }
    if (type == boolean.class) {
      return "true or false";
    }
    return type == Double.class ? "a number such as 0.1" : "a whole number";
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
