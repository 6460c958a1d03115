package org.autoencoderzoo.examples.gallery;

/**
 * A statement that an example has measured.
 *
 * @param statement in words
 * @param measured the numbers
 * @param expected what they must be, such as "at most 0.5"
 * @param holds whether they are
 */
record Claim(String statement, String measured, String expected, boolean holds) {

  String text() {
    return statement + ": " + measured + " (" + expected + ")";
  }
}
