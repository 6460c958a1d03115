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
import org.autoencoderzoo.penalties.Penalty;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.random.impl.GaussianDistribution;
import org.nd4j.linalg.api.rng.Random;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A layer as its penalties see it in one forward pass. Their gradients wait for the backward pass,
 * which adds them to those of the loss: {@code delta = f' (dL/dh + dP/dh) + dP/dz}.
 */
final class LayerEncoding implements Encoding {

  private final EncoderRuntime<?> layer;
  private final LinearMap map;
  private final boolean training;
  private final Function<long[], INDArray> newArray;
  private final Operand x;
  private final INDArray code;
  private final INDArray derivative;
  private final List<LayerEncoding> perturbed = new ArrayList<>();

  private INDArray secondDerivative;
  private INDArray squaredWeightNorms;
  private INDArray codeGradient;
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
    this.layer = layer;
    this.map = map;
    this.x = x;
    this.code = code;
    this.derivative = derivative;
    this.training = training;
    this.newArray = newArray;
  }

  /** Applies the penalties in turn and adds up their values. */
  double apply(List<Penalty> penalties) {
    double sum = 0;
    for (Penalty penalty : penalties) {
      sum += penalty.apply(this);
    }
    return sum;
  }

  /** The gradient of the code, of its shape or one row for all examples; null if there is none. */
  INDArray codeGradient() {
    return codeGradient;
  }

  /** Adds the penalties' share that does not go through the code. */
  INDArray withPenalties(INDArray lossDelta, double scale) {
    return delta == null ? lossDelta : delta.mul(scale).addi(lossDelta);
  }

  /** Adds the share that does not go through this pre-activation; inputEpsilon may be null. */
  void addTo(
      WeightGradient weightGradient, INDArray biasGradient, INDArray inputEpsilon, double scale) {
    if (normGradient != null) {
      map.addGradientOfNorms(x.array().shape(), normGradient, scale, weightGradient.dense());
    }
    for (LayerEncoding other : perturbed) {
      INDArray ofOther = other.gradient(scale);
      if (ofOther != null) {
        Operand operand = Operand.of(ofOther);
        other.map.weightGradient(other.x, operand, weightGradient);
        Ops.get().addBiasGradient(ofOther, biasGradient);
        if (inputEpsilon != null) {
          INDArray share = inputEpsilon.ulike();
          other.map.applyTransposed(operand, null, share);
          inputEpsilon.addi(share);
        }
      }
    }
  }

  /** The gradient of the pre-activation, without that of the loss; null if there is none. */
  private INDArray gradient(double scale) {
    if (codeGradient == null) {
      return delta == null ? null : delta.mul(scale);
    }
    return withPenalties(derivative.mul(codeGradient).muli(scale), scale);
  }

  @Override
  public double examples() {
    INDArray mask = layer.getMaskArray();
    return mask == null ? code.size(0) : mask.sumNumber().doubleValue();
  }

  @Override
  public int epoch() {
    return layer.getEpochCount();
  }

  @Override
  public int iteration() {
    return layer.getIterationCount();
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
      secondDerivative = Ops.get().secondDerivative(activation(), code, derivative, newArray);
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
    INDArray noisy = newArray.apply(x.array().shape().clone());
    Random random = Nd4j.getRandomFactory().getNewRandomInstance(seed(index));
    Nd4j.getExecutioner().exec(new GaussianDistribution(noisy, 0, sigma), random);
    noisy.addi(x.array());
    LinearMap otherMap = layer.map(layer.getParam(WEIGHT_KEY));
    INDArray z = Nd4j.createUninitialized(code.dataType(), code.shape().clone(), 'c');
    Operand operand = Operand.of(noisy, newArray);
    otherMap.apply(operand, layer.getParam(BIAS_KEY), z);
    INDArray first = newArray.apply(z.shape().clone());
    INDArray h = layer.activated(z, first, training);
    layer.mask(first);
    layer.mask(h);
    LayerEncoding other = new LayerEncoding(layer, otherMap, operand, h, first, training, newArray);
    perturbed.add(other);
    return other;
  }

  @Override
  public void addCodeGradient(INDArray gradient) {
    codeGradient = sum(codeGradient, gradient);
  }

  @Override
  public void addSquaredDerivativeGradient(INDArray gradient) {
    // dP/dz = f' 2 f'' dP/df'^2: f' times what counts as a gradient of the code.
    INDArray ofCode =
        Ops.get().secondDerivativeTimes(activation(), code, derivative, gradient.mul(2), newArray);
    codeGradient = codeGradient == null ? ofCode : sum(codeGradient, ofCode);
  }

  @Override
  public void addPreActivationGradient(INDArray gradient) {
    delta = sum(delta, gradient);
  }

  @Override
  public void addSquaredWeightNormGradient(INDArray gradient) {
    normGradient = sum(normGradient, gradient);
  }

  /** Of two arrays of one shape, or of which one is one row for all examples. */
  private INDArray sum(INDArray before, INDArray gradient) {
    if (before == null || before.length() < gradient.length()) {
      INDArray copy = kept(gradient);
      return before == null ? copy : copy.addi(before);
    }
    return before.addi(gradient);
  }

  private INDArray kept(INDArray gradient) {
    return newArray.apply(gradient.shape().clone()).assign(gradient);
  }

  /** The seed of the noise: another in each iteration, and one for all of inference. */
  private long seed(int draw) {
    int iteration = training ? layer.getIterationCount() : -1;
    return ((layer.conf().getSeed() * 31 + layer.getIndex()) * 1_000_003 + iteration) * 31 + draw;
  }
}
