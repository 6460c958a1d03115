package org.autoencoderzoo.layers;

import static org.deeplearning4j.nn.params.DefaultParamInitializer.WEIGHT_KEY;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.autoencoderzoo.layers.WeightedRuntime.Code;
import org.autoencoderzoo.penalties.Encoding;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A layer with a formula of its own as its penalties see it in one forward pass. */
final class FormulaEncoding extends BatchEncoding {

  private final WeightedRuntime layer;
  private final Code code;
  private final Function<INDArray, Pass> formula;
  private final List<FormulaEncoding> perturbed = new ArrayList<>();

  /**
   * Sees a layer.
   *
   * @param formula of it, without noise on the weights
   * @param newArray makes a row-major array of a shape that lives until the backward pass
   */
  FormulaEncoding(
      WeightedRuntime layer,
      Code code,
      Function<INDArray, Pass> formula,
      boolean training,
      Function<long[], INDArray> newArray) {
    super(layer, code.x(), code.h(), training, newArray);
    this.layer = layer;
    this.code = code;
    this.formula = formula;
  }

  /** Adds the penalties' share that does not go through this code; ofInput may be null. */
  void addTo(Pass.Gradients gradients, INDArray ofInput, double scale) {
    if (weightGradient() != null) {
      gradients.add(WEIGHT_KEY, weightGradient().mul(scale));
    }
    addInputGradientTo(ofInput, scale);
    for (FormulaEncoding other : perturbed) {
      other.addAllTo(gradients, ofInput, scale);
    }
  }

  /** Adds the share that goes through this code, too. */
  private void addAllTo(Pass.Gradients gradients, INDArray ofInput, double scale) {
    if (codeGradient() != null) {
      INDArray ofCode = code.h().ulike().assign(codeGradient()).muli(scale);
      Supplier<INDArray> ofX = code.backward(ofCode, gradients);
      if (ofInput != null) {
        ofInput.addi(ofX.get());
      }
    }
    addTo(gradients, ofInput, scale);
  }

  @Override
  public INDArray weights() {
    INDArray weights = super.weights();
    if (weights == null) {
      throw unknown("no parameter \"W\"");
    }
    return weights;
  }

  @Override
  public Encoding perturbed(double sigma, int index) {
    INDArray h = newArray().apply(code().shape().clone());
    INDArray x = noisyInput(sigma, index);
    SelectionState none = new SelectionState(); // These are no examples to learn from.
    Code noisy = layer.code(x, h, formula, isTraining() ? newArray() : null, none);
    FormulaEncoding other = new FormulaEncoding(layer, noisy, formula, isTraining(), newArray());
    perturbed.add(other);
    return other;
  }

  @Override
  public INDArray derivative() {
    throw unknown("a formula of its own, of which no f'(z) is known");
  }

  @Override
  public INDArray secondDerivative() {
    throw unknown("a formula of its own, of which no f''(z) is known");
  }

  @Override
  public INDArray squaredWeightNorms() {
    throw unknown("a formula of its own, so that no one weight vector leads to a unit");
  }

  @Override
  public void addSquaredDerivativeGradient(INDArray gradient) {
    throw unknown("a formula of its own, of which no f'(z) is known");
  }

  @Override
  public void addPreActivationGradient(INDArray gradient) {
    throw unknown("a formula of its own, of which no pre-activation z is known");
  }

  @Override
  public void addSquaredWeightNormGradient(INDArray gradient) {
    throw unknown("a formula of its own, so that no one weight vector leads to a unit");
  }

  private IllegalStateException unknown(String what) {
    return new IllegalStateException(
        "A penalty cannot be computed on layer \"%s\": its class %s has %s. Use a penalty that needs only code(), input(), weights() or perturbed(), such as ActivationL1, KlSparsity or StochasticContraction, or the layer Dense"
            .formatted(
                layer.layerConf().getLayerName(), layer.layerConf().getClass().getName(), what));
  }
}
