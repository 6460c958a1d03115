package org.autoencoderzoo.cli;

import java.io.IOException;

/** Where the examples of a run come from, before anything is read. */
interface RunSource {

  /** {@return the name in the folder of a run and in its notes} */
  String id();

  /** {@return the epochs that a run has if nobody says otherwise} */
  int defaultEpochs();

  /**
   * Reads the examples, or as much of them as has to be known before training.
   *
   * @param train at most so many training examples, or null for all
   * @param test at most so many test examples, or null for all
   * @throws IOException if they cannot be read
   */
  RunData load(Integer train, Integer test) throws IOException;
}
