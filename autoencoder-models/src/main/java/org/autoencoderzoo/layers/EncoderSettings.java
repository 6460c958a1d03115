package org.autoencoderzoo.layers;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.autoencoderzoo.internal.ops.ActivationForm;
import org.autoencoderzoo.losses.GroupSoftmax;
import org.autoencoderzoo.penalties.Penalty;
import org.autoencoderzoo.settings.Arguments;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * What {@link Dense}, {@link Convolution} and {@link TransposedConvolution} have beside the
 * settings of any Deeplearning4j layer.
 *
 * @param visibleBias whether the layer owns the bias of the units that it reads, for a {@link
 *     TiedDecoder}
 * @param inputGradient which part of the gradient of the layer's input backward computes
 * @param penalties on the output, which add up
 * @param selections of the units to keep, one after the other
 */
public record EncoderSettings(
    @JsonProperty("visibleBias") boolean visibleBias,
    @JsonProperty("inputGradient") InputGradient inputGradient,
    @JsonProperty("penalties") List<Penalty> penalties,
    @JsonProperty("selections") List<Selection> selections)
    implements Serializable {

  /** Which part of the gradient of a layer's input is of use to the layers below. */
  public enum InputGradient {
    /** All of it. */
    ALL,
    /** None: the layer reads the network's input. */
    NONE,
    /** That of inputs that are not zero: the layer reads what a selection kept. */
    WHERE_NOT_ZERO
  }

  /** No bias of the visible units, no penalty, no selection. */
  public static final EncoderSettings DEFAULT =
      new EncoderSettings(false, InputGradient.ALL, List.of(), List.of());

  /**
   * Copies the lists.
   *
   * @param visibleBias whether the layer owns the bias of the units that it reads
   * @param inputGradient which part of the gradient of the layer's input backward computes
   * @param penalties on the output
   * @param selections of the units to keep
   */
  public EncoderSettings {
    penalties = List.copyOf(penalties);
    selections = List.copyOf(selections);
  }

  /** {@return what is left of these settings in a trained encoder that is used on its own} */
  EncoderSettings afterTraining() {
    return new EncoderSettings(
        false, inputGradient, List.of(), Selection.afterTraining(selections));
  }

  /** {@return these settings without penalties} */
  EncoderSettings withoutPenalties() {
    return new EncoderSettings(visibleBias, inputGradient, List.of(), selections);
  }

  /** Refuses what cannot work together, naming the layer. */
  void check(BaseLayer layer) {
    IActivation activation = layer.getActivationFn();
    try {
      checkElementwise(activation);
    } catch (IllegalArgumentException e) {
      require(layer, false, e.getMessage());
    }
    for (Penalty penalty : penalties) {
      penalty.check(activation);
      require(
          layer,
          !penalty.needsSecondDerivative() || ActivationForm.of(activation) != ActivationForm.OTHER,
          penalty
              + " needs the second derivative of the activation, which is not known for "
              + activation
              + "; use sigmoid, tanh, softplus, elu, relu or identity");
      require(
          layer,
          layer.getWeightNoise() == null,
          penalty + " is computed from the weights themselves; remove the weight noise");
    }
  }

  /**
   * Refuses an activation whose output depends on several inputs, or on something random.
   *
   * @throws IllegalArgumentException if it is such a one, or null
   */
  static void checkElementwise(IActivation activation) {
    Arguments.elementwise("activation", activation);
    Arguments.check(
        !(activation instanceof GroupSoftmax),
        "activation is %s, which is for the output alone; use sigmoid, tanh, relu, elu or identity",
        activation);
  }

  /**
   * Refuses selections that do not fit the output.
   *
   * @param shape of one example: {@code [K]}, or {@code [K, H, W]}
   */
  void checkSelections(BaseLayer layer, long... shape) {
    for (Selection selection : selections) {
      try {
        selection.check(shape);
      } catch (IllegalArgumentException e) {
        require(layer, false, e.getMessage());
      }
    }
  }

  /**
   * Refuses an example of another size or rank.
   *
   * @param shape to check
   * @param wanted names of the dimensions, or their sizes; the first is the number of inputs
   */
  static void checkExample(long[] shape, Object... wanted) {
    if (shape.length != wanted.length || !wanted[0].equals(shape[0])) {
      throw new IllegalArgumentException("it reads examples of shape " + Arrays.toString(wanted));
    }
  }

  static void require(BaseLayer layer, boolean holds, String otherwise) {
    if (!holds) {
      String name = layer.getLayerName(); // None yet, while it is built.
      throw new IllegalArgumentException(
          name == null ? otherwise : "Layer \"" + name + "\": " + otherwise);
    }
  }
}
