package org.autoencoderzoo.training;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Rows in memory as a source of blocks, which notes what is asked of it. */
public class ArraySource implements BlockSource {

  private final Batch all;
  private final int block;
  private final List<String> threads = new ArrayList<>();
  private int opened;
  private int closed;

  /**
   * Gives rows in blocks.
   *
   * @param block rows of each, but for the last
   */
  public ArraySource(Batch all, int block) {
    this.all = all;
    this.block = block;
  }

  /** Before each block; may throw. */
  protected void beforeBlock(int pass, long row) throws IOException {}

  /** What is given of a pass. */
  protected Batch rows(int pass) {
    return all;
  }

  /** The passes that were begun. */
  public int opened() {
    return opened;
  }

  /** The passes that were ended. */
  public int closed() {
    return closed;
  }

  /** The names of the threads that read a block, in order. */
  public List<String> threads() {
    return threads;
  }

  @Override
  public Blocks open() {
    int pass = ++opened;
    Batch rows = rows(pass);
    return new Blocks() {
      private long next;

      @Override
      public Optional<Batch> next() throws IOException {
        threads.add(Thread.currentThread().getName());
        beforeBlock(pass, next);
        if (next == rows.size()) {
          return Optional.empty();
        }
        long from = next;
        next = Math.min(rows.size(), from + block);
        return Optional.of(rows.rows(from, next));
      }

      @Override
      public void close() {
        closed++;
      }
    };
  }

  /** The same, with a size and an identity. */
  static BlockSource known(BlockSource source, long size, Map<String, String> identity) {
    return new BlockSource() {
      @Override
      public Blocks open() throws IOException {
        return source.open();
      }

      @Override
      public OptionalLong size() {
        return OptionalLong.of(size);
      }

      @Override
      public Map<String, String> identity() {
        return identity;
      }
    };
  }
}
