package org.autoencoderzoo.examples.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Markup with slots, such as <code>{{title}}</code>.
 *
 * @param markup with its slots
 */
public record Template(String markup) {

  private static final Pattern SLOT = Pattern.compile("\\{\\{(\\w+)}}");

  /**
   * Reads a template from a resource.
   *
   * @param owner the class beside which it lies
   * @param name of the file
   * @return the template
   */
  public static Template resource(Class<?> owner, String name) {
    try (InputStream in = owner.getResourceAsStream(name)) {
      return new Template(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Fills every slot. One pass: what looks like a slot in a value stays as it is.
   *
   * @param values by the names of the slots
   * @return the filled template
   */
  public Html fill(Map<String, Html> values) {
    return new Html(
        SLOT.matcher(markup)
            .replaceAll(slot -> Matcher.quoteReplacement(value(values, slot.group(1)))));
  }

  private static String value(Map<String, Html> values, String slot) {
    Html value = values.get(slot);
    if (value == null) {
      throw new IllegalArgumentException("Nothing to put into the slot " + slot);
    }
    return value.markup();
  }
}
