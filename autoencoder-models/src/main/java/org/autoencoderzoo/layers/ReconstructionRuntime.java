package org.autoencoderzoo.layers;

import java.util.Arrays;
import org.autoencoderzoo.corruption.Emphasis;
import org.autoencoderzoo.internal.ops.Ops;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.LossLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Runtime of {@link ReconstructionOutput}. */
public class ReconstructionRuntime extends LossLayer {

  private static final long serialVersionUID = 1L;

  /** Null where all features weigh the same. */
  private final Emphasis emphasis;

  private transient boolean overwritesInput;

  /** Summed loss of the batch and its gradient; null until backward, or the score, asks for it. */
  private transient Pair<Double, INDArray> batchLoss;

  /**
   * Creates the runtime of a configuration.
   *
   * @param conf holds a {@link ReconstructionOutput}
   * @param dataType of the activations
   */
  public ReconstructionRuntime(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
    this.emphasis = ((ReconstructionOutput) conf.getLayer()).emphasis().orElse(null);
  }

  /**
   * Lets inference write the output over the input, which saves an array: for a network that is
   * never asked for its loss, where the layer below makes a new array that nothing else reads.
   */
  public void overwriteInput() {
    overwritesInput = true;
  }

  /** As Deeplearning4j's {@code LossLayer}, but without the copies that inference does not need. */
  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaceMgr) {
    if (training || maskArray != null) {
      return super.activate(training, workspaceMgr);
    }
    assertInputSet(false);
    IActivation f = layerConf().getActivationFn();
    if (f instanceof ActivationIdentity) {
      return workspaceMgr.leverageTo(ArrayType.ACTIVATIONS, input);
    }
    if (overwritesInput) {
      return workspaceMgr.leverageTo(ArrayType.ACTIVATIONS, Ops.get().activate(f, input, false));
    }
    INDArray y =
        workspaceMgr.createUninitialized(
            ArrayType.ACTIVATIONS, input.dataType(), input.shape(), 'c');
    return Ops.get().activateInto(f, input, y);
  }

  @Override
  @SuppressWarnings("try") // Nothing is asked of the workspace but that it is open.
  public Pair<Gradient, INDArray> backpropGradient(
      INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
    // Computed where the gradient is to be, which is then not copied there.
    try (MemoryWorkspace target = workspaceMgr.notifyScopeBorrowed(ArrayType.ACTIVATION_GRAD)) {
      INDArray delta = batchLoss().getSecond();
      return new Pair<>(
          new DefaultGradient(), workspaceMgr.leverageTo(ArrayType.ACTIVATION_GRAD, delta));
    }
  }

  /** Summed loss of the batch, and its gradient with respect to the input, computed once. */
  private Pair<Double, INDArray> batchLoss() {
    if (batchLoss == null) {
      batchLoss = emphasis == null ? loss(input, maskArray) : emphasizedLoss();
    }
    return batchLoss;
  }

  /**
   * The loss of the features that were hit and that of the others, weighted. One pass with the
   * weights as the mask would be wrong: in the gradient, Deeplearning4j's losses multiply by a mask
   * of features twice.
   */
  private Pair<Double, INDArray> emphasizedLoss() {
    INDArray hit = emphasis.noise().hit(input, getIterationCount(), getEpochCount());
    Pair<Double, INDArray> ofHit = loss(input.dup(), masked(hit.dup()));
    Pair<Double, INDArray> ofOthers = loss(input.dup(), masked(hit.rsubi(1)));
    return Pair.of(
        emphasis.alpha() * ofHit.getFirst() + emphasis.beta() * ofOthers.getFirst(),
        ofHit.getSecond().muli(emphasis.alpha()).addi(ofOthers.getSecond().muli(emphasis.beta())));
  }

  /** Zero in the examples or features that the labels' mask leaves out. */
  private INDArray masked(INDArray features) {
    if (maskArray == null) {
      return features;
    }
    INDArray mask = maskArray.castTo(features.dataType());
    if (mask.equalShapes(features)) {
      return features.muli(mask);
    }
    long[] onePerExample = new long[features.rank()];
    Arrays.fill(onePerExample, 1);
    onePerExample[0] = mask.size(0);
    return features.muli(mask.reshape(onePerExample));
  }

  /** Deeplearning4j's losses may overwrite the pre-activation. */
  private Pair<Double, INDArray> loss(INDArray preActivation, INDArray mask) {
    return layerConf()
        .getLossFn()
        .computeGradientAndScore(
            getLabels(), preActivation, layerConf().getActivationFn(), mask, false);
  }

  /**
   * Loss and regularization. The loss is averaged over the batch unless the network's {@code
   * miniBatch} is false, as the gradient is; Deeplearning4j's {@code LossLayer} always averages.
   */
  @Override
  public double computeScore(
      double regularization, boolean training, LayerWorkspaceMgr workspaceMgr) {
    double loss =
        training
            ? batchLoss().getFirst()
            : layerConf()
                .getLossFn()
                .computeScore(getLabels(), input, layerConf().getActivationFn(), maskArray, false);
    score = (conf().isMiniBatch() ? loss / getInputMiniBatchSize() : loss) + regularization;
    return score;
  }

  @Override
  protected INDArray getLabels2d() {
    return labels; // Of any rank: our losses take images as they are.
  }

  @Override
  public void setLabels(INDArray labels) {
    batchLoss = null;
    super.setLabels(labels);
  }

  @Override
  public void setInput(INDArray input, LayerWorkspaceMgr workspaceMgr) {
    batchLoss = null;
    super.setInput(input, workspaceMgr);
  }

  @Override
  public void clear() {
    batchLoss = null;
    labels = null; // The parent destroys the labels' buffer, which is the caller's own.
    super.clear();
  }
}
