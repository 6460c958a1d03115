package org.autoencoderzoo.layers;

import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/**
 * The output of an autoencoder: applies the decoder's activation to its input, the pre-activation
 * of the reconstruction, and scores it against the labels, which are the clean inputs. No
 * parameters. Score and gradient come from one pass; Deeplearning4j's {@code LossLayer} takes two.
 */
public class ReconstructionOutput extends LossLayer {

  private static final long serialVersionUID = 1L;

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
    return new ReconstructionOutput(new LossLayer.Builder(loss).activation(activation));
  }

  @Override
  public Layer instantiate(
      NeuralNetConfiguration conf,
      Collection<TrainingListener> listeners,
      int layerIndex,
      INDArray paramsView,
      boolean initializeParams,
      DataType networkDataType) {
    ReconstructionRuntime layer = new ReconstructionRuntime(conf, networkDataType);
    layer.setListeners(listeners);
    layer.setIndex(layerIndex);
    layer.setParamsViewArray(paramsView);
    layer.setParamTable(initializer().init(conf, paramsView, initializeParams));
    layer.setConf(conf);
    return layer;
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
    return other instanceof ReconstructionOutput && super.equals(other);
  }

  @Override
  public int hashCode() {
    return super.hashCode();
  }
}
