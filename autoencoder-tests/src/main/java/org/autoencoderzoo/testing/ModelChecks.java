package org.autoencoderzoo.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.autoencoderzoo.testing.Check.check;
import static org.autoencoderzoo.testing.Check.within;
import static org.autoencoderzoo.testing.TriedModel.ROUNDING;
import static org.autoencoderzoo.testing.TriedModel.SHORT;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.zoo.AutoencoderModel;
import org.autoencoderzoo.zoo.ModelBuilder;
import org.autoencoderzoo.zoo.Zoo;
import org.autoencoderzoo.zoo.ZooExtension;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.junit.jupiter.api.DynamicTest;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What every model of this library passes: its name and graph; training that lowers the score, is
 * the same for the same seed, and goes on after an interruption to the last bit; verbs that agree
 * with the network, for any number of examples and from several threads; files and JSON; wrong
 * data; layers that are frozen; and its settings, which are the fields of its builder: each can be
 * set by text, is listed and saved, has an effect, and is refused where it is wrong.
 *
 * <pre>{@code
 * @TestFactory
 * Stream<DynamicTest> myModel() {
 *   return ModelChecks.of(MyModel::builder, MyPenalty.class);
 * }
 * }</pre>
 *
 * <p>The model is built for images of 8x8 pixels, or for those of {@link #ofImages}.
 */
public final class ModelChecks {

  private static final SmallImages SQUARES = new SmallImages(1, 8, 8);

  private final TriedModel tried;

  private ModelChecks(TriedModel tried) {
    this.tried = tried;
  }

  /**
   * All checks of a model.
   *
   * @param builder gives a builder with the defaults, a new one each time
   * @param trusted the parts of your own that the network has, as {@link Autoencoder#load} needs
   *     them: configurations of layers, penalties, corruptions, losses, selections, activations,
   *     updaters
   * @return the checks, to be returned from a {@code @TestFactory}
   */
  public static Stream<DynamicTest> of(
      Supplier<? extends ModelBuilder<?>> builder, Class<?>... trusted) {
    return new ModelChecks(new TriedModel(builder, SQUARES, trusted)).all();
  }

  /**
   * All checks of a model of images that cannot be as small as 8x8, or have several channels.
   *
   * @param channels of an image
   * @param height in pixels, above 3
   * @param width in pixels, above 3
   * @param builder gives a builder with the defaults, a new one each time
   * @param trusted the parts of your own that the network has, as {@link #of(Supplier, Class...)}
   *     needs them
   * @return the checks, to be returned from a {@code @TestFactory}
   */
  public static Stream<DynamicTest> ofImages(
      int channels,
      int height,
      int width,
      Supplier<? extends ModelBuilder<?>> builder,
      Class<?>... trusted) {
    SmallImages images = new SmallImages(channels, height, width);
    return new ModelChecks(new TriedModel(builder, images, trusted)).all();
  }

  /**
   * All checks of all models of an extension, and that it is registered as it should be.
   *
   * @param extension whose models to check, with its trusted classes
   * @return the checks, to be returned from a {@code @TestFactory}
   */
  public static Stream<DynamicTest> of(ZooExtension extension) {
    Class<?>[] trusted = extension.trustedClasses().toArray(Class<?>[]::new);
    return Stream.concat(
        Stream.of(
            check(
                "registered",
                "Write the name of the class on a line of src/main/resources/META-INF/services/"
                    + ZooExtension.class.getName()
                    + "; let it be public, with a public constructor without arguments.",
                () -> registered(extension)),
            check(
                "entries",
                "The id of an entry is the name of its model, which no other model has; summary"
                    + " and paper stand in one line of 'ae list'.",
                () -> entries(extension))),
        extension.models().stream()
            .flatMap(entry -> within(entry.id() + ": ", of(entry::builder, trusted))));
  }

  private static void registered(ZooExtension extension) {
    assertThat(ServiceLoader.load(ZooExtension.class).stream().map(found -> found.type().getName()))
        .as("extensions that ServiceLoader finds")
        .contains(extension.getClass().getName());
  }

  private static void entries(ZooExtension extension) {
    assertThat(Zoo.problems())
        .as("what Zoo says is wrong with extensions")
        .noneMatch(problem -> problem.startsWith(extension.getClass().getName() + ": "));
    for (Zoo.Entry entry : extension.models()) {
      assertThat(entry.id()).as("id of the entry").isEqualTo(entry.builder().build().name());
      assertThat(entry.summary() + entry.paper())
          .as("summary and paper of %s", entry)
          .isNotBlank()
          .doesNotContain("\n");
    }
  }

  private Stream<DynamicTest> all() {
    return Stream.of(
            Stream.of(
                check(
                    "name",
                    "A model is a class with a name, at the top level or static; its own name is"
                        + " made of that, as k-sparse of KSparse, and init() gives it to the autoencoder.",
                    this::name),
                check(
                    "graph",
                    "conf() depends on the settings alone, and takes the sizes from them. The"
                        + " vertex that gives the code is named Autoencoder.CODE, the output layer"
                        + " Autoencoder.RECONSTRUCTION.",
                    this::graph),
                check(
                    "number of parameters",
                    "parameterCount() counts those of conf(): there is no need to override it.",
                    this::parameterCount)),
            new ModelTrainingChecks(tried).tests(),
            new ModelUseChecks(tried).tests(),
            Stream.of(
                check(
                    "file keeps it",
                    "All that is needed is in parameters, and in settings that JSON keeps. List the"
                        + " classes of your own in the network: ModelChecks.of(builder, MyPenalty.class),"
                        + " or trustedClasses() of the extension.",
                    this::file),
                check(
                    "JSON keeps its configuration",
                    "Each setting of your layers, penalties and other parts is in their JSON, by"
                        + " @JsonProperty or a getter and a setter, and counts in equals.",
                    this::json)),
            new ModelSettingsChecks(tried).tests())
        .flatMap(checks -> checks);
  }

  private void name() {
    AutoencoderModel<?> model = tried.builder().build();
    assertThat(model.getClass().isAnonymousClass() || model.getClass().isLocalClass())
        .as("class %s has no name", model.getClass().getName())
        .isFalse();
    assertThat(model.name())
        .as("name, made of that of the class %s", model.getClass().getSimpleName())
        .matches("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    assertThat(model.init().model()).as("name of the autoencoder").contains(model.name());
  }

  private void graph() {
    AutoencoderModel<?> model = tried.builder().build();
    ComputationGraphConfiguration conf = model.conf();
    assertThat(conf.getVertices().keySet())
        .as("vertices")
        .contains(Autoencoder.CODE, Autoencoder.RECONSTRUCTION);
    Differences.assertNone("conf(), called again", model.conf().toJson(), conf.toJson());
    SmallImages images = tried.images();
    assertThat(List.of("[" + images.pixels() + "]", Arrays.toString(images.shape())))
        .as("shape that the network reads after forImages(%s)", images.size())
        .contains(Arrays.toString(tried.fresh().inputShape()));
  }

  private void parameterCount() {
    AutoencoderModel<?> model = tried.builder().build();
    assertThat(model.parameterCount())
        .as("parameterCount(), beside the parameters of the network")
        .isEqualTo(model.init().network().numParams());
  }

  private void file() throws IOException {
    Autoencoder original = tried.fresh();
    INDArray x = tried.examples(original);
    original.fit(x, SHORT);
    Path folder = Files.createTempDirectory("model");
    try {
      original.save(folder);
      Autoencoder loaded = Autoencoder.load(folder, tried.trusted());
      assertThat(loaded.model()).as("name that was saved").isEqualTo(original.model());
      assertThat(loaded.settings().keySet())
          .as("settings that were saved")
          .isEqualTo(original.settings().keySet());
      assertThat(loaded.inputShape()).isEqualTo(original.inputShape());
      Differences.assertNone(
          "reconstructions of the saved model",
          loaded.reconstruct(x),
          original.reconstruct(x),
          ROUNDING);
      original.fit(x, SHORT);
      loaded.fit(x, SHORT);
      Differences.assertNone(
          "parameters of the saved model, trained on",
          loaded.network().params(),
          original.network().params(),
          ROUNDING);
    } finally {
      Folders.delete(folder);
    }
  }

  private void json() {
    ComputationGraphConfiguration conf = tried.builder().build().conf();
    ComputationGraphConfiguration read = ComputationGraphConfiguration.fromJson(conf.toJson());
    Differences.assertNone("configuration after JSON", read.toJson(), conf.toJson());
    assertThat(read.equals(conf)).as("a configuration equals itself after JSON").isTrue();
  }
}
