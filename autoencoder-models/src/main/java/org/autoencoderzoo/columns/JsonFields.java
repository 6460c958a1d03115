package org.autoencoderzoo.columns;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
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
    return value(field, JsonNode::isTextual, "a text").textValue();
  }

  /** Null if the field is not there. */
  String textOrNull(String field) throws IOException {
    return has(field) ? text(field) : null;
  }

  double number(String field) throws IOException {
    return value(field, JsonFields::isFinite, "a finite number").doubleValue();
  }

  long whole(String field) throws IOException {
    return value(field, JsonFields::isWhole, "a whole number").longValue();
  }

  int count(String field) throws IOException {
    return value(field, value -> value.isInt() && value.intValue() >= 0, "a number of things")
        .intValue();
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
    return list(field, JsonNode::isTextual).stream().map(JsonNode::textValue).toList();
  }

  List<Double> numbers(String field) throws IOException {
    return list(field, JsonFields::isFinite).stream().map(JsonNode::doubleValue).toList();
  }

  List<Long> wholes(String field) throws IOException {
    return list(field, JsonFields::isWhole).stream().map(JsonNode::longValue).toList();
  }

  private static boolean isFinite(JsonNode value) {
    return value.isNumber() && Double.isFinite(value.doubleValue());
  }

  private static boolean isWhole(JsonNode value) {
    return value.isIntegralNumber() && value.canConvertToLong();
  }

  private List<JsonNode> list(String field, Predicate<JsonNode> isRight) throws IOException {
    List<JsonNode> values = new ArrayList<>();
    value(field, JsonNode::isArray, "a list").forEach(values::add);
    require(values.stream().allMatch(isRight), field, "a list of the right kind");
    return values;
  }

  private JsonNode value(String field, Predicate<JsonNode> isRight, String expected)
      throws IOException {
    JsonNode value = node.get(field);
    require(value != null && isRight.test(value), field, expected);
    return value;
  }

  void require(boolean holds, String field, String expected) throws IOException {
    if (!holds) {
      throw wrong(field, expected);
    }
  }

  private IOException wrong(String field, String expected) {
    JsonNode value = node.get(field);
    String found =
        value == null
            ? "not there"
            : value.isContainerNode()
                ? "of another kind"
                : Excerpt.of(value.asText(), MOST_CHARACTERS);
    return new IOException(
        "\"%s\" of %s is %s, expected %s".formatted(field, what, found, expected));
  }
}
