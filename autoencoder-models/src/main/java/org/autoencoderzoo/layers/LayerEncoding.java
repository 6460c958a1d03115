package org.autoencoderzoo.layers;

import static org.deeplearning4j.nn.params.DefaultParamInitializer.BIAS_KEY;
import static org.deeplearning4j.nn.params.DefaultParamInitializer.WEIGHT_KEY;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.autoencoderzoo.internal.ops.Operand;
import org.autoencoderzoo.internal.ops.Ops;
import org.autoencoderzoo.internal.ops.WeightGradient;
import org.autoencoderzoo.penalties.Encoding;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A layer {@code h = f(W x + b)} as its penalties see it in one forward pass: {@code delta = f'
 * (dL/dh + dP/dh) + dP/dz}.
 */
final class LayerEncoding extends BatchEncoding {

  private final EncoderRuntime<?> layer;
  private final LinearMap map;
  private final Operand x;
  private final INDArray derivative;
  private final List<LayerEncoding> perturbed = new ArrayList<>();

  private INDArray secondDerivative;
  private INDArray squaredWeightNorms;
  private INDArray delta;
  private INDArray normGradient;

  /**
   * Sees a layer.
   *
   * @param layer whose parameters to read
   * @param map its linear part
   * @param x its input
   * @param code its output, masked
   * @param derivative of its activation, masked
   * @param newArray makes a row-major array of a shape that lives until the backward pass
   */
  LayerEncoding(
      EncoderRuntime<?> layer,
      LinearMap map,
      Operand x,
      INDArray code,
      INDArray derivative,
      boolean training,
      Function<long[], INDArray> newArray) {
    super(layer, x.array(), code, training, newArray);
    this.layer = layer;
    this.map = map;
    this.x = x;
    this.derivative = derivative;
  }

  /** Adds the penalties' share that does not go through the code. */
  INDArray withPenalties(INDArray lossDelta, double scale) {
    return delta == null ? lossDelta : delta.mul(scale).addi(lossDelta);
  }

  /** Adds the share that does not go through this pre-activation; ofInput may be null. */
  void addTo(WeightGradient ofWeights, INDArray ofBias, INDArray ofInput, double scale) {
    if (normGradient != null) {
      map.addGradientOfNorms(x.array().shape(), normGradient, scale, ofWeights.dense());
    }
    if (weightGradient() != null) {
      ofWeights.dense().addi(weightGradient().mul(scale));
    }
    addInputGradientTo(ofInput, scale);
    for (LayerEncoding other : perturbed) {
      other.addAllTo(ofWeights, ofBias, ofInput, scale);
    }
  }

  /** Adds the share that goes through this pre-activation, too. */
  private void addAllTo(WeightGradient ofWeights, INDArray ofBias, INDArray ofInput, double scale) {
    INDArray ofZ = gradient(scale);
    if (ofZ != null) {
      Operand operand = Operand.of(ofZ);
      map.weightGradient(x, operand, ofWeights);
      Ops.get().addBiasGradient(ofZ, ofBias);
      if (ofInput != null) {
        INDArray share = ofInput.ulike();
        map.applyTransposed(operand, null, share);
        ofInput.addi(share);
      }
    }
    addTo(ofWeights, ofBias, ofInput, scale);
  }

  /** The gradient of the pre-activation, without that of the loss; null if there is none. */
  private INDArray gradient(double scale) {
    if (codeGradient() == null) {
      return delta == null ? null : delta.mul(scale);
    }
    return withPenalties(derivative.mul(codeGradient()).muli(scale), scale);
  }

  @Override
  public INDArray derivative() {
    return derivative;
  }

  @Override
  public INDArray secondDerivative() {
    if (secondDerivative == null) {
      secondDerivative = Ops.get().secondDerivative(activation(), code(), derivative, newArray());
    }
    return secondDerivative;
  }

  @Override
  public INDArray squaredWeightNorms() {
    if (squaredWeightNorms == null) {
      squaredWeightNorms = map.squaredNorms(x.array().shape());
    }
    return squaredWeightNorms;
  }

  @Override
  public Encoding perturbed(double sigma, int index) {
    Operand noisy = Operand.of(noisyInput(sigma, index), newArray());
    LinearMap otherMap = layer.map(layer.getParam(WEIGHT_KEY));
    INDArray z = Nd4j.createUninitialized(code().dataType(), code().shape().clone(), 'c');
    otherMap.apply(noisy, layer.getParam(BIAS_KEY), z);
    INDArray first = newArray().apply(z.shape().clone());
    SelectionState none = new SelectionState(); // These are no examples to learn from.
    INDArray h = layer.activated(z, first, isTraining(), none);
    layer.mask(first);
    layer.mask(h);
    LayerEncoding other =
        new LayerEncoding(layer, otherMap, noisy, h, first, isTraining(), newArray());
    perturbed.add(other);
    return other;
  }

  @Override
  public void addSquaredDerivativeGradient(INDArray gradient) {
    // dP/dz = f' 2 f'' dP/df'^2: f' times what counts as a gradient of the code.
    takeCodeGradient(
        Ops.get()
            .secondDerivativeTimes(activation(), code(), derivative, gradient.mul(2), newArray()));
  }

  @Override
  public void addPreActivationGradient(INDArray gradient) {
    delta = sum(delta, gradient);
  }

  @Override
  public void addSquaredWeightNormGradient(INDArray gradient) {
    normGradient = sum(normGradient, gradient);
  }
}
