package org.autoencoderzoo.zoo;

import org.autoencoderzoo.losses.BernoulliCrossEntropy;
import org.autoencoderzoo.losses.SquaredError;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/** The reconstruction losses to choose from. */
public enum Loss {
  /** {@link SquaredError}: {@code sum_i (y_i - x_i)^2}. */
  SQUARED_ERROR {
    @Override
    ILossFunction function() {
      return new SquaredError();
    }
  },
  /** {@link BernoulliCrossEntropy}: {@code -sum_i x_i log y_i + (1 - x_i) log(1 - y_i)}. */
  CROSS_ENTROPY {
    @Override
    ILossFunction function() {
      return new BernoulliCrossEntropy();
    }
  };

  abstract ILossFunction function();
}
