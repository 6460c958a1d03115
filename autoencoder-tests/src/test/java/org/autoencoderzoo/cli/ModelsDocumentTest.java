package org.autoencoderzoo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.autoencoderzoo.zoo.Settings;
import org.autoencoderzoo.zoo.Zoo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What docs/models.md says of a model is what the model is. */
class ModelsDocumentTest {

  private static final Path DOCS = Path.of("").toAbsolutePath().getParent().resolve("docs");

  /** Given by the data. */
  private static final Set<String> SIZES = Set.of("inputSize", "channels", "height", "width");

  /** Where a setting starts that changes by epoch; without epochs for that, it does not. */
  private static final Map<String, String> COURSES =
      Map.of("firstLearningRate", "learningRate", "firstK", "k", "firstNoiseLevel", "noiseLevel");

  private static final Set<String> COMMON =
      Set.of(
          "seed",
          "updater",
          "learningRateEpochs",
          "schedule",
          "gradientNormalization",
          "gradientThreshold",
          "weightInit",
          "l1",
          "weightDecay",
          "dropout",
          "batchNormalization",
          "annealingEpochs");

  @ParameterizedTest
  @MethodSource("org.autoencoderzoo.zoo.Zoo#models")
  void everyModelHasItsDefaults(Zoo.Entry zoo) throws IOException {
    Map<String, String> defaults = new TreeMap<>();
    Settings.of(zoo.builder().build().settings())
        .forEach((name, value) -> defaults.put(name, Settings.text(value)));
    defaults.keySet().removeAll(SIZES);
    COURSES.forEach(
        (first, setting) -> {
          if (defaults.containsKey(first)) {
            assertThat(defaults.remove(first)).isEqualTo(defaults.get(setting));
          }
        });
    Map<String, String> common = settings(document().substring(0, document().indexOf("\n## ")));
    assertThat(common).containsOnlyKeys(COMMON);
    for (String name : COMMON) {
      if (defaults.containsKey(name)) {
        assertThat(defaults.remove(name)).as(name).isEqualTo(common.get(name));
      }
    }
    String section = section(zoo);
    int start = section.indexOf("\nDefaults: ");
    assertThat(settings(section.substring(start, section.indexOf("\n\n", start))))
        .isEqualTo(defaults);
  }

  @ParameterizedTest
  @MethodSource("org.autoencoderzoo.zoo.Zoo#models")
  void everyModelHasItsEquationItsFiguresAndItsFilters(Zoo.Entry zoo) throws IOException {
    String name = zoo.id();
    assertThat(section(zoo)).contains("```math\n");
    assertThat(section(zoo)).contains("![Filters of " + name + "](filters/" + name + ".png)");
    assertThat(document()).contains("\n| [" + name + "](#" + name + ") | ");
    Path picture = DOCS.resolve("filters").resolve(name + ".png");
    assertThat(ImageIO.read(picture.toFile()).getWidth()).isBetween(200, 500);
    assertThat(Files.size(picture)).isLessThan(40_000);
  }

  private static String document() throws IOException {
    return Files.readString(DOCS.resolve("models.md"));
  }

  private static String section(Zoo.Entry zoo) throws IOException {
    String heading = "\n## " + zoo.id() + "\n";
    String document = document() + "\n## ";
    assertThat(document).containsOnlyOnce(heading);
    int start = document.indexOf(heading);
    return document.substring(start, document.indexOf("\n## ", start + 1));
  }

  private static Map<String, String> settings(String text) {
    Map<String, String> settings = new TreeMap<>();
    Matcher setting = Pattern.compile("`(\\w+)=([^`]+)`").matcher(text);
    while (setting.find()) {
      settings.put(setting.group(1), setting.group(2));
    }
    return settings;
  }
}
