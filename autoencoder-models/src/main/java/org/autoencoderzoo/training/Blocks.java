package org.autoencoderzoo.training;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/** One pass over examples, block by block; read by one thread at a time. */
public interface Blocks extends Closeable {

  /**
   * {@return the next examples, of any number; empty at the end} They are copied before the next
   * call, which may overwrite the arrays: a source that does that needs no memory for each block.
   *
   * @throws IOException if they cannot be read
   */
  Optional<Batch> next() throws IOException;

  /**
   * Leaves out rows, if that is faster than to read them: a run that is continued begins in the
   * middle of a pass.
   *
   * @param rows at least 0
   * @return how many of the next rows were left out, at most so many; 0 unless a source does better
   * @throws IOException if they cannot be read
   */
  default long skip(long rows) throws IOException {
    return 0;
  }
}
