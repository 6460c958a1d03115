package org.autoencoderzoo.settings;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The settings of a part by name, read from its fields: so a subclass cannot forget to compare
 * them.
 *
 * @param values of the fields, arrays as lists
 */
public record FieldValues(Map<String, Object> values) {

  /**
   * Reads the fields that subclasses of a class have, but for static and transient ones.
   *
   * @param part to read
   * @param above the class, whose own fields do not count
   * @return the values
   * @throws IllegalArgumentException if the part is no instance of the class
   * @throws IllegalStateException if Java does not let a field be read
   */
  public static FieldValues below(Object part, Class<?> above) {
    Arguments.require(above.isInstance(part), "part", part, "a " + above.getSimpleName());
    Map<String, Object> values = new TreeMap<>();
    for (Class<?> c = part.getClass(); c != above; c = c.getSuperclass()) {
      for (Field field : c.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers())
            && !Modifier.isTransient(field.getModifiers())) {
          values.put(field.getName(), value(field, part));
        }
      }
    }
    return new FieldValues(values);
  }

  private static Object value(Field field, Object part) {
    try {
      field.setAccessible(true);
      return comparable(field.get(part));
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("cannot read the field that was made accessible", e);
    }
  }

  /** Arrays are equal if their elements are. */
  private static Object comparable(Object value) {
    if (value == null || !value.getClass().isArray()) {
      return value;
    }
    List<Object> elements = new ArrayList<>();
    IntStream.range(0, Array.getLength(value))
        .forEach(i -> elements.add(comparable(Array.get(value, i))));
    return elements;
  }

  /** {@code (delta=1.0, scale=2.0)}. */
  @Override
  public String toString() {
    return values.entrySet().stream()
        .map(Map.Entry::toString)
        .collect(Collectors.joining(", ", "(", ")"));
  }
}
