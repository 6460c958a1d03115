package org.autoencoderzoo.testing;

import java.util.LinkedHashMap;
import java.util.Map;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/** What a gradient check asks of a network with one batch, whose labels are its inputs. */
interface DifferentiableNetwork {

  /** The parameters themselves, by the name of the layer and their own. */
  Map<String, INDArray> parameters();

  /** Copies of the gradients that {@code Sgd(1)} subtracts, by the same names. */
  Map<String, INDArray> gradient();

  /** The score in training. */
  double score();

  /** The part of the score that is no loss: penalties and weight decay. */
  double penalty();

  /** The same without masks. */
  DifferentiableNetwork withoutMasks();

  /** Inputs and labels. */
  INDArray x();

  /** Weights of the inputs, or null. */
  INDArray inputMask();

  /** Weights in the loss, or null. */
  INDArray labelMask();

  /** What {@link #score} is, in words. */
  default String scored() {
    return "score";
  }

  /** What {@link #score} and {@link #gradient} have been divided by. */
  default double unit() {
    return 1;
  }

  /** How far parameters are moved for differences of the score. */
  default double step() {
    return GradientCheck.STEP;
  }

  /** How large the batch is, in words. */
  default String batch() {
    long examples = x().size(0);
    INDArray mask = inputMask() == null ? labelMask() : inputMask();
    return mask == null || mask.length() != examples
        ? "The batch has " + examples + " examples."
        : "The batch has "
            + examples
            + " examples, of which "
            + mask.sumNumber().intValue()
            + " count.";
  }

  /** Copies, as the updater changes them in place. */
  private static Map<String, INDArray> copied(Gradient gradient) {
    Map<String, INDArray> copies = new LinkedHashMap<>();
    gradient.gradientForVariable().forEach((name, array) -> copies.put(name, array.dup()));
    return copies;
  }

  /**
   * The penalty in place of the score, divided by a unit, so that a small one is compared as
   * strictly as a large one. What stands above the layer must send no gradient down.
   */
  record OfPenalty(DifferentiableNetwork network, double unit) implements DifferentiableNetwork {

    @Override
    public Map<String, INDArray> parameters() {
      return network.parameters();
    }

    @Override
    public Map<String, INDArray> gradient() {
      Map<String, INDArray> gradient = network.gradient();
      gradient.values().forEach(array -> array.divi(unit));
      return gradient;
    }

    @Override
    public double score() {
      return network.penalty() / unit;
    }

    @Override
    public double penalty() {
      return score();
    }

    @Override
    public String scored() {
      return "penalty";
    }

    @Override
    public double step() {
      return GradientCheck.STEP_OF_PENALTY;
    }

    @Override
    public DifferentiableNetwork withoutMasks() {
      return new OfPenalty(network.withoutMasks(), unit);
    }

    @Override
    public INDArray x() {
      return network.x();
    }

    @Override
    public INDArray inputMask() {
      return network.inputMask();
    }

    @Override
    public INDArray labelMask() {
      return network.labelMask();
    }
  }

  /** A graph. */
  record Graph(ComputationGraph network, INDArray x, INDArray inputMask, INDArray labelMask)
      implements DifferentiableNetwork {

    @Override
    public DifferentiableNetwork withoutMasks() {
      return new Graph(network, x, null, null);
    }

    @Override
    public Map<String, INDArray> parameters() {
      return network.paramTable();
    }

    @Override
    public Map<String, INDArray> gradient() {
      network.setInputs(x);
      network.setLabels(x);
      network.setLayerMaskArrays(
          inputMask == null ? null : new INDArray[] {inputMask},
          labelMask == null ? null : new INDArray[] {labelMask});
      network.computeGradientAndScore();
      Gradient gradient = network.gradient();
      network
          .getUpdater()
          .update(gradient, 0, 0, (int) x.size(0), LayerWorkspaceMgr.noWorkspaces());
      Map<String, INDArray> copies = copied(gradient);
      network.clearLayerMaskArrays();
      return copies;
    }

    @Override
    public double score() {
      return network.score(new DataSet(x, x, inputMask, labelMask), true);
    }

    @Override
    public double penalty() {
      score();
      return network.calcRegularizationScore(true);
    }
  }

  /** A list of layers. */
  record Layers(MultiLayerNetwork network, INDArray x, INDArray inputMask, INDArray labelMask)
      implements DifferentiableNetwork {

    @Override
    public DifferentiableNetwork withoutMasks() {
      return new Layers(network, x, null, null);
    }

    @Override
    public Map<String, INDArray> parameters() {
      return network.paramTable();
    }

    @Override
    public Map<String, INDArray> gradient() {
      network.setInput(x);
      network.setLabels(x);
      network.setLayerMaskArrays(inputMask, labelMask);
      network.computeGradientAndScore();
      Gradient gradient = network.gradient();
      network
          .getUpdater()
          .update(network, gradient, 0, 0, (int) x.size(0), LayerWorkspaceMgr.noWorkspaces());
      Map<String, INDArray> copies = copied(gradient);
      network.clearLayerMaskArrays();
      return copies;
    }

    @Override
    public double score() {
      return network.score(new DataSet(x, x, inputMask, labelMask), true);
    }

    @Override
    public double penalty() {
      score();
      return network.calcRegularizationScore(true);
    }
  }
}
