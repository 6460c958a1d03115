package org.autoencoderzoo.examples.progress;

import java.io.PrintWriter;
import java.text.DecimalFormat;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.autoencoderzoo.training.LearningCurve;
import org.autoencoderzoo.training.TrainingProgress;

/** Shows training on standard error: a bar on a terminal, about ten lines elsewhere. */
public interface ConsoleProgress extends TrainingProgress, AutoCloseable {

  @Override
  void close();

  /**
   * Starts to show a run.
   *
   * @param rows of an epoch
   * @param scored what the validation scores are of: test or validation rows
   */
  static ConsoleProgress start(String task, int epochs, long rows, String scored, PrintWriter err) {
    return System.console() != null
        ? new Bar(task, epochs, rows)
        : new Lines(epochs, rows, scored, err);
  }

  /** Loss, rows a second and time left, on one line that is redrawn. */
  final class Bar implements ConsoleProgress {

    private final String task;
    private final long rows;
    private String shown;
    private int epochs;
    private ProgressBar bar;

    Bar(String task, int epochs, long rows) {
      this.task = task;
      this.rows = rows;
      shown = task;
      this.epochs = epochs;
    }

    /** Not drawn before there is something to show: the phases have bars of their own. */
    private ProgressBar bar() {
      if (bar == null) {
        bar =
            new ProgressBarBuilder()
                .setTaskName(shown)
                .setInitialMax(epochs * rows)
                .setUnit(" rows", 1)
                .setStyle(ProgressBarStyle.UNICODE_BLOCK)
                .setUpdateIntervalMillis(200)
                .showSpeed(new DecimalFormat("#,##0"))
                .build();
      }
      return bar;
    }

    @Override
    public void onPhase(String name, int epochs) {
      close();
      bar = null;
      shown = task + ", " + name;
      this.epochs = epochs;
    }

    @Override
    public void onResume(int epoch, long row) {
      bar().stepTo((epoch - 1) * rows + row);
    }

    @Override
    public void onBatch(int rows, double score) {
      bar().stepBy(rows);
      bar().setExtraMessage(String.format(Locale.ROOT, " loss %.4g", score));
    }

    @Override
    public void close() {
      if (bar != null) {
        bar.close();
      }
    }
  }

  /** A line about every tenth of the run, for logs. */
  final class Lines implements ConsoleProgress {

    private final long rows;
    private final String scored;
    private final PrintWriter err;
    private int epochs;
    private double seconds;
    private int heard;

    Lines(int epochs, long rows, String scored, PrintWriter err) {
      this.epochs = epochs;
      this.rows = rows;
      this.scored = scored;
      this.err = err;
    }

    @Override
    public void onPhase(String name, int epochs) {
      this.epochs = epochs;
      seconds = 0;
      heard = 0;
      err.println(name);
      err.flush();
    }

    @Override
    public void onResume(int epoch, long row) {
      err.printf("continuing in epoch %d of %d, after %d of %d rows%n", epoch, epochs, row, rows);
      err.flush();
    }

    @Override
    public void onEpoch(LearningCurve.Epoch epoch) {
      seconds += epoch.seconds();
      heard++;
      int every = Math.max(1, epochs / 10);
      if (epoch.number() % every == 0 || epoch.number() == epochs) {
        double perEpoch = seconds / heard;
        err.printf(
            Locale.ROOT,
            "epoch %d/%d  loss %.4g%s  %,.0f rows/s  %.0f s left%n",
            epoch.number(),
            epochs,
            epoch.trainingScore(),
            scoredText(epoch),
            rows / perEpoch,
            perEpoch * (epochs - epoch.number()));
        err.flush();
      }
    }

    /** Empty where no other rows than those of training are scored. */
    private String scoredText(LearningCurve.Epoch epoch) {
      return Double.isFinite(epoch.validationScore())
          ? String.format(Locale.ROOT, "  %s %.4g", scored, epoch.validationScore())
          : "";
    }

    @Override
    public void close() {}
  }
}
