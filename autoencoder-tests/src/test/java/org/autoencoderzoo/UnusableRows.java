package org.autoencoderzoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Rows that no method can work with, and what it has to say about each. */
public final class UnusableRows {

  private UnusableRows() {}

  /**
   * Asserts that a method names what is wrong with each of them.
   *
   * @param what it calls its rows
   * @param width of rows that it takes, at least 2
   * @param method to call
   */
  public static void areRefused(String what, int width, Consumer<INDArray> method) {
    Map<String, INDArray> unusable = new LinkedHashMap<>();
    unusable.put("The %s are null".formatted(what), null);
    unusable.put("The %s are text".formatted(what), Nd4j.create("a", "b"));
    unusable.put("The %s have shape [%d]".formatted(what, width), Nd4j.ones(width));
    unusable.put("The %s have shape [1, 2, %d]".formatted(what, width), Nd4j.ones(1, 2, width));
    unusable.put(notFinite(what, "NaN"), with(width, Float.NaN));
    unusable.put(notFinite(what, "Infinity"), with(width, Float.POSITIVE_INFINITY));
    unusable.put(notFinite(what, "-Infinity"), with(width, Float.NEGATIVE_INFINITY));
    unusable.forEach((message, rows) -> assertRefusal(message, () -> method.accept(rows)));
    assertRefusal(
        notFinite(what, "NaN"),
        () -> method.accept(with(width, Float.NaN).castTo(DataType.DOUBLE)));
  }

  /** Asserts the same, and that it takes rows of one width alone. */
  public static void orOfAnotherWidthAreRefused(String what, int width, Consumer<INDArray> method) {
    areRefused(what, width, method);
    assertRefusal(
        "The %s have shape [3, %d], expected [N, %d]".formatted(what, width + 1, width),
        () -> method.accept(Nd4j.ones(3, width + 1)));
  }

  /** Asserts the same, and that it needs at least one row of any width. */
  public static void orNoneAreRefused(String what, int width, Consumer<INDArray> method) {
    areRefused(what, width, method);
    assertRefusal(
        "The %s have shape [0, %d], expected [N, ".formatted(what, width),
        () -> method.accept(Nd4j.create(DataType.FLOAT, 0, width)));
  }

  private static String notFinite(String what, String value) {
    return "Row 1 of the %s, column 1, is %s: not a finite number".formatted(what, value);
  }

  private static INDArray with(int width, float value) {
    return Nd4j.ones(3, width).putScalar(1, 1, value);
  }

  private static void assertRefusal(String message, Runnable call) {
    assertThat(catchThrowable(call::run))
        .as(message)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }
}
