package org.autoencoderzoo.internal.files;

import java.io.IOException;

/** A file is as it was written, but not to be read; the message goes on after the file's name. */
public final class RefusedFileException extends IOException {

  private static final long serialVersionUID = 1L;

  /**
   * Refuses a file.
   *
   * @param message goes on after the file's name
   */
  public RefusedFileException(String message) {
    super(message);
  }
}
