package org.autoencoderzoo.testing;

/**
 * Why a check refuses a part: what is wrong with it, in words and numbers, and what usually causes
 * that and mends it.
 */
final class Refusal extends AssertionError {

  private static final long serialVersionUID = 1L;

  private static final String HINT = System.lineSeparator() + "Hint: ";

  private final String text;

  /**
   * A refusal with the hint of its check.
   *
   * @param wrong whole sentences: what is wrong with the part
   * @param hint whole sentences: the usual cause, and how to mend it
   */
  Refusal(String wrong, String hint) {
    this(wrong, hint, null);
  }

  /**
   * The same for a part that throws.
   *
   * @param wrong whole sentences
   * @param hint whole sentences
   * @param cause what it threw
   */
  Refusal(String wrong, String hint, Throwable cause) {
    this(wrong + HINT + hint, "", cause, null);
  }

  private Refusal(String text, String prefix, Throwable cause, StackTraceElement[] trace) {
    super(prefix + text, cause);
    this.text = text;
    if (trace != null) {
      setStackTrace(trace);
    }
  }

  /** {@return this refusal, with the name of the check in front of the message, and no other} */
  Refusal by(String check) {
    return new Refusal(text, "[" + check + "] ", getCause(), getStackTrace());
  }

  /** {@return the message without the name of the check} */
  String text() {
    return text;
  }
}
