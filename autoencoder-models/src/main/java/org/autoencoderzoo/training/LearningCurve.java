package org.autoencoderzoo.training;

import java.util.List;
import org.autoencoderzoo.settings.Arguments;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * What a run of training showed, epoch by epoch.
 *
 * @param epochs in order
 * @param kept number of the epoch after which the network was as training left it: the last, or
 *     with early stopping the one of the lowest validation score; 0 if there was none
 * @param levels of a stack, what the training of each level showed before that of the whole network
 */
public record LearningCurve(List<Epoch> epochs, int kept, List<LearningCurve> levels) {

  /**
   * Keeps unmodifiable copies.
   *
   * @param epochs in order
   * @param kept number of the epoch whose parameters were kept
   * @param levels from the input up; empty if none was trained
   * @throws IllegalArgumentException if epochs or levels is null
   */
  public LearningCurve {
    Arguments.given("epochs", epochs);
    Arguments.given("levels", levels);
    epochs = List.copyOf(epochs);
    levels = List.copyOf(levels);
  }

  /**
   * Creates the curve of a run that kept its last epoch, without levels.
   *
   * @param epochs in order
   * @throws IllegalArgumentException if epochs is null
   */
  public LearningCurve(List<Epoch> epochs) {
    this(epochs, epochs == null ? 0 : epochs.size(), List.of());
  }

  /**
   * {@return the same, after the training of levels}
   *
   * @param levels from the input up
   * @throws IllegalArgumentException if levels is null
   */
  public LearningCurve withLevels(List<LearningCurve> levels) {
    return new LearningCurve(epochs, kept, levels);
  }

  /** {@return the seconds spent on training steps, validation not included} */
  public double seconds() {
    return epochs.stream().mapToDouble(Epoch::seconds).sum();
  }

  /**
   * One pass over the training rows.
   *
   * @param number from 1
   * @param trainingScore mean score of the epoch's batches, each taken before its update
   * @param validationScore score on the validation rows after the epoch; NaN if there are none
   * @param seconds spent on training steps
   */
  public record Epoch(
      @JsonProperty("number") int number,
      @JsonProperty("trainingScore") double trainingScore,
      @JsonProperty("validationScore") double validationScore,
      @JsonProperty("seconds") double seconds) {}
}
