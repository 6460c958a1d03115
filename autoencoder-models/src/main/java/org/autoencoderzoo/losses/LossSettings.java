package org.autoencoderzoo.losses;

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
 * The settings of a loss by name, read from its fields: so a subclass cannot forget to compare
 * them.
 */
record LossSettings(Map<String, Object> values) {

  static LossSettings of(ReconstructionLoss loss) {
    Map<String, Object> values = new TreeMap<>();
    for (Class<?> c = loss.getClass(); c != ReconstructionLoss.class; c = c.getSuperclass()) {
      for (Field field : c.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers())
            && !Modifier.isTransient(field.getModifiers())) {
          values.put(field.getName(), value(field, loss));
        }
      }
    }
    return new LossSettings(values);
  }

  private static Object value(Field field, ReconstructionLoss loss) {
    try {
      field.setAccessible(true);
      return comparable(field.get(loss));
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
