package org.autoencoderzoo.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.CancellationException;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.examples.progress.ConsoleProgress;
import org.autoencoderzoo.training.Checkpoint;
import org.autoencoderzoo.training.Examples;
import org.autoencoderzoo.training.LearningCurve;
import org.autoencoderzoo.training.Training;

/**
 * Training that a user watches, and can end in order.
 *
 * @param autoencoder to train
 * @param training its settings, with the checkpoint
 * @param scored what the scores after each epoch are of, in a word
 * @param err where progress is shown
 * @param command that began it
 */
record WatchedTraining(
    Autoencoder autoencoder, Training training, String scored, PrintWriter err, String command) {

  /** Trains from the start, or from the checkpoint; says how to go on if it is interrupted. */
  LearningCurve run(Examples examples, Checkpoint checkpoint, boolean isContinued)
      throws IOException {
    Interruption interruption = Interruption.ofThisThread();
    try (ConsoleProgress progress =
        ConsoleProgress.start(
            autoencoder.model().orElseThrow(), training.epochs(), examples.size(), scored, err)) {
      Training shown = training.withProgress(progress);
      return isContinued ? autoencoder.resume(examples, shown) : autoencoder.fit(examples, shown);
    } catch (CancellationException e) {
      err.printf("ae: %s%n", e.getMessage());
      if (checkpoint.exists()) {
        err.printf("To continue: %s --resume%n", command);
      }
      err.flush();
      throw e;
    } finally {
      interruption.done();
    }
  }
}
