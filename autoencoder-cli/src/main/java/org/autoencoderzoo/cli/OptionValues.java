package org.autoencoderzoo.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.TypeConversionException;

/** What was typed: a run notes it, and how data are read is taken from there by later commands. */
final class OptionValues {

  private static final String WINDOW = "window";

  private static final List<String> OF_EXAMPLES = List.of("resize", "colours", WINDOW);

  private static final List<String> NOTED =
      List.of(
          "separator",
          "quote",
          "decimal",
          "comment",
          "encoding",
          "header",
          "skip",
          "query",
          "user",
          "resize",
          "colours",
          WINDOW);

  private OptionValues() {}

  /** What was said to a command, as it was typed; null if it was nothing. */
  static Map<String, String> said(CommandSpec spec) {
    Map<String, String> said = new LinkedHashMap<>();
    for (String name : NOTED) {
      if (isSaid(spec, name)) {
        said.put(
            name,
            spec.commandLine()
                .getParseResult()
                .matchedOption("--" + name)
                .originalStringValues()
                .get(0));
      }
    }
    return said.isEmpty() ? null : said;
  }

  /** The words that were typed, quoted as a shell needs them; the same run if it is continued. */
  static String command(CommandSpec spec) {
    return Stream.concat(
            Stream.of(System.getProperty("ae.command", "./ae")), // Set by the script.
            spec.root().commandLine().getParseResult().originalArgs().stream()
                .filter(word -> !word.equals("--resume")))
        .map(
            word -> word.matches("[\\w./=,:@%+-]+") ? word : "'" + word.replace("'", "'\\''") + "'")
        .collect(Collectors.joining(" "));
  }

  /** Whether an option stands among the words of the command. */
  static boolean isSaid(CommandSpec spec, String name) {
    return spec.commandLine().getParseResult().hasMatchedOption("--" + name);
  }

  /** Takes what a run noted, where nothing else is said now. */
  static void orElse(CommandSpec spec, Map<String, String> noted) {
    take(spec, noted, NOTED);
  }

  /** Takes only what makes the examples of a model, whatever file they are in. */
  static void ofModel(CommandSpec spec, Map<String, String> noted) {
    take(spec, noted, OF_EXAMPLES);
  }

  private static void take(CommandSpec spec, Map<String, String> noted, List<String> names) {
    if (noted != null) {
      names.stream()
          .filter(noted::containsKey)
          .filter(name -> name.equals(WINDOW) || !isSaid(spec, name)) // A model has one window.
          .forEach(name -> set(spec, name, noted.get(name)));
    }
  }

  private static void set(CommandSpec spec, String name, String text) {
    OptionSpec option = spec.findOption("--" + name);
    try {
      ITypeConverter<?>[] converters = option.converters();
      option.setValue(converters.length == 0 ? text : converters[0].convert(text));
    } catch (TypeConversionException e) {
      throw new IllegalArgumentException(
          "The run notes --%s %s: %s".formatted(name, text, e.getMessage()), e);
    } catch (Exception e) { // Which the interface allows, and no converter here throws.
      throw new IllegalStateException(e);
    }
  }
}
