package org.autoencoderzoo.layers;

import java.util.Arrays;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.autoencoderzoo.internal.ops.Operand;
import org.autoencoderzoo.internal.ops.Ops;
import org.autoencoderzoo.internal.ops.WeightGradient;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Takes the gradients of a formula's parameters.
 *
 * @param gradients of all parameters in this step
 * @param parameters whose shapes they have
 * @param known refuses names that are not known
 * @param x what the formula reads, of which more may be known than of other arrays
 */
record FormulaGradients(
    Map<String, WeightGradient> gradients,
    Map<String, INDArray> parameters,
    UnaryOperator<String> known,
    Operand x)
    implements Pass.Gradients {

  /** Of a frozen layer: nobody wants them. */
  static final Pass.Gradients NONE =
      new Pass.Gradients() {
        @Override
        public void add(String name, INDArray gradient) {
          // Not wanted.
        }

        @Override
        public void addProduct(String name, INDArray x, INDArray delta) {
          // Not wanted.
        }

        @Override
        public void addSum(String name, INDArray delta) {
          // Not wanted.
        }
      };

  @Override
  public void add(String name, INDArray gradient) {
    check(name, gradient.shape());
    gradients.get(name).add(gradient);
  }

  @Override
  public void addProduct(String name, INDArray x, INDArray delta) {
    check(name, x.size(1), delta.size(1));
    Ops.get().weightGradient(operand(x), operand(delta), gradients.get(name));
  }

  @Override
  public void addSum(String name, INDArray delta) {
    check(name, delta.size(1));
    gradients.get(name).addSum(Operand.rowMajor(delta));
  }

  private Operand operand(INDArray array) {
    return array == x.array() ? x : Operand.of(Operand.rowMajor(array));
  }

  private void check(String name, long... shape) {
    long[] wanted = parameters.get(known.apply(name)).shape();
    if (!Arrays.equals(shape, wanted)) {
      throw new IllegalArgumentException(
          "The gradient of parameter \"%s\" has shape %s, must be %s"
              .formatted(name, Arrays.toString(shape), Arrays.toString(wanted)));
    }
  }
}
