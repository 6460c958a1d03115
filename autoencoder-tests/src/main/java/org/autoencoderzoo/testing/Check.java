package org.autoencoderzoo.testing;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.autoencoderzoo.settings.Arguments;
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

  /** Where exceptions say what is wrong with a part, and the way out. */
  private static final String LIBRARY_OF_PARTS =
      "org\\.autoencoderzoo\\.(layers|penalties)\\.(?!\\w*Test).*";

  private static final String FIELDS = "Look for fields that training changes";

  private static final int LONGEST = 400;

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
    return within("", DynamicTest.dynamicTest(name, () -> run(hint, body)));
  }

  /**
   * The same checks, with more of a name: of the layer or the model that they are about. The name
   * stands in front of the message, too, since build tools print the method that made the tests.
   */
  static Stream<DynamicTest> within(String prefix, Stream<DynamicTest> checks) {
    return checks.map(check -> within(prefix, check));
  }

  private static DynamicTest within(String prefix, DynamicTest check) {
    String name = prefix + check.getDisplayName();
    return DynamicTest.dynamicTest(
        name,
        () -> {
          try {
            check.getExecutable().execute();
          } catch (Refusal e) {
            throw e.by(name);
          }
        });
  }

  private static void run(String hint, Executable body) throws Throwable {
    try {
      body.execute();
    } catch (Refusal | TestAbortedException | VirtualMachineError e) {
      throw e;
    } catch (AssertionError e) {
      Refusal refusal = refusal(String.valueOf(e.getMessage()), hint);
      refusal.setStackTrace(e.getStackTrace());
      throw refusal;
    } catch (Throwable e) {
      throw new Refusal(thrown(e), hintOn(e, hint), e);
    }
  }

  /** What an exception tells by itself is a better hint than that of the check. */
  private static String hintOn(Throwable e, String hint) {
    if (String.valueOf(e.getMessage()).contains("workspace pointer")) {
      return hint.startsWith(FIELDS)
          ? "An array of a batch before is used. " + hint
          : "An array of a batch before is used: look for fields that training changes, static"
              + " ones too. "
              + hint;
    }
    return isRefusalOfLayers(e) ? "The library refuses the part: do what its message says." : hint;
  }

  private static boolean isRefusalOfLayers(Throwable e) {
    return (e instanceof IllegalArgumentException || e instanceof IllegalStateException)
        && e.getMessage() != null
        && Arrays.stream(e.getStackTrace())
            .map(StackTraceElement::getClassName)
            .filter(name -> !name.equals(Arguments.class.getName()))
            .findFirst()
            .filter(name -> name.matches(LIBRARY_OF_PARTS))
            .isPresent();
  }

  /**
   * An assertion of AssertJ is described by what was compared, and perhaps by a hint behind that:
   * "[what. Hint] Expecting ...". What it prints of long arrays and texts is cut.
   */
  private static Refusal refusal(String message, String hint) {
    int end = message.indexOf("] ");
    if (!message.startsWith("[") || end < 0) {
      return new Refusal(message, hint);
    }
    String[] description = message.substring(1, end).split("\\. ", 2);
    String detail = message.substring(end + 2).strip().replaceAll("\\s+", " ");
    detail = detail.replaceAll("\\[[-\\d.,eE\\s\\[\\]]{40,}\\]", "[...]");
    detail = detail.replaceAll("\\{\"[^{}]{100,}\\}", "{...}"); // Settings.
    detail = detail.replaceAll("\"?\\{ \"backpropType\".*", "{...}"); // A configuration.
    detail = detail.replaceAll(" (Throwable that failed the check: |at (org|java)\\.).*", "");
    if (detail.length() > LONGEST) {
      detail = detail.substring(0, LONGEST) + " ...";
    }
    return new Refusal(
        "Not as it should be: " + description[0] + ". " + detail,
        description.length == 1 ? hint : description[1] + ".");
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
        "org\\.autoencoderzoo\\.testing\\.(\\w+Checks?|Comparison|\\w+Networks?|SettingEffects"
            + "|OtherSettings|TriedModel)\\b.*");
  }

  private static String simpleName(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }
}
