package org.autoencoderzoo.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What docs/examples.md shows of each program: its code and what it prints. */
final class ExamplesPage {

  static final Path PROJECT = Path.of("..");

  private static final Pattern NUMBER = Pattern.compile("\\d+(\\.\\d+)?");

  private ExamplesPage() {}

  /** The code of a program on the page. */
  static String code(String program) throws IOException {
    return between(section(program), "```java\n", "```");
  }

  /** What a program prints, as the page has it. */
  static String printed(Class<?> program) throws IOException {
    return printed(program.getSimpleName());
  }

  static String printed(String program) throws IOException {
    return between(section(program), "examples." + program + "\n", "```");
  }

  static List<Double> numbers(String printed) {
    return NUMBER.matcher(printed).results().map(MatchResult::group).map(Double::valueOf).toList();
  }

  static String withoutNumbers(String printed) {
    return NUMBER.matcher(printed).replaceAll("#");
  }

  private static String section(String program) throws IOException {
    String page = Files.readString(PROJECT.resolve("docs").resolve("examples.md"));
    return between(page + "\n## ", "\n## " + program + "\n", "\n## ");
  }

  private static String between(String text, String before, String after) {
    assertThat(text).contains(before);
    int start = text.indexOf(before) + before.length();
    return text.substring(start, text.indexOf(after, start));
  }
}
