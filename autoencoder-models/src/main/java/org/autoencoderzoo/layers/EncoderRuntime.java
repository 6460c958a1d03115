package org.autoencoderzoo.layers;

import static org.autoencoderzoo.layers.VisibleBiasInitializer.VISIBLE_BIAS_KEY;
import static org.deeplearning4j.nn.params.DefaultParamInitializer.BIAS_KEY;
import static org.deeplearning4j.nn.params.DefaultParamInitializer.WEIGHT_KEY;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.autoencoderzoo.internal.ops.ActivationForm;
import org.autoencoderzoo.internal.ops.Operand;
import org.autoencoderzoo.internal.ops.Ops;
import org.autoencoderzoo.internal.ops.SelectedCode;
import org.autoencoderzoo.internal.ops.WeightGradient;
import org.autoencoderzoo.layers.EncoderSettings.InputGradient;
import org.autoencoderzoo.layers.TiedEncoder.SharedWeights;
import org.autoencoderzoo.penalties.Penalty;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Runtime of a layer with penalties P, selections and masks:
 *
 * <pre>
 * forward    z = W x + b,  h = s f(z)         s is 1 for the units that selections keep, else 0
 * backward   delta = s f'(z) (dL/dh + dP/dh) + dP/dz
 *            dL/dW = delta x^T,  dL/db = sum of delta,  dL/dx = W^T delta
 * </pre>
 *
 * <p>Forward keeps the derivative {@code s f'(z)}, not the output: the next layer's dropout may
 * overwrite the output in place. All activations are row-major, which gemm and row-wise operations
 * like best.
 *
 * @param <C> the layer's configuration
 */
public abstract class EncoderRuntime<
        C extends org.deeplearning4j.nn.conf.layers.BaseLayer & EncoderLayer>
    extends PenalizedRuntime<C> {

  private static final long serialVersionUID = 1L;

  /** Empty after a forward pass of inference; if backward follows, this layer is frozen. */
  private transient Optional<Step> step = Optional.empty();

  /** Of this step; null until a decoder, or this layer, adds something to it. */
  private transient WeightGradient weightGradient;

  private transient GradientReader gradientReader;

  /** What backward needs of forward. */
  private record Step(Operand x, LinearMap map, Kept kept) {}

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

  /** The linear part {@code W x} of the layer. */
  abstract LinearMap map(INDArray w);

  /** {@return the function of this layer at inference, outside of any step} */
  public EncoderFunction function() {
    return new EncoderFunction(this);
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaceMgr) {
    assertInputSet(false);
    applyDropOutIfNecessary(training, workspaceMgr);
    checkInput(input);
    ArrayType lifetime = training ? ArrayType.INPUT : ArrayType.FF_WORKING_MEM;
    Function<long[], INDArray> newArray = shape -> rowMajor(workspaceMgr, lifetime, shape);
    boolean isUsable = input.dataType() == dataType && Operand.isRowMajor(input);
    INDArray read = isUsable ? input : newArray.apply(input.shape().clone()).assign(input);
    Operand x = Operand.of(read, newArray);
    LinearMap map = map(getParamWithNoise(WEIGHT_KEY, training, workspaceMgr));
    INDArray z = rowMajor(workspaceMgr, ArrayType.ACTIVATIONS, map.outputShape(input.shape()));
    map.apply(x, getParamWithNoise(BIAS_KEY, training, workspaceMgr), z);
    mask(z);

    weightGradient = null;
    setPenalty(0);
    Optional<SelectedCode> fewUnits = training ? fewUnits(z) : Optional.empty();
    if (fewUnits.isPresent()) {
      step = Optional.of(new Step(x, map, new Kept.FewUnits(fewUnits.get())));
      return z; // It is the code by now.
    }
    List<Penalty> penalties = layerConf().settings().penalties();
    if (penalties.isEmpty() && (!training || isIdentity())) {
      step = training ? Optional.of(new Step(x, map, new Kept.Nothing())) : Optional.empty();
      IActivation f = layerConf().getActivationFn();
      INDArray h = selected(Ops.get().activate(f, z, training), null, training, learned());
      mask(h);
      return h;
    }
    INDArray derivative = newArray.apply(z.shape().clone());
    INDArray h = activated(z, derivative, training, learned());
    mask(h);
    mask(derivative);
    Kept kept = new Kept.Derivative(derivative);
    if (!penalties.isEmpty()) {
      LayerEncoding encoding = new LayerEncoding(this, map, x, h, derivative, training, newArray);
      setPenalty(encoding.apply(penalties));
      kept = new Kept.Penalized(derivative, encoding);
    }
    step = training ? Optional.of(new Step(x, map, kept)) : Optional.empty();
    return h;
  }

  /** Whether {@code h = z}, for all units and examples. */
  private boolean isIdentity() {
    return layerConf().settings().selections().isEmpty()
        && ActivationForm.of(layerConf().getActivationFn()) == ActivationForm.IDENTITY
        && maskArray == null;
  }

  /**
   * Turns z into the code {@code s f(z)}, in place, and writes {@code s f'(z)}.
   *
   * @param z overwritten by the code
   * @param derivative of the same shape, overwritten
   * @param learned takes what the selections learn of it
   * @return the code
   */
  INDArray activated(INDArray z, INDArray derivative, boolean training, SelectionState learned) {
    IActivation f = layerConf().getActivationFn();
    return selected(Ops.get().activate(f, z, derivative), derivative, training, learned);
  }

  /** Turns z into the code if that leaves few units, and backward needs nothing else. */
  private Optional<SelectedCode> fewUnits(INDArray z) {
    EncoderSettings settings = layerConf().settings();
    boolean isEnough =
        settings.selections().size() == 1
            && settings.penalties().isEmpty()
            && settings.inputGradient() == InputGradient.NONE
            && maskArray == null;
    return isEnough && settings.selections().get(0) instanceof TopK topK
        ? topK.select(z, layerConf().getActivationFn(), getEpochCount())
        : Optional.empty();
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(
      INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
    assertInputSet(true);
    INDArray ofInput =
        layerConf().settings().inputGradient() == InputGradient.NONE
            ? null
            : rowMajor(workspaceMgr, ArrayType.ACTIVATION_GRAD, input.shape().clone());
    Gradient gradient = new DefaultGradient();
    if (step.isEmpty()) { // Frozen: without noise and penalties, and nothing was kept.
      if (ofInput != null) {
        INDArray delta = function().derivative(input);
        mask(delta);
        ofInput.assign(function().inputGradient(delta.muli(epsilon), input.shape().clone()));
      }
      return new Pair<>(gradient, ofInput);
    }
    gradients(step.get(), epsilon, ofInput);
    gradientViews.forEach(gradient::setGradientFor);
    weightGradient
        .usedUnits()
        .ifPresent(isUsed -> gradientReader.read(gradientViews.get(WEIGHT_KEY), isUsed));
    weightNoiseParams.clear();
    learned().keep(this);
    return new Pair<>(gradient, ofInput == null ? null : backpropDropOutIfPresent(ofInput));
  }

  /** Writes the gradients of weights, biases and, if it is not null, of the input. */
  private void gradients(Step of, INDArray epsilon, INDArray ofInput) {
    if (weightGradient == null && layerConf().settings().visibleBias()) {
      gradientViews.get(VISIBLE_BIAS_KEY).assign(0);
    }
    double scale = penaltyScale();
    INDArray ofBias = gradientViews.get(BIAS_KEY);
    Operand delta = of.kept.delta(epsilon, scale, ofBias);
    WeightGradient ofWeights = weightGradient();
    switch (layerConf().settings().inputGradient()) {
      case ALL -> of.map.gradients(of.x, delta, ofWeights, ofInput);
      case NONE -> of.map.weightGradient(of.x, delta, ofWeights);
      case WHERE_NOT_ZERO -> {
        of.map.weightGradient(of.x, delta, ofWeights);
        of.map.applyTransposedWhereNotZero(delta, of.x, ofInput);
      }
    }
    of.kept.addPenalties(scale, ofWeights, ofBias, ofInput);
  }

  private WeightGradient weightGradient() {
    if (weightGradient == null) {
      weightGradient = new WeightGradient(gradientViews.get(WEIGHT_KEY), gradientReader != null);
    }
    return weightGradient;
  }

  /**
   * Leaves the gradient of the weights to a reader at the end of each backward pass that did not
   * write all of it. Without a reader, all of it is written.
   *
   * @param reader of the passes to come; or null for none
   */
  public void leaveGradientTo(GradientReader reader) {
    gradientReader = reader;
  }

  @Override
  public long[] codeShape(long... inputShape) {
    return map(getParam(WEIGHT_KEY)).outputShape(inputShape);
  }

  @Override
  public SharedWeights sharedWeights(
      INDArray code, boolean training, LayerWorkspaceMgr workspaceMgr) {
    return new TiedWeights(this, Operand.of(code), Optional.empty());
  }

  @Override
  public SharedWeights sharedWeightsForOutput(
      INDArray output, boolean training, LayerWorkspaceMgr workspaceMgr) {
    Optional<Kept> kept = step.map(Step::kept);
    Operand code = kept.flatMap(Kept::fewUnits).orElseGet(() -> Operand.of(output));
    return new TiedWeights(this, code, kept.flatMap(Kept::whereGradientCounts));
  }

  /** Adds a tied decoder's share, {@code dL/dW = code delta^T}, unless this layer is frozen. */
  void addTiedGradient(LinearMap map, Operand delta, Operand code) {
    if (step.isEmpty()) {
      return;
    }
    INDArray ofBias = gradientViews.get(VISIBLE_BIAS_KEY);
    if (weightGradient == null) {
      Ops.get().biasGradient(delta.array(), ofBias);
    } else {
      Ops.get().addBiasGradient(delta.array(), ofBias);
    }
    map.weightGradient(delta, code, weightGradient());
  }

  @Override
  public void clear() {
    super.clear();
    step = Optional.empty();
  }

  /** The weights of an encoder as a tied decoder applies them to a code h. */
  private static final class TiedWeights implements SharedWeights {

    private final EncoderRuntime<?> encoder;
    private final LinearMap map;
    private final Operand code;
    private final Optional<Operand> whereGradientCounts;

    /**
     * Applies the weights of an encoder.
     *
     * @param whereGradientCounts not zero where {@code dL/dh} counts, of the code's shape; empty if
     *     all of it counts
     */
    TiedWeights(EncoderRuntime<?> encoder, Operand code, Optional<Operand> whereGradientCounts) {
      this.encoder = encoder;
      this.map = encoder.map(encoder.getParam(DefaultParamInitializer.WEIGHT_KEY));
      this.code = code;
      this.whereGradientCounts = whereGradientCounts;
    }

    @Override
    public void decode(INDArray z) {
      map.applyTransposed(code, encoder.getParam(VISIBLE_BIAS_KEY), z);
    }

    @Override
    public void backward(INDArray delta, INDArray ofCode) {
      Operand operand = Operand.of(delta);
      encoder.addTiedGradient(map, operand, code);
      if (whereGradientCounts.isPresent()) {
        map.applyWhereNotZero(operand, whereGradientCounts.get(), ofCode);
      } else {
        map.apply(operand, null, ofCode);
      }
    }
  }
}
