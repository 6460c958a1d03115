package org.autoencoderzoo.zoo;

import java.util.Optional;
import org.autoencoderzoo.settings.Annealing;
import org.autoencoderzoo.settings.Arguments;
import org.autoencoderzoo.training.FusedAdam;
import org.autoencoderzoo.training.MendedAdaBelief;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.AdaBelief;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.shade.jackson.annotation.JsonTypeInfo;

/**
 * The settings of every model that say how its weights start, and how training changes them. They
 * are part of its {@link ModelBuilder}, which models extend.
 *
 * @param <B> the builder itself
 */
public abstract class LearningBuilder<B extends ModelBuilder<B>> {

  /** How a gradient becomes a step; null for the default. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NONE)
  protected IUpdater updater;

  /** The learning rate at the first step. */
  protected double learningRate = 1e-3;

  /** What the learning rate does; null to leave it to training. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NONE)
  @WhenNull("the learning rate falls linearly to zero over the run")
  protected ISchedule schedule;

  private Double firstLearningRate;
  private int learningRateEpochs;
  private transient boolean isLearningRateGiven;

  /** What keeps gradients small. */
  protected GradientNormalization gradientNormalization = GradientNormalization.None;

  @WhenNull("1, for the kinds of gradientNormalization that clip")
  private Double gradientThreshold;

  /** How all weights start; null to let that follow from the activation. */
  @WhenNull("by the activation: relu for relu and elu, sigmoid_uniform for sigmoid, else xavier")
  protected WeightInit weightInit;

  /** The factor of the sum of {@code |W|} in the score. */
  protected double l1;

  /** The factor of {@code ||W||^2 / 2} in the score. */
  protected double weightDecay;

  /** The seed of the initial weights, and of noise. */
  protected long seed = 42;

  /** Only for {@link ModelBuilder}. */
  LearningBuilder() {}

  /**
   * Sets how a gradient becomes a step.
   *
   * @param updater any of Deeplearning4j's, or one of your own; by default {@link FusedAdam}, which
   *     is Adam, and faster. Its learning rate becomes that of the model, unless {@link
   *     #learningRate} is called, before or after; a schedule that it has is the model's {@link
   *     #schedule}
   * @return this builder
   */
  public B updater(IUpdater updater) {
    this.updater = updater;
    if (updater != null && updater.hasLearningRate() && !isLearningRateGiven) {
      learningRate = updater.getLearningRate(0, 0);
    }
    return self();
  }

  /**
   * Sets the learning rate at the first step, from which {@link
   * org.autoencoderzoo.training.LearningRate training} lets it fall. Updaters that have none, such
   * as AdaDelta, do not use it.
   *
   * @param learningRate above 0; the default is the model's
   * @return this builder
   */
  public B learningRate(double learningRate) {
    this.learningRate = learningRate;
    this.isLearningRateGiven = true;
    return self();
  }

