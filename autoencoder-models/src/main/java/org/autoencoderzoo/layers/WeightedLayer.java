package org.autoencoderzoo.layers;

import java.util.Collection;
import org.autoencoderzoo.internal.ops.Operand;
import org.autoencoderzoo.penalties.Penalty;
import org.autoencoderzoo.settings.FieldValues;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.LayerValidation;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.conf.memory.MemoryReport;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * A layer with weights and a formula of your own, {@code h = s formula(x)}, of rows {@code [N,
 * nIn]} to rows {@code [N, nOut]}. A subclass says which parameters there are, and writes the
 * formula and its gradient; all else is done here: noise on the input, masks, selections s,
 * penalties, weight decay, frozen layers, workspaces, and a {@link TiedDecoder} that shares the
 * weights.
 *
 * <p>A setting of a subclass is a field with {@code @JsonProperty}; that is all that JSON and
 * {@code equals} need. A subclass has a public constructor without arguments, for JSON. Several
 * threads may use one layer: the formula must not change its fields. For images see {@link
 * WeightedImageLayer}.
 */
public abstract class WeightedLayer extends FeedForwardLayer implements EncoderLayer {

  private static final long serialVersionUID = 1L;

  @JsonProperty private EncoderSettings settings = EncoderSettings.DEFAULT;

  /** For JSON. */
  protected WeightedLayer() {}

  /**
   * Creates the layer from its builder.
   *
   * @param builder the settings
   */
  protected WeightedLayer(Builder<?, ?> builder) {
    super(builder);
    this.settings = builder.settings();
  }

  /**
   * {@return the parameters; a tied decoder reads {@code W [nIn, nOut]}} They may depend on the
   * settings. The bias of the visible units, {@code vb [nIn]}, is added if the layer has it.
   */
  protected abstract ParameterShapes parameters();

  /**
   * Computes the formula, and says how to go back.
   *
   * @param x {@code [N, nIn]}, row-major, not to be modified
   * @param parameters of the layer
   * @return with an output {@code [N, nOut]}, without selections
   */
  protected abstract Pass forward(INDArray x, Parameters parameters);

  /**
   * Computes what a {@link TiedDecoder} makes of a code, {@code y = h W^T + vb}, unless a subclass
   * decides otherwise.
   *
   * @param h code {@code [N, nOut]}, row-major, not to be modified
   * @param parameters of the layer
   * @return with an output {@code [N, nIn]}, of which the decoder's activation is not part
   */
  protected Pass decode(INDArray h, Parameters parameters) {
    MatrixMap map = new MatrixMap(parameters.get("W"));
    Operand code = Operand.of(h);
    INDArray y = Nd4j.createUninitialized(h.dataType(), new long[] {h.size(0), getNIn()}, 'c');
    map.applyTransposed(code, parameters.get(VisibleBiasInitializer.VISIBLE_BIAS_KEY), y);
    return new Pass(
        y,
        (ofY, gradients) -> {
          gradients.addProduct("W", ofY, h);
          gradients.addSum(VisibleBiasInitializer.VISIBLE_BIAS_KEY, ofY);
          return () -> {
            INDArray ofCode = h.ulike();
            map.apply(Operand.of(ofY), null, ofCode);
            return ofCode;
          };
        });
  }

  /** The shape of one example's output: {@code [nOut]}. */
  long[] outputShape(long... example) {
    return new long[] {getNOut()};
  }

  @Override
  public void checkExample(long... shape) {
    EncoderSettings.checkExample(shape, getNIn());
  }

  @Override
  public EncoderSettings settings() {
    return settings;
  }

  @Override
  public WeightedLayer with(EncoderSettings settings) {
    WeightedLayer copy = (WeightedLayer) clone();
    copy.settings = settings;
    return copy;
  }

