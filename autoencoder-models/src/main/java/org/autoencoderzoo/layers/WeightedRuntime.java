package org.autoencoderzoo.layers;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.autoencoderzoo.internal.ops.Operand;
import org.autoencoderzoo.internal.ops.WeightGradient;
import org.autoencoderzoo.layers.EncoderSettings.InputGradient;
import org.autoencoderzoo.penalties.Penalty;
import org.deeplearning4j.exception.DL4JInvalidInputException;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Runtime of a {@link WeightedLayer}, {@code h = s formula(x)}: s is 1 for the units that
 * selections keep, else 0. Arrays that the formula makes in a training step live until the backward
 * pass.
 */
final class WeightedRuntime extends PenalizedRuntime<WeightedLayer> {

  private static final long serialVersionUID = 1L;

  /** Empty after a forward pass of inference; if backward follows, this layer is frozen. */
  private transient Optional<Step> step = Optional.empty();

  /** Of this step; null until a decoder, or this layer, adds something to it. */
  private transient Map<String, WeightGradient> gradients;

  /** What backward needs of forward; seen is null without penalties. */
  private record Step(Code code, FormulaEncoding seen) {}

  /**
   * The formula at a batch, and what is left of its output.
   *
   * @param kept s, zero in masked examples; null if all of it is 1, and at inference
   */
  record Code(INDArray x, Pass pass, INDArray h, INDArray kept) {

    /** Goes back from the gradient of h, which may be null without gradients of penalties. */
    Supplier<INDArray> backward(INDArray ofCode, Pass.Gradients gradients) {
      return pass.backward().apply(kept == null ? ofCode : kept.mul(ofCode), gradients);
    }
  }

  WeightedRuntime(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaceMgr) {
    assertInputSet(false);
    applyDropOutIfNecessary(training, workspaceMgr);
    checkInput();
    ArrayType lifetime = training ? ArrayType.INPUT : ArrayType.FF_WORKING_MEM;
    Function<long[], INDArray> newArray = shape -> rowMajor(workspaceMgr, lifetime, shape);
    boolean isUsable = input.dataType() == dataType && Operand.isRowMajor(input);
    INDArray x = isUsable ? input : newArray.apply(input.shape().clone()).assign(input);
    Parameters parameters = name -> getParamWithNoise(known(name), training, workspaceMgr);
    INDArray h = rowMajor(workspaceMgr, ArrayType.ACTIVATIONS, codeShape(x.shape()));
    Function<INDArray, Pass> formula = inScope(training, workspaceMgr, parameters);
    Code code = code(x, h, formula, training ? newArray : null, learned());

    gradients = null;
    setPenalty(0);
    List<Penalty> penalties = layerConf().settings().penalties();
    FormulaEncoding encoding = null;
    if (!penalties.isEmpty()) {
      encoding =
          new FormulaEncoding(
              this,
              code,
              inScope(training, workspaceMgr, name -> getParam(known(name))),
              training,
              newArray);
      setPenalty(encoding.apply(penalties));
    }
    step = training ? Optional.of(new Step(code, encoding)) : Optional.empty();
    return h;
  }

  /** The formula; in training its arrays live until the backward pass. */
  private Function<INDArray, Pass> inScope(
      boolean training, LayerWorkspaceMgr workspaceMgr, Parameters parameters) {
    return x -> inScope(training, workspaceMgr, () -> layerConf().forward(x, parameters));
  }

  private static Pass inScope(
      boolean training, LayerWorkspaceMgr workspaceMgr, Supplier<Pass> formula) {
    if (!training) {
      return formula.get();
    }
    MemoryWorkspace untilBackward = workspaceMgr.notifyScopeBorrowed(ArrayType.INPUT);
    try {
      return formula.get();
    } finally {
      untilBackward.close();
    }
  }

  /**
   * Applies the formula, selections and mask.
   *
   * @param h overwritten by the code
   * @param newArray makes an array for s; null at inference
   * @param learned takes what the selections learn of it
   */
  Code code(
      INDArray x,
      INDArray h,
      Function<INDArray, Pass> formula,
      Function<long[], INDArray> newArray,
      SelectionState learned) {
    Pass pass = formula.apply(x);
    checkShape("forward() gives", pass.output(), h);
    h.assign(pass.output());
    boolean isAll = maskArray == null && layerConf().settings().selections().isEmpty();
    INDArray kept = newArray == null || isAll ? null : newArray.apply(h.shape().clone()).assign(1);
    mask(h);
    selected(h, kept, newArray != null, learned);
    if (kept != null) {
      mask(kept);
    }
    return new Code(x, pass, h, kept);
  }