  /**
   * Gives the learning rate a course of its own, which training then leaves alone. It says the rate
   * of every step, the first one included, whatever {@link #learningRate} is.
   *
   * @param schedule of epochs or iterations, which count from 0 over all calls of {@code fit}; any
   *     of Deeplearning4j's but PolySchedule, which rises instead of falling, and RampSchedule,
   *     which cannot be saved; an {@link Annealing}; or one of your own. By default the rate falls
   *     linearly to zero over the run
   * @return this builder
   */
  public B schedule(ISchedule schedule) {
    this.schedule = schedule;
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

  /** The updater of the network, with its learning rate and the course of that, if it has them. */
  final IUpdater updater() {
    IUpdater complete =
        updater.getClass() == AdaBelief.class
            ? new MendedAdaBelief((AdaBelief) updater)
            : updater.clone();
    if (complete.hasLearningRate()) {
      ISchedule course =
          schedule instanceof FromLearningRate open ? open.from(learningRate) : schedule;
      complete.setLrAndSchedule(
          learningRate,
          learningRateEpochs > 0
              ? new Annealing(firstLearningRate, learningRate, learningRateEpochs)
              : course);
    }
    return complete;
  }

  /**
   * Keeps gradients from being too large, before the updater sees them.
   *
   * @param gradientNormalization Deeplearning4j's terms, for each layer or each array of
   *     parameters; none by default
   * @return this builder
   */
  public B gradientNormalization(GradientNormalization gradientNormalization) {
    this.gradientNormalization = gradientNormalization;
    return self();
  }

  /**
   * Sets from where on gradients are clipped.
   *
   * @param gradientThreshold above 0: of the magnitude of each number, or of the Euclidean norm, by
   *     the {@link #gradientNormalization}; 1 by default
   * @return this builder
   */
  public B gradientThreshold(double gradientThreshold) {
    this.gradientThreshold = gradientThreshold;
    return self();
  }

  /**
   * Sets how the weights of all layers start.
   *
   * @param weightInit Deeplearning4j's term; by default it follows from the activation of the layer
   * @return this builder
   */
  public B weightInit(WeightInit weightInit) {
    this.weightInit = weightInit;
    return self();
  }

  /**
   * How the weights below an activation start, as set or by default.
   *
   * @param activation of the layer
   * @return by default as Glorot and Bengio (2010), whose logistic units take four times the gain;
   *     as He et al. (2015) for rectifiers
   */
  protected final WeightInit initialWeights(Activation activation) {
    if (weightInit != null) {
      return weightInit;
    }
    if (activation == Activation.SIGMOID) {
      return WeightInit.SIGMOID_UNIFORM;
    }
    return activation == Activation.RELU || activation == Activation.ELU
        ? WeightInit.RELU
        : WeightInit.XAVIER;
  }

  /**
   * Adds {@code l1 * sum |W|} to the score.
   *
   * @param l1 at least 0; 0 by default
   * @return this builder
   */
  public B l1(double l1) {
    this.l1 = l1;
    return self();
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

  /** {@return this builder, as what it is} */
  @SuppressWarnings("unchecked")
  protected final B self() {
    return (B) this;
  }

  /** The configuration that every layer takes from: updater, clipping, regularisation, seed. */
  final NeuralNetConfiguration.Builder network() {
    NeuralNetConfiguration.Builder network =
        new NeuralNetConfiguration.Builder()
            .seed(seed)
            .updater(updater())
            .l1(l1)
            .l2(weightDecay)
            .gradientNormalization(gradientNormalization);
    return gradientThreshold == null
        ? network
        : network.gradientNormalizationThreshold(gradientThreshold);
  }

  /** Gives another model what is set here for every layer; not its learning rate and seed. */
  final void trainLikewise(LearningBuilder<?> other) {
    other.updater = updater;
    other.schedule = schedule;
    other.gradientNormalization = gradientNormalization;
    other.gradientThreshold = gradientThreshold;
    other.weightInit = weightInit;
    other.l1 = l1;
    other.weightDecay = weightDecay;
  }

  /**
   * Fills in the defaults of these settings, and checks them.
   *
   * @throws IllegalArgumentException if a setting is out of range or does not go with another
   */
  protected void complete() {
    completeUpdater();
    completeLearningRate();
    completeClipping();
    Arguments.check(
        weightInit != WeightInit.DISTRIBUTION && weightInit != WeightInit.IDENTITY,
        "weightInit is %s, which needs %s; use another, such as XAVIER",
        weightInit,
        weightInit == WeightInit.IDENTITY ? "as many units as inputs" : "a distribution");
    Arguments.atLeast("l1", l1, 0.0);
    Arguments.atLeast("weightDecay", weightDecay, 0.0);
  }

  /** What an updater says of its learning rate becomes the model's. */
  private void completeUpdater() {
    updater = updater == null ? new FusedAdam() : updater;
    UpdaterCheck.check(updater);
    Optional<ISchedule> ofUpdater = UpdaterCheck.scheduleOf(updater);
    if (ofUpdater.isPresent()) {
      Arguments.check(
          schedule == null,
          "schedule is %s, but the updater has the schedule %s; leave one of them out",
          schedule,
          ofUpdater.get());
      schedule = ofUpdater.get();
      updater = updater.clone();
      updater.setLrAndSchedule(learningRate, null);
    }
    Arguments.check(
        updater.hasLearningRate() || schedule == null && learningRateEpochs == 0,
        "updater is %s, which has no learning rate, but there is a schedule of it; leave out"
            + " schedule and learningRateFrom, or use another updater",
        PropertyText.UPDATERS.of(updater));
  }

  private void completeLearningRate() {
    if (schedule != null) {
      UpdaterCheck.check(schedule instanceof FromLearningRate open ? open.schedule() : schedule);
      Arguments.check(
          learningRateEpochs == 0,
          "schedule is %s, but learningRateEpochs is %d; leave one of them out",
          PropertyText.SCHEDULES.of(schedule),
          learningRateEpochs);
      if (!(schedule instanceof FromLearningRate)) {
        learningRate = schedule.valueAt(0, 0);
        firstLearningRate = learningRate;
        return;
      }
    }
    Arguments.above("learningRate", learningRate, 0.0);
    firstLearningRate =
        firstLearningRate == null ? Double.valueOf(learningRate) : firstLearningRate;
    Arguments.above("firstLearningRate", firstLearningRate, 0.0);
    Arguments.atLeast("learningRateEpochs", learningRateEpochs, 0);
    checkCourse(
        "firstLearningRate",
        firstLearningRate,
        learningRate,
        "learningRateEpochs",
        learningRateEpochs);
  }

  private void completeClipping() {
    gradientNormalization =
        gradientNormalization == null ? GradientNormalization.None : gradientNormalization;
    boolean clips = gradientNormalization.name().startsWith("Clip");
    Arguments.check(
        clips || gradientThreshold == null,
        "gradientThreshold is %s, but gradientNormalization is %s, which has none; set it to one"
            + " that clips, such as ClipL2PerLayer",
        gradientThreshold,
        gradientNormalization);
    if (clips) {
      gradientThreshold = gradientThreshold == null ? Double.valueOf(1) : gradientThreshold;
      Arguments.above("gradientThreshold", gradientThreshold, 0.0);
    }
  }

  /**
   * Checks a setting that changes by epoch: a first value has a meaning only if there are epochs in
   * which it moves to the last one.
   *
   * @param first name of the first value
   * @param value the first value
   * @param last the value from then on
   * @param epochsField name of the number of epochs
   * @param epochs the number of epochs
   * @throws IllegalArgumentException if the values differ, and there are no epochs
   */
  protected static void checkCourse(
      String first, Number value, Number last, String epochsField, int epochs) {
    Arguments.check(
        epochs > 0 || value.doubleValue() == last.doubleValue(),
        "%s is %s, but %s is 0; set it to the epochs in which to go from there to %s",
        first,
        value,
        epochsField,
        last);
  }
}
