package org.autoencoderzoo.testing;

import java.util.Random;
import java.util.function.DoubleFunction;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.layers.Dense;
import org.autoencoderzoo.settings.Arguments;
import org.autoencoderzoo.zoo.AutoencoderModel;
import org.autoencoderzoo.zoo.InputRange;
import org.autoencoderzoo.zoo.VectorBuilder;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.learning.config.NoOp;

/** A model with a network of its own, with one fault or none. */
class FaultyModel extends AutoencoderModel<FaultyModel.Builder> {

  enum Fault {
    NONE,
    WITHOUT_A_NAME,
    CODE_UNNAMED,
    SIZE_FIXED,
    PARAMETERS_MISCOUNTED,
    NEVER_LEARNS,
    SHARED_RANDOM_NUMBERS,
    SEED_IGNORED,
    SETTING_UNCHECKED,
    REFUSAL_WITHOUT_VALUE,
    REFUSAL_OF_ANOTHER_KIND,
    SETTING_OVERWRITTEN,
    SETTING_NOT_OF_TEXT,
    SETTER_WITHOUT_SETTING,
    SETTING_IGNORED,
    NULL_UNCHECKED,
    NOT_COPIED
  }

  /** The activation of the code. */
  enum Squashing {
    TANH,
    SIGMOID
  }

  /** No text stands for it. */
  record Range(double from, double to) {}

  private static final Random SHARED = new Random();

  FaultyModel(Builder settings) {
    super(settings);
  }

  @Override
  public ComputationGraphConfiguration conf() {
    return settings.network(graph());
  }

  @Override
  public long parameterCount() {
    return super.parameterCount() + (settings.has(Fault.PARAMETERS_MISCOUNTED) ? 1 : 0);
  }

  /** Builds one whose code is a {@link FaultyLayer}. */
  static Builder with(FaultyLayer.Fault fault) {
    return with(scale -> scaled(new FaultyLayer(10, fault), scale));
  }

  /** Builds one whose code is another layer, of 10 units. */
  static Builder with(DoubleFunction<Layer> code) {
    Builder builder = new Builder(Fault.NONE);
    builder.code = code;
    return builder;
  }

  static Layer scaled(FaultyLayer layer, double scale) {
    layer.setScale(scale);
    return layer;
  }

  /** Settings of {@link FaultyModel}. */
  static class Builder extends VectorBuilder<Builder> {

    private final transient Fault fault;
    private transient DoubleFunction<Layer> code;
    private transient double hidden = 1;
    private double scale = 1.5;
    private Squashing squashing = Squashing.TANH;

    Builder(Fault fault) {
      this.fault = fault;
      inputRange = InputRange.REAL;
      learningRate = 0.01;
      codeSize = 10;
    }

    private boolean has(Fault which) {
      return fault == which;
    }

    /** Scales the code. */
    public Builder scale(double scale) {
      if (has(Fault.SETTER_WITHOUT_SETTING)) {
        hidden = scale;
      } else {
        this.scale = scale;
      }
      return this;
    }

    /** Sets the activation of the code. */
    public Builder squashing(Squashing squashing) {
      this.squashing = squashing;
      return this;
    }

    @Override
    public Builder forImages(int channels, int height, int width) {
      return has(Fault.SIZE_FIXED) ? inputSize(9) : super.forImages(channels, height, width);
    }

    @Override
    protected int defaultCodeSize() {
      return 10;
    }

    @Override
    protected void complete() {
      outputActivation = outputActivation == null ? new ActivationIdentity() : outputActivation;
      super.complete();
      switch (fault) {
        case SETTING_UNCHECKED -> {}
        case REFUSAL_WITHOUT_VALUE -> Arguments.check(scale > 0, "the scale is wrong");
        case REFUSAL_OF_ANOTHER_KIND -> {
          if (!(scale > 0)) {
            throw new IllegalStateException("scale is " + scale);
          }
        }
        default -> Arguments.above("scale", scale, 0.0);
      }
      if (has(Fault.SETTING_OVERWRITTEN)) {
        scale = 1.5;
      }
      if (!has(Fault.NULL_UNCHECKED)) {
        Arguments.given("squashing", squashing);
      }
      squashing.name();
    }

    @Override
    protected Builder clone() throws CloneNotSupportedException {
      return has(Fault.NOT_COPIED) ? this : (Builder) super.clone();
    }

    @Override
    public FaultyModel build() {
      return has(Fault.WITHOUT_A_NAME) ? new FaultyModel(this) {} : new FaultyModel(this);
    }

    /** Written here, where the settings are. */
    ComputationGraphConfiguration network(GraphBuilder graph) {
      String name = has(Fault.CODE_UNNAMED) ? "hidden" : Autoencoder.CODE;
      return graph
          .addLayer(name, code(), Autoencoder.INPUT)
          .addLayer("decoder", decoder(), name)
          .addLayer(Autoencoder.RECONSTRUCTION, output(), "decoder")
          .setOutputs(Autoencoder.RECONSTRUCTION)
          .build();
    }

    private Layer code() {
      if (code != null) {
        return code.apply(scale);
      }
      if (has(Fault.NEVER_LEARNS)) {
        return new DenseLayer.Builder().nOut(codeSize).updater(new NoOp()).build();
      }
      double factor = has(Fault.SHARED_RANDOM_NUMBERS) ? SHARED.nextDouble() : 1;
      FaultyLayer layer = new FaultyLayer(codeSize, FaultyLayer.Fault.NONE);
      Squashing used = has(Fault.SETTING_IGNORED) ? Squashing.TANH : squashing;
      layer.setActivationFn(Activation.valueOf(used.name()).getActivationFunction());
      return scaled(layer, scale * hidden * factor);
    }

    private Layer decoder() {
      return has(Fault.NEVER_LEARNS)
          ? new DenseLayer.Builder()
              .nOut(inputSize)
              .activation(Activation.IDENTITY)
              .updater(new NoOp())
              .build()
          : Dense.builder().nOut(inputSize).activation(Activation.IDENTITY).build();
    }
  }

  /** Has a setting of a kind that no text stands for. */
  static final class WithRange extends Builder {

    private final Range range = new Range(0, 1);

    WithRange() {
      super(Fault.SETTING_NOT_OF_TEXT);
    }
  }

  /** Its weights start from a seed of its own. */
  static final class OwnSeed extends Builder {

    OwnSeed() {
      super(Fault.SEED_IGNORED);
    }

    @Override
    public Builder seed(long seed) {
      return this;
    }
  }
}
