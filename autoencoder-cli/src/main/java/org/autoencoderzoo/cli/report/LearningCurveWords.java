package org.autoencoderzoo.cli.report;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.autoencoderzoo.examples.page.Rounded;
import org.autoencoderzoo.training.LearningCurve;
import org.autoencoderzoo.training.LearningCurve.Epoch;

/** What a learning curve shows, in words. */
final class LearningCurveWords {

  private final Epoch first;
  private final Epoch last;
  private final Optional<Epoch> best;
  private final String scored;
  private final int kept;

  /** Takes one epoch or more. */
  LearningCurveWords(LearningCurve curve, String scored) {
    List<Epoch> epochs = curve.epochs();
    this.scored = scored;
    kept = curve.kept();
    first = epochs.get(0);
    last = epochs.get(epochs.size() - 1);
    best =
        epochs.stream()
            .filter(epoch -> Double.isFinite(epoch.validationScore()))
            .min(Comparator.comparingDouble(Epoch::validationScore));
  }

  String text() {
    return training() + best.map(this::validation).orElse("");
  }

  private String training() {
    String end = Rounded.figure(last.trainingScore());
    if (first.number() == last.number()) {
      return "After one epoch, the training score is " + end + ".";
    }
    return "The training score went from "
        + Rounded.figure(first.trainingScore())
        + " in epoch "
        + first.number()
        + " to "
        + end
        + " in epoch "
        + last.number()
        + ".";
  }

  private String validation(Epoch best) {
    String lowest =
        first.number() == last.number()
            ? " The " + scored + " score is " + Rounded.figure(best.validationScore()) + "."
            : " The "
                + scored
                + " score was lowest in epoch "
                + best.number()
                + (best.number() == last.number() ? ", the last, at " : ", at ")
                + Rounded.figure(best.validationScore())
                + ".";
    return lowest
        + (kept < last.number() ? " The network of epoch " + kept + " was kept." : "")
        + " Training is scored while an epoch runs, the "
        + scored
        + " score is taken after it, so it can come out"
        + " lower.";
  }
}
