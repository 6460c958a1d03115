package org.autoencoderzoo.zoo;

import static org.autoencoderzoo.zoo.InputRange.REAL;
import static org.autoencoderzoo.zoo.InputRange.UNIT_INTERVAL;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.autoencoderzoo.columns.Columns;
import org.autoencoderzoo.layers.ReconstructionOutput;
import org.autoencoderzoo.losses.BernoulliCrossEntropy;
import org.autoencoderzoo.losses.ColumnsLoss;
import org.autoencoderzoo.losses.GroupSoftmax;
import org.autoencoderzoo.losses.ReconstructionLoss;
import org.autoencoderzoo.losses.SquaredError;
import org.autoencoderzoo.settings.Arguments;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.shade.jackson.annotation.JsonAutoDetect;
import org.nd4j.shade.jackson.annotation.JsonAutoDetect.Visibility;
import org.nd4j.shade.jackson.annotation.JsonTypeInfo;

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
public abstract class ModelBuilder<B extends ModelBuilder<B>> extends LearningBuilder<B>
    implements Cloneable {

  /** The largest code, as a multiple of the input. */
  static final int MOST_OVERCOMPLETE = 64;

  /** What values the inputs take. */
  protected InputRange inputRange = UNIT_INTERVAL;

  /** The reconstruction loss; null for the default. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NONE)
  protected ReconstructionLoss loss;

  /** The decoder's output activation; null for the default. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NONE)
  protected IActivation outputActivation;

  /** What the rows of a table are made of; null if there is none. */
  transient Columns columns;

  /** Starts with the defaults of every model. */
  protected ModelBuilder() {}

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
   * Fits the model to the rows of a table: sets size and range of the input, and gives each
   * category softmax and cross-entropy of its own. {@link #loss} and {@link #outputActivation} are
   * those of the numbers. The columns become part of the {@link
   * org.autoencoderzoo.Autoencoder#columns autoencoder}.
   *
   * @param columns that make the rows
   * @return this builder
   * @throws IllegalArgumentException if they are null, or this is a model of images
   */
  public B forColumns(Columns columns) {
    throw new IllegalArgumentException(
        "A model of images cannot be fitted to columns: its kernels look for the same pattern at"
            + " every place, and columns that stand side by side are no neighbours; use a model that"
            + " reads rows, such as basic or deep");
  }

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
   * @param loss such as {@link SquaredError} or {@link org.autoencoderzoo.losses.Huber}, or one of
   *     your own; the default follows from the input range
   * @return this builder
   */
  public B loss(ReconstructionLoss loss) {
    this.loss = loss;
    return self();
  }

  /**
   * Sets the decoder's output activation.
   *
   * @param outputActivation sigmoid or identity; the default follows from the input range
   * @return this builder
   * @throws IllegalArgumentException if it is null
   */
  public B outputActivation(Activation outputActivation) {
    Arguments.given("outputActivation", outputActivation);
    return outputActivation(outputActivation.getActivationFunction());
  }

  /**
   * Sets the decoder's output activation.
   *
   * @param outputActivation sigmoid, identity, or one of your own: elementwise, which the loss
   *     accepts; the default follows from the input range
   * @return this builder
   */
  public B outputActivation(IActivation outputActivation) {
    this.outputActivation = outputActivation;
    return self();
  }

  /**
   * Builds the model.
   *
   * @return the model
   * @throws IllegalArgumentException if a setting is out of range or does not go with another
   */
  public abstract AutoencoderModel<B> build();

  /** {@return what the network reads} */
  protected abstract InputType inputType();

  /** {@return the output layer, activation and loss, once the defaults are filled in} */
  protected ReconstructionOutput output() {
    return ReconstructionOutput.of(completeLoss(), completeActivation());
  }

  /** {@return the loss, with that of the columns' categories, once the defaults are filled in} */
  protected final ReconstructionLoss completeLoss() {
    int[][] groups = groups();
    return groups.length == 0 ? loss : new ColumnsLoss(loss, groups);
  }

  /**
   * {@return the output activation, with that of the columns' categories, once the defaults are
   * filled in}
   */
  protected final IActivation completeActivation() {
    int[][] groups = groups();
    return groups.length == 0 ? outputActivation : new GroupSoftmax(outputActivation, groups);
  }

  /** The units of each category. */
  final int[][] groups() {
    return columns == null
        ? new int[0][]
        : columns.groups().stream()
            .map(units -> new int[] {units.from(), units.to()})
            .toArray(int[][]::new);
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

  /**
   * Fills in the defaults of what was not set, and checks the settings. A model's own builder calls
   * this one first, or where its own defaults must come before those here.
   *
   * @throws IllegalArgumentException if a setting is out of range or does not go with another
   */
  @Override
  protected void complete() {
    super.complete();
    completeDecoder();
  }

  /**
   * {@return a list of sizes, as a setter takes it}
   *
   * @param field name of the setting
   * @param sizes one or more; checked when the model is built
   * @throws IllegalArgumentException if sizes is null
   */
  protected static List<Integer> sizes(String field, Integer... sizes) {
    Arguments.given(field, sizes);
    return Collections.unmodifiableList(Arrays.asList(sizes.clone()));
  }

  /**
   * Checks each of a list of sizes.
   *
   * @param field name of the setting
   * @param sizes each 1 to the most
   * @param most the largest that is allowed
   * @throws IllegalArgumentException if one is null or out of range
   */
  protected static void checkSizes(String field, List<Integer> sizes, long most) {
    for (Integer size : sizes) {
      Arguments.given(field, size);
      Arguments.between(field, size, 1, most);
    }
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
      outputActivation = inputRange == REAL ? new ActivationIdentity() : new ActivationSigmoid();
    }
    if (loss == null) {
      loss =
          inputRange == UNIT_INTERVAL && outputActivation instanceof ActivationSigmoid
              ? new BernoulliCrossEntropy()
              : new SquaredError();
    }
    Arguments.check(
        inputRange == UNIT_INTERVAL || !loss.needsUnitInterval(),
        "loss is %s, which needs targets in [0,1], but inputRange is REAL; use SQUARED_ERROR",
        SettingText.of(loss));
    // What one of the user's own can reach is not known.
    Optional<Activation> activation = SettingText.named(outputActivation);
    Arguments.check(
        inputRange == UNIT_INTERVAL
            || activation.isEmpty()
            || activation.get() == Activation.IDENTITY,
        "outputActivation is %s, which cannot reach every real number, but inputRange is REAL; use IDENTITY",
        SettingText.of(outputActivation));
    Arguments.check(
        activation.isEmpty()
            || activation.get() == Activation.SIGMOID
            || activation.get() == Activation.IDENTITY,
        "outputActivation is %s, which does not fit inputs in [0,1]; use SIGMOID, or IDENTITY with SQUARED_ERROR",
        SettingText.of(outputActivation));
    Arguments.check(
        !loss.needsUnitInterval() || !(outputActivation instanceof ActivationIdentity),
        "loss is %s, which is for probabilities, but outputActivation is %s; use SIGMOID",
        SettingText.of(loss),
        SettingText.of(outputActivation));
    Arguments.check(
        loss instanceof ColumnsLoss || !(outputActivation instanceof GroupSoftmax),
        "outputActivation is %s, but loss is %s; use a ColumnsLoss of the same groups, or"
            + " forColumns, which sets both",
        SettingText.of(outputActivation),
        SettingText.of(loss));
    loss.checkActivation(outputActivation);
  }
}
