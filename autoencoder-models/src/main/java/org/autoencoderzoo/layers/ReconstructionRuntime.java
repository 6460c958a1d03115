package org.autoencoderzoo.layers;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.LossLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Runtime of {@link ReconstructionOutput}. */
public class ReconstructionRuntime extends LossLayer {

  private static final long serialVersionUID = 1L;

  /** Summed loss of the batch, from backward to the score of the same step. */
  private transient Double keptLoss;

  /**
   * Creates the runtime of a configuration.
   *
   * @param conf holds a {@link ReconstructionOutput}
   * @param dataType of the activations
   */
  public ReconstructionRuntime(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(
      INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
    Pair<Double, INDArray> lossAndDelta =
        layerConf()
            .getLossFn()
            .computeGradientAndScore(
                getLabels(), input, layerConf().getActivationFn(), maskArray, false);
    keptLoss = lossAndDelta.getFirst();
    INDArray delta = workspaceMgr.leverageTo(ArrayType.ACTIVATION_GRAD, lossAndDelta.getSecond());
    return new Pair<>(new DefaultGradient(), delta);
  }

  /**
   * Loss and regularization. The loss is averaged over the batch unless the network's {@code
   * miniBatch} is false, as the gradient is; Deeplearning4j's {@code LossLayer} always averages.
   */
  @Override
  public double computeScore(
      double regularization, boolean training, LayerWorkspaceMgr workspaceMgr) {
    double loss =
        training && keptLoss != null
            ? keptLoss
            : layerConf()
                .getLossFn()
                .computeScore(getLabels(), input, layerConf().getActivationFn(), maskArray, false);
    keptLoss = null;
    score = (conf().isMiniBatch() ? loss / getInputMiniBatchSize() : loss) + regularization;
    return score;
  }

  @Override
  protected INDArray getLabels2d() {
    return labels; // Of any rank: our losses take images as they are.
  }

  @Override
  public void setInput(INDArray input, LayerWorkspaceMgr workspaceMgr) {
    keptLoss = null;
    super.setInput(input, workspaceMgr);
  }

  @Override
  public void clear() {
    keptLoss = null;
    labels = null; // The parent destroys the labels' buffer, which is the caller's own.
    super.clear();
  }
}
