package org.autoencoderzoo.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.shade.jackson.core.JsonPointer;
import org.nd4j.shade.jackson.databind.JsonMappingException;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.nd4j.shade.jackson.databind.exc.InvalidFormatException;
import org.nd4j.shade.jackson.databind.node.ArrayNode;
import org.nd4j.shade.jackson.databind.node.JsonNodeFactory;
import org.nd4j.shade.jackson.databind.node.ObjectNode;

/**
 * A part of a configuration through JSON: as it is, and with each of its settings altered in turn.
 */
final class SettingsInJson {

  /** The hint for {@link #assertAllCount}. */
  static final String EQUALITY =
      "Compare each setting in equals, and hash it in hashCode: else a configuration that differs"
          + " counts as the same. A record does it by itself.";

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final ObjectMapper mapper = NeuralNetConfiguration.mapper();
  private final Object part;
  private final Class<?> kind;

  /**
   * Looks at a part.
   *
   * @param part such as a layer
   * @param kind the type by which configurations refer to it
   */
  SettingsInJson(Object part, Class<?> kind) {
    this.part = part;
    this.kind = kind;
  }

  /** What comes out of JSON is equal, by {@code equals} and {@code hashCode}. */
  void assertKept() {
    Object copy = copy();
    String lost = FieldsOfParts.different(part, copy);
    if (!lost.isEmpty()) {
      throw new AssertionError("After JSON, " + lost + ".");
    }
    assertSame("the part", copy, part);
    assertSame("the JSON of the part", write(copy), write(part));
    if (copy.hashCode() != part.hashCode()) {
      throw new Refusal(
          "The part and its copy from JSON are equal, but their hash codes differ.",
          "Compute hashCode from the settings that equals compares: Objects.hash(...). A record"
              + " does it by itself.");
    }
  }

  /** What comes out of JSON is equal to what went in. */
  static void assertSame(String what, Object after, Object before) {
    if (!after.equals(before)) {
      throw new AssertionError("After JSON, " + what + " is not equal to what it was.");
    }
  }

  /** The part, written to JSON and read. */
  Object copy() {
    try {
      return mapper.readValue(write(part), kind);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A part with one setting altered is not equal to this one. A setting is what can be altered in
   * JSON and is found altered when that is read and written again.
   */
  void assertAllCount() {
    List<String> blind = new ArrayList<>();
    collect(tree(), JsonPointer.empty(), blind);
    if (!blind.isEmpty()) {
      throw new AssertionError(
          "equals of "
              + part.getClass().getSimpleName()
              + " does not look at "
              + String.join(", ", blind)
              + ": parts with different values are equal.");
    }
  }

  private void collect(JsonNode node, JsonPointer here, List<String> blind) {
    if (node.isContainerNode()) {
      node.fields()
          .forEachRemaining(
              field ->
                  collect(
                      field.getValue(),
                      here.append(JsonPointer.compile("/" + field.getKey())),
                      blind));
      for (int i = 0; node.isArray() && i < node.size(); i++) {
        collect(node.get(i), here.append(JsonPointer.compile("/" + i)), blind);
      }
    } else if (isBlindTo(here, node)) {
      blind.add(here.toString().substring(1));
    }
  }

  /** The first alteration that the part accepts, and does not ignore, decides. */
  private boolean isBlindTo(JsonPointer place, JsonNode value) {
    for (JsonNode other : alterations(place, value).toList()) {
      try {
        Object altered = mapper.readValue(with(place, other).toString(), kind);
        if (!write(altered).equals(write(part))) {
          return altered.equals(part) || part.equals(altered);
        }
      } catch (JsonMappingException e) {
        // Not a value that this setting takes.
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return false;
  }

  private Stream<JsonNode> alterations(JsonPointer place, JsonNode value) {
    if (value.isBoolean()) {
      return Stream.of(NODES.booleanNode(!value.booleanValue()));
    }
    if (value.isIntegralNumber()) {
      return Stream.of(1, -1).map(step -> NODES.numberNode(value.longValue() + step));
    }
    if (value.isNumber()) {
      double number = value.doubleValue();
      return Stream.of(0.9 * number, 1.1 * number, number + 0.1).map(NODES::numberNode);
    }
    return value.isTextual() ? constants(place, value.textValue()) : Stream.of();
  }

  /** The other constants, if the setting is an enum: Jackson says so where it refuses a value. */
  private Stream<JsonNode> constants(JsonPointer place, String constant) {
    try {
      mapper.readValue(with(place, NODES.textNode("no constant")).toString(), kind);
    } catch (InvalidFormatException e) {
      if (e.getTargetType().isEnum()) {
        return Arrays.stream(e.getTargetType().getEnumConstants())
            .map(other -> ((Enum<?>) other).name())
            .filter(name -> !name.equals(constant))
            .map(NODES::textNode);
      }
    } catch (IOException e) {
      // A class, or a text that must have some form.
    }
    return Stream.of();
  }

  private JsonNode with(JsonPointer place, JsonNode value) {
    JsonNode tree = tree();
    JsonNode parent = tree.at(place.head());
    String name = place.last().getMatchingProperty();
    if (parent instanceof ObjectNode object) {
      object.set(name, value);
    } else {
      ((ArrayNode) parent).set(place.last().getMatchingIndex(), value);
    }
    return tree;
  }

  private JsonNode tree() {
    try {
      return mapper.readTree(write(part));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String write(Object object) {
    try {
      return mapper.writeValueAsString(object);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
