package org.autoencoderzoo.zoo;

import java.io.IOException;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.FirstFit;
import org.autoencoderzoo.training.Checkpoint;
import org.autoencoderzoo.training.LearningCurve;
import org.autoencoderzoo.training.Training;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Trains the levels of a stack, each for as many epochs as the whole, if the network is fresh; and
 * then, or at once, the network as a whole.
 *
 * @param model the stack
 */
record LevelsFirst(StackedModel<?> model) implements FirstFit {

  @Override
  public LearningCurve fit(Autoencoder whole, INDArray x, Training training) {
    return model.isFresh(whole) ? greedy(training).fit(whole, x).joint() : whole.fit(x, training);
  }

  /**
   * Where the first run was interrupted as it trained the whole, there are checkpoints of levels.
   */
  @Override
  public LearningCurve resume(Autoencoder whole, INDArray x, Training training) throws IOException {
    boolean hadLevels =
        training.checkpoint().map(Checkpoint::next).filter(Checkpoint::exists).isPresent();
    return hadLevels || model.isFresh(whole)
        ? greedy(training).resume(whole, x).joint()
        : whole.resume(x, training);
  }

  private GreedyTraining greedy(Training training) {
    return new GreedyTraining(model, training.epochs(), training);
  }
}
