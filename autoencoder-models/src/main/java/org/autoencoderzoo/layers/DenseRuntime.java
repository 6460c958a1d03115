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
    z.addiRowVector(b);
    if (maskArray != null) {
      applyMask(z);
    }
    INDArray h = activateAndKeepDerivative(z, training, workspaceMgr);
    if (maskArray != null) {
      applyMask(h);
    }
    return h;
  }

  private INDArray activateAndKeepDerivative(
      INDArray z, boolean training, LayerWorkspaceMgr workspaceMgr) {
    IActivation f = layerConf().getActivationFn();
    ActivationDerivative form = ActivationDerivative.of(f);
    if (!training || form == ActivationDerivative.IDENTITY) {
      derivative = null;
      return f.getActivation(z, training);
    }
    derivative = rowMajor(workspaceMgr, ArrayType.INPUT, z.size(0), z.size(1));
    if (form == ActivationDerivative.OF_PRE_ACTIVATION) {
      derivative.assign(z);
      INDArray h = f.getActivation(z, true);
      derivative.assign(f.backprop(derivative.dup(), derivative.ulike().assign(1)).getFirst());
      return h;
    }
    INDArray h = f.getActivation(z, true);
    form.write(h, derivative);
    return h;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(
      INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
    assertInputSet(true);
    INDArray delta = derivative == null ? epsilon : derivative.mul(epsilon);
    if (maskArray != null) {
      delta = delta == epsilon ? delta.dup('c') : delta;
      applyMask(delta);
    }

    Gradient gradient = new DefaultGradient();
    INDArray weightGradient = gradientViews.get(WEIGHT_KEY);
    Nd4j.gemm(checkedInput(), delta, weightGradient, true, false, 1, tiedGradientArrived ? 1 : 0);
    gradient.setGradientFor(WEIGHT_KEY, weightGradient);
    INDArray biasGradient = gradientViews.get(BIAS_KEY);
    delta.sum(biasGradient, 0);
    gradient.setGradientFor(BIAS_KEY, biasGradient);
    if (layerConf().hasVisibleBias()) {
      gradient.setGradientFor(VisibleBiasInitializer.VISIBLE_BIAS_KEY, visibleBiasGradientOrZero());
    }
    tiedGradientArrived = false;

    INDArray w = getParamWithNoise(WEIGHT_KEY, true, workspaceMgr);
    weightNoiseParams.clear();
    if (!layerConf().hasInputEpsilon()) {
      return new Pair<>(gradient, null);
    }
    INDArray inputEpsilon =
        rowMajor(workspaceMgr, ArrayType.ACTIVATION_GRAD, delta.size(0), layerConf().getNIn());
    Nd4j.gemm(delta, w, inputEpsilon, false, true, 1, 0);
    return new Pair<>(gradient, backpropDropOutIfPresent(inputEpsilon));
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
    return layerConf().getActivationFn().backprop(z, z.ulike().assign(1)).getFirst();
  }

  /**
   * The output {@code f(x W + b)}, outside of any training step and its workspaces.
   *
   * @param x inputs {@code [N, nIn]}, not modified
   * @return {@code [N, nOut]}
   */
  public INDArray outputAt(INDArray x) {
    return layerConf().getActivationFn().getActivation(preActivationAt(x), false);
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
  }

  @Override
  public boolean isPretrainLayer() {
    return false;
  }
}
