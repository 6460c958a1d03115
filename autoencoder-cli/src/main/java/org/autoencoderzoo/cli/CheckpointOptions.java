package org.autoencoderzoo.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.autoencoderzoo.settings.Decimal;
import org.autoencoderzoo.training.Checkpoint;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options for runs that may be interrupted. */
final class CheckpointOptions {

  @Option(
      names = "--resume",
      description =
          "Continue the interrupted run with the same options; the result is the same as"
              + " without the interruption.")
  private boolean isResumed;

  @Option(
      names = "--checkpoint-minutes",
      paramLabel = "M",
      defaultValue = "2",
      converter = Minutes.class,
      description = "Minutes between checkpoints, such as 0.5; ${DEFAULT-VALUE} by default.")
  private Duration interval;

  /** The checkpoint of a run; messages name it as briefly as they can. */
  Checkpoint checkpoint(Path file, Map<String, String> identity) {
    Path here = Path.of("").toAbsolutePath();
    Path shown = file.startsWith(here) ? here.relativize(file) : file;
    return new Checkpoint(shown, interval, identity);
  }

  /** Whether the user wants to continue a run. */
  boolean isResumed() {
    return isResumed;
  }

  /** Whether to continue from the checkpoint; says so where that may not be what was meant. */
  boolean isContinued(Checkpoint checkpoint, PrintWriter err) {
    if (isResumed && !checkpoint.exists()) {
      err.println(
          "ae: no checkpoint at " + checkpoint.file() + ": training starts from the beginning");
    } else if (!isResumed && checkpoint.exists()) {
      err.println(
          "ae: training starts from the beginning, though an interrupted run left "
              + checkpoint.file()
              + "; to continue that one, stop this and add --resume");
    }
    err.flush();
    return isResumed && checkpoint.exists();
  }

  /** A number of minutes, with decimals, of at least 0. */
  private static final class Minutes implements ITypeConverter<Duration> {

    private static final double MOST = 1e6;

    @Override
    public Duration convert(String text) {
      try {
        double minutes = Decimal.parse(text);
        if (minutes >= 0 && minutes <= MOST) {
          return Duration.ofMillis(Math.round(minutes * 60_000));
        }
      } catch (NumberFormatException e) {
        // Refused below, like a number out of range.
      }
      throw new TypeConversionException("'" + text + "' is not a number of minutes of at least 0");
    }
  }
}
