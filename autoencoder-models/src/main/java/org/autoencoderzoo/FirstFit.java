package org.autoencoderzoo;

import java.io.IOException;
import org.autoencoderzoo.training.Examples;
import org.autoencoderzoo.training.LearningCurve;
import org.autoencoderzoo.training.Training;

/**
 * How a model is trained that begins with something else than joint steps of all layers: a stack
 * trains its levels first. {@link Autoencoder#fit} asks it in each call; it is for the model to see
 * that the network is no longer as it was initialized, and then to go on with joint steps.
 */
public interface FirstFit {

  /**
   * Trains, as {@link Autoencoder#fit} promises.
   *
   * @param autoencoder the network, as one whose own {@code fit} trains all layers jointly
   * @param examples that were checked, or will be as they are read
   * @param training of all layers jointly
   * @return the scores of that training, epoch by epoch
   * @throws ArithmeticException if a score or a parameter is no longer finite
   * @throws java.util.concurrent.CancellationException if the thread is interrupted, which it still
   *     is afterwards
   */
  LearningCurve fit(Autoencoder autoencoder, Examples examples, Training training);

  /**
   * Continues a run that was interrupted, as {@link Autoencoder#resume} promises.
   *
   * @param autoencoder the network, as one whose own {@code resume} continues a joint training
   * @param examples the same
   * @param training the same settings, with the checkpoint
   * @return the scores of the joint training, epoch by epoch
   * @throws IOException if there is no checkpoint, or it is damaged or of another run
   * @throws ArithmeticException if a score or a parameter is no longer finite
   * @throws java.util.concurrent.CancellationException if the thread is interrupted, which it still
   *     is afterwards
   */
  LearningCurve resume(Autoencoder autoencoder, Examples examples, Training training)
      throws IOException;
}
