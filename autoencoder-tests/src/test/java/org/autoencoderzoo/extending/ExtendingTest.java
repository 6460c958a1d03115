package org.autoencoderzoo.extending;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The code in docs/extending.md is that of the project that the build compiles and tests. */
class ExtendingTest {

  private static final Path DOC = Path.of("..", "docs", "extending.md");
  private static final Path PROJECT = Path.of("src", "it", "extension");

  /** Code whose first line is the name of its file. */
  private static final Pattern BLOCK =
      Pattern.compile("```\\w+\n(?:// ([\\w.]+)|<!-- ([\\w.]+) -->)\n(.*?)```", Pattern.DOTALL);

  /** The column of the table that names examples, and says how many lines they have together. */
  private static final Pattern EXAMPLE = Pattern.compile("\\| ((?:`\\w+`, )+)(\\d+) \\|");

  @Test
  void pageSaysHowLongTheExamplesAre() throws IOException {
    Matcher examples = EXAMPLE.matcher(Files.readString(DOC));
    int counted = 0;
    while (examples.find()) {
      long lines = 0;
      for (String name : examples.group(1).replace("`", "").split(", ")) {
        lines += linesOfCode(file(name + ".java"));
      }
      assertThat(lines).as(examples.group()).isEqualTo(Long.parseLong(examples.group(2)));
      counted++;
    }
    assertThat(counted).isGreaterThanOrEqualTo(13);
  }

  /** Neither blank lines nor comments, package and imports count. */
  private static long linesOfCode(Path file) throws IOException {
    return Files.readAllLines(file).stream()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.matches("(package |import |//|/\\*|\\*).*"))
        .count();
  }

  @Test
  void pageShowsTheCodeThatIsTested() throws IOException {
    Matcher blocks = BLOCK.matcher(Files.readString(DOC));
    int shown = 0;
    while (blocks.find()) {
      String name = blocks.group(1) == null ? blocks.group(2) : blocks.group(1);
      assertThat(Files.readString(file(name))).as(name).contains(blocks.group(3));
      shown++;
    }
    assertThat(shown).isGreaterThanOrEqualTo(20);
  }

  private static Path file(String name) throws IOException {
    try (Stream<Path> files = Files.walk(PROJECT)) {
      List<Path> found = files.filter(file -> file.endsWith(name)).toList();
      assertThat(found).as(name).hasSize(1);
      return found.get(0);
    }
  }
}
