package org.autoencoderzoo.testing;

/**
 * Why a check refuses a part: what is wrong with it, in words and numbers, and what usually causes
 * that and mends it.
 */
final class Refusal extends AssertionError {

  private static final long serialVersionUID = 1L;

  private static final String HINT = System.lineSeparator() + "Hint: ";

  /**
   * A refusal with the hint of its check.
   *
   * @param wrong whole sentences: what is wrong with the part
   * @param hint whole sentences: the usual cause, and how to mend it
   */
  Refusal(String wrong, String hint) {
    super(wrong + HINT + hint);
  }

  /**
   * The same for a part that throws.
   *
   * @param wrong whole sentences
   * @param hint whole sentences
   * @param cause what it threw
   */
  Refusal(String wrong, String hint, Throwable cause) {
    super(wrong + HINT + hint, cause);
  }
}
