package org.autoencoderzoo.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Tells from time to time how many rows are done, and in the end how many there were. */
final class RowProgress {

  private static final long SECONDS_BETWEEN = 5;

  private final PrintWriter err;
  private final long start = System.nanoTime();
  private long said = start;
  private long rows;

  RowProgress(PrintWriter err) {
    this.err = err;
  }

  void add(long more) {
    rows += more;
    long now = System.nanoTime();
    if (now - said >= TimeUnit.SECONDS.toNanos(SECONDS_BETWEEN)) {
      said = now;
      err.printf(Locale.ROOT, "%,d rows  %,.0f rows/s%n", rows, rows / seconds(now));
      err.flush();
    }
  }

  /** Says how many rows of what are done. */
  void done(String name) {
    double seconds = seconds(System.nanoTime());
    err.printf(
        Locale.ROOT, "%s: %,d rows in %.1f s, %,.0f rows/s%n", name, rows, seconds, rows / seconds);
    err.flush();
  }

  private double seconds(long now) {
    return Math.max(1e-9, (now - start) / 1e9);
  }
}
