package org.autoencoderzoo;

import java.io.IOException;
import org.autoencoderzoo.training.LearningCurve;
import org.autoencoderzoo.training.Training;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * How a model is trained that begins with more than steps of the whole network: a stack trains its
 * levels first. {@link Autoencoder#fit} asks it in each call; it is for the model to see that the
 * network is no longer as it was initialized, and then to train it on as a whole.
 */
public interface FirstFit {

  /**
   * Trains, as {@link Autoencoder#fit} promises.
   *
   * @param whole the autoencoder, whose own {@code fit} trains the network as a whole
   * @param x examples that were checked, not modified
   * @param training of the network as a whole
   * @return the scores of the network as a whole, epoch by epoch
   */
  LearningCurve fit(Autoencoder whole, INDArray x, Training training);

  /**
   * Continues a run that was interrupted, as {@link Autoencoder#resume} promises.
   *
   * @param whole the autoencoder, whose own {@code resume} continues a run of the whole network
   * @param x the same examples
   * @param training the same settings, with the checkpoint
   * @return the scores of the network as a whole, epoch by epoch
   * @throws IOException if there is no checkpoint, or it is damaged or of another run
   */
  LearningCurve resume(Autoencoder whole, INDArray x, Training training) throws IOException;
}
