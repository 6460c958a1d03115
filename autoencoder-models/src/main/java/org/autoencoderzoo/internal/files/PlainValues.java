package org.autoencoderzoo.internal.files;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Values that JSON has, so that what is read is what was written; copies that cannot be changed.
 */
public final class PlainValues {

  /** A map that holds itself has no end. */
  private static final int MOST_LEVELS = 50;

  private PlainValues() {}

  /**
   * Copies values by name.
   *
   * @param kind of these values, for messages
   * @param values by name
   * @return an unmodifiable copy
   * @throws IllegalArgumentException if one is no text, finite number, boolean, null, or list or
   *     map of these, or if they are nested too deep
   */
  public static Map<String, Object> of(String kind, Map<String, ?> values) {
    Map<String, Object> copy = new LinkedHashMap<>();
    values.forEach(
        (name, value) -> copy.put(text(kind, name), plain(kind + " \"" + name + "\"", value, 1)));
    return Collections.unmodifiableMap(copy);
  }

  private static Object plain(String name, Object value, int level) {
    if (level > MOST_LEVELS) {
      throw new IllegalArgumentException(
          "The " + name + " is nested deeper than " + MOST_LEVELS + " levels");
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> copy = new LinkedHashMap<>();
      map.forEach((key, held) -> copy.put(text(name, key), plain(name, held, level + 1)));
      return Collections.unmodifiableMap(copy);
    }
    if (value instanceof Collection<?> list) {
      List<Object> copy = new ArrayList<>();
      list.forEach(held -> copy.add(plain(name, held, level + 1)));
      return Collections.unmodifiableList(copy);
    }
    if (value == null || value instanceof String || value instanceof Boolean || isFinite(value)) {
      return value;
    }
    throw refused(name, value);
  }

  private static String text(String name, Object key) {
    if (key instanceof String text) {
      return text;
    }
    throw refused(name, key);
  }

  private static boolean isFinite(Object value) {
    if (value instanceof Double || value instanceof Float) {
      return Double.isFinite(((Number) value).doubleValue());
    }
    return value instanceof Integer
        || value instanceof Long
        || value instanceof Short
        || value instanceof Byte
        || value instanceof BigInteger
        || value instanceof BigDecimal;
  }

  private static IllegalArgumentException refused(String name, Object value) {
    String found =
        value == null
            ? "the key null"
            : value instanceof Number ? value.toString() : "a " + value.getClass().getTypeName();
    return new IllegalArgumentException(
        "The "
            + name
            + " holds "
            + found
            + ", which cannot be saved; give text, finite numbers, true or false, null, and lists"
            + " and maps of these, the keys being text");
  }
}
