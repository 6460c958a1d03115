package org.autoencoderzoo.examples.gallery;

import java.io.IOException;

/** A figure or a claim of the lecture, computed from data: data, model, training, result. */
public interface Example {

  /**
   * Computes and shows it.
   *
   * @param exhibit gives data, trains models, and takes figures, tables and claims
   * @throws IOException if data cannot be read or a figure not be written
   */
  void run(Exhibit exhibit) throws IOException;
}
