package org.autoencoderzoo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.autoencoderzoo.EnteredClasses;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The way from the command to the report, as docs/architecture.md walks it. */
class TrainWalkTest {

  private static final Path PAGE =
      Path.of("").toAbsolutePath().resolveSibling("docs").resolve("architecture.md");

  private static final Pattern ROW = Pattern.compile("(?m)^\\| `(\\w+)` \\|");

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

    assertThat(entered).containsExactlyElementsOf(walked()).hasSizeLessThanOrEqualTo(20);
  }

  private static List<String> walked() throws IOException {
    String page = Files.readString(PAGE);
    int start = page.indexOf("## `ae train`, by name");
    int next = page.indexOf("\n## ", start);
    return ROW.matcher(page.substring(start, next < 0 ? page.length() : next))
        .results()
        .map(row -> row.group(1))
        .toList();
  }
}
