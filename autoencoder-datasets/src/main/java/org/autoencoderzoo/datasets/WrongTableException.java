package org.autoencoderzoo.datasets;

import java.io.IOException;

/** A table of numbers cannot be read; the message names the file, and the line if it is one. */
final class WrongTableException extends IOException {
  private static final long serialVersionUID = 1L;

  WrongTableException(String message) {
    super(message);
  }

  WrongTableException(String message, Throwable cause) {
    super(message, cause);
  }
}
