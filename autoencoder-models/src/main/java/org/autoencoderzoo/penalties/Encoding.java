package org.autoencoderzoo.penalties;

import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What a penalty sees of a layer {@code h = f(z)}, {@code z = W x + b}, for one batch of N
 * examples, and where it leaves its gradient. Of a layer with another formula it sees all but the
 * derivatives of f and the norms of the weights: those methods throw an {@link
 * IllegalStateException} that names the layer. Arrays are {@code [N, K]} for a dense layer, {@code
 * [N, K, H, W]} for a convolution. Examples that are masked out are zero. No array may be modified;
 * gradients are copied.
 */
public interface Encoding {

  /** {@return the number of examples that count: N, less those that are masked out} */
  double examples();

  /**
   * {@return the epoch of the training, from 0; at inference, the number of epochs so far} A weight
   * that changes in training is a function of it ({@code Annealing.inEpoch}), and not a field.
   */
  int epoch();

  /** {@return the step of the training, from 0; at inference, the number of steps so far} */
  int iteration();

  /** {@return the activation f} */
  IActivation activation();

  /**
   * {@return what the layer reads, x, after noise that it may have} For a penalty on a decoder this
   * is the code, while {@link #code} is the reconstruction.
   */
  INDArray input();

  /**
   * {@return the weights W: {@code [nIn, nOut]} of a dense layer, {@code [K, C, kH, kW]} of a
   * convolution of C channels, and of a transposed convolution that reads K channels}
   *
   * @throws IllegalStateException if the layer has no parameter W
   */
  INDArray weights();

  /** {@return the code h} */
  INDArray code();

  /** {@return f'(z)} */
  INDArray derivative();

  /**
   * {@return f''(z)}
   *
   * @throws IllegalArgumentException if the second derivative of the activation is not known
   */
  INDArray secondDerivative();

  /**
   * {@return the squared norm of the weights that lead to each unit, {@code ||W_:j||^2}, as one
   * row, {@code [1, K]} or {@code [1, K, H, W]}} Of a convolution it is that of the part of the
   * kernel that lies on the image. The encoder's Jacobian has {@code ||J||_F^2 = sum_j f'_j^2
   * ||W_:j||^2}.
   */
  INDArray squaredWeightNorms();

  /**
   * The encoding of the inputs with noise: the same weights at {@code x + e}, {@code e ~ N(0,
   * sigma^2 I)}. Fresh noise in each training iteration, a function of the network's seed and the
   * iteration; always the same noise at inference.
   *
   * @param sigma standard deviation of the noise
   * @param index tells several draws of one iteration apart, from 0
   * @return the encoding; gradients left in it count as those left in this one
   */
  Encoding perturbed(double sigma, int index);

  /**
   * Takes a share of {@code dP/dh}.
   *
   * @param gradient of the shape of the code, or one that is broadcast to it, such as one row for
   *     all examples
   */
  void addCodeGradient(INDArray gradient);

  /**
   * Takes a share of {@code dP/dx} that does not go through the code. It reaches the layers below,
   * unless nothing there learns.
   *
   * @param gradient of the shape of the input
   * @throws IllegalArgumentException if it has another shape
   */
  void addInputGradient(INDArray gradient);

  /**
   * Takes a share of {@code dP/dW} that does not go through the code.
   *
   * @param gradient of the shape of the weights
   * @throws IllegalArgumentException if it has another shape
   * @throws IllegalStateException if the layer has no parameter W
   */
  void addWeightGradient(INDArray gradient);

  /**
   * Takes a share of {@code dP / df'(z_nj)^2} that is the same for all examples.
   *
   * @param gradient one number for each unit, of the shape of {@link #squaredWeightNorms}
   * @throws IllegalArgumentException if the second derivative of the activation is not known
   */
  void addSquaredDerivativeGradient(INDArray gradient);

  /**
   * Takes a share of {@code dP/dz} that does not go through the code.
   *
   * @param gradient of the shape of the code
   */
  void addPreActivationGradient(INDArray gradient);

  /**
   * Takes a share of {@code dP / d||W_:j||^2}.
   *
   * @param gradient of the shape of {@link #squaredWeightNorms}
   */
  void addSquaredWeightNormGradient(INDArray gradient);
}
