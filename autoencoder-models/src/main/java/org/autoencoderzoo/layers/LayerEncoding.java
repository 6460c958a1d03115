package org.autoencoderzoo.layers;

import static org.deeplearning4j.nn.params.DefaultParamInitializer.BIAS_KEY;
import static org.deeplearning4j.nn.params.DefaultParamInitializer.WEIGHT_KEY;

import java.util.ArrayList;
import java.util.List;
import org.autoencoderzoo.penalties.Encoding;
import org.autoencoderzoo.penalties.Penalty;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.random.impl.GaussianDistribution;
import org.nd4j.linalg.api.rng.Random;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A layer as its penalties see it in one forward pass. Gradients are brought down to the
 * pre-activation at once, while the output is still as it was: {@code delta = f' dP/dh + dP/dz};
 * the backward pass only adds them.
 */
final class LayerEncoding implements Encoding {

  private final EncoderRuntime<?> layer;
  private final LinearMap map;
  private final LayerWorkspaceMgr workspaces;
  private final boolean training;
  private final INDArray x;
  private final INDArray code;
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
   */
  LayerEncoding(
      EncoderRuntime<?> layer,
      LinearMap map,
      INDArray x,
      INDArray code,
      INDArray derivative,
      boolean training,
      LayerWorkspaceMgr workspaces) {
    this.layer = layer;
    this.map = map;
    this.x = x;
    this.code = code;
    this.derivative = derivative;
    this.training = training;
    this.workspaces = workspaces;
  }

  /** Applies the penalties in turn and adds up their values. */
  double apply(List<Penalty> penalties) {
    double sum = 0;
    for (Penalty penalty : penalties) {
      sum += penalty.apply(this);
    }
    return sum;
  }

  /** Adds the penalties' share to the gradient of the pre-activation. */
  INDArray withPenalties(INDArray lossDelta, double scale) {
    return delta == null ? lossDelta : delta.mul(scale).addi(lossDelta);
  }

  /** Adds the share that does not go through this pre-activation; inputEpsilon may be null. */
  void addTo(INDArray weightGradient, INDArray biasGradient, INDArray inputEpsilon, double scale) {
    if (normGradient != null) {
      map.addGradientOfNorms(x.shape(), normGradient.mul(scale), weightGradient);
    }
    for (LayerEncoding other : perturbed) {
      if (other.delta != null) {
        INDArray scaled = other.delta.mul(scale);
        other.map.weightGradient(other.x, scaled, weightGradient, true);
        biasGradient.addi(Bias.gradient(scaled));
        if (inputEpsilon != null) {
          INDArray share = inputEpsilon.ulike();
          other.map.applyTransposed(scaled, share);
          inputEpsilon.addi(share);
        }
      }
    }
  }

  @Override
  public double examples() {
    INDArray mask = layer.getMaskArray();
    return mask == null ? code.size(0) : mask.sumNumber().doubleValue();
  }

  @Override
  public IActivation activation() {
    return layer.layerConf().getActivationFn();
  }

  @Override
  public INDArray code() {
    return code;
  }

  @Override
  public INDArray derivative() {
    return derivative;
  }

  @Override
  public INDArray secondDerivative() {
    if (secondDerivative == null) {
      secondDerivative = ActivationDerivative.of(activation()).second(code, derivative);
    }
    return secondDerivative;
  }

  @Override
  public INDArray squaredWeightNorms() {
    if (squaredWeightNorms == null) {
      squaredWeightNorms = map.squaredNorms(x.shape());
    }
    return squaredWeightNorms;
  }

  @Override
  public Encoding perturbed(double sigma, int index) {
    INDArray noisy = kept(x.shape().clone());
    Random random = Nd4j.getRandomFactory().getNewRandomInstance(layer.noiseSeed(index));
    Nd4j.getExecutioner().exec(new GaussianDistribution(noisy, 0, sigma), random);
    noisy.addi(x);
    LinearMap otherMap = layer.map(layer.getParam(WEIGHT_KEY), this::kept);
    INDArray z = Nd4j.createUninitialized(code.dataType(), code.shape().clone(), 'c');
    otherMap.apply(noisy, layer.getParam(BIAS_KEY), z);
    INDArray first = Nd4j.createUninitialized(z.dataType(), z.shape().clone(), 'c');
    INDArray h = layer.activated(z, first, training);
    layer.mask(first);
    layer.mask(h);
    LayerEncoding other = new LayerEncoding(layer, otherMap, noisy, h, first, training, workspaces);
    perturbed.add(other);
    return other;
  }

  @Override
  public void addCodeGradient(INDArray gradient) {
    addDelta(derivative.mul(gradient));
  }

  @Override
  public void addPreActivationGradient(INDArray gradient) {
    addDelta(gradient);
  }

  private void addDelta(INDArray gradient) {
    delta = delta == null ? kept(gradient) : delta.addi(gradient);
  }

  @Override
  public void addSquaredWeightNormGradient(INDArray gradient) {
    normGradient = normGradient == null ? kept(gradient) : normGradient.addi(gradient);
  }

  /** A copy that lives until the backward pass. */
  private INDArray kept(INDArray gradient) {
    return kept(gradient.shape().clone()).assign(gradient);
  }

  private INDArray kept(long[] shape) {
    ArrayType type = training ? ArrayType.INPUT : ArrayType.FF_WORKING_MEM;
    return workspaces.createUninitialized(type, code.dataType(), shape, 'c');
  }
}
