package org.autoencoderzoo.layers;

import static org.deeplearning4j.nn.params.DefaultParamInitializer.BIAS_KEY;
import static org.deeplearning4j.nn.params.DefaultParamInitializer.WEIGHT_KEY;

import java.util.Arrays;
import org.deeplearning4j.exception.DL4JInvalidInputException;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Runtime of {@link Dense}. Three matrix products a training step: {@code x W}, {@code x^T delta}
 * and {@code delta W^T}; two without the gradient of the input.
 *
 * <p>Forward keeps the derivative {@code f'(z)}, not the output: the next layer's dropout may
 * overwrite the output in place. All activations are row-major, which gemm and row-wise operations
 * like best.
 */
public class DenseRuntime extends BaseLayer<Dense> {

  private static final long serialVersionUID = 1L;

  private transient INDArray derivative;
  private transient DenseEncoding encoding;
  private transient int noiseIteration;

  /** Outlives {@link #clear}: Deeplearning4j clears the layers before it reads the score. */
  private transient double penalty;

  private transient boolean tiedGradientArrived;

  /**
   * Creates the runtime of a configuration.
   *
   * @param conf holds a {@link Dense}
   * @param dataType of parameters and activations
   */
  public DenseRuntime(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaceMgr) {
    assertInputSet(false);
    applyDropOutIfNecessary(training, workspaceMgr);
    tiedGradientArrived = false;
    INDArray x = checkedInput();
    INDArray w = getParamWithNoise(WEIGHT_KEY, training, workspaceMgr);
    INDArray b = getParamWithNoise(BIAS_KEY, training, workspaceMgr);

    INDArray z = rowMajor(workspaceMgr, ArrayType.ACTIVATIONS, x.size(0), layerConf().getNOut());
    Nd4j.gemm(x, w, z, false, false, 1, 0);
    mask(z.addiRowVector(b));
    IActivation f = layerConf().getActivationFn();
    boolean isPenalized = !layerConf().getPenalties().isEmpty();
    boolean isLinear =
        ActivationDerivative.of(f) == ActivationDerivative.IDENTITY && layerConf().topK().isEmpty();
    boolean keepsDerivative = isPenalized || training && !isLinear;
    derivative =
        keepsDerivative ? rowMajor(workspaceMgr, ArrayType.INPUT, z.size(0), z.size(1)) : null;
    INDArray h =
        keepsDerivative
            ? activated(z, derivative, training)
            : selected(f.getActivation(z, training), training);
    mask(h);
    mask(derivative);
    encoding = null;
    if (isPenalized) {
      noiseIteration = training ? getIterationCount() : -1;
      DenseEncoding seen = new DenseEncoding(this, x, h, derivative, training, workspaceMgr);
      penalty = seen.apply(layerConf().getPenalties());
      encoding = training ? seen : null;
    }
    return h;
  }

  /**
   * Turns the pre-activation into the output, in place, and writes the derivative; both are zero
   * where a unit is not among those to keep.
   *
   * @param z pre-activation, overwritten by the output
   * @param target of the same shape, overwritten by the derivative
   * @return the output
   */
  INDArray activated(INDArray z, INDArray target, boolean training) {
    IActivation f = layerConf().getActivationFn();
    ActivationDerivative form = ActivationDerivative.of(f);
    INDArray h;
    if (form == ActivationDerivative.OF_PRE_ACTIVATION) {
      target.assign(f.backprop(z.dup(), z.ulike().assign(1)).getFirst());
      h = f.getActivation(z, true);
    } else {
      h = f.getActivation(z, true);
      form.write(h, target);
    }
    layerConf()
        .topK()
        .map(topK -> topK.mask(h, training, getEpochCount()))
        .ifPresent(
            kept -> {
              h.muli(kept);
              target.muli(kept);
            });
    return h;
  }

  private INDArray selected(INDArray h, boolean training) {
    return layerConf()
        .topK()
        .map(topK -> h.muli(topK.mask(h, training, getEpochCount())))
        .orElse(h);
  }

  /** Sets the rows to zero that do not count; takes null for nothing to do. */
  void mask(INDArray rows) {
    if (maskArray != null && rows != null) {
      applyMask(rows);
    }
  }

  /**
   * The seed of a penalty's noise: another in each iteration, and one for all of inference.
   *
   * @param draw number of the draw within the iteration
   */
  long noiseSeed(int draw) {
    return ((conf().getSeed() * 31 + getIndex()) * 1_000_003 + noiseIteration) * 31 + draw;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(
      INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
    assertInputSet(true);
    // The penalties' gradient is that of the score; the updater divides by the batch if miniBatch.
    double scale = conf().isMiniBatch() ? input.size(0) : 1;
    INDArray delta = preActivationGradient(epsilon);
    delta = encoding == null ? delta : encoding.withPenalties(delta, scale);

    INDArray weightGradient = gradientViews.get(WEIGHT_KEY);
    Nd4j.gemm(checkedInput(), delta, weightGradient, true, false, 1, tiedGradientArrived ? 1 : 0);
    INDArray biasGradient = gradientViews.get(BIAS_KEY);
    delta.sum(biasGradient, 0);
    INDArray inputEpsilon = null;
    if (layerConf().hasInputEpsilon()) {
      INDArray w = getParamWithNoise(WEIGHT_KEY, true, workspaceMgr);
      inputEpsilon =
          rowMajor(workspaceMgr, ArrayType.ACTIVATION_GRAD, delta.size(0), layerConf().getNIn());
      Nd4j.gemm(delta, w, inputEpsilon, false, true, 1, 0);
    }
    if (encoding != null) {
      encoding.addTo(weightGradient, biasGradient, inputEpsilon, scale);
    }
    weightNoiseParams.clear();

    Gradient gradient = new DefaultGradient();
    gradient.setGradientFor(WEIGHT_KEY, weightGradient);
    gradient.setGradientFor(BIAS_KEY, biasGradient);
    if (layerConf().hasVisibleBias()) {
      gradient.setGradientFor(VisibleBiasInitializer.VISIBLE_BIAS_KEY, visibleBiasGradientOrZero());
    }
    tiedGradientArrived = false;
    return new Pair<>(
        gradient, inputEpsilon == null ? null : backpropDropOutIfPresent(inputEpsilon));
  }

  /**
   * {@code f'(z)} times the gradient of the output, zero in masked rows; epsilon is not modified.
   */
  private INDArray preActivationGradient(INDArray epsilon) {
    if (derivative != null) {
      return derivative.mul(epsilon);
    }
    if (maskArray == null) {
      return epsilon;
    }
    INDArray delta = epsilon.dup('c');
    mask(delta);
    return delta;
  }

  /** Weight decay and the penalties' value of the last forward pass. */
  @Override
  public double calcRegularizationScore(boolean backpropParamsOnly) {
    return super.calcRegularizationScore(backpropParamsOnly) + penalty;
  }

  private INDArray visibleBiasGradientOrZero() {
    INDArray visibleBiasGradient = gradientViews.get(VisibleBiasInitializer.VISIBLE_BIAS_KEY);
    return tiedGradientArrived ? visibleBiasGradient : visibleBiasGradient.assign(0);
  }

  /**
   * Takes a tied decoder's share of the gradient; this layer's own share is added to it when its
   * backward runs, which is later. Several decoders of one encoder add up.
   *
   * @param code what the decoder read, {@code [N, nOut]}
   * @param decoderDelta gradient of the decoder's pre-activation, {@code [N, nIn]}
   */
  void addTiedGradient(INDArray code, INDArray decoderDelta) {
    double keep = tiedGradientArrived ? 1 : 0;
    Nd4j.gemm(decoderDelta, code, gradientViews.get(WEIGHT_KEY), true, false, 1, keep);
    INDArray visibleBiasGradient = gradientViews.get(VisibleBiasInitializer.VISIBLE_BIAS_KEY);
    if (tiedGradientArrived) {
      visibleBiasGradient.addi(decoderDelta.sum(0));
    } else {
      decoderDelta.sum(visibleBiasGradient, 0);
    }
    tiedGradientArrived = true;
  }

  /**
   * The derivative {@code f'(x W + b)}, outside of any training step.
   *
   * @param x inputs {@code [N, nIn]}, not modified
   * @return {@code [N, nOut]}
   */
  public INDArray derivativeAt(INDArray x) {
    INDArray z = preActivationAt(x);
    INDArray derivative = z.ulike();
    activated(z, derivative, false);
    return derivative;
  }

  /**
   * The output {@code f(x W + b)}, outside of any training step and its workspaces.
   *
   * @param x inputs {@code [N, nIn]}, not modified
   * @return {@code [N, nOut]}
   */
  public INDArray outputAt(INDArray x) {
    return selected(layerConf().getActivationFn().getActivation(preActivationAt(x), false), false);
  }

  private INDArray preActivationAt(INDArray x) {
    INDArray z =
        Nd4j.createUninitialized(dataType, new long[] {x.size(0), layerConf().getNOut()}, 'c');
    Nd4j.gemm(x.castTo(dataType), getParam(WEIGHT_KEY), z, false, false, 1, 0);
    return z.addiRowVector(getParam(BIAS_KEY));
  }

  private INDArray rowMajor(
      LayerWorkspaceMgr workspaceMgr, ArrayType type, long rows, long columns) {
    return workspaceMgr.createUninitialized(type, dataType, new long[] {rows, columns}, 'c');
  }

  private INDArray checkedInput() {
    if (input.rank() != 2 || input.size(1) != layerConf().getNIn()) {
      throw new DL4JInvalidInputException(
          "Input of shape "
              + Arrays.toString(input.shape())
              + ", expected [N, "
              + layerConf().getNIn()
              + "] "
              + layerId());
    }
    return input.castTo(dataType);
  }

  @Override
  public void clear() {
    super.clear();
    derivative = null;
    encoding = null;
  }

  @Override
  public boolean isPretrainLayer() {
    return false;
  }
}
