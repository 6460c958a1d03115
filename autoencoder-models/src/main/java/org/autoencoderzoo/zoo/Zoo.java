package org.autoencoderzoo.zoo;

import java.util.List;
import java.util.function.Supplier;

/** Every model by name: what the command line lists and what the test suite runs over. */
public final class Zoo {

  private static final List<Entry> MODELS =
      List.of(
          new Entry(
              "linear",
              "Linear encoder and decoder, squared error",
              "Baldi and Hornik 1989",
              Linear::builder),
          new Entry(
              "basic",
              "One sigmoid hidden layer, the decoder its transpose",
              "Rumelhart et al. 1986",
              Basic::builder),
          new Entry(
              "deep",
              "Three hidden layers on each side of a narrow linear code",
              "Hinton and Salakhutdinov 2006",
              Deep::builder),
          new Entry(
              "sparse",
              "Mean activation of each unit held near rho, by KL divergence",
              "Ng 2011",
              Sparse::builder),
          new Entry(
              "k-sparse",
              "Linear code; each example keeps its k largest units",
              "Makhzani and Frey 2013",
              KSparse::builder),
          new Entry(
              "denoising",
              "Gives back the clean input from a corrupted one",
              "Vincent et al. 2008",
              Denoising::builder),
          new Entry(
              "contractive",
              "Small Jacobian of the encoder at each example",
              "Rifai et al. 2011",
              Contractive::builder),
          new Entry(
              "stochastic-contractive",
              "Small change of the code under noise",
              "Rifai et al. 2011",
              StochasticContractive::builder),
          new Entry(
              "higher-order-contractive",
              "Small Jacobian that changes little under noise",
              "Rifai et al. 2011",
              HigherOrderContractive::builder),
          new Entry(
              "overcomplete",
              "Twice as many code units as inputs, no regulariser: copies its input",
              "Bengio et al. 2013",
              Overcomplete::builder),
          new Entry(
              "convolutional",
              "Strided convolutions to a dense code, transposed ones back",
              "Masci et al. 2011",
              Convolutional::builder),
          new Entry(
              "convolutional-denoising",
              "Gives back the clean image from a corrupted one",
              "Masci et al. 2011",
              ConvolutionalDenoising::builder),
          new Entry(
              "convolutional-sparse",
              "Mean activation of each feature map held near rho",
              "Ng 2011",
              ConvolutionalSparse::builder),
          new Entry(
              "convolutional-k-sparse",
              "Only the largest unit of each feature map",
              "Makhzani and Frey 2015",
              ConvolutionalKSparse::builder),
          new Entry(
              "convolutional-contractive",
              "Small Jacobian of the feature maps at each image",
              "Rifai et al. 2011",
              ConvolutionalContractive::builder),
          new Entry(
              "stacked",
              "Three levels, each trained on the codes below, then as one",
              "Bengio et al. 2007",
              Stacked::builder),
          new Entry(
              "stacked-denoising",
              "Stacked, its levels denoising",
              "Vincent et al. 2010",
              StackedDenoising::builder),
          new Entry(
              "stacked-contractive",
              "Stacked, its levels contractive",
              "Rifai et al. 2011",
              StackedContractive::builder));

  private Zoo() {}

  /**
   * A model by its name.
   *
   * @param id the name on the command line
   * @param summary the model in one line
   * @param paper where it comes from: authors and year
   * @param newBuilder gives a builder with the model's defaults
   */
  public record Entry(
      String id, String summary, String paper, Supplier<ModelBuilder<?>> newBuilder) {

    /** {@return a builder with the model's defaults} */
    public ModelBuilder<?> builder() {
      return newBuilder.get();
    }

    /** {@return the name} */
    @Override
    public String toString() {
      return id;
    }
  }

  /** {@return every model, in the order in which a reader should meet them} */
  public static List<Entry> models() {
    return MODELS;
  }

  /**
   * Finds a model by name.
   *
   * @param id such as {@code basic}
   * @return the model
   * @throws IllegalArgumentException if there is none, naming those there are
   */
  public static Entry of(String id) {
    return MODELS.stream()
        .filter(model -> model.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "There is no model \"" + id + "\"; there are " + MODELS));
  }
}
