package org.autoencoderzoo;

import java.io.IOException;

/** A file is as it was written, but not to be read; the message goes on after the file's name. */
final class RefusedFileException extends IOException {

  private static final long serialVersionUID = 1L;

  RefusedFileException(String message) {
    super(message);
  }
}
