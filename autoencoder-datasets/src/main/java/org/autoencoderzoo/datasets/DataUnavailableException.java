package org.autoencoderzoo.datasets;

import java.io.IOException;

/**
 * A data set cannot be had. The first line of the message says what and the way out; the lines
 * below, if any, say what was tried and why it failed.
 */
public final class DataUnavailableException extends IOException {

  /**
   * With a message for the user.
   *
   * @param message what is missing, what was tried, what the user can do
   */
  public DataUnavailableException(String message) {
    super(message);
  }

  /**
   * With a message for the user, and the cause for a trace.
   *
   * @param message what is missing, what was tried, what the user can do
   * @param cause what failed
   */
  public DataUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
