package org.autoencoderzoo.examples.report;

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
record Template(String markup) {

  private static final Pattern SLOT = Pattern.compile("\\{\\{(\\w+)}}");

  /** Reads a template that lies beside this class. */
  static Template resource(String name) {
    try (InputStream in = Template.class.getResourceAsStream(name)) {
      return new Template(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Fills every slot. One pass: what looks like a slot in a value stays as it is. */
  Html fill(Map<String, Html> values) {
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
