package org.autoencoderzoo.zoo;

import static org.autoencoderzoo.zoo.InputRange.REAL;
import static org.autoencoderzoo.zoo.InputRange.UNIT_INTERVAL;
import static org.autoencoderzoo.zoo.Loss.CROSS_ENTROPY;
import static org.autoencoderzoo.zoo.Loss.SQUARED_ERROR;

import org.autoencoderzoo.layers.ReconstructionOutput;
import org.autoencoderzoo.settings.Annealing;
import org.autoencoderzoo.settings.Arguments;
import org.autoencoderzoo.training.FusedAdam;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.shade.jackson.annotation.JsonAutoDetect;
import org.nd4j.shade.jackson.annotation.JsonAutoDetect.Visibility;

/**
 * The settings that every model has. The fields of a builder are the settings of its model: by the
 * same names they are set here, given on the command line, and written into a saved folder.
 *
 * @param <B> the builder itself
 */
@JsonAutoDetect(
    fieldVisibility = Visibility.ANY,
    getterVisibility = Visibility.NONE,
    isGetterVisibility = Visibility.NONE,
    setterVisibility = Visibility.NONE)
public abstract class ModelBuilder<B extends ModelBuilder<B>> implements Cloneable {

  /** The largest code, as a multiple of the input. */
  static final int MOST_OVERCOMPLETE = 64;

  InputRange inputRange = UNIT_INTERVAL;
  Loss loss;
  Activation outputActivation;
  double learningRate = 1e-3;
  Double firstLearningRate;
  int learningRateEpochs;
  double weightDecay;
  long seed = 42;

  ModelBuilder() {}

  /**
   * Fits the model to images: a model of images reads them as they are, any other as rows of
   * pixels.
   *
   * @param channels of an image, such as 1 for grey or 3 for colour
   * @param height in pixels
   * @param width in pixels
   * @return this builder
   */
  public abstract B forImages(int channels, int height, int width);

  /**
   * Says what values the inputs take, from which the defaults of decoder and loss follow.
   *
   * @param inputRange {@link InputRange#UNIT_INTERVAL} by default
   * @return this builder
   */
  public B inputRange(InputRange inputRange) {
    this.inputRange = inputRange;
    return self();
  }

  /**
   * Sets the reconstruction loss.
   *
   * @param loss the default follows from the input range
   * @return this builder
   */
  public B loss(Loss loss) {
    this.loss = loss;
    return self();
  }

  /**
   * Sets the decoder's output activation.
   *
   * @param outputActivation sigmoid or identity; the default follows from the input range
   * @return this builder
   */
  public B outputActivation(Activation outputActivation) {
    this.outputActivation = outputActivation;
    return self();
  }

  /**
   * Sets the learning rate of Adam at the first step, from which {@link
   * org.autoencoderzoo.training.LearningRate training} lets it fall.
   *
   * @param learningRate above 0; the default is the model's
   * @return this builder
   */
  public B learningRate(double learningRate) {
    this.learningRate = learningRate;
    return self();
  }

  /**
   * Gives the learning rate a course of its own, which training then leaves alone: linear from one
   * rate to {@link #learningRate}, which it keeps from then on. A small first rate is a warm-up; a
   * first rate that is the learning rate keeps it constant.
   *
   * @param firstLearningRate in the first epoch, above 0; the learning rate by default
   * @param epochs in which it moves linearly to the learning rate, at least 0; 0, by default, for
   *     no such course
   * @return this builder
   */
  public B learningRateFrom(double firstLearningRate, int epochs) {
    this.firstLearningRate = firstLearningRate;
    this.learningRateEpochs = epochs;
    return self();
  }

  /** Adam, with the course of its learning rate if it has one. */
  final FusedAdam updater() {
    FusedAdam adam = new FusedAdam(learningRate);
    if (learningRateEpochs > 0) {
      adam.setLearningRateSchedule(
          new Annealing(firstLearningRate, learningRate, learningRateEpochs));
    }
    return adam;
  }

  /**
   * Adds {@code weightDecay / 2 * ||W||^2} to the score.
   *
   * @param weightDecay at least 0; 0 by default
   * @return this builder
   */
  public B weightDecay(double weightDecay) {
    this.weightDecay = weightDecay;
    return self();
  }

  /**
   * Sets the seed of the initial weights.
   *
   * @param seed any number; 42 by default
   * @return this builder
   */
  public B seed(long seed) {
    this.seed = seed;
    return self();
  }

  /**
   * Builds the model.
   *
   * @return the model
   * @throws IllegalArgumentException if a setting is out of range or does not go with another
   */
  public abstract AutoencoderModel<B> build();

  @SuppressWarnings("unchecked")
  final B self() {
    return (B) this;
  }

  /** What the network reads. */
  abstract InputType inputType();

  /** Activation and loss, once the defaults are filled in. */
  ReconstructionOutput output() {
    return ReconstructionOutput.of(loss.function(), outputActivation);
  }

  /** A copy with every default filled in, checked. */
  @SuppressWarnings("unchecked")
  final B completed() {
    B copy;
    try {
      copy = (B) clone();
    } catch (CloneNotSupportedException e) {
      throw new AssertionError(e);
    }
    copy.complete();
    return copy;
  }

  void complete() {
    Arguments.above("learningRate", learningRate, 0.0);
    firstLearningRate =
        firstLearningRate == null ? Double.valueOf(learningRate) : firstLearningRate;
    Arguments.above("firstLearningRate", firstLearningRate, 0.0);
    Arguments.atLeast("learningRateEpochs", learningRateEpochs, 0);
    Check.annealed(
        "firstLearningRate",
        firstLearningRate,
        learningRate,
        "learningRateEpochs",
        learningRateEpochs);
    Arguments.atLeast("weightDecay", weightDecay, 0.0);
    completeDecoder();
  }

  /** A code that must leave something out: an eighth of the input, at least 2 numbers. */
  static int narrowCodeSize(long inputSize, int most) {
    return (int) Math.min(most, Math.max(2, inputSize / 8));
  }

  /** More code units than that would be a mistake, not a model. */
  static void checkCodeSize(int codeSize, long inputSize) {
    Arguments.between("codeSize", codeSize, 1, MOST_OVERCOMPLETE * inputSize);
  }

  private void completeDecoder() {
    Arguments.given("inputRange", inputRange);
    if (outputActivation == null) {
      outputActivation = inputRange == REAL ? Activation.IDENTITY : Activation.SIGMOID;
    }
    if (loss == null) {
      loss =
          inputRange == REAL || outputActivation == Activation.IDENTITY
              ? SQUARED_ERROR
              : CROSS_ENTROPY;
    }
    Check.that(
        inputRange == UNIT_INTERVAL || loss == SQUARED_ERROR,
        "loss is CROSS_ENTROPY, which needs targets in [0,1], but inputRange is REAL; use SQUARED_ERROR");
    Check.that(
        inputRange == UNIT_INTERVAL || outputActivation == Activation.IDENTITY,
        "outputActivation is %s, which cannot reach every real number, but inputRange is REAL; use IDENTITY",
        outputActivation);
    Check.that(
        outputActivation == Activation.SIGMOID || outputActivation == Activation.IDENTITY,
        "outputActivation is %s, which does not fit inputs in [0,1]; use SIGMOID, or IDENTITY with SQUARED_ERROR",
        outputActivation);
    Check.that(
        loss == SQUARED_ERROR || outputActivation == Activation.SIGMOID,
        "loss is CROSS_ENTROPY, which is for probabilities, but outputActivation is %s; use SIGMOID",
        outputActivation);
  }
}
