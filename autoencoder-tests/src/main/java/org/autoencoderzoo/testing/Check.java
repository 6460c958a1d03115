package org.autoencoderzoo.testing;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.function.Executable;
import org.opentest4j.TestAbortedException;

/**
 * Makes the checks of the kit: tests whose failure is a {@link Refusal}. What is wrong the body
 * says, by {@link Comparison} or by an {@link AssertionError} of its own; the hint comes from here,
 * unless the body knows a better one and throws a {@code Refusal} itself.
 */
final class Check {

  /** Code that a part calls, and that calls it: where an exception comes from is elsewhere. */
  private static final List<String> LIBRARIES =
      List.of("java.", "jdk.", "sun.", "org.nd4j.", "org.deeplearning4j.", "org.bytedeco.");

  private Check() {}

  /**
   * One check.
   *
   * @param name what holds of a part that is right
   * @param hint whole sentences: what usually causes a failure, and how to mend it
   * @param body throws if the part is wrong
   * @return the test
   */
  static DynamicTest check(String name, String hint, Executable body) {
    return DynamicTest.dynamicTest(name, () -> run(hint, body));
  }

  private static void run(String hint, Executable body) throws Throwable {
    try {
      body.execute();
    } catch (Refusal | TestAbortedException | VirtualMachineError e) {
      throw e;
    } catch (AssertionError e) {
      Refusal refusal = new Refusal(e.getMessage(), hint);
      refusal.setStackTrace(e.getStackTrace());
      throw refusal;
    } catch (Throwable e) {
      throw new Refusal(thrown(e), hint, e);
    }
  }

  private static String thrown(Throwable e) {
    String where = place(e).map(frame -> " in " + frame).orElse("");
    String what =
        e.getMessage() == null ? "" : ": " + e.getMessage().strip().lines().findFirst().orElse("");
    return "The part, or what it left to others, threw "
        + e.getClass().getSimpleName()
        + where
        + what
        + (what.endsWith(".") ? "" : ".");
  }

  /** The innermost method that is neither of a library nor of the kit. */
  private static Optional<String> place(Throwable e) {
    return Arrays.stream(e.getStackTrace())
        .takeWhile(frame -> !frame.getClassName().equals(Check.class.getName()))
        .filter(frame -> LIBRARIES.stream().noneMatch(frame.getClassName()::startsWith))
        .filter(frame -> !isOfTheKit(frame.getClassName()))
        .findFirst()
        .map(frame -> simpleName(frame.getClassName()) + "." + frame.getMethodName());
  }

  private static boolean isOfTheKit(String name) {
    return name.matches(
        "org\\.autoencoderzoo\\.testing\\.(\\w+Checks?|Comparison|\\w+Networks)\\b.*");
  }

  private static String simpleName(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }
}
