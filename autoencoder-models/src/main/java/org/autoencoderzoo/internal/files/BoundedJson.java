package org.autoencoderzoo.internal.files;

import java.io.IOException;
import org.nd4j.shade.jackson.core.JsonFactory;
import org.nd4j.shade.jackson.core.JsonParser;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.core.JsonToken;

/**
 * Bounds on JSON from strangers, held before anything is made of it: Jackson takes seconds for a
 * long number, and the stack for deep nesting.
 */
public final class BoundedJson {

  /** Far above any configuration, far below what would fill the memory. */
  private static final int MOST_CHARACTERS = 1 << 22;

  private static final int MOST_LEVELS = 100;

  /** No number of 64 bits needs more than 25. */
  private static final int MOST_NUMBER_CHARACTERS = 100;

  private static final JsonFactory FACTORY = new JsonFactory();

  private BoundedJson() {}

  /**
   * Refuses what is no JSON or has unusual measures.
   *
   * @param name of the text, for messages
   * @param json to check
   * @return the same text
   * @throws IOException if it has more than 4,194,304 characters, is nested deeper than 100 levels,
   *     holds a number of more than 100 characters, or is not valid
   */
  public static String checked(String name, String json) throws IOException {
    require(
        json.length() <= MOST_CHARACTERS,
        name,
        "is longer than %,d characters".formatted(MOST_CHARACTERS));
    int level = 0;
    try (JsonParser parser = FACTORY.createParser(json)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        level += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        require(
            level <= MOST_LEVELS, name, "is nested deeper than %d levels".formatted(MOST_LEVELS));
        require(
            !token.isNumeric() || parser.getTextLength() <= MOST_NUMBER_CHARACTERS,
            name,
            "holds a number of more than %d characters".formatted(MOST_NUMBER_CHARACTERS));
      }
    } catch (JsonProcessingException e) {
      throw new IOException(invalid(name, e), e);
    }
    return json;
  }

  /**
   * Says where a text is wrong, without what stands there.
   *
   * @param name of the text
   * @param problem that Jackson found
   * @return "name is not valid at line 1, column 2"
   */
  public static String invalid(String name, JsonProcessingException problem) {
    return name
        + " is not valid"
        + (problem.getLocation() == null
            ? ""
            : " at line %d, column %d"
                .formatted(problem.getLocation().getLineNr(), problem.getLocation().getColumnNr()));
  }

  private static void require(boolean holds, String name, String otherwise) throws IOException {
    if (!holds) {
      throw new IOException(name + " " + otherwise);
    }
  }
}