  private String known(String name) {
    if (!paramTable().containsKey(name)) {
      throw new IllegalArgumentException(
          "Layer \"%s\", a %s, has no parameter \"%s\", only %s; parameters() says which there are"
              .formatted(
                  layerConf().getLayerName(),
                  layerConf().getClass().getName(),
                  name,
                  paramTable().keySet()));
    }
    return name;
  }

  private void checkInput() {
    try {
      layerConf().checkExample(Arrays.copyOfRange(input.shape(), 1, input.rank()));
    } catch (IllegalArgumentException e) {
      throw new DL4JInvalidInputException(
          "Input of shape "
              + Arrays.toString(input.shape())
              + ", but "
              + e.getMessage()
              + " "
              + layerId());
    }
  }

  private void checkShape(String what, INDArray array, INDArray like) {
    if (array == null || !Arrays.equals(array.shape(), like.shape())) {
      throw new IllegalStateException(
          "Layer \"%s\", a %s: %s %s, must be of shape %s"
              .formatted(
                  layerConf().getLayerName(),
                  layerConf().getClass().getName(),
                  what,
                  array == null ? "null" : "an array of shape " + Arrays.toString(array.shape()),
                  Arrays.toString(like.shape())));
    }
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
        writeGradient(ofInput, frozen().backward(epsilon, FormulaGradients.NONE));
      }
      return new Pair<>(gradient, ofInput);
    }
    Code code = step.get().code();
    FormulaEncoding seen = step.get().seen();
    double scale = penaltyScale();
    INDArray ofPenalties = seen == null ? null : seen.codeGradient();
    INDArray ofCode = ofPenalties == null ? epsilon : ofPenalties.mul(scale).addi(epsilon);
    Pass.Gradients taken = gradientsAt(code.x());
    writeGradient(ofInput, code.backward(ofCode, taken));
    if (seen != null) {
      seen.addTo(taken, ofInput, scale);
    }
    gradients.values().forEach(WeightGradient::complete);
    gradientViews.forEach(gradient::setGradientFor);
    weightNoiseParams.clear();
    learned().keep(this);
    return new Pair<>(gradient, ofInput == null ? null : backpropDropOutIfPresent(ofInput));
  }

  /** Of a forward pass of inference, from which nothing was kept. */
  private Code frozen() {
    INDArray x = Operand.rowMajor(input.castTo(dataType));
    Pass pass = layerConf().forward(x, name -> getParam(known(name)));
    INDArray h = pass.output().dup('c');
    INDArray kept = h.ulike().assign(1);
    mask(h);
    selected(h, kept, false, new SelectionState());
    mask(kept);
    return new Code(x, pass, h, kept);
  }

  /** Writes the gradient of the input or the code, unless nobody wants it. */
  private void writeGradient(INDArray target, Supplier<INDArray> gradient) {
    if (target != null) {
      INDArray value = gradient == null ? null : gradient.get();
      checkShape("the gradient of the input is", value, target);
      target.assign(value);
    }
  }

  /** The gradients of this step, at a formula's input. */
  private Pass.Gradients gradientsAt(INDArray x) {
    if (gradients == null) {
      gradients = new LinkedHashMap<>();
      gradientViews.forEach((name, view) -> gradients.put(name, new WeightGradient(view, false)));
    }
    return new FormulaGradients(gradients, paramTable(), this::known, Operand.of(x));
  }

  @Override
  public long[] codeShape(long... inputShape) {
    long[] ofOne = layerConf().outputShape(Arrays.copyOfRange(inputShape, 1, inputShape.length));
    long[] shape = new long[ofOne.length + 1];
    shape[0] = inputShape[0];
    System.arraycopy(ofOne, 0, shape, 1, ofOne.length);
    return shape;
  }

  @Override
  public SharedWeights sharedWeights(
      INDArray code, boolean training, LayerWorkspaceMgr workspaceMgr) {
    Parameters parameters = name -> getParam(known(name));
    Pass pass = inScope(training, workspaceMgr, () -> layerConf().decode(code, parameters));
    return new SharedWeights() {
      @Override
      public void decode(INDArray z) {
        checkShape("decode() gives", pass.output(), z);
        z.assign(pass.output());
      }

      @Override
      public void backward(INDArray delta, INDArray ofCode) {
        Pass.Gradients taken = step.isEmpty() ? FormulaGradients.NONE : gradientsAt(code);
        writeGradient(ofCode, pass.backward().apply(delta, taken));
      }
    };
  }

  @Override
  public Type type() {
    return layerConf() instanceof WeightedImageLayer ? Type.CONVOLUTIONAL : Type.FEED_FORWARD;
  }

  @Override
  public void clear() {
    super.clear();
    step = Optional.empty();
  }
}
