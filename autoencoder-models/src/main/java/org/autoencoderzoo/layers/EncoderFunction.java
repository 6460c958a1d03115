package org.autoencoderzoo.layers;

import static org.deeplearning4j.nn.params.DefaultParamInitializer.BIAS_KEY;
import static org.deeplearning4j.nn.params.DefaultParamInitializer.WEIGHT_KEY;

import org.autoencoderzoo.internal.ops.Operand;
import org.autoencoderzoo.internal.ops.Ops;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The function {@code h = f(W x + b)} of a layer, without what training and workspaces add.
 *
 * @param <C> the layer's configuration
 */
abstract class EncoderFunction<C extends org.deeplearning4j.nn.conf.layers.BaseLayer & EncoderLayer>
    extends BaseLayer<C> {

  private static final long serialVersionUID = 1L;

  EncoderFunction(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
  }

  /**
   * The linear part of the layer.
   *
   * @param w weights
   */
  abstract LinearMap map(INDArray w);

  /**
   * Turns the pre-activation into the output, in place, and writes the derivative; both are zero
   * where a unit is not among those to keep.
   *
   * @param z pre-activation, overwritten by the output
   * @param target of the same shape, overwritten by the derivative
   * @return the output
   */
  INDArray activated(INDArray z, INDArray target, boolean training) {
    return selected(Ops.get().activate(layerConf().getActivationFn(), z, target), target, training);
  }

  /** Keeps the units that the selections keep, of the output and of the derivative if not null. */
  final INDArray selected(INDArray h, INDArray target, boolean training) {
    for (Selection selection : layerConf().settings().selections()) {
      selection.apply(h, target, maskArray, training, getEpochCount());
    }
    return h;
  }

  /**
   * The derivative {@code f'(W x + b)}, outside of any training step.
   *
   * @param x inputs, not modified
   * @return of the shape of the output
   */
  public INDArray derivativeAt(INDArray x) {
    INDArray z = preActivationAt(x);
    INDArray target = z.ulike();
    activated(z, target, false);
    return target;
  }

  /**
   * The output {@code f(W x + b)}, outside of any training step and its workspaces.
   *
   * @param x inputs, not modified
   * @return a new array
   */
  public INDArray outputAt(INDArray x) {
    IActivation f = layerConf().getActivationFn();
    return selected(Ops.get().activate(f, preActivationAt(x), false), null, false);
  }

  /**
   * The gradient of the input, {@code W^T delta}, outside of any training step.
   *
   * @param delta the gradient of {@code W x + b}, not modified
   * @param inputShape of x
   * @return a new array of that shape
   */
  public INDArray inputGradient(INDArray delta, long... inputShape) {
    INDArray gradient = Nd4j.createUninitialized(dataType, inputShape, 'c');
    map(getParam(WEIGHT_KEY)).applyTransposed(Operand.of(Operand.rowMajor(delta)), null, gradient);
    return gradient;
  }

  /**
   * The squared norm of the weights that lead to each unit, as penalties see it.
   *
   * @param inputShape of any number of inputs
   * @return one row, {@code [1, K]} or {@code [1, K, H, W]}
   */
  public INDArray squaredWeightNorms(long... inputShape) {
    return map(getParam(WEIGHT_KEY)).squaredNorms(inputShape);
  }

  private INDArray preActivationAt(INDArray x) {
    LinearMap map = map(getParam(WEIGHT_KEY));
    INDArray z = Nd4j.createUninitialized(dataType, map.outputShape(x.shape()), 'c');
    map.apply(Operand.of(Operand.rowMajor(x.castTo(dataType))), getParam(BIAS_KEY), z);
    return z;
  }
}
