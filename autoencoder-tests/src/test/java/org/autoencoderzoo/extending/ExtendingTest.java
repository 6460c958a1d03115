package org.autoencoderzoo.extending;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.RandomExamples;
import org.autoencoderzoo.settings.Annealing;
import org.autoencoderzoo.testing.CorruptionChecks;
import org.autoencoderzoo.testing.LayerChecks;
import org.autoencoderzoo.testing.LossChecks;
import org.autoencoderzoo.testing.PenaltyChecks;
import org.autoencoderzoo.training.Training;
import org.autoencoderzoo.zoo.Settings;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The examples of docs/extending.md pass the kit, and the page shows them as they are. */
class ExtendingTest {

  private static final Path DOC = Path.of("..", "docs", "extending.md");
  private static final Path HERE = Path.of("src/test/java/org/autoencoderzoo/extending");
  private static final Pattern BLOCK =
      Pattern.compile("```java\n// (\\w+\\.java)\n(.*?)```", Pattern.DOTALL);

  @TestFactory
  Stream<DynamicTest> codeEnergy() {
    return PenaltyChecks.of(Activation.SIGMOID, new CodeEnergy(0.3));
  }

  @TestFactory
  Stream<DynamicTest> warmEnergy() {
    return PenaltyChecks.of(Activation.SIGMOID, new WarmEnergy(new Annealing(0.3, 0, 4)));
  }

  @TestFactory
  Stream<DynamicTest> unitLength() {
    return LayerChecks.of(units -> new UnitLength());
  }

  @TestFactory
  Stream<DynamicTest> brightness() {
    return CorruptionChecks.of(new Brightness(0.5, 3));
  }

  @TestFactory
  Stream<DynamicTest> logCosh() {
    return LossChecks.of(
        new LogCosh(0.7), Activation.IDENTITY, (x, y) -> 0.7 * Math.log(Math.cosh((y - x) / 0.7)));
  }

  @Test
  void modelHasItsNameItsSettingsAndItsPenalty() {
    Smooth.Builder builder = Smooth.builder();
    Settings.set(builder, "lambda", "3");
    Smooth model = builder.inputSize(16).codeSize(5).build();
    Autoencoder autoencoder = model.init();
    assertThat(autoencoder.model()).contains("smooth");
    assertThat(autoencoder.settings()).containsEntry("lambda", 3.0).containsEntry("codeSize", 5);
    INDArray x = RandomExamples.uniform(DataType.FLOAT, 60, 16);
    Autoencoder free = model.settings().lambda(0).build().init();
    autoencoder.fit(x, Training.defaults().withEpochs(100));
    free.fit(x, Training.defaults().withEpochs(100));
    assertThat(autoencoder.encode(x).norm2Number().doubleValue())
        .isLessThan(0.8 * free.encode(x).norm2Number().doubleValue());
  }

  @Test
  void pageShowsTheCodeThatIsTested() throws IOException {
    Matcher blocks = BLOCK.matcher(Files.readString(DOC));
    int shown = 0;
    while (blocks.find()) {
      assertThat(Files.readString(HERE.resolve(blocks.group(1)))).contains(blocks.group(2));
      shown++;
    }
    assertThat(shown).isGreaterThanOrEqualTo(8);
  }
}
