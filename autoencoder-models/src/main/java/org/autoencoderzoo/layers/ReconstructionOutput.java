package org.autoencoderzoo.layers;

import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import org.autoencoderzoo.corruption.Emphasis;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * The output of an autoencoder: applies the decoder's activation to its input, the pre-activation
 * of the reconstruction, and scores it against the labels, which are the clean inputs. No
 * parameters. Score and gradient come from one pass; Deeplearning4j's {@code LossLayer} takes two.
 */
public class ReconstructionOutput extends LossLayer {

  private static final long serialVersionUID = 1L;

  @JsonProperty private Emphasis emphasis;

  /** For JSON. */
  public ReconstructionOutput() {}

  private ReconstructionOutput(LossLayer.Builder builder) {
    super(builder);
  }

  /**
   * Creates the output.
   *
   * @param loss such as {@code SquaredError} or {@code BernoulliCrossEntropy}
   * @param activation the decoder's activation, from pre-activation to reconstruction
   * @return the configuration
   */
  public static ReconstructionOutput of(ILossFunction loss, Activation activation) {
    return of(loss, activation.getActivationFunction());
  }

  /**
   * Creates the output.
   *
   * @param loss such as {@code SquaredError} or {@code BernoulliCrossEntropy}
   * @param activation the decoder's activation, from pre-activation to reconstruction, elementwise
   * @return the configuration
   */
  public static ReconstructionOutput of(ILossFunction loss, IActivation activation) {
    return new ReconstructionOutput(new LossLayer.Builder(loss).activation(activation));
  }

  /**
   * Creates the output of a denoising autoencoder that weighs corrupted features otherwise than the
   * rest. The weights are those of a training step, in its score and its gradient. At inference
   * nothing is corrupted, and the score is the plain loss.
   *
   * @param loss a sum over features
   * @param activation the decoder's activation, from pre-activation to reconstruction
   * @param emphasis the weights, and the noise that is the {@code dropOut} of the first layer
   * @return the configuration
   */
  public static ReconstructionOutput of(
      ILossFunction loss, IActivation activation, Emphasis emphasis) {
    ReconstructionOutput output = of(loss, activation);
    output.emphasis = emphasis;
    return output;
  }

  /** {@return the weights of corrupted and other features in training, if they differ} */
  public Optional<Emphasis> emphasis() {
    return Optional.ofNullable(emphasis);
  }

  @Override
  public Layer instantiate(
      NeuralNetConfiguration conf,
      Collection<TrainingListener> listeners,
      int layerIndex,
      INDArray paramsView,
      boolean initializeParams,
      DataType networkDataType) {
    return AutoencoderLayer.ready(
        new ReconstructionRuntime(conf, networkDataType),
        listeners,
        layerIndex,
        paramsView,
        initializeParams);
  }

  @Override
  public InputType getOutputType(int layerIndex, InputType inputType) {
    return inputType;
  }

  @Override
  public void setNIn(InputType inputType, boolean override) {
    // As many outputs as inputs, of any shape.
  }

  @Override
  public InputPreProcessor getPreProcessorForInputType(InputType inputType) {
    return null; // Images stay images.
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof ReconstructionOutput;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ReconstructionOutput that
        && super.equals(other)
        && Objects.equals(emphasis, that.emphasis);
  }

  @Override
  public int hashCode() {
    return 31 * super.hashCode() + Objects.hashCode(emphasis);
  }
}
