package org.autoencoderzoo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.autoencoderzoo.ArchitecturePage;
import org.autoencoderzoo.EnteredClasses;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The way from the command to the report, as docs/architecture.md walks it. */
class TrainWalkTest {

  @TempDir private Path folder;

  /** A training, from the words of the command on. */
  static final class Training {

    public static void main(String[] words) {
      CommandLine ae = Ae.commandLine().setOut(new StandardOutput(System.out));
      EnteredClasses.begin();
      int code = ae.execute(words);
      EnteredClasses.end();
      System.exit(code);
    }
  }

  @Test
  void classesOfTheCommandLineThatTrainingEntersAreThoseOfThePage() throws IOException {
    List<String> entered =
        EnteredClasses.of(
                "-Xmx1g -Djava.awt.headless=true",
                Training.class,
                "train",
                "basic",
                "--epochs=1",
                "--limit=100",
                "--out=" + folder.resolve("run"))
            .stream()
            .filter(name -> name.startsWith(Ae.class.getPackageName() + "."))
            .map(name -> name.substring(name.lastIndexOf('.') + 1))
            .toList();

    assertThat(entered)
        .containsExactlyElementsOf(ArchitecturePage.walk("`ae train`, by name"))
        .hasSizeLessThanOrEqualTo(30);
  }
}
