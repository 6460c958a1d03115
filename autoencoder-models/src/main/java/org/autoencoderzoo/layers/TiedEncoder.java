package org.autoencoderzoo.layers;

import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The runtime of an encoder whose weights W and visible bias c a {@link TiedDecoder} shares: {@code
 * h = f(W x + b)}, {@code y = g(W^T h + c)}. {@link Dense}, {@link Convolution} and every {@code
 * WeightedLayer} have such runtimes if they are built {@code withVisibleBias()}.
 *
 * <p>Parameters and their gradients are the encoder's. In a training step, its decoders' backward
 * passes come before its own, which adds to the gradients that they left.
 */
public interface TiedEncoder {

  /**
   * The shape of the codes.
   *
   * @param inputShape of what the encoder reads, {@code [N, ...]}
   * @return {@code [N, ...]}
   */
  long[] codeShape(long... inputShape);

  /**
   * The weights, as a decoder applies them to a code.
   *
   * @param code {@code h}, row-major, of the network's type
   * @param training whether a backward pass may follow
   * @param workspaceMgr for arrays that live until then
   * @return for one forward pass and, in training, the backward pass that follows
   */
  SharedWeights sharedWeights(INDArray code, boolean training, LayerWorkspaceMgr workspaceMgr);

  /**
   * The same for a decoder that reads this encoder's last output as it is, and alone sends it the
   * gradient on this way: what the encoder knows about its output need not be found out again, and
   * a gradient that it will multiply by zero need not be computed.
   *
   * @param output {@code h}, row-major, of the network's type
   * @param training whether a backward pass may follow
   * @param workspaceMgr for arrays that live until then
   * @return for one forward pass and, in training, the backward pass that follows
   */
  default SharedWeights sharedWeightsForOutput(
      INDArray output, boolean training, LayerWorkspaceMgr workspaceMgr) {
    return sharedWeights(output, training, workspaceMgr);
  }

  /** W and c, applied to a code. */
  interface SharedWeights {

    /**
     * Writes {@code z = W^T h + c}.
     *
     * @param z row-major, of the shape of the encoder's input, overwritten
     */
    void decode(INDArray z);

    /**
     * Takes a decoder's share of the gradients of W and c, unless the encoder is frozen, and writes
     * the gradient of the code, {@code dL/dh = W delta}.
     *
     * @param delta {@code dL/dz}, row-major, not modified
     * @param ofCode row-major, of the code's shape, overwritten
     */
    void backward(INDArray delta, INDArray ofCode);
  }
}
