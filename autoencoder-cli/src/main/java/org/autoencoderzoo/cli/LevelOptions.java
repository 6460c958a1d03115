package org.autoencoderzoo.cli;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.training.Training;
import org.autoencoderzoo.zoo.AutoencoderModel;
import org.autoencoderzoo.zoo.GreedyTraining;
import org.autoencoderzoo.zoo.StackedBuilder;
import org.autoencoderzoo.zoo.StackedModel;
import org.autoencoderzoo.zoo.Zoo;
import org.nd4j.linalg.api.ndarray.INDArray;
import picocli.CommandLine.Option;

/** The option for models that are trained level by level; trains these, and the others at once. */
final class LevelOptions {

  @Option(
      names = "--level-epochs",
      paramLabel = "E",
      converter = DataOptions.NotNegative.class,
      description =
          "Passes for each level of a stacked model, before all are trained together; as many as"
              + " --epochs by default, 0 for none.")
  private Integer levelEpochs;

  /** Refuses the option for a model that has no levels. */
  void check(Zoo model) {
    if (levelEpochs != null && !isStacked(model)) {
      throw new IllegalArgumentException(
          "--level-epochs is "
              + levelEpochs
              + ", but the model has no levels; leave it out, or choose one of "
              + Arrays.stream(Zoo.values()).filter(LevelOptions::isStacked).map(Zoo::id).toList());
    }
  }

  private static boolean isStacked(Zoo model) {
    return model.builder() instanceof StackedBuilder;
  }

  /**
   * The epochs of a level.
   *
   * @param epochs of the whole
   * @return null if the model has no levels
   */
  Integer epochs(Zoo model, int epochs) {
    return isStacked(model) && levelEpochs == null ? Integer.valueOf(epochs) : levelEpochs;
  }

  GreedyTraining.Curves fit(
      AutoencoderModel<?> model, Autoencoder autoencoder, INDArray x, Training training) {
    return model instanceof StackedModel<?> stacked
        ? greedy(stacked, training).fit(autoencoder, x)
        : new GreedyTraining.Curves(List.of(), autoencoder.fit(x, training));
  }

  GreedyTraining.Curves resume(
      AutoencoderModel<?> model, Autoencoder autoencoder, INDArray x, Training training)
      throws IOException {
    return model instanceof StackedModel<?> stacked
        ? greedy(stacked, training).resume(autoencoder, x)
        : new GreedyTraining.Curves(List.of(), autoencoder.resume(x, training));
  }

  private GreedyTraining greedy(StackedModel<?> model, Training training) {
    return new GreedyTraining(
        model, levelEpochs == null ? training.epochs() : levelEpochs, training);
  }
}
