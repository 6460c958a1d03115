package org.autoencoderzoo.training;

import java.util.ArrayList;
import java.util.List;
import org.autoencoderzoo.internal.ops.WeightGradient;
import org.autoencoderzoo.layers.EncoderRuntime;
import org.autoencoderzoo.layers.GradientReader;
import org.autoencoderzoo.layers.Selection;
import org.autoencoderzoo.settings.Arguments;
import org.autoencoderzoo.training.FusedAdam.FusedAdamUpdater;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.OptimizationAlgorithm;
import org.deeplearning4j.nn.api.Trainable;
import org.deeplearning4j.nn.api.TrainingConfig;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.updater.UpdaterBlock;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.NoOpUpdater;

/**
 * A step of training, as {@code ComputationGraph.fit} does it. Where every parameter is updated by
 * {@link FusedAdam} and by nothing else, the division by the batch, Adam and the subtraction are
 * one pass over memory; Deeplearning4j takes three. The parameters come out the same to the last
 * bit. The fast way leaves no update in the network's gradient, and leaves out the gradient of
 * weights whose unit no example used: after a step, the network's gradient is not to be used. A
 * network with listeners, who may look at it, therefore takes Deeplearning4j's own steps, and tells
 * them what it would under its own {@code fit}.
 */
public final class TrainingStep {

  private final ComputationGraph network;
  private final INDArray parameters;
  private final boolean isFused;

  /**
   * Prepares to train a network.
   *
   * @param network initialized, with one input and one output
   * @throws IllegalArgumentException if it is null
   */
  public TrainingStep(ComputationGraph network) {
    Arguments.given("network", network);
    this.network = network;
    this.parameters = network.params();
    this.isFused = canBeFused(network);
  }

  private static boolean canBeFused(ComputationGraph network) {
    return network.getConfiguration().getBackpropType() == BackpropType.Standard
        && network.conf().getOptimizationAlgo() == OptimizationAlgorithm.STOCHASTIC_GRADIENT_DESCENT
        && network.conf().getStepFunction() == null
        && blocks(network).stream()
            .allMatch(block -> isState(block) || isUpdatedByAdamAlone(block));
  }

  /** What selections learn is no matter of gradients: backward writes it itself. */
  private static boolean isState(UpdaterBlock block) {
    return block.getGradientUpdater() instanceof NoOpUpdater
        && block.getLayersAndVariablesInBlock().stream()
            .allMatch(state -> Selection.STATE_KEY.equals(state.getParamName()));
  }

  private static List<UpdaterBlock> blocks(ComputationGraph network) {
    return network.getUpdater(true).getUpdaterBlocks();
  }

  private static boolean isUpdatedByAdamAlone(UpdaterBlock block) {
    return block.getGradientUpdater() instanceof FusedAdamUpdater
        && block.getLayersAndVariablesInBlock().stream()
            .allMatch(state -> isUpdatedByAdamAlone(state.getLayer(), state.getParamName()));
  }

  private static boolean isUpdatedByAdamAlone(Trainable layer, String parameter) {
    TrainingConfig config = layer.getConfig();
    GradientNormalization normalization = config.getGradientNormalization();
    return (normalization == null || normalization == GradientNormalization.None)
        && isNullOrEmpty(config.getRegularizationByParam(parameter))
        && layer.updaterDivideByMinibatch(parameter)
        && !config.isPretrainParam(parameter);
  }

  private static boolean isNullOrEmpty(List<?> list) {
    return list == null || list.isEmpty();
  }

  /**
   * Takes a step.
   *
   * @param batch inputs, which are the targets too, {@code [N, ...]}, not modified
   */
  public void run(INDArray batch) {
    run(batch, batch, null, null);
  }

  /**
   * Takes a step on examples with other targets, or with masks, which the network forgets again.
   *
   * @param batch not modified
   */
  public void run(Batch batch) {
    INDArray[] inputMasks = batch.inputMask() == null ? null : new INDArray[] {batch.inputMask()};
    INDArray[] masks = batch.targetMask() == null ? null : new INDArray[] {batch.targetMask()};
    run(batch.input(), batch.target(), inputMasks, masks);
  }

  private void run(INDArray input, INDArray target, INDArray[] inputMasks, INDArray[] masks) {
    if (!isFused || !network.getListeners().isEmpty()) {
      network.fit(new INDArray[] {input}, new INDArray[] {target}, inputMasks, masks);
      return;
    }
    if (inputMasks == null && masks == null) {
      descend(input, target);
      return;
    }
    try {
      network.setLayerMaskArrays(inputMasks, masks);
      descend(input, target);
    } finally {
      network.clearLayerMaskArrays();
    }
  }

  private void descend(INDArray input, INDArray target) {
    network.setInputs(input);
    network.setLabels(target);
    int iteration = network.getIterationCount();
    int epoch = network.getEpochCount();
    List<WeightGradient> partial = new ArrayList<>();
    try { // Deeplearning4j calls the layers: nothing can be passed to them through it.
      leaveGradientsTo((array, isUsed) -> partial.add(WeightGradient.ofUnits(array, isUsed)));
      network.computeGradientAndScore();
    } finally {
      leaveGradientsTo(null);
    }
    update(partial, input.size(0), iteration, epoch);
    network.getConfiguration().setIterationCount(iteration + 1);
    network.applyConstraints(iteration, epoch);
    network.clear();
  }

  private void leaveGradientsTo(GradientReader reader) {
    for (Layer layer : network.getLayers()) {
      if (layer instanceof EncoderRuntime<?> encoder) {
        encoder.leaveGradientTo(reader);
      }
    }
  }

  private void update(List<WeightGradient> partial, long rows, int iteration, int epoch) {
    int examples = network.conf().isMiniBatch() ? (int) rows : 1;
    for (UpdaterBlock block : blocks(network)) {
      if (block.getGradientUpdater() instanceof FusedAdamUpdater adam) {
        adam.descend(
            parameters,
            network.getFlattenedGradients(),
            examples,
            partial,
            block.getParamOffsetStart(),
            iteration,
            epoch);
      }
    }
  }
}
