package org.autoencoderzoo.datasets;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Images to train and to test on, which the command line knows by a name: {@code --data NAME}.
 *
 * <p>A jar that has some of its own names their classes, public and with a public constructor
 * without arguments, in the file {@code
 * META-INF/services/org.autoencoderzoo.datasets.NamedDataSet}; {@link DataSets} and {@code ae
 * --plugins} find them there.
 */
public interface NamedDataSet {

  /** {@return the name on the command line, such as {@code fashion-mnist}; no other has it} */
  String id();

  /** {@return what it is, in a few words} */
  String title();

  /**
   * Loads the data, fetching it first if need be.
   *
   * @return the data, named by the {@link #id}
   * @throws DataUnavailableException if the data is nowhere to be had
   * @throws IOException if a file cannot be read
   */
  TrainTest load() throws IOException;

  /**
   * {@return whether there is nothing to fetch and no folder to read, because the data comes with
   * the class or is computed} True, unless a data set says otherwise and has the two methods below.
   */
  default boolean isEmbedded() {
    return true;
  }

  /**
   * Loads the data from a folder, and from nowhere else.
   *
   * @param folder holds the files
   * @return the data, named after the folder if they are not the data set's own
   * @throws DataUnavailableException if the folder does not exist or lacks a file
   * @throws IOException if a file cannot be read, or they do not go together
   * @throws IllegalArgumentException if the data set is embedded, and so has no files
   */
  default TrainTest load(Path folder) throws IOException {
    throw new IllegalArgumentException(
        id() + " has no files: it is not read from a folder such as " + folder);
  }

  /**
   * Fetches the data, so that {@link #load} finds it.
   *
   * @param progress takes short lines that say what is going on
   * @return the folder that holds it
   * @throws DataUnavailableException if the data is nowhere to be had
   * @throws IOException if a file cannot be read or written
   * @throws UnsupportedOperationException if the data is embedded
   */
  default Path fetch(Consumer<String> progress) throws IOException {
    throw new UnsupportedOperationException(id() + " has no files: there is nothing to fetch");
  }
}
