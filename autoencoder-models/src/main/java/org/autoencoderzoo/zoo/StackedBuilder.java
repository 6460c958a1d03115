package org.autoencoderzoo.zoo;

import java.util.List;
import org.autoencoderzoo.settings.Arguments;

/**
 * The settings of every stacked model.
 *
 * @param <B> the builder itself
 */
public abstract class StackedBuilder<B extends StackedBuilder<B>> extends VectorBuilder<B> {

  private List<Integer> hiddenSizes;
  private double levelLearningRate = 0.01;

  StackedBuilder() {}

  /**
   * Sets the codes of all levels but the last, whose code is the model's.
   *
   * @param sizes one or more, from the input up; by default two, as many units as inputs. The
   *     papers have the same number, 500 to 2000, at every level
   * @return this builder
   */
  public B hiddenSizes(Integer... sizes) {
    this.hiddenSizes = Check.listed("hiddenSizes", sizes);
    return self();
  }

  /**
   * Sets the learning rate of Adam with which the levels start; {@link #learningRate} is for the
   * deep network.
   *
   * @param levelLearningRate above 0; 0.01 by default
   * @return this builder
   */
  public B levelLearningRate(double levelLearningRate) {
    this.levelLearningRate = levelLearningRate;
    return self();
  }

  final int levels() {
    return hiddenSizes.size() + 1;
  }

  /** The size of a level's code; of the examples, for level 0. */
  final int size(int level) {
    if (level == 0) {
      return inputSize;
    }
    return level == levels() ? codeSize : hiddenSizes.get(level - 1);
  }

  /**
   * A level's settings. Codes are in [0,1], so that the levels above the first have the decoder and
   * the loss that fit that, the sigmoid and cross-entropy.
   */
  final <L extends HiddenLayerBuilder<L>> L level(int level, L builder) {
    if (level == 1) {
      builder.inputRange(inputRange).loss(loss).outputActivation(outputActivation);
    }
    return builder
        .inputSize(size(level - 1))
        .codeSize(size(level))
        .learningRate(levelLearningRate)
        .weightDecay(weightDecay)
        .seed(seed + level);
  }

  @Override
  int defaultCodeSize() {
    return Math.max(1, inputSize / 2);
  }

  @Override
  void complete() {
    super.complete();
    hiddenSizes = hiddenSizes == null ? List.of(inputSize, inputSize) : hiddenSizes;
    Check.that(
        !hiddenSizes.isEmpty(),
        "hiddenSizes is empty, must hold at least one; or use a model with one hidden layer");
    hiddenSizes.forEach(size -> Arguments.given("hiddenSizes", size));
    for (int level = 1; level <= levels(); level++) {
      Arguments.between(
          level == levels() ? "codeSize" : "hiddenSizes",
          size(level),
          1,
          MOST_OVERCOMPLETE * (long) size(level - 1));
    }
    Arguments.above("levelLearningRate", levelLearningRate, 0.0);
  }
}
