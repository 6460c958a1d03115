package org.autoencoderzoo.extending;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.autoencoderzoo.testing.CorruptionChecks;
import org.autoencoderzoo.testing.LayerChecks;
import org.autoencoderzoo.testing.LossChecks;
import org.autoencoderzoo.testing.PenaltyChecks;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.nd4j.linalg.activations.Activation;

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
  Stream<DynamicTest> unitLength() {
    return LayerChecks.of(units -> new UnitLength());
  }

  @TestFactory
  Stream<DynamicTest> brightness() {
    return CorruptionChecks.of(new Brightness(0.5, 3));
  }

  @TestFactory
  Stream<DynamicTest> logCosh() {
    return LossChecks.of(new LogCosh(), Activation.IDENTITY, (x, y) -> Math.log(Math.cosh(y - x)));
  }

  @Test
  void pageShowsTheCodeThatIsTested() throws IOException {
    Matcher blocks = BLOCK.matcher(Files.readString(DOC));
    int shown = 0;
    while (blocks.find()) {
      assertThat(Files.readString(HERE.resolve(blocks.group(1)))).contains(blocks.group(2));
      shown++;
    }
    assertThat(shown).isEqualTo(6);
  }
}
