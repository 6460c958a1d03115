package org.autoencoderzoo.layers;

import java.util.function.Supplier;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A formula at one batch: its output, and the way back.
 *
 * @param output a new array, {@code [N, ...]}
 * @param backward may use all arrays that were made on the way to the output
 */
public record Pass(INDArray output, Backward backward) {

  /** From the gradient of a formula's output to those of its parameters and its input. */
  @FunctionalInterface
  public interface Backward {

    /**
     * Adds the gradients of the parameters.
     *
     * @param ofOutput the gradient of the output, of its shape, not to be modified
     * @param gradients takes those of the parameters
     * @return gives the gradient of the input, of its shape; it is asked only if somebody wants it
     */
    Supplier<INDArray> apply(INDArray ofOutput, Gradients gradients);
  }

  /** The gradients of a layer's parameters in one training step, which add up. */
  public interface Gradients {

    /**
     * Adds a share.
     *
     * @param name of the parameter
     * @param gradient of its shape
     * @throws IllegalArgumentException if there is no such parameter, or it has another shape
     */
    void add(String name, INDArray gradient);

    /**
     * Adds the share of a product {@code z = x W}, {@code x^T delta}: faster than to make it first.
     *
     * @param name of the parameter W, {@code [nIn, nOut]}
     * @param x {@code [N, nIn]}
     * @param delta the gradient of z, {@code [N, nOut]}
     * @throws IllegalArgumentException if there is no such parameter, or it has another shape
     */
    void addProduct(String name, INDArray x, INDArray delta);

    /**
     * Adds the share of a bias, the sum over the examples, and over the positions of a channel.
     *
     * @param name of the parameter b, {@code [K]}
     * @param delta the gradient of what it was added to, {@code [N, K]} or {@code [N, K, H, W]}
     * @throws IllegalArgumentException if there is no such parameter, or it has another length
     */
    void addSum(String name, INDArray delta);
  }
}
