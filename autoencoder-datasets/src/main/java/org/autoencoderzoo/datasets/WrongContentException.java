package org.autoencoderzoo.datasets;

import java.io.IOException;

/** A file is not the one that its name promises. */
final class WrongContentException extends IOException {
  WrongContentException(DataFile file, String found) {
    super(
        String.format(
            "the content of %s has SHA-256 %s, expected %s", file.name(), found, file.sha256()));
  }
}
