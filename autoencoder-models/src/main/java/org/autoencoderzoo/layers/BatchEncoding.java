package org.autoencoderzoo.layers;

import static org.deeplearning4j.nn.params.DefaultParamInitializer.WEIGHT_KEY;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.autoencoderzoo.internal.ops.Ops;
import org.autoencoderzoo.penalties.Encoding;
import org.autoencoderzoo.penalties.Penalty;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.random.impl.GaussianDistribution;
import org.nd4j.linalg.api.rng.Random;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What penalties see of any layer in one forward pass, whatever its formula is. Their gradients
 * wait for the backward pass, which adds them to those of the loss.
 */
abstract class BatchEncoding implements Encoding {

  private final PenalizedRuntime<?> layer;
  private final boolean training;
  private final Function<long[], INDArray> newArray;
  private final INDArray x;
  private final INDArray code;

  private INDArray input;
  private INDArray codeGradient;
  private INDArray inputGradient;
  private INDArray weightGradient;

  /**
   * Sees a layer.
   *
   * @param layer whose parameters to read
   * @param x its input, row-major
   * @param code its output, masked
   * @param newArray makes a row-major array of a shape that lives until the backward pass
   */
  BatchEncoding(
      PenalizedRuntime<?> layer,
      INDArray x,
      INDArray code,
      boolean training,
      Function<long[], INDArray> newArray) {
    this.layer = layer;
    this.x = x;
    this.code = code;
    this.training = training;
    this.newArray = newArray;
  }

  /**
   * Applies the penalties in turn and adds up their values.
   *
   * @throws ArithmeticException in training, if one is not finite though the layer is
   */
  double apply(List<Penalty> penalties) {
    double sum = 0;
    for (Penalty penalty : penalties) {
      double value = penalty.apply(this);
      // Of a diverged network nothing is finite, which is no penalty's fault.
      if (training
          && !Double.isFinite(value)
          && Ops.get().areFinite(x)
          && Ops.get().areFinite(code)) {
        throw new ArithmeticException(
            "The penalty %s on the layer \"%s\" is %s, though the layer's input and output are finite (output up to %.3g in magnitude): if that is usual, look in the penalty for a division by zero, or for a logarithm or a root of what is not positive; if it is large, lower the learning rate"
                .formatted(
                    penalty,
                    layer.layerConf().getLayerName(),
                    value,
                    code.amaxNumber().doubleValue()));
      }
      sum += value;
    }
    return sum;
  }

  /** The gradient of the code, of its shape or one row for all examples; null if there is none. */
  INDArray codeGradient() {
    return codeGradient;
  }

  /** The gradient that goes to the weights directly, of their shape; null if there is none. */
  INDArray weightGradient() {
    return weightGradient;
  }

  /**
   * Adds what goes to the input directly.
   *
   * @param target of the input's shape; null if nobody wants its gradient
   */
  void addInputGradientTo(INDArray target, double scale) {
    if (inputGradient != null && target != null) {
      INDArray share = inputGradient.mul(scale);
      layer.mask(share);
      target.addi(share);
    }
  }

  boolean isTraining() {
    return training;
  }

  Function<long[], INDArray> newArray() {
    return newArray;
  }

  INDArray x() {
    return x;
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
  public INDArray input() {
    if (input == null) {
      input = x;
      if (layer.getMaskArray() != null) {
        input = kept(x);
        layer.mask(input);
      }
    }
    return input;
  }

  @Override
  public INDArray weights() {
    return layer.getParam(WEIGHT_KEY);
  }

  @Override
  public INDArray code() {
    return code;
  }

  @Override
  public void addCodeGradient(INDArray gradient) {
    codeGradient = sum(codeGradient, gradient);
  }

  /** The same of an array that was made for it, and lives until the backward pass. */
  void takeCodeGradient(INDArray gradient) {
    codeGradient = codeGradient == null ? gradient : sum(codeGradient, gradient);
  }

  @Override
  public void addInputGradient(INDArray gradient) {
    checkShape("input", gradient, x);
    inputGradient = sum(inputGradient, gradient);
  }

  @Override
  public void addWeightGradient(INDArray gradient) {
    checkShape("weights", gradient, weights());
    weightGradient = sum(weightGradient, gradient);
  }

  private static void checkShape(String of, INDArray gradient, INDArray array) {
    if (!Arrays.equals(gradient.shape(), array.shape())) {
      throw new IllegalArgumentException(
          "The gradient of the %s has shape %s, must be %s, the shape of the %s"
              .formatted(
                  of, Arrays.toString(gradient.shape()), Arrays.toString(array.shape()), of));
    }
  }

  /** The input with noise, which lives until the backward pass. */
  INDArray noisyInput(double sigma, int index) {
    INDArray noisy = newArray.apply(x.shape().clone());
    Random random = Nd4j.getRandomFactory().getNewRandomInstance(seed(index));
    Nd4j.getExecutioner().exec(new GaussianDistribution(noisy, 0, sigma), random);
    return noisy.addi(x);
  }

  /** Of two arrays of one shape, or of which one is one row for all examples. */
  INDArray sum(INDArray before, INDArray gradient) {
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
