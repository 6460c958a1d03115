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
 * A {@link Dense} layer as its penalties see it in one forward pass. Gradients are brought down to
 * the pre-activation at once, while the output is still as it was: {@code delta = f' dP/dh +
 * dP/dz}; the backward pass only adds them.
 */
final class DenseEncoding implements Encoding {

  private final DenseRuntime layer;
  private final LayerWorkspaceMgr workspaces;
  private final boolean training;
  private final INDArray x;
  private final INDArray code;
  private final INDArray derivative;
  private final List<DenseEncoding> perturbed = new ArrayList<>();

  private INDArray secondDerivative;
  private INDArray squaredWeightNorms;
  private INDArray delta;
  private INDArray normGradient;

  /**
   * Sees a layer.
   *
   * @param layer whose parameters to read
   * @param x its input {@code [N, nIn]}
   * @param code its output {@code [N, nOut]}, masked
   * @param derivative of its activation {@code [N, nOut]}, masked
   */
  DenseEncoding(
      DenseRuntime layer,
      INDArray x,
      INDArray code,
      INDArray derivative,
      boolean training,
      LayerWorkspaceMgr workspaces) {
    this.layer = layer;
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
    INDArray w = layer.getParam(WEIGHT_KEY);
    if (normGradient != null) {
      weightGradient.addi(w.mulRowVector(normGradient.mul(2 * scale)));
    }
    for (DenseEncoding other : perturbed) {
      if (other.delta != null) {
        INDArray scaled = other.delta.mul(scale);
        Nd4j.gemm(other.x, scaled, weightGradient, true, false, 1, 1);
        biasGradient.addi(scaled.sum(0));
        if (inputEpsilon != null) {
          Nd4j.gemm(scaled, w, inputEpsilon, false, true, 1, 1);
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
      INDArray norms = layer.getParam(WEIGHT_KEY).norm2(true, 0);
      squaredWeightNorms = norms.muli(norms);
    }
    return squaredWeightNorms;
  }

  @Override
  public Encoding perturbed(double sigma, int index) {
    INDArray noisy =
        workspaces.createUninitialized(ArrayType.INPUT, x.dataType(), x.shape().clone(), 'c');
    Random random = Nd4j.getRandomFactory().getNewRandomInstance(layer.noiseSeed(index));
    Nd4j.getExecutioner().exec(new GaussianDistribution(noisy, 0, sigma), random);
    noisy.addi(x);
    INDArray z =
        Nd4j.createUninitialized(code.dataType(), new long[] {code.size(0), code.size(1)}, 'c');
    Nd4j.gemm(noisy, layer.getParam(WEIGHT_KEY), z, false, false, 1, 0);
    z.addiRowVector(layer.getParam(BIAS_KEY));
    INDArray first = Nd4j.createUninitialized(z.dataType(), z.shape().clone(), 'c');
    INDArray h = layer.activated(z, first, training);
    layer.mask(first);
    layer.mask(h);
    DenseEncoding other = new DenseEncoding(layer, noisy, h, first, training, workspaces);
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
    return workspaces
        .createUninitialized(ArrayType.INPUT, gradient.dataType(), gradient.shape().clone(), 'c')
        .assign(gradient);
  }
}
