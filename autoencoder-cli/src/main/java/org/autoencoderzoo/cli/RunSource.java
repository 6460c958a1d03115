package org.autoencoderzoo.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.zoo.ModelBuilder;

/** Where the examples of a run come from, before anything is read. */
interface RunSource {

  /** {@return what {@code --data} names it, to be noted} */
  String argument();

  /** {@return the name in the folder of a run} */
  String id();

  /**
   * Refuses a model that cannot read such examples, before any is read.
   *
   * @throws IllegalArgumentException with the reason
   */
  default void requireReadBy(ModelBuilder<?> builder) {}

  /**
   * Reads the examples, or as much of them as has to be known before training.
   *
   * @throws IOException if they cannot be read
   */
  RunData load(ExampleChoice choice) throws IOException;

  /**
   * Reads the examples for a model that was trained before.
   *
   * @param folder of the model, for messages
   * @throws IOException if they cannot be read, or are not such that the model can be measured on
   *     them
   */
  RunData loadFor(Autoencoder autoencoder, SavedRun run, Path folder, ExampleChoice choice)
      throws IOException;
}
