package org.autoencoderzoo.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rows of a source in the order of an epoch: part after part, each shuffled, with a batch's
 * rows all of one part. While one part is trained on, a thread reads the next into other memory. A
 * source that only the thread that trains may read is read in between, into the same memory.
 */
final class StreamedRows implements EpochRows {

  private static final Logger LOG = LoggerFactory.getLogger(StreamedRows.class);

  private static final int SECONDS_TO_END = 10;

  /** Odd, and no multiple of the generator's own step: parts have orders of their own. */
  private static final long STEP = 0xD1B54A32D192ED03L;

  private final Survey survey;
  private final List<BatchFunction> functions;
  private final ShuffleBuffer buffer;
  private final int batchSize;
  private final long seed;
  private final long first;
  private final ShuffledRows shuffled = new ShuffledRows();
  private final ExecutorService thread;

  /** Of the reading: nothing of this is touched by the thread that trains, but after the end. */
  private RowReader reader;

  private final PartMemory memory;
  private final List<RowBuffer> taken = new ArrayList<>();
  private int rowsOfPart;
  private long read;

  private Part part;
  private FutureTask<Part> ahead;

  /**
   * Rows that are shuffled together.
   *
   * @param first of their order that is not done yet
   */
  private record Part(RowBuffer rows, long seed, int first, boolean isLast) {}

  StreamedRows(
      Survey survey,
      List<BatchFunction> functions,
      ShuffleBuffer buffer,
      Training settings,
      int epoch,
      long first,
      PartMemory memory) {
    this.survey = survey;
    this.functions = functions;
    this.buffer = buffer;
    this.batchSize = settings.batchSize();
    this.seed = ShuffledRows.seed(settings.seed(), epoch);
    this.first = first;
    this.memory = memory;
    survey.size(); // May read the source, which is not read by two at a time.
    this.thread = survey.source().canBeReadAhead() ? readingThread() : null;
    this.ahead = begun(null);
  }

  private static ExecutorService readingThread() {
    return Executors.newSingleThreadExecutor(
        task -> {
          Thread thread = new Thread(task, "autoencoder-reading");
          thread.setDaemon(true);
          return thread;
        });
  }

  /** Reads into the memory of a part, which is done by then; null for other memory. */
  private FutureTask<Part> begun(Part done) {
    FutureTask<Part> task = new FutureTask<>(() -> read(done == null ? null : done.rows()));
    if (thread != null) {
      thread.execute(task);
    }
    return task;
  }

  private Part read(RowBuffer free) throws IOException {
    int done = reader == null ? open() : 0;
    RowBuffer rows = free == null ? taken() : free;
    rows.clear();
    long number = read / rowsOfPart;
    reader.fill(rows);
    read += rows.size();
    boolean isLast = rows.room() > 0 || read == survey.size();
    if (isLast && (read < survey.size() || !reader.isAtEnd())) {
      throw new IllegalArgumentException(
          "The source has %s rows in this pass, and not %d: it must give the same rows in each"
              .formatted(read < survey.size() ? "only " + read : "more", survey.size()));
    }
    return new Part(rows, seed + number * STEP, done, isLast);
  }

  /** Goes to the part with the first row, and tells how many rows of it come before that. */
  private int open() throws IOException {
    reader = new RowReader(new MappedBlocks(survey.source().open(), functions));
    rowsOfPart = buffer.rows(reader.valuesPerRow(), batchSize, survey.size());
    int done = (int) (first % rowsOfPart);
    read = first - done;
    reader.skip(read);
    return done;
  }

  private RowBuffer taken() {
    RowBuffer rows = memory.take(rowsOfPart);
    taken.add(rows);
    return rows;
  }

  @Override
  public Batch next(int rows) throws InterruptedException {
    if (part == null || shuffled.isAtEnd()) {
      Part done = part;
      part = result(ahead);
      shuffled.shuffle(part.rows().rows(), part.seed(), part.first());
      ahead = part.isLast() ? null : begun(thread == null ? part : done);
    }
    return shuffled.next(rows);
  }

  private Part result(FutureTask<Part> task) throws InterruptedException {
    if (thread == null) {
      task.run();
    }
    try {
      return task.get();
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      if (cause instanceof RuntimeException failure) {
        throw failure;
      } else if (cause instanceof Error failure) {
        throw failure;
      } else if (Thread.currentThread().isInterrupted()) { // Then reading fails.
        throw (InterruptedException) new InterruptedException().initCause(cause);
      }
      throw new UncheckedIOException(cause.getMessage(), (IOException) cause);
    }
  }

  @Override
  public void close() {
    if (thread == null || hasEnded()) {
      closeSource();
      taken.forEach(memory::giveBack);
    } else {
      LOG.warn(
          "The source does not return from reading, {} s after the end of the training that reads"
              + " it: it is left open",
          SECONDS_TO_END);
    }
  }

  private boolean hasEnded() {
    thread.shutdownNow();
    boolean isInterrupted = Thread.interrupted(); // Which would end the waiting.
    try {
      return thread.awaitTermination(SECONDS_TO_END, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      isInterrupted = true;
      return false;
    } finally {
      if (isInterrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void closeSource() {
    try {
      if (reader != null) {
        reader.close();
      }
    } catch (IOException e) {
      LOG.warn("The source was read, but cannot be closed: {}", e.getMessage());
    }
  }
}
