package org.autoencoderzoo.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.autoencoderzoo.settings.Arguments;

/**
 * Where a run of training saves what it needs to be continued, and how often.
 *
 * <pre>{@code
 * Checkpoint checkpoint = Checkpoint.in(Path.of("run.checkpoint"));
 * Training training = Training.defaults().withCheckpoint(checkpoint);
 * if (checkpoint.exists()) {
 *   autoencoder.resume(x, training);
 * } else {
 *   autoencoder.fit(x, training);
 * }
 * autoencoder.save(model);
 * checkpoint.delete();
 * }</pre>
 *
 * <p>The file is replaced in one step, so a run that is killed leaves the last complete one. If it
 * cannot be written, for want of space, for example, training warns and goes on. The last one is
 * written when training is done, and stays: what was trained may not be saved yet.
 *
 * @param file to write; a checkpoint that is there is replaced by the first of a run
 * @param interval from one checkpoint to the next, at least 0; with 0, after every step
 * @param run what else identifies the run: a run that is continued must have the same. What the
 *     library sees itself, network, settings and rows, need not be named
 */
public record Checkpoint(Path file, Duration interval, Map<String, String> run) {

  /** Rarely enough to cost well below 1% of the time, often enough to lose little. */
  private static final Duration INTERVAL = Duration.ofMinutes(2);

  /**
   * Checks the interval and keeps the order of what identifies the run.
   *
   * @param file to write
   * @param interval at least 0
   * @param run name to value
   * @throws IllegalArgumentException if the interval is negative, or anything is null
   */
  public Checkpoint {
    Arguments.given("file", file);
    Arguments.given("interval", interval);
    Arguments.given("run", run);
    Arguments.require(!interval.isNegative(), "interval", interval, "at least 0");
    run = Collections.unmodifiableMap(new LinkedHashMap<>(run));
  }

  /**
   * {@return a checkpoint every two minutes}
   *
   * @param file to write
   * @throws IllegalArgumentException if it is null
   */
  public static Checkpoint in(Path file) {
    return new Checkpoint(file, INTERVAL, Map.of());
  }

  /**
   * {@return the same, more or less often}
   *
   * @param interval at least 0
   * @throws IllegalArgumentException if it is negative or null
   */
  public Checkpoint every(Duration interval) {
    return new Checkpoint(file, interval, run);
  }

  /**
   * {@return the same, for a run that names what makes it another}
   *
   * @param run name to value
   * @throws IllegalArgumentException if it is null
   */
  public Checkpoint forRun(Map<String, String> run) {
    return new Checkpoint(file, interval, run);
  }

  /**
   * {@return the checkpoint of a run that builds on the result of this one, in a file beside} It is
   * void, and deleted, once this one is written again.
   */
  public Checkpoint next() {
    return new Checkpoint(file.resolveSibling(file.getFileName() + ".next"), interval, run);
  }

  /** {@return whether there is one to continue from} */
  public boolean exists() {
    return Files.exists(file);
  }

  /**
   * Deletes the file, if it is there, and those of the runs that build on this one.
   *
   * @throws IOException if it cannot be deleted
   */
  public void delete() throws IOException {
    if (Files.deleteIfExists(file) || next().exists()) {
      next().delete();
    }
  }
}
