package org.autoencoderzoo.zoo;

import java.util.Arrays;
import java.util.function.Supplier;

/** Every model by name: what the command line lists and what the test suite runs over. */
public enum Zoo {
  /** {@link Linear}. */
  LINEAR(
      "linear",
      "linear autoencoder = PCA",
      "Linear encoder and decoder, squared error",
      Linear::builder),
  /** {@link Basic}. */
  BASIC(
      "basic",
      "sigmoid autoencoder, tied weights",
      "One sigmoid hidden layer, the decoder its transpose",
      Basic::builder),
  /** {@link Deep}. */
  DEEP(
      "deep",
      "30-d deep autoencoder",
      "Three hidden layers on each side of a narrow linear code",
      Deep::builder),
  /** {@link Sparse}. */
  SPARSE(
      "sparse",
      "sparse autoencoder",
      "Mean activation of each unit held near rho, by KL divergence",
      Sparse::builder),
  /** {@link KSparse}. */
  K_SPARSE(
      "k-sparse",
      "k-sparse autoencoder",
      "Linear code; each example keeps its k largest units",
      KSparse::builder),
  /** {@link Denoising}. */
  DENOISING(
      "denoising",
      "denoising autoencoder",
      "Gives back the clean input from a corrupted one",
      Denoising::builder),
  /** {@link Contractive}. */
  CONTRACTIVE(
      "contractive", "CAE", "Small Jacobian of the encoder at each example", Contractive::builder),
  /** {@link StochasticContractive}. */
  STOCHASTIC_CONTRACTIVE(
      "stochastic-contractive",
      "SCAE",
      "Small change of the code under noise",
      StochasticContractive::builder),
  /** {@link HigherOrderContractive}. */
  HIGHER_ORDER_CONTRACTIVE(
      "higher-order-contractive",
      "CAE+H",
      "Small Jacobian that changes little under noise",
      HigherOrderContractive::builder),
  /** {@link Overcomplete}. */
  OVERCOMPLETE(
      "overcomplete",
      "how learning fails",
      "Twice as many code units as inputs, no regulariser: copies its input",
      Overcomplete::builder),
  /** {@link Convolutional}. */
  CONVOLUTIONAL(
      "convolutional",
      "CNN autoencoder",
      "Strided convolutions to a dense code, transposed ones back",
      Convolutional::builder),
  /** {@link ConvolutionalDenoising}. */
  CONVOLUTIONAL_DENOISING(
      "convolutional-denoising",
      "CNN, denoising",
      "Gives back the clean image from a corrupted one",
      ConvolutionalDenoising::builder),
  /** {@link ConvolutionalSparse}. */
  CONVOLUTIONAL_SPARSE(
      "convolutional-sparse",
      "CNN, sparse",
      "Mean activation of each feature map held near rho",
      ConvolutionalSparse::builder),
  /** {@link ConvolutionalKSparse}. */
  CONVOLUTIONAL_K_SPARSE(
      "convolutional-k-sparse",
      "CNN, winner-take-all",
      "Only the largest unit of each feature map",
      ConvolutionalKSparse::builder),
  /** {@link ConvolutionalContractive}. */
  CONVOLUTIONAL_CONTRACTIVE(
      "convolutional-contractive",
      "CNN, CAE",
      "Small Jacobian of the feature maps at each image",
      ConvolutionalContractive::builder),
  /** {@link Stacked}. */
  STACKED(
      "stacked",
      "stacked autoencoder",
      "Three levels, each trained on the codes below, then as one",
      Stacked::builder),
  /** {@link StackedDenoising}. */
  STACKED_DENOISING(
      "stacked-denoising",
      "stacked denoising autoencoder",
      "Stacked, its levels denoising",
      StackedDenoising::builder),
  /** {@link StackedContractive}. */
  STACKED_CONTRACTIVE(
      "stacked-contractive",
      "stacked CAE",
      "Stacked, its levels contractive",
      StackedContractive::builder);

  private final String id;
  private final String topic;
  private final String summary;
  private final Supplier<ModelBuilder<?>> builder;

  Zoo(String id, String topic, String summary, Supplier<ModelBuilder<?>> builder) {
    this.id = id;
    this.topic = topic;
    this.summary = summary;
    this.builder = builder;
  }

  /** {@return the name on the command line} */
  public String id() {
    return id;
  }

  /** {@return the topic of the lecture that the model belongs to} */
  public String topic() {
    return topic;
  }

  /** {@return the model in one line} */
  public String summary() {
    return summary;
  }

  /** {@return a builder with the model's defaults} */
  public ModelBuilder<?> builder() {
    return builder.get();
  }

  /**
   * Finds a model by name.
   *
   * @param id such as {@code basic}
   * @return the model
   * @throws IllegalArgumentException if there is none, naming those there are
   */
  public static Zoo of(String id) {
    return Arrays.stream(values())
        .filter(model -> model.id.equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "There is no model \""
                        + id
                        + "\"; there are "
                        + Arrays.stream(values()).map(Zoo::id).toList()));
  }
}
