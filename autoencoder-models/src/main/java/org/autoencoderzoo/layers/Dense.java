package org.autoencoderzoo.layers;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.autoencoderzoo.penalties.Penalty;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.LayerValidation;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.conf.memory.MemoryReport;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * A dense layer {@code h = f(x W + b)} for the encoder, or the untied decoder, of an autoencoder.
 *
 * <p>Parameters: {@code W [nIn, nOut]}, {@code b [nOut]} and, for an encoder whose weights a {@link
 * TiedDecoder} shares, the bias of the visible units {@code vb [nIn]}. Unlike Deeplearning4j's
 * {@code DenseLayer}, it does not compute its pre-activation again in the backward pass. Works in a
 * {@code ComputationGraph} and, untied, in a {@code MultiLayerNetwork}.
 */
public class Dense extends FeedForwardLayer {

  private static final long serialVersionUID = 1L;

  @JsonProperty private boolean visibleBias;
  @JsonProperty private boolean inputEpsilon = true;
  @JsonProperty private List<Penalty> penalties = List.of();
  @JsonProperty private TopK topK;

  /** For JSON. */
  public Dense() {}

  /**
   * Creates the layer from its builder.
   *
   * @param builder the settings
   */
  protected Dense(Builder builder) {
    super(builder);
    this.visibleBias = builder.visibleBias;
    this.inputEpsilon = builder.inputEpsilon;
    this.penalties = builder.penalties;
    this.topK = builder.topK;
    initializeConstraints(builder);
  }

  /** {@return a builder with Deeplearning4j's defaults} */
  public static Builder builder() {
    return new Builder();
  }

  /** {@return whether the layer owns the bias of the units that it reads, for a tied decoder} */
  public boolean hasVisibleBias() {
    return visibleBias;
  }

  /** {@return whether backward computes the gradient of the layer's input} */
  public boolean hasInputEpsilon() {
    return inputEpsilon;
  }

  /** {@return the penalties on the output, in the order they were given} */
  public List<Penalty> getPenalties() {
    return penalties;
  }

  /** {@return which units each example keeps, if not all} */
  public Optional<TopK> topK() {
    return Optional.ofNullable(topK);
  }

  @Override
  public Layer instantiate(
      NeuralNetConfiguration conf,
      Collection<TrainingListener> listeners,
      int layerIndex,
      INDArray paramsView,
      boolean initializeParams,
      DataType networkDataType) {
    LayerValidation.assertNInNOutSet("Dense", getLayerName(), layerIndex, getNIn(), getNOut());
    checkActivation();
    require(
        topK == null || topK.firstK() <= getNOut(),
        topK + " keeps more than the " + getNOut() + " units that there are");
    DenseRuntime layer = new DenseRuntime(conf, networkDataType);
    layer.setListeners(listeners);
    layer.setIndex(layerIndex);
    layer.setParamsViewArray(paramsView);
    layer.setParamTable(initializer().init(conf, paramsView, initializeParams));
    layer.setConf(conf);
    return layer;
  }

  private void checkActivation() {
    IActivation activation = getActivationFn();
    require(
        !(activation instanceof ActivationSoftmax),
        "softmax is not elementwise; use sigmoid, tanh, relu, elu or identity");
    for (Penalty penalty : penalties) {
      penalty.check(activation);
      require(
          !penalty.needsSecondDerivative()
              || ActivationDerivative.of(activation) != ActivationDerivative.OF_PRE_ACTIVATION,
          penalty
              + " needs the second derivative of the activation, which is not known for "
              + activation
              + "; use sigmoid, tanh, softplus, elu, relu or identity");
      require(
          getWeightNoise() == null,
          penalty + " is computed from the weights themselves; remove the weight noise");
    }
  }

  private void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException("Layer \"" + getLayerName() + "\": " + otherwise);
    }
  }

  @Override
  public ParamInitializer initializer() {
    return visibleBias ? VisibleBiasInitializer.INSTANCE : DefaultParamInitializer.getInstance();
  }

  @Override
  public LayerMemoryReport getMemoryReport(InputType inputType) {
    long params = initializer().numParams(this);
    // Kept from forward to backward: the derivative of the activation.
    return new LayerMemoryReport.Builder(
            layerName, Dense.class, inputType, getOutputType(-1, inputType))
        .standardMemory(params, getIUpdater().stateSize(params))
        .workingMemory(0, 0, 0, 2 * nOut)
        .cacheMemory(MemoryReport.CACHE_MODE_ALL_ZEROS, MemoryReport.CACHE_MODE_ALL_ZEROS)
        .build();
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof Dense;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Dense that
        && that.canEqual(this)
        && super.equals(other)
        && visibleBias == that.visibleBias
        && inputEpsilon == that.inputEpsilon
        && penalties.equals(that.penalties)
        && Objects.equals(topK, that.topK);
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), visibleBias, inputEpsilon, penalties, topK);
  }

  /** Settings of a {@link Dense} layer, beside those that every Deeplearning4j layer has. */
  @SuppressWarnings("unchecked") // Deeplearning4j's build() returns what the caller asks for.
  public static class Builder extends FeedForwardLayer.Builder<Builder> {

    private boolean visibleBias;
    private boolean inputEpsilon = true;
    private List<Penalty> penalties = List.of();
    private TopK topK;

    /** Creates a builder with Deeplearning4j's defaults. */
    protected Builder() {}

    /**
     * Gives the layer the bias of the visible units too, for a {@link TiedDecoder} that names it.
     *
     * @return this builder
     */
    public Builder withVisibleBias() {
      this.visibleBias = true;
      return this;
    }

    /**
     * Saves one matrix product a step: for a layer that reads the network's input, whose gradient
     * nobody uses. A layer with trainable layers below it must not set this.
     *
     * @return this builder
     */
    public Builder withoutInputEpsilon() {
      this.inputEpsilon = false;
      return this;
    }

    /**
     * Adds terms to the score that depend on the layer's output.
     *
     * @param penalties any number, which add up
     * @return this builder
     */
    public Builder penalties(Penalty... penalties) {
      this.penalties = List.of(penalties);
      return this;
    }

    /**
     * Keeps only the largest units of each example.
     *
     * @param topK how many, and which
     * @return this builder
     */
    public Builder topK(TopK topK) {
      this.topK = topK;
      return this;
    }

    @Override
    public Dense build() {
      Dense dense = new Dense(this);
      if (dense.getActivationFn()
          != null) { // Else it comes from the network, and is checked there.
        dense.checkActivation();
      }
      return dense;
    }
  }
}
