package org.autoencoderzoo.layers;

import static org.deeplearning4j.nn.params.DefaultParamInitializer.BIAS_KEY;
import static org.deeplearning4j.nn.params.DefaultParamInitializer.WEIGHT_KEY;

import java.util.Optional;
import org.autoencoderzoo.internal.kernels.SparseGradient;
import org.autoencoderzoo.internal.kernels.SparseRows;
import org.autoencoderzoo.layers.EncoderSettings.InputGradient;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Runtime of a layer {@code h = f(W x + b)}: penalties, selections, masks, and the gradients that
 * tied decoders send.
 *
 * <p>Forward keeps the derivative {@code f'(z)}, not the output: the next layer's dropout may
 * overwrite the output in place. All activations are row-major, which gemm and row-wise operations
 * like best.
 *
 * @param <C> the layer's configuration
 */
public abstract class EncoderRuntime<
        C extends org.deeplearning4j.nn.conf.layers.BaseLayer & EncoderLayer>
    extends EncoderFunction<C> {

  private static final long serialVersionUID = 1L;

  private transient INDArray seen;
  private transient LinearMap map;
  private transient INDArray derivative;
  private transient SelectedCode selectedCode;
  private transient LayerEncoding encoding;
  private transient int noiseIteration;

  /** Outlives {@link #clear}: Deeplearning4j clears the layers before it reads the score. */
  private transient double penalty;

  private final transient CollectedGradient collected = new CollectedGradient();

  /**
   * Whether the last forward pass was one of inference; if backward follows, the layer is frozen.
   */
  private transient boolean isFrozen;

  /**
   * Creates the runtime of a configuration.
   *
   * @param conf holds the layer
   * @param dataType of parameters and activations
   */
  EncoderRuntime(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
  }

  /** Refuses an input of the wrong shape. */
  abstract void checkInput(INDArray x);

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaceMgr) {
    assertInputSet(false);
    applyDropOutIfNecessary(training, workspaceMgr);
    collected.end();
    checkInput(input);
    ArrayType kept = training ? ArrayType.INPUT : ArrayType.FF_WORKING_MEM;
    INDArray x =
        input.dataType() == dataType && RowMajor.is(input)
            ? input
            : rowMajor(workspaceMgr, kept, input.shape().clone()).assign(input);
    map =
        map(
            getParamWithNoise(WEIGHT_KEY, training, workspaceMgr),
            shape -> rowMajor(workspaceMgr, kept, shape));
    seen = x;

    INDArray z = rowMajor(workspaceMgr, ArrayType.ACTIVATIONS, map.outputShape(x.shape()));
    map.apply(x, getParamWithNoise(BIAS_KEY, training, workspaceMgr), z);
    mask(z);
    IActivation f = layerConf().getActivationFn();
    EncoderSettings settings = layerConf().settings();
    boolean isPenalized = !settings.penalties().isEmpty();
    ActivationDerivative form = ActivationDerivative.of(f);
    boolean isLinear = form == ActivationDerivative.IDENTITY && settings.selections().isEmpty();
    boolean keepsDerivative = isPenalized || training && !isLinear;
    derivative = null;
    selectedCode = null;
    INDArray h;
    if (!keepsDerivative) {
      h = selected(ActivationDerivative.activate(f, z, training), null, training);
    } else if (training && mayCompressCode()) {
      h = ActivationDerivative.activate(f, z, true);
      Selection selection = settings.selections().get(0);
      selectedCode = SelectedCode.of(h, selection, form, getEpochCount()).orElse(null);
      if (selectedCode == null) {
        derivative = rowMajor(workspaceMgr, kept, h.shape().clone());
        form.writeAll(h, derivative);
        selected(h, derivative, true);
      }
    } else {
      derivative = rowMajor(workspaceMgr, kept, z.shape().clone());
      h = activated(z, derivative, training);
    }
    mask(h);
    mask(derivative);
    encoding = null;
    if (isPenalized) {
      noiseIteration = training ? getIterationCount() : -1;
      LayerEncoding layerEncoding =
          new LayerEncoding(this, map, x, h, derivative, training, workspaceMgr);
      penalty = layerEncoding.apply(settings.penalties());
      encoding = training ? layerEncoding : null;
    }
    isFrozen = !training;
    if (isFrozen) {
      derivative = null; // Its memory is not kept for a backward pass.
    }
    return h;
  }

  /** Whether nothing but the kept units of one selection is needed until backward. */
  private boolean mayCompressCode() {
    EncoderSettings settings = layerConf().settings();
    return settings.selections().size() == 1
        && settings.penalties().isEmpty()
        && settings.inputGradient() == InputGradient.NONE
        && maskArray == null
        && ActivationDerivative.of(layerConf().getActivationFn()).hasLoop()
        && SelectedCode.suits(seen, getParam(WEIGHT_KEY));
  }

  /** Sets the examples to zero that do not count; takes null for nothing to do. */
  void mask(INDArray perExample) {
    if (maskArray != null && perExample != null) {
      applyMask(perExample);
    }
  }

  @Override
  protected void applyMask(INDArray to) {
    if (to.rank() == 2) {
      super.applyMask(to);
    } else {
      to.muli(maskArray.castTo(to.dataType()).reshape(maskArray.size(0), 1, 1, 1));
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
    if (isFrozen) {
      return new Pair<>(new DefaultGradient(), frozenInputGradient(epsilon, workspaceMgr));
    }
    INDArray weightGradient = gradientViews.get(WEIGHT_KEY);
    INDArray biasGradient = gradientViews.get(BIAS_KEY);
    Gradient gradient = new DefaultGradient();
    gradient.setGradientFor(WEIGHT_KEY, weightGradient);
    gradient.setGradientFor(BIAS_KEY, biasGradient);
    if (layerConf().settings().visibleBias()) {
      INDArray visibleBiasGradient = gradientViews.get(VisibleBiasInitializer.VISIBLE_BIAS_KEY);
      gradient.setGradientFor(
          VisibleBiasInitializer.VISIBLE_BIAS_KEY,
          collected.isBegun() ? visibleBiasGradient : visibleBiasGradient.assign(0));
    }
    INDArray inputEpsilon = null;
    if (selectedCode == null) {
      inputEpsilon = gradients(epsilon, weightGradient, biasGradient, workspaceMgr);
    } else {
      collected.add(seen, selectedCode.writeBiasGradient(epsilon, biasGradient), weightGradient);
    }
    collected.end();
    weightNoiseParams.clear();
    return new Pair<>(
        gradient, inputEpsilon == null ? null : backpropDropOutIfPresent(inputEpsilon));
  }

  /** The gradient of the input, without noise, penalties and what forward keeps in training. */
  private INDArray frozenInputGradient(INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
    if (layerConf().settings().inputGradient() == InputGradient.NONE) {
      return null;
    }
    INDArray delta = derivativeAt(input);
    mask(delta);
    INDArray inputEpsilon =
        rowMajor(workspaceMgr, ArrayType.ACTIVATION_GRAD, input.shape().clone());
    return inputEpsilon.assign(inputGradient(delta.muli(epsilon), input.shape().clone()));
  }

  /** Writes the gradients of weights and bias; gives back that of the input if it is wanted. */
  private INDArray gradients(
      INDArray epsilon,
      INDArray weightGradient,
      INDArray biasGradient,
      LayerWorkspaceMgr workspaceMgr) {
    // The penalties' gradient is that of the score; the updater divides by the batch if miniBatch.
    double scale = conf().isMiniBatch() ? input.size(0) : 1;
    INDArray delta = preActivationGradient(epsilon, scale);
    delta = encoding == null ? delta : encoding.withPenalties(delta, scale);

    InputGradient inputGradient = layerConf().settings().inputGradient();
    INDArray inputEpsilon =
        inputGradient == InputGradient.NONE
            ? null
            : rowMajor(workspaceMgr, ArrayType.ACTIVATION_GRAD, seen.shape().clone());
    if (inputGradient == InputGradient.ALL) {
      map.gradients(
          seen, delta, collected.whole(weightGradient), collected.isBegun(), inputEpsilon);
    } else {
      collected.add(map, seen, delta, weightGradient);
    }
    if (inputGradient == InputGradient.WHERE_NOT_ZERO) {
      map.applyTransposedWhereNotZero(delta, seen, inputEpsilon);
    }
    Bias.gradient(delta, biasGradient);
    if (encoding != null) {
      encoding.addTo(collected.whole(weightGradient), biasGradient, inputEpsilon, scale);
    }
    return inputEpsilon;
  }

  /**
   * {@code f'(z)} times the gradient of the output, zero in masked rows; epsilon is not modified.
   *
   * @param scale of the penalties' share
   */
  private INDArray preActivationGradient(INDArray epsilon, double scale) {
    if (derivative != null) {
      INDArray delta = derivative; // It is not needed any more.
      derivative = null;
      INDArray ofPenalties = encoding == null ? null : encoding.codeGradient();
      CodeGradient.multiply(delta, epsilon, ofPenalties, scale);
      return delta;
    }
    if (maskArray == null) {
      return RowMajor.of(epsilon);
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

  /**
   * Not zero where the gradient of the last training step's output counts.
   *
   * @param code that output
   * @return of its shape; null if all of it counts
   */
  INDArray whereGradientCounts(INDArray code) {
    return selectedCode == null ? derivative : code;
  }

  /** The output of the last training step, if few units of it were kept. */
  Optional<SparseRows> compressedCode() {
    return Optional.ofNullable(selectedCode).map(SelectedCode::code);
  }

  /**
   * Takes a tied decoder's share of the gradient; this layer's own share is added to it when its
   * backward runs, which is later. Several decoders of one encoder add up.
   *
   * @param decoderMap the map that the decoder applied, transposed
   * @param code what the decoder read, of the shape of this layer's output
   * @param decoderDelta gradient of the decoder's pre-activation, of the shape of this layer's
   *     input
   */
  void addTiedGradient(LinearMap decoderMap, INDArray code, INDArray decoderDelta) {
    INDArray visibleBiasGradient = gradientViews.get(VisibleBiasInitializer.VISIBLE_BIAS_KEY);
    if (collected.isBegun()) {
      visibleBiasGradient.addi(Bias.gradient(decoderDelta));
    } else {
      Bias.gradient(decoderDelta, visibleBiasGradient);
    }
    collected.add(decoderMap, decoderDelta, code, gradientViews.get(WEIGHT_KEY));
  }

  /**
   * Says whether the next backward passes may leave out the gradient of the weights of units that
   * no example used.
   *
   * @param leavesOut whether who reads the gradient asks for {@link #sparseGradient}
   */
  public void leaveOutUnusedGradients(boolean leavesOut) {
    collected.leaveOutUnused(leavesOut);
  }

  /** {@return the gradient of the weights, if the last backward pass left out some of it} */
  public Optional<SparseGradient> sparseGradient() {
    return collected.sparse();
  }

  private INDArray rowMajor(LayerWorkspaceMgr workspaceMgr, ArrayType type, long... shape) {
    return workspaceMgr.createUninitialized(type, dataType, shape, 'c');
  }

  @Override
  public void clear() {
    super.clear();
    seen = null;
    map = null;
    derivative = null;
    selectedCode = null;
    encoding = null;
  }

  @Override
  public boolean isPretrainLayer() {
    return false;
  }
}
