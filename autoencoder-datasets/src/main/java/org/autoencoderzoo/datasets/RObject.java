package org.autoencoderzoo.datasets;

import java.lang.reflect.Array;
import java.util.Map;

/**
 * A vector of R.
 *
 * @param content {@code double[]}, {@code int[]} (integers and logicals), {@code String[]} or
 *     {@code RObject[]}; null for R's own NULL
 * @param attributes its attributes by name
 */
record RObject(Object content, Map<String, RObject> attributes) {
  /** What an integer vector holds in place of a missing value. */
  static final int MISSING = Integer.MIN_VALUE;

  static final RObject NULL = new RObject(null, Map.of());

  int length() {
    return content == null ? 0 : Array.getLength(content);
  }

  /** An attribute that is a vector of strings; empty if there is none of this name. */
  String[] strings(String attribute) {
    return attributes.getOrDefault(attribute, NULL).content() instanceof String[] strings
        ? strings
        : new String[0];
  }
}