  @Override
  public Layer instantiate(
      NeuralNetConfiguration conf,
      Collection<TrainingListener> listeners,
      int layerIndex,
      INDArray paramsView,
      boolean initializeParams,
      DataType networkDataType) {
    LayerValidation.assertNInNOutSet(
        getClass().getSimpleName(), getLayerName(), layerIndex, getNIn(), getNOut());
    check();
    return AutoencoderLayer.ready(
        new WeightedRuntime(conf, networkDataType),
        listeners,
        layerIndex,
        paramsView,
        initializeParams);
  }

  /** Refuses what cannot work together. */
  void check() {
    settings.check(this);
    for (Penalty penalty : settings.penalties()) {
      EncoderSettings.require(
          this,
          !penalty.needsSecondDerivative(),
          penalty
              + " needs the derivatives of f(x W + b), but "
              + getClass().getSimpleName()
              + " has a formula of its own; use StochasticContraction or a penalty of the code");
    }
    checkSelections();
  }

  void checkSelections() {
    settings.checkSelections(this, getNOut());
  }

  @Override
  public ParamInitializer initializer() {
    ParameterShapes own = parameters();
    return SelectionState.initializer(
        settings.visibleBias() ? new VisibleBiasInitializer(own) : own,
        settings.selections(),
        getNOut());
  }

  @Override
  public IUpdater getUpdaterByParam(String parameter) {
    return Selection.STATE_KEY.equals(parameter) ? new NoOp() : super.getUpdaterByParam(parameter);
  }

  @Override
  public LayerMemoryReport getMemoryReport(InputType inputType) {
    long params = initializer().numParams(this);
    InputType output = getOutputType(-1, inputType);
    long values = output.arrayElementsPerExample();
    return new LayerMemoryReport.Builder(layerName, getClass(), inputType, output)
        .standardMemory(params, getIUpdater().stateSize(params))
        .workingMemory(0, 0, 0, 2 * values)
        .cacheMemory(MemoryReport.CACHE_MODE_ALL_ZEROS, MemoryReport.CACHE_MODE_ALL_ZEROS)
        .build();
  }

  @Override
  public final boolean canEqual(Object other) {
    return other != null && other.getClass() == getClass();
  }

  /**
   * Whether the other is a layer of the same class with the same settings, which are all fields
   * that are not static or transient.
   */
  @Override
  public final boolean equals(Object other) {
    return canEqual(other)
        && super.equals(other)
        && fields().equals(((WeightedLayer) other).fields());
  }

  @Override
  public final int hashCode() {
    return 31 * super.hashCode() + fields().hashCode();
  }

  private FieldValues fields() {
    return FieldValues.below(this, FeedForwardLayer.class);
  }

  /**
   * Settings of a layer, beside those that every Deeplearning4j layer has.
   *
   * @param <L> the layer
   * @param <B> the builder itself
   */
  @SuppressWarnings("unchecked") // Deeplearning4j's build() returns what the caller asks for.
  public abstract static class Builder<L extends WeightedLayer, B extends Builder<L, B>>
      extends FeedForwardLayer.Builder<B> implements EncoderBuilder<B> {

    private EncoderSettings settings = EncoderSettings.DEFAULT;

    /** Starts with Deeplearning4j's defaults. */
    protected Builder() {}

    /** {@return the layer, by its constructor that takes this builder} */
    protected abstract L create();

    @Override
    public EncoderSettings settings() {
      return settings;
    }

    @Override
    public B settings(EncoderSettings settings) {
      this.settings = settings;
      return (B) this;
    }

    /**
     * {@return the layer, checked}
     *
     * @throws IllegalArgumentException if settings do not go together
     */
    @Override
    public final L build() {
      L layer = create();
      ((WeightedLayer) layer).complete(this);
      return layer;
    }
  }

  private void complete(Builder<?, ?> builder) {
    initializeConstraints(builder);
    if (getActivationFn() != null) { // Else it comes from the network, and is checked there.
      check();
    }
  }
}
