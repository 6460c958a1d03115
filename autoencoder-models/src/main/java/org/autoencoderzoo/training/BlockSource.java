package org.autoencoderzoo.training;

import java.io.IOException;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Where examples come from that need not fit into memory: a file, a query, a generator. It is read
 * from the beginning for each epoch, and must give as many rows each time.
 *
 * <pre>{@code
 * BlockSource source = () -> {
 *   BufferedReader reader = Files.newBufferedReader(file);
 *   return new Blocks() { ... };
 * };
 * autoencoder.fit(Examples.streamed(source), training);
 * }</pre>
 */
public interface BlockSource {

  /**
   * {@return a new pass, from the first row on} It is closed before the next one is opened.
   *
   * @throws IOException if the source cannot be read
   */
  Blocks open() throws IOException;

  /** {@return how many rows a pass has; empty if that is to be counted, in a pass more} */
  default OptionalLong size() {
    return OptionalLong.empty();
  }

  /**
   * What makes the source this one, by name, such as the size and the checksum of a file. A run of
   * training is only continued on a source that says the same.
   *
   * @return names and values; empty to let a checksum of all rows tell, for which a run with a
   *     checkpoint reads them in a pass more
   */
  default Map<String, String> identity() {
    return Map.of();
  }

  /**
   * {@return whether a thread that reads ahead may call it while the thread that trains goes on}
   * True, unless a source says otherwise; no two threads call it at the same time.
   */
  default boolean canBeReadAhead() {
    return true;
  }
}
