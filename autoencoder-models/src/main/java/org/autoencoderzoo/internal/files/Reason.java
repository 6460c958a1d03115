package org.autoencoderzoo.internal.files;

import java.io.IOException;
import org.deeplearning4j.exception.DL4JException;

/** Why a file was refused. */
public final class Reason {

  private static final int MOST_CHARACTERS = 500;

  private Reason() {}

  /**
   * Says why, in words of this library or of what refused a setting: never in those of a
   * NullPointerException, which mean nothing to a user.
   *
   * @param failure that reading ended in
   * @param otherwise what to say of a failure without such words
   * @return one line
   */
  public static String of(Throwable failure, String otherwise) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause.getMessage() != null
          && (cause instanceof DL4JException
              || cause.getClass() == IllegalArgumentException.class
              || cause.getClass() == IllegalStateException.class)) {
        return firstLine(cause.getMessage());
      }
    }
    return failure instanceof IOException && failure.getMessage() != null
        ? firstLine(failure.getMessage())
        : otherwise;
  }

  private static String firstLine(String message) {
    return Excerpt.of(message.lines().findFirst().orElse(""), MOST_CHARACTERS);
  }
}
