package org.autoencoderzoo.internal.ops;

import org.autoencoderzoo.internal.kernels.Elementwise;
import org.autoencoderzoo.internal.kernels.Exponential;
import org.nd4j.linalg.activations.IActivation;

/**
 * An activation in loops over blocks of floats; each is null where there is none.
 *
 * @param function h of z, in place
 * @param first derivative, from h
 * @param second derivative, from h and the first
 */
record ActivationLoops(
    Elementwise.Function function, Elementwise.Loop first, Elementwise.LoopOfTwo second) {

  private static final ActivationLoops IDENTITY =
      new ActivationLoops(null, ActivationLoops::one, null);

  private static final ActivationLoops SIGMOID =
      new ActivationLoops(
          Exponential::logistic, ActivationLoops::ofSigmoid, ActivationLoops::secondOfSigmoid);

  private static final ActivationLoops TANH =
      new ActivationLoops(
          Exponential::tanh, ActivationLoops::ofTanh, ActivationLoops::secondOfTanh);

  private static final ActivationLoops RELU =
      new ActivationLoops(ActivationLoops::rectify, ActivationLoops::ofRelu, null);

  private static final ActivationLoops ELU =
      new ActivationLoops(Exponential::elu, ActivationLoops::ofElu, null);

  private static final ActivationLoops NONE = new ActivationLoops(null, null, null);

  static ActivationLoops of(IActivation f) {
    return switch (ActivationForm.of(f)) {
      case IDENTITY -> IDENTITY;
      case SIGMOID -> SIGMOID;
      case TANH -> TANH;
      case RELU -> RELU;
      case ELU -> ELU;
      case SOFTPLUS, OTHER -> NONE;
    };
  }

  private static void one(float[] h, float[] target, int count) {
    for (int i = 0; i < count; i++) {
      target[i] = 1;
    }
  }

  private static void ofSigmoid(float[] h, float[] target, int count) {
    for (int i = 0; i < count; i++) {
      target[i] = h[i] * (1 - h[i]);
    }
  }

  private static void secondOfSigmoid(float[] h, float[] first, float[] target, int count) {
    for (int i = 0; i < count; i++) {
      target[i] = first[i] * (1 - 2 * h[i]);
    }
  }

  private static void ofTanh(float[] h, float[] target, int count) {
    for (int i = 0; i < count; i++) {
      target[i] = 1 - h[i] * h[i];
    }
  }

  private static void secondOfTanh(float[] h, float[] first, float[] target, int count) {
    for (int i = 0; i < count; i++) {
      target[i] = -2 * h[i] * first[i];
    }
  }

  private static void rectify(float[] z, int count) {
    for (int i = 0; i < count; i++) {
      z[i] = Math.max(z[i], 0);
    }
  }

  private static void ofRelu(float[] h, float[] target, int count) {
    for (int i = 0; i < count; i++) {
      target[i] = Math.min(h[i] * 1e38f * 1e38f, 1); // A comparison is no vector instruction.
    }
  }

  private static void ofElu(float[] h, float[] target, int count) {
    for (int i = 0; i < count; i++) {
      target[i] = 1 + Math.min(h[i], 0);
    }
  }
}
