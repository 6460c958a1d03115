package org.autoencoderzoo.testing;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Reads the fields of a part, to name a setting that a copy has lost. */
final class FieldsOfParts {

  /** Of objects in objects: a penalty is in an array in the settings of a layer. */
  private static final int DEPTH = 5;

  private FieldsOfParts() {}

  /**
   * The fields of plain values, of the part and of the objects in it, in which a copy differs.
   * Those of Deeplearning4j's own classes do not count, nor those that are transient: they may hold
   * what is no setting.
   *
   * @param part with settings that are not the default
   * @param copy of the same class
   * @return such as "scale is 1.0, not 1.5", or empty
   */
  static String different(Object part, Object copy) {
    List<String> different = new ArrayList<>();
    compare("", part, copy, DEPTH, different);
    return String.join(", ", different);
  }

  private static void compare(
      String place, Object part, Object copy, int depth, List<String> different) {
    if (depth == 0 || part == null || copy == null) {
      return;
    }
    if (part instanceof Object[] array) {
      compare(place, List.of(array), List.of((Object[]) copy), depth, different);
    } else if (part instanceof List<?> list && copy instanceof List<?> other) {
      for (int i = 0; i < Math.min(list.size(), other.size()); i++) {
        compare(place + i + "/", list.get(i), other.get(i), depth, different);
      }
    } else if (part.getClass() == copy.getClass() && !isJava(part.getClass())) {
      for (Class<?> type = part.getClass(); !isJava(type); type = type.getSuperclass()) {
        for (Field field : type.getDeclaredFields()) {
          if ((field.getModifiers() & (Modifier.STATIC | Modifier.TRANSIENT)) == 0
              && field.trySetAccessible()) {
            compare(place, field, part, copy, depth, different);
          }
        }
      }
    }
  }

  private static void compare(
      String place, Field field, Object part, Object copy, int depth, List<String> different) {
    try {
      Object before = field.get(part);
      Object after = field.get(copy);
      String name = place + field.getName();
      if (!isPlain(field.getType())) {
        compare(name + "/", before, after, depth - 1, different);
      } else if (isOwn(field.getDeclaringClass()) && !Objects.equals(before, after)) {
        different.add(name + " is " + after + ", not " + before);
      }
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e); // It has been made accessible.
    }
  }

  private static boolean isJava(Class<?> type) {
    return type.getName().startsWith("java.") || type.isPrimitive() || type.isEnum();
  }

  private static boolean isOwn(Class<?> type) {
    return !type.getName().startsWith("org.deeplearning4j.")
        && !type.getName().startsWith("org.nd4j.");
  }

  private static boolean isPlain(Class<?> type) {
    return type.isPrimitive()
        || type.isEnum()
        || type == String.class
        || Number.class.isAssignableFrom(type)
        || type == Boolean.class;
  }
}
