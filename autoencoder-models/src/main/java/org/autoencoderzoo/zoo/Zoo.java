package org.autoencoderzoo.zoo;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.autoencoderzoo.settings.Arguments;
import org.autoencoderzoo.settings.Extensions;

/**
 * Every model by name: those of the library, and then those of each {@link ZooExtension} that the
 * thread's context class loader finds.
 */
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
   * @param id the name on the command line, that of the {@linkplain AutoencoderModel#name() model}
   * @param summary the model in one line
   * @param paper where it comes from: authors and year
   * @param newBuilder gives a builder with the model's defaults
   */
  public record Entry(
      String id, String summary, String paper, Supplier<ModelBuilder<?>> newBuilder) {

    /**
     * Checks that all is there.
     *
     * @param id the name on the command line, that of the {@linkplain AutoencoderModel#name()
     *     model}
     * @param summary the model in one line
     * @param paper where it comes from: authors and year
     * @param newBuilder gives a builder with the model's defaults
     * @throws IllegalArgumentException if an argument is null
     */
    public Entry {
      Arguments.given("id", id);
      Arguments.given("summary", summary);
      Arguments.given("paper", paper);
      Arguments.given("newBuilder", newBuilder);
    }

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

  /** The models of extensions that are as they should be, and what is wrong with the others. */
  private record Extended(List<Entry> models, List<String> problems) {

    static Extended load() {
      Extended found = new Extended(new ArrayList<>(), new ArrayList<>());
      Extensions.forEach(ZooExtension.class, found::add, found.problems::add);
      return found;
    }

    private void add(ZooExtension extension) {
      List<Entry> entries = extension.models();
      Arguments.given("models()", entries);
      for (Entry entry : entries) {
        try {
          Arguments.given("a model", entry);
          check(entry);
          models.add(entry);
        } catch (RuntimeException | LinkageError e) {
          problems.add(
              "%s: the model %s is left out: %s"
                  .formatted(extension.getClass().getName(), entry, Extensions.reason(e)));
        }
      }
    }

    private void check(Entry entry) {
      AutoencoderModel<?> model = builtFromDefaults(entry);
      Arguments.check(
          entry.id().equals(model.name()),
          "the model %s is named %s; give its entry that id, or the class another name",
          model.getClass().getName(),
          model.name());
      find(MODELS, entry.id())
          .or(() -> find(models, entry.id()))
          .ifPresent(
              other -> {
                throw new IllegalArgumentException(
                    "%s has the name of %s; rename the class"
                        .formatted(
                            model.getClass().getName(),
                            other.builder().build().getClass().getName()));
              });
    }

    private static AutoencoderModel<?> builtFromDefaults(Entry entry) {
      try {
        return entry.builder().build();
      } catch (RuntimeException | LinkageError e) {
        throw new IllegalArgumentException(
            "its builder fails with its defaults: " + Extensions.reason(e), e);
      }
    }
  }

  /**
   * {@return every model, in the order in which a reader should meet them; then those of
   * extensions} Models of extensions that are not as they should be are left out: {@link
   * #problems}.
   */
  public static List<Entry> models() {
    List<Entry> all = new ArrayList<>(MODELS);
    all.addAll(Extended.load().models);
    return List.copyOf(all);
  }

  /**
   * {@return what is wrong with extensions, and so left out of {@link #models}: a line each, with
   * the class of the extension}
   */
  public static List<String> problems() {
    return List.copyOf(Extended.load().problems);
  }

  /**
   * Finds a model by name.
   *
   * @param id such as {@code basic}
   * @return the model
   * @throws IllegalArgumentException if there is none, naming those there are, and what is wrong
   *     with extensions
   */
  public static Entry of(String id) {
    return find(MODELS, id).orElseGet(() -> extended(id));
  }

  private static Entry extended(String id) {
    Extended extended = Extended.load();
    return find(extended.models, id)
        .orElseThrow(
            () -> {
              List<Entry> all = new ArrayList<>(MODELS);
              all.addAll(extended.models);
              return new IllegalArgumentException(
                  "There is no model \""
                      + id
                      + "\"; there are "
                      + all
                      + Suggestion.of(id, all.stream().map(Entry::id).toList())
                      + (extended.problems.isEmpty()
                          ? ""
                          : "; " + String.join("; ", extended.problems)));
            });
  }

  private static Optional<Entry> find(List<Entry> models, String id) {
    return models.stream().filter(model -> model.id().equals(id)).findFirst();
  }
}
