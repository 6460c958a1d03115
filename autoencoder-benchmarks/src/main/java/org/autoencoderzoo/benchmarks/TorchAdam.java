package org.autoencoderzoo.benchmarks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.List;

/**
 * Adam by the operation that DJL's own {@code Adam} calls, with moments that live as long as the
 * parameters; DJL would create them within the scope of the first step, which closes them.
 */
final class TorchAdam {

  private static final float BETA_1 = 0.9f;
  private static final float BETA_2 = 0.999f;
  private static final float EPSILON = 1e-8f;

  private final List<NDArray> parameters;
  private final List<NDArray> firstMoments;
  private final List<NDArray> secondMoments;
  private int step;

  TorchAdam(List<NDArray> parameters) {
    this.parameters = parameters;
    this.firstMoments = parameters.stream().map(NDArray::zerosLike).toList();
    this.secondMoments = parameters.stream().map(NDArray::zerosLike).toList();
  }

  void update(List<NDArray> gradients) {
    step++;
    double correction = Math.sqrt(1 - Math.pow(BETA_2, step)) / (1 - Math.pow(BETA_1, step));
    for (int i = 0; i < parameters.size(); i++) {
      NDArray parameter = parameters.get(i);
      parameter
          .getNDArrayInternal()
          .adamUpdate(
              new NDList(parameter, gradients.get(i), firstMoments.get(i), secondMoments.get(i)),
              new NDList(parameter),
              (float) Network.LEARNING_RATE,
              (float) (Network.LEARNING_RATE * correction),
              0,
              1,
              -1,
              BETA_1,
              BETA_2,
              EPSILON,
              true,
              false);
    }
  }
}
