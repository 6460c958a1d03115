package org.autoencoderzoo.zoo;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.settings.Arguments;
import org.autoencoderzoo.training.Checkpoint;
import org.autoencoderzoo.training.LearningCurve;
import org.autoencoderzoo.training.Training;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Greedy layer-wise training of a stacked model (Bengio et al. 2007): level after level, each on
 * the codes of the one below, then the deep network that starts from their weights. {@link
 * Autoencoder#fit} of a stack does the same with as many epochs for each level as for the whole;
 * this class gives the levels a number of their own, trains them alone, and tells their scores.
 *
 * <pre>{@code
 * Stacked model = Stacked.builder().hiddenSizes(500, 500).codeSize(2000).build();
 * Autoencoder autoencoder = model.init();
 * new GreedyTraining(model, 10, Training.defaults().withEpochs(20)).fit(autoencoder, x);
 * }</pre>
 *
 * <p>Seed, batch size, validation rows, patience and progress are those of every phase. With a
 * checkpoint, so is that: levels that are done are not trained again.
 */
public final class GreedyTraining {

  private final StackedModel<?> model;
  private final int levelEpochs;
  private final Training training;

  /**
   * Prepares to train a model.
   *
   * @param model the stack
   * @param levelEpochs passes over the training rows for each level, at least 0; with 0, the deep
   *     network is trained from fresh weights
   * @param training of the deep network
   * @throws IllegalArgumentException if levelEpochs is below 0, or an argument is null
   */
  public GreedyTraining(StackedModel<?> model, int levelEpochs, Training training) {
    Arguments.given("model", model);
    Arguments.atLeast("levelEpochs", levelEpochs, 0);
    Arguments.given("training", training);
    this.model = model;
    this.levelEpochs = levelEpochs;
    this.training = training;
  }

  /**
   * What each phase of training showed.
   *
   * @param levels from the input up; empty if none was trained
   * @param joint of the deep network
   */
  public record Curves(List<LearningCurve> levels, LearningCurve joint) {

    /**
     * Keeps an unmodifiable copy.
     *
     * @param levels from the input up
     * @param joint of the deep network
     * @throws IllegalArgumentException if one is null
     */
    public Curves {
      Arguments.given("levels", levels);
      Arguments.given("joint", joint);
      levels = List.copyOf(levels);
    }

    /** {@return the passes over the training rows, of all phases} */
    public int epochs() {
      return all().mapToInt(curve -> curve.epochs().size()).sum();
    }

    /** {@return the seconds spent on training steps, of all phases} */
    public double seconds() {
      return all().mapToDouble(LearningCurve::seconds).sum();
    }

    private Stream<LearningCurve> all() {
      return Stream.concat(levels.stream(), Stream.of(joint));
    }
  }

  /**
   * Trains the levels and gives their weights to the deep network, which is not trained itself.
   *
   * @param autoencoder what the model's {@code init} gave
   * @param x examples {@code [N, D]}, N at least 1, not modified
   * @return the scores of each level
   * @throws IllegalArgumentException if the autoencoder is not the model's, or for x as for {@link
   *     Autoencoder#fit}
   */
  public List<LearningCurve> pretrain(Autoencoder autoencoder, INDArray x) {
    return pretrain(autoencoder, x, Autoencoder::fit);
  }

  /**
   * Trains the levels, then the deep network.
   *
   * @param autoencoder what the model's {@code init} gave
   * @param x examples {@code [N, D]}, N at least 1, not modified
   * @return the scores of each phase
   * @throws IllegalArgumentException if the autoencoder is not the model's, or for x as for {@link
   *     Autoencoder#fit}
   */
  public Curves fit(Autoencoder autoencoder, INDArray x) {
    return run(autoencoder, x, Autoencoder::fit);
  }

  /**
   * Continues a run that was interrupted in any of its phases, as {@link Autoencoder#resume} does,
   * and with the same result as without the interruption.
   *
   * @param autoencoder what the model's {@code init} gave
   * @param x the same examples
   * @return the scores of each phase, those before the interruption included
   * @throws IOException if there is no checkpoint, or it is damaged or of another run
   * @throws IllegalArgumentException if the autoencoder is not the model's, or for x as for {@link
   *     Autoencoder#fit}
   */
  public Curves resume(Autoencoder autoencoder, INDArray x) throws IOException {
    Optional<Checkpoint> first = training.checkpoint();
    return run(
        autoencoder,
        x,
        (phase, rows, settings) ->
            settings.checkpoint().equals(first)
                    || settings.checkpoint().filter(Checkpoint::exists).isPresent()
                ? phase.resume(rows, settings)
                : phase.fit(rows, settings));
  }

  /** Trains one of the networks. */
  private interface Phase<E extends Exception> {
    LearningCurve run(Autoencoder autoencoder, INDArray x, Training training) throws E;
  }

  private <E extends Exception> Curves run(Autoencoder autoencoder, INDArray x, Phase<E> phase)
      throws E {
    List<LearningCurve> levels = pretrain(autoencoder, x, phase);
    if (!levels.isEmpty()) {
      training.progress().onPhase("all levels", training.epochs());
    }
    Autoencoder whole = new Autoencoder(autoencoder.network());
    return new Curves(
        levels, phase.run(whole, x, at(training, levels.size(), training.validation())));
  }

  private <E extends Exception> List<LearningCurve> pretrain(
      Autoencoder autoencoder, INDArray x, Phase<E> phase) throws E {
    checkIsOfModel(autoencoder);
    List<LearningCurve> curves = new ArrayList<>();
    if (levelEpochs == 0) {
      return curves;
    }
    List<AutoencoderModel<?>> levels = model.levels();
    List<Autoencoder> done = new ArrayList<>();
    Training settings = training.withEpochs(levelEpochs);
    INDArray rows = x;
    Optional<INDArray> validation = training.validation();
    for (AutoencoderModel<?> level : levels) {
      int number = curves.size() + 1;
      training.progress().onPhase("level " + number + " of " + levels.size(), levelEpochs);
      Autoencoder trained = level.init();
      curves.add(phase.run(trained, rows, at(settings, curves.size(), validation)));
      done.add(trained);
      if (number < levels.size()) {
        rows = trained.encode(rows);
        validation = validation.map(trained::encode);
      }
    }
    // Not before all are done: a run that ends between leaves a network that is still fresh.
    for (int number = 1; number <= levels.size(); number++) {
      model.unroll(number, done.get(number - 1), autoencoder);
    }
    return curves;
  }

  /** The settings of a phase: its validation rows, and its checkpoint after those before it. */
  private static Training at(Training settings, int phase, Optional<INDArray> validation) {
    Training result = settings;
    if (validation.isPresent()) {
      result = result.withValidation(validation.get());
    }
    if (settings.checkpoint().isPresent()) {
      Checkpoint checkpoint = settings.checkpoint().get();
      for (int before = 0; before < phase; before++) {
        checkpoint = checkpoint.next();
      }
      result = result.withCheckpoint(checkpoint);
    }
    return result;
  }

  private void checkIsOfModel(Autoencoder autoencoder) {
    Arguments.given("autoencoder", autoencoder);
    Arguments.require(
        autoencoder.network().numParams() == model.parameterCount()
            && autoencoder
                .network()
                .getConfiguration()
                .getVertices()
                .keySet()
                .equals(model.conf().getVertices().keySet()),
        "autoencoder",
        "another model's",
        "what init() of the same model returned");
  }
}
