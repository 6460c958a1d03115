package org.autoencoderzoo.columns;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.autoencoderzoo.internal.files.Excerpt;
import org.nd4j.shade.jackson.databind.JsonNode;

/** The fields of a JSON object from anyone; what is missing or of another kind is refused. */
record JsonFields(String what, JsonNode node) {

  private static final int MOST_CHARACTERS = 60;

  static JsonFields of(String what, JsonNode node) throws IOException {
    if (node == null || !node.isObject()) {
      throw new IOException(what + " is no object");
    }
    return new JsonFields(what, node);
  }

  JsonFields with(String name) {
    return new JsonFields("%s %s".formatted(what, WrongTableException.quoted(name)), node);
  }

  boolean has(String field) {
    return node.hasNonNull(field);
  }

  String text(String field) throws IOException {
    return text(field, node.get(field));
  }

  /** Null if the field is not there. */
  String textOrNull(String field) throws IOException {
    return has(field) ? text(field) : null;
  }

  double number(String field) throws IOException {
    return number(field, node.get(field));
  }

  long whole(String field) throws IOException {
    return whole(field, node.get(field));
  }

  int count(String field) throws IOException {
    long value = whole(field);
    require(value >= 0 && value <= Integer.MAX_VALUE, field, "a number of things");
    return (int) value;
  }

  <E extends Enum<E>> E oneOf(Class<E> type, String field) throws IOException {
    return oneOf(type, field, text(field));
  }

  <E extends Enum<E>> List<E> allOf(Class<E> type, String field) throws IOException {
    List<E> values = new ArrayList<>();
    for (String text : texts(field)) {
      values.add(oneOf(type, field, text));
    }
    return values;
  }

  static String nameOf(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private <E extends Enum<E>> E oneOf(Class<E> type, String field, String text) throws IOException {
    for (E constant : type.getEnumConstants()) {
      if (nameOf(constant).equals(text)) {
        return constant;
      }
    }
    throw wrong(field, "one that is known");
  }

  List<String> texts(String field) throws IOException {
    return list(field, element -> element.isTextual() ? element.textValue() : null);
  }

  List<Double> numbers(String field) throws IOException {
    return list(field, element -> isNumber(element) ? element.doubleValue() : null);
  }

  List<Long> wholes(String field) throws IOException {
    return list(
        field,
        element ->
            element.canConvertToLong() && element.isIntegralNumber() ? element.longValue() : null);
  }

  private <T> List<T> list(String field, Function<JsonNode, T> value) throws IOException {
    JsonNode list = node.get(field);
    require(list != null && list.isArray(), field, "a list");
    List<T> values = new ArrayList<>(list.size());
    for (JsonNode element : list) {
      T converted = value.apply(element);
      require(converted != null, field, "a list of the right kind");
      values.add(converted);
    }
    return values;
  }

  private String text(String field, JsonNode value) throws IOException {
    require(value != null && value.isTextual(), field, "a text");
    return value.textValue();
  }

  private double number(String field, JsonNode value) throws IOException {
    require(value != null && isNumber(value), field, "a finite number");
    return value.doubleValue();
  }

  private static boolean isNumber(JsonNode value) {
    return value.isNumber() && Double.isFinite(value.doubleValue());
  }

  private long whole(String field, JsonNode value) throws IOException {
    require(
        value != null && value.isIntegralNumber() && value.canConvertToLong(),
        field,
        "a whole number");
    return value.longValue();
  }

  void require(boolean holds, String field, String expected) throws IOException {
    if (!holds) {
      throw wrong(field, expected);
    }
  }

  IOException wrong(String field, String expected) {
    JsonNode value = node.get(field);
    return new IOException(
        "\"%s\" of %s is %s, expected %s"
            .formatted(
                field,
                what,
                value == null
                    ? "not there"
                    : value.isContainerNode()
                        ? "of another kind"
                        : Excerpt.of(value.asText(), MOST_CHARACTERS),
                expected));
  }
}
