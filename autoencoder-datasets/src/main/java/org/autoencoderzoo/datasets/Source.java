package org.autoencoderzoo.datasets;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** A place that may have the files of a data set. */
interface Source {

  /** What the user knows this place by. */
  String name();

  /**
   * Hands over what this place has.
   *
   * @param wanted the files that are still missing
   * @param receiver takes each of them; it verifies the content
   * @throws IOException if this place cannot deliver; the message says why in one line
   */
  void deliver(List<DataFile> wanted, Receiver receiver) throws IOException;

  /** Takes files. */
  @FunctionalInterface
  interface Receiver {
    /**
     * Verifies and keeps one file.
     *
     * @param file which one
     * @param content its content, decompressed; not closed here
     * @throws WrongContentException if the content is not what it should be
     * @throws IOException if it cannot be read or kept
     */
    void accept(DataFile file, InputStream content) throws IOException;
  }
}
