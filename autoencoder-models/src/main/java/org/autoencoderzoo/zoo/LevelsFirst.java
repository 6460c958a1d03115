package org.autoencoderzoo.zoo;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.FirstFit;
import org.autoencoderzoo.training.Batch;
import org.autoencoderzoo.training.BatchFunction;
import org.autoencoderzoo.training.Checkpoint;
import org.autoencoderzoo.training.Examples;
import org.autoencoderzoo.training.LearningCurve;
import org.autoencoderzoo.training.Training;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Greedy layer-wise training of a stack (Bengio et al. 2007): level after level, each on the codes
 * of the one below, if the network is fresh; and then, or at once, joint training of all layers.
 *
 * @param model the stack
 */
record LevelsFirst(StackedAutoencoder<?> model) implements FirstFit {

  /** Trains one of the networks. */
  private interface Phase<E extends Exception> {
    LearningCurve run(Autoencoder autoencoder, Examples examples, Training training) throws E;
  }

  @Override
  public LearningCurve fit(Autoencoder autoencoder, Examples examples, Training training) {
    return model.isFresh(autoencoder)
        ? run(autoencoder, examples, training, Autoencoder::fit)
        : autoencoder.fit(examples, training);
  }

  /** Where the first run was interrupted in its joint training, there are checkpoints of levels. */
  @Override
  public LearningCurve resume(Autoencoder autoencoder, Examples examples, Training training)
      throws IOException {
    Optional<Checkpoint> first = training.checkpoint();
    boolean hadLevels = first.map(Checkpoint::next).filter(Checkpoint::exists).isPresent();
    return hadLevels || model.isFresh(autoencoder)
        ? run(
            autoencoder,
            examples,
            training,
            (phase, rows, settings) ->
                settings.checkpoint().equals(first)
                        || settings.checkpoint().filter(Checkpoint::exists).isPresent()
                    ? phase.resume(rows, settings)
                    : phase.fit(rows, settings))
        : autoencoder.resume(examples, training);
  }

  /** Trains the levels and gives their weights to the deep network, which is not trained. */
  List<LearningCurve> pretrain(Autoencoder autoencoder, Examples examples, Training training) {
    return pretrain(autoencoder, examples, training, Autoencoder::fit);
  }

  private <E extends Exception> LearningCurve run(
      Autoencoder autoencoder, Examples examples, Training training, Phase<E> phase) throws E {
    List<LearningCurve> levels = pretrain(autoencoder, examples, training, phase);
    if (!levels.isEmpty()) {
      training.progress().onPhase("all levels", training.epochs());
    }
    return phase
        .run(autoencoder, examples, at(training, levels.size(), training.validation()))
        .withLevels(levels);
  }

  private <E extends Exception> List<LearningCurve> pretrain(
      Autoencoder autoencoder, Examples examples, Training training, Phase<E> phase) throws E {
    List<LearningCurve> curves = new ArrayList<>();
    int epochs = model.settings.levelEpochs(training);
    if (epochs == 0) {
      return curves;
    }
    List<AutoencoderModel<?>> levels = model.levels();
    List<Autoencoder> done = new ArrayList<>();
    Training settings = training.withEpochs(epochs);
    Examples rows = examples;
    Optional<Examples> validation = training.validation();
    for (AutoencoderModel<?> level : levels) {
      int number = curves.size() + 1;
      training.progress().onPhase("level " + number + " of " + levels.size(), epochs);
      Autoencoder trained = level.init();
      curves.add(phase.run(trained, rows, at(settings, curves.size(), validation)));
      done.add(trained);
      if (number < levels.size()) {
        BatchFunction codes = codes(trained);
        rows = rows.map(codes);
        validation = validation.map(below -> below.map(codes));
      }
    }
    // Not before all are done: a run that ends between leaves a network that is still fresh.
    for (int number = 1; number <= levels.size(); number++) {
      unroll(number, done.get(number - 1).network(), autoencoder.network());
    }
    new NormalizationStart(autoencoder.network()).from(examples);
    return curves;
  }

  /** The settings of a phase: its validation rows, and its checkpoint after those before it. */
  private static Training at(Training settings, int phase, Optional<Examples> validation) {
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

  /** What the level above learns; of a row's values, the one that counts most says how much. */
  private static BatchFunction codes(Autoencoder level) {
    return (batch, first) -> {
      INDArray codes = level.encode(batch.input());
      INDArray mask = batch.targetMask();
      INDArray ofRows = mask == null || mask.size(1) == 1 ? mask : mask.max(true, 1);
      return new Batch(codes, codes, batch.inputMask(), ofRows);
    };
  }

  /**
   * Gives a level's weights to the deep network: the decoder starts with the encoder's transposed,
   * and is free from then on.
   */
  private void unroll(int level, ComputationGraph from, ComputationGraph deep) {
    Layer code = from.getLayer(Autoencoder.CODE);
    Layer encoder = deep.getLayer(model.encoder(level));
    encoder.getParam("W").assign(code.getParam("W"));
    encoder.getParam("b").assign(code.getParam("b"));
    Layer decoder = deep.getLayer(StackedAutoencoder.decoder(level));
    decoder.getParam("W").assign(code.getParam("W").transpose());
    decoder.getParam("b").assign(code.getParam("vb"));
  }
}
