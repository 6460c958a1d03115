package org.autoencoderzoo.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The programs to copy from are short, and README.md and docs/examples.md show them as they are.
 * What they print is compared in {@link ShortProgramsTest}.
 */
class ExamplesDocumentTest {

  private static final Path SOURCES =
      ExamplesPage.PROJECT.resolve(
          "autoencoder-examples/src/main/java/org/autoencoderzoo/examples");

  private static final int MOST_LINES = 40;

  /** {@code | `Name` | what it shows | lines | `what it prints` |}. */
  private static final Pattern ROW =
      Pattern.compile("\\| \\[?`(\\w+)`\\S* \\| [^|]+ \\| (\\d+) \\| `([^`]+)` \\|");

  static List<String> programs() throws IOException {
    try (Stream<Path> files = Files.list(SOURCES)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".java") && !name.equals("package-info.java"))
          .map(name -> name.replace(".java", ""))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("programs")
  void programHasAtMostFortyLinesOfCode(String program) throws IOException {
    assertThat(linesOfCode(program)).isBetween(1L, (long) MOST_LINES);
  }

  /** From the first line of its Javadoc on; the file has only imports before it. */
  @ParameterizedTest
  @MethodSource("programs")
  void pageShowsTheProgram(String program) throws IOException {
    assertThat(source(program)).endsWith("\n\n" + ExamplesPage.code(program));
    assertThat(ExamplesPage.code(program)).startsWith("/**").contains(" class " + program);
  }

  @Test
  void readmeHasEachProgramItsLinesAndTheLastLineThatItPrints() throws IOException {
    List<String> shown = new ArrayList<>();
    Matcher rows = ROW.matcher(Files.readString(ExamplesPage.PROJECT.resolve("README.md")));
    while (rows.find()) {
      String program = rows.group(1);
      shown.add(program);
      assertThat(Long.valueOf(rows.group(2))).as(program).isEqualTo(linesOfCode(program));
      List<String> printed = ExamplesPage.printed(program).lines().toList();
      assertThat(rows.group(3)).isEqualTo(printed.get(printed.size() - 1));
    }
    assertThat(shown).containsExactlyInAnyOrderElementsOf(programs());
  }

  /** Neither blank lines nor comments, package and imports count; everything else does. */
  private static long linesOfCode(String program) throws IOException {
    return source(program)
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.matches("(package |import |//|/\\*|\\*).*"))
        .count();
  }

  private static String source(String program) throws IOException {
    return Files.readString(SOURCES.resolve(program + ".java"));
  }
}
