package org.autoencoderzoo.layers;

import static org.deeplearning4j.nn.params.DefaultParamInitializer.BIAS_KEY;
import static org.deeplearning4j.nn.params.DefaultParamInitializer.WEIGHT_KEY;

import org.autoencoderzoo.internal.ops.Operand;
import org.autoencoderzoo.internal.ops.Ops;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The function {@code h = s f(W x + b)} of a layer as it is at inference, and its derivative,
 * outside of any step and its workspaces. Arguments are not modified; results are new arrays.
 */
public final class EncoderFunction {

  private final EncoderRuntime<?> layer;
  private final LinearMap map;
  private final DataType type;

  EncoderFunction(EncoderRuntime<?> layer) {
    this.layer = layer;
    this.map = layer.map(layer.getParam(WEIGHT_KEY));
    this.type = layer.getParam(WEIGHT_KEY).dataType();
  }

  /**
   * The output {@code h}.
   *
   * @param x inputs
   * @return of the shape of the code
   */
  public INDArray output(INDArray x) {
    INDArray z = preActivation(x);
    INDArray h = Ops.get().activate(layer.layerConf().getActivationFn(), z, false);
    return layer.selected(h, null, false, new SelectionState());
  }

  /**
   * The derivative {@code s f'(W x + b)}.
   *
   * @param x inputs
   * @return of the shape of the code
   */
  public INDArray derivative(INDArray x) {
    INDArray z = preActivation(x);
    INDArray derivative = z.ulike();
    layer.activated(z, derivative, false, new SelectionState());
    return derivative;
  }

  /**
   * The gradient of the input, {@code W^T delta}.
   *
   * @param delta the gradient of {@code W x + b}
   * @param inputShape of x
   * @return of that shape
   */
  public INDArray inputGradient(INDArray delta, long... inputShape) {
    INDArray gradient = Nd4j.createUninitialized(type, inputShape, 'c');
    map.applyTransposed(Operand.of(Operand.rowMajor(delta)), null, gradient);
    return gradient;
  }

  /**
   * The squared norm of the weights that lead to each unit, as penalties see it.
   *
   * @param inputShape of any number of inputs
   * @return one row, {@code [1, K]} or {@code [1, K, H, W]}
   */
  public INDArray squaredWeightNorms(long... inputShape) {
    return map.squaredNorms(inputShape);
  }

  private INDArray preActivation(INDArray x) {
    INDArray z = Nd4j.createUninitialized(type, map.outputShape(x.shape()), 'c');
    map.apply(Operand.of(Operand.rowMajor(x.castTo(type))), layer.getParam(BIAS_KEY), z);
    return z;
  }
}
