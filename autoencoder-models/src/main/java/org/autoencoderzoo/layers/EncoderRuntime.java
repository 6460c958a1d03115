package org.autoencoderzoo.layers;

import static org.deeplearning4j.nn.params.DefaultParamInitializer.BIAS_KEY;
import static org.deeplearning4j.nn.params.DefaultParamInitializer.WEIGHT_KEY;

import java.util.Optional;
import org.autoencoderzoo.internal.ops.ActivationForm;
import org.autoencoderzoo.internal.ops.Operand;
import org.autoencoderzoo.internal.ops.Ops;
import org.autoencoderzoo.internal.ops.SelectedCode;
import org.autoencoderzoo.internal.ops.WeightGradient;
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

  private transient Operand seen;
  private transient LinearMap map;
  private transient INDArray derivative;
  private transient SelectedCode selectedCode;
  private transient LayerEncoding encoding;
  private transient int noiseIteration;

  /** Outlives {@link #clear}: Deeplearning4j clears the layers before it reads the score. */
  private transient double penalty;

  /** Of this step; null until something is added to it. */
  private transient WeightGradient weightGradient;

  private transient boolean leavesOut;

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
    weightGradient = null;
    checkInput(input);
    ArrayType kept = training ? ArrayType.INPUT : ArrayType.FF_WORKING_MEM;
    INDArray x =
        input.dataType() == dataType && Operand.isRowMajor(input)
            ? input
            : rowMajor(workspaceMgr, kept, input.shape().clone()).assign(input);
    map = map(getParamWithNoise(WEIGHT_KEY, training, workspaceMgr));
    seen = Operand.of(x, shape -> rowMajor(workspaceMgr, kept, shape));

    INDArray z = rowMajor(workspaceMgr, ArrayType.ACTIVATIONS, map.outputShape(x.shape()));
    map.apply(seen, getParamWithNoise(BIAS_KEY, training, workspaceMgr), z);
    mask(z);
    IActivation f = layerConf().getActivationFn();
    EncoderSettings settings = layerConf().settings();
    boolean isPenalized = !settings.penalties().isEmpty();
    boolean isLinear =
        ActivationForm.of(f) == ActivationForm.IDENTITY && settings.selections().isEmpty();
    boolean keepsDerivative = isPenalized || training && !isLinear;
    derivative = null;
    selectedCode = null;
    INDArray h;
    if (!keepsDerivative) {
      h = selected(Ops.get().activate(f, z, training), null, training);
    } else if (training && mayCompressCode() && settings.selections().get(0) instanceof TopK topK) {
      h = Ops.get().activate(f, z, true);
      selectedCode = topK.select(h, f, getEpochCount()).orElse(null);
      if (selectedCode == null) {
        derivative = rowMajor(workspaceMgr, kept, h.shape().clone());
        Ops.get().derivative(f, h, derivative);
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
          new LayerEncoding(this, map, seen, h, derivative, training, workspaceMgr);
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
        && ActivationForm.of(layerConf().getActivationFn()) != ActivationForm.OTHER;
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
    INDArray biasGradient = gradientViews.get(BIAS_KEY);
    Gradient gradient = new DefaultGradient();
    gradient.setGradientFor(WEIGHT_KEY, gradientViews.get(WEIGHT_KEY));
    gradient.setGradientFor(BIAS_KEY, biasGradient);
    if (layerConf().settings().visibleBias()) {
      INDArray visibleBiasGradient = gradientViews.get(VisibleBiasInitializer.VISIBLE_BIAS_KEY);
      gradient.setGradientFor(
          VisibleBiasInitializer.VISIBLE_BIAS_KEY,
          weightGradient == null ? visibleBiasGradient.assign(0) : visibleBiasGradient);
    }
    INDArray inputEpsilon = null;
    if (selectedCode == null) {
      inputEpsilon = gradients(epsilon, biasGradient, workspaceMgr);
    } else {
      Operand delta = selectedCode.gradient(epsilon, biasGradient);
      map.weightGradient(seen, delta, weightGradient());
    }
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
      INDArray epsilon, INDArray biasGradient, LayerWorkspaceMgr workspaceMgr) {
    // The penalties' gradient is that of the score; the updater divides by the batch if miniBatch.
    double scale = conf().isMiniBatch() ? input.size(0) : 1;
    INDArray delta = preActivationGradient(epsilon, scale);
    delta = encoding == null ? delta : encoding.withPenalties(delta, scale);

    Operand operand = Operand.of(delta);
    InputGradient inputGradient = layerConf().settings().inputGradient();
    INDArray inputEpsilon =
        inputGradient == InputGradient.NONE
            ? null
            : rowMajor(workspaceMgr, ArrayType.ACTIVATION_GRAD, input.shape().clone());
    if (inputGradient == InputGradient.ALL) {
      map.gradients(seen, operand, weightGradient(), inputEpsilon);
    } else {
      map.weightGradient(seen, operand, weightGradient());
    }
    if (inputGradient == InputGradient.WHERE_NOT_ZERO) {
      map.applyTransposedWhereNotZero(operand, seen, inputEpsilon);
    }
    Ops.get().biasGradient(delta, biasGradient);
    if (encoding != null) {
      encoding.addTo(weightGradient(), biasGradient, inputEpsilon, scale);
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
      Ops.get().codeGradient(delta, epsilon, ofPenalties, scale);
      return delta;
    }
    if (maskArray == null) {
      return Operand.rowMajor(epsilon);
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
   * Not zero where the gradient of the last training step's output counts, of its shape; empty if
   * all of it counts.
   */
  Optional<Operand> whereGradientCounts() {
    return compressedCode().or(() -> Optional.ofNullable(derivative).map(Operand::of));
  }

  /** The output of the last training step, if few units of it were kept. */
  Optional<Operand> compressedCode() {
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
  void addTiedGradient(LinearMap decoderMap, Operand code, Operand decoderDelta) {
    INDArray visibleBiasGradient = gradientViews.get(VisibleBiasInitializer.VISIBLE_BIAS_KEY);
    if (weightGradient == null) {
      Ops.get().biasGradient(decoderDelta.array(), visibleBiasGradient);
    } else {
      Ops.get().addBiasGradient(decoderDelta.array(), visibleBiasGradient);
    }
    decoderMap.weightGradient(decoderDelta, code, weightGradient());
  }

  private WeightGradient weightGradient() {
    if (weightGradient == null) {
      weightGradient = new WeightGradient(gradientViews.get(WEIGHT_KEY), leavesOut);
    }
    return weightGradient;
  }

  /**
   * Says whether the next backward passes may leave out the gradient of the weights of units that
   * no example used.
   *
   * @param leavesOut whether who reads the gradient asks for {@link #sparseGradient}
   */
  public void leaveOutUnusedGradients(boolean leavesOut) {
    this.leavesOut = leavesOut;
  }

  /** {@return the gradient of the weights of the last backward pass} */
  public Optional<WeightGradient> sparseGradient() {
    return Optional.ofNullable(weightGradient);
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
