package org.autoencoderzoo.layers;

import java.util.function.Function;
import org.autoencoderzoo.internal.kernels.Elementwise;
import org.autoencoderzoo.internal.kernels.Exponential;
import org.autoencoderzoo.internal.kernels.HostMemory;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationELU;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationSoftPlus;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.scalar.ScalarMin;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * The derivatives {@code f'(z)} and {@code f''(z)} of an elementwise activation, from the output
 * {@code h = f(z)} where that is enough, which saves a second pass through the exponential and the
 * memory for {@code z}.
 */
enum ActivationDerivative {
  /** {@code f' = 1}: nothing to keep. */
  IDENTITY {
    @Override
    void write(INDArray h, INDArray target) {
      target.assign(1);
    }

    @Override
    void write(float[] h, float[] target, int count) {
      for (int i = 0; i < count; i++) {
        target[i] = 1;
      }
    }

    @Override
    INDArray second(INDArray h, INDArray first) {
      return h.ulike().assign(0);
    }
  },
  /** {@code f' = h (1 - h)}, {@code f'' = f' (1 - 2 h)}. */
  SIGMOID {
    @Override
    void write(INDArray h, INDArray target) {
      h.rsub(1, target).muli(h);
    }

    @Override
    void write(float[] h, float[] target, int count) {
      for (int i = 0; i < count; i++) {
        target[i] = h[i] * (1 - h[i]);
      }
    }

    @Override
    INDArray second(INDArray h, INDArray first) {
      return h.mul(-2).addi(1).muli(first);
    }

    @Override
    Elementwise.LoopOfTwo second() {
      return (h, first, target, count) -> {
        for (int i = 0; i < count; i++) {
          target[i] = first[i] * (1 - 2 * h[i]);
        }
      };
    }
  },
  /** {@code f' = 1 - h^2}, {@code f'' = -2 h f'}. */
  TANH {
    @Override
    void write(INDArray h, INDArray target) {
      h.mul(h, target).rsubi(1);
    }

    @Override
    void write(float[] h, float[] target, int count) {
      for (int i = 0; i < count; i++) {
        target[i] = 1 - h[i] * h[i];
      }
    }

    @Override
    INDArray second(INDArray h, INDArray first) {
      return h.mul(-2).muli(first);
    }

    @Override
    Elementwise.LoopOfTwo second() {
      return (h, first, target, count) -> {
        for (int i = 0; i < count; i++) {
          target[i] = -2 * h[i] * first[i];
        }
      };
    }
  },
  /** {@code f' = 1 - exp(-h)}, {@code f'' = f' (1 - f')}. */
  SOFTPLUS {
    @Override
    void write(INDArray h, INDArray target) {
      Transforms.expm1(h.mul(-1, target), false).negi();
    }

    @Override
    INDArray second(INDArray h, INDArray first) {
      return first.rsub(1).muli(first);
    }
  },
  /** {@code f' = 1[h > 0]}. */
  RELU {
    @Override
    void write(INDArray h, INDArray target) {
      Transforms.step(target.assign(h), false);
    }

    @Override
    void write(float[] h, float[] target, int count) {
      for (int i = 0; i < count; i++) {
        target[i] = Math.min(h[i] * 1e38f * 1e38f, 1); // A comparison is no vector instruction.
      }
    }

    @Override
    INDArray second(INDArray h, INDArray first) {
      return h.ulike().assign(0);
    }
  },
  /** {@code f' = 1 + min(h, 0)}, {@code f'' = 1[h < 0] f'}, for alpha = 1. */
  ELU {
    @Override
    void write(INDArray h, INDArray target) {
      Nd4j.exec(new ScalarMin(h, null, target, 0));
      target.addi(1);
    }

    @Override
    void write(float[] h, float[] target, int count) {
      for (int i = 0; i < count; i++) {
        target[i] = 1 + Math.min(h[i], 0);
      }
    }

    @Override
    INDArray second(INDArray h, INDArray first) {
      return Transforms.step(h.neg(), false).muli(first);
    }
  },
  /** Every other activation: needs {@code z}, through Deeplearning4j's own derivative. */
  OF_PRE_ACTIVATION {
    @Override
    void write(INDArray h, INDArray target) {
      throw new IllegalStateException("needs the pre-activation");
    }

    @Override
    INDArray second(INDArray h, INDArray first) {
      throw new IllegalStateException("is not known");
    }
  };

  /** Whether there is a loop over blocks of floats. */
  boolean hasLoop() {
    return this != SOFTPLUS && this != OF_PRE_ACTIVATION;
  }

  /** The same for a block of floats. */
  void write(float[] h, float[] target, int count) {
    throw new UnsupportedOperationException("has no loop");
  }

  /**
   * Writes {@code f'} into {@code target}.
   *
   * @param h the layer's output, not modified
   * @param target same shape as h
   */
  abstract void write(INDArray h, INDArray target);

  /**
   * {@code f''} as a new array.
   *
   * @param h the layer's output, not modified
   * @param first {@code f'}, not modified
   */
  abstract INDArray second(INDArray h, INDArray first);

  /** The same as a loop over blocks of floats; null if there is none. */
  Elementwise.LoopOfTwo second() {
    return null;
  }

  /**
   * {@code f''}, by a kernel if there is one for arrays in the host's memory.
   *
   * @param newArray makes a row-major array of a shape
   */
  INDArray secondOf(INDArray h, INDArray first, Function<long[], INDArray> newArray) {
    if (second() == null || !RowMajor.is(h) || !RowMajor.is(first) || !HostMemory.holds(h, first)) {
      return second(h, first);
    }
    INDArray second = newArray.apply(h.shape().clone());
    Elementwise.apply(h, first, second, second());
    return second;
  }

  /**
   * {@code f''} times a row for all examples, by a kernel if there is one for arrays in the host's
   * memory.
   *
   * @param row one number for each unit
   * @param newArray makes a row-major array of a shape
   */
  INDArray secondTimes(
      INDArray h, INDArray first, INDArray row, Function<long[], INDArray> newArray) {
    Elementwise.LoopOfTwo second = second();
    INDArray product = newArray.apply(h.shape().clone());
    if (second == null
        || !RowMajor.is(h)
        || !RowMajor.is(first)
        || !HostMemory.holds(h, first, row)) {
      return product.assign(second(h, first).muli(row));
    }
    Elementwise.write(
        h,
        first,
        row,
        product,
        (ofH, ofFirst, ofRow, target, count) -> {
          second.run(ofH, ofFirst, target, count);
          multiply(ofRow, target, count);
        });
    return product;
  }

  private static void multiply(float[] a, float[] target, int count) {
    for (int i = 0; i < count; i++) {
      target[i] *= a[i];
    }
  }

  /**
   * Turns a pre-activation into the output, in place, and writes the derivative.
   *
   * @param z pre-activation, overwritten by the output
   * @param target of the same shape, overwritten by the derivative
   * @return the output
   */
  static INDArray apply(IActivation f, INDArray z, INDArray target) {
    ActivationDerivative form = of(f);
    if (form == OF_PRE_ACTIVATION) {
      target.assign(f.backprop(z.dup(), z.ulike().assign(1)).getFirst());
      return f.getActivation(z, true);
    }
    Elementwise.Function function = form.function();
    if (function != null && z.ordering() == target.ordering() && HostMemory.holds(z, target)) {
      Elementwise.transform(z, target, function, form::write);
      return z;
    }
    INDArray h = activate(f, z, true);
    form.writeAll(h, target);
    return h;
  }

  /** Writes {@code f'}, by a kernel if there is one and the arrays lie in the host's memory. */
  void writeAll(INDArray h, INDArray target) {
    if (hasLoop() && h.ordering() == target.ordering() && HostMemory.holds(h, target)) {
      Elementwise.apply(h, target, this::write);
    } else {
      write(h, target);
    }
  }

  /** Turns a pre-activation into the output, in place. */
  static INDArray activate(IActivation f, INDArray z, boolean training) {
    Elementwise.Function function = of(f).function();
    if (function == null || !HostMemory.holds(z)) {
      return f.getActivation(z, training);
    }
    Elementwise.transform(z, function);
    return z;
  }

  /** The activation of a block of floats, in place; null if there is no loop for it. */
  private Elementwise.Function function() {
    return switch (this) {
      case SIGMOID -> Exponential::logistic;
      case TANH -> Exponential::tanh;
      case ELU -> Exponential::elu;
      case RELU -> ActivationDerivative::rectify;
      default -> null;
    };
  }

  private static void rectify(float[] z, int count) {
    for (int i = 0; i < count; i++) {
      z[i] = Math.max(z[i], 0);
    }
  }

  static ActivationDerivative of(IActivation f) {
    if (f instanceof ActivationIdentity) {
      return IDENTITY;
    } else if (f instanceof ActivationSigmoid) {
      return SIGMOID;
    } else if (f instanceof ActivationTanH) {
      return TANH;
    } else if (f instanceof ActivationSoftPlus) {
      return SOFTPLUS;
    } else if (f instanceof ActivationReLU relu
        && isNullOr(relu.getMax(), Double.POSITIVE_INFINITY)
        && isNullOr(relu.getThreshold(), 0)
        && isNullOr(relu.getNegativeSlope(), 0)) {
      return RELU;
    } else if (f instanceof ActivationELU elu && elu.getAlpha() == 1) {
      return ELU;
    }
    return OF_PRE_ACTIVATION;
  }

  private static boolean isNullOr(Double setting, double neutral) {
    return setting == null || setting == neutral;
  }
}
