package org.autoencoderzoo.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.autoencoderzoo.examples.gallery.Gallery;
import org.autoencoderzoo.examples.gallery.Gallery.Entry;
import org.autoencoderzoo.examples.lecture.Lecture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs the examples of the lecture and keeps the gallery of their figures. */
@Command(
    name = "example",
    description = "Compute figures and claims of the lecture; show them on one page.",
    footer = {
      "",
      "Example: ae example k-sparse --quick",
      "         ae example all",
      "Exits with 1, and prints the number, if a claim does not hold."
    })
final class ExampleCommand implements Callable<Integer> {

  private static final String ALL = "all";

  @Parameters(
      arity = "0..1",
      paramLabel = "NAME",
      description = "A name from 'ae example --list', or all.")
  private String name;

  @Option(names = "--list", description = "List the examples in the order of the lecture.")
  private boolean isList;

  @Option(
      names = "--quick",
      description = "On the embedded digits, with small models: takes seconds.")
  private boolean isQuick;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "42",
      converter = DataOptions.WholeNumber.class,
      description = "Seed of everything random; ${DEFAULT-VALUE} by default.")
  private long seed;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "gallery",
      description = "Folder of the gallery; ${DEFAULT-VALUE} by default.")
  private Path out;

  @Spec private CommandSpec spec;

  private final Supplier<List<Entry>> examples;

  /** Of the lecture, which no other command has to load. */
  ExampleCommand() {
    this(Lecture::entries);
  }

  ExampleCommand(Supplier<List<Entry>> examples) {
    this.examples = examples;
  }

  @Override
  public Integer call() throws IOException {
    if (isList) {
      list();
      return 0;
    }
    List<Entry> entries = examples.get();
    List<Entry> chosen = chosen(entries);
    Gallery gallery = new Gallery(out, entries);
    List<String> failures = new ArrayList<>();
    for (Entry entry : chosen) {
      failures.addAll(failures(gallery, entry, chosen.size() == 1));
    }
    spec.commandLine().getOut().println(gallery.page());
    spec.commandLine().getOut().flush();
    PrintWriter err = spec.commandLine().getErr();
    failures.forEach(failure -> err.println("ae: " + failure));
    err.flush();
    return failures.isEmpty() ? 0 : Ae.FAILED;
  }

  private List<Entry> chosen(List<Entry> entries) {
    if (name == null) {
      throw new ParameterException(
          spec.commandLine(), "Missing NAME: one of 'ae example --list', or all");
    }
    if (name.equals(ALL)) {
      return entries;
    }
    List<Entry> named = entries.stream().filter(entry -> entry.id().equals(name)).toList();
    if (named.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(),
          "There is no example \""
              + name
              + "\"; there are all and "
              + entries.stream().map(Entry::id).toList());
    }
    return named;
  }

  /** Of several examples, one that fails does not keep the others from running. */
  private List<String> failures(Gallery gallery, Entry entry, boolean isOnly) throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    err.println("== " + entry.id() + ": " + entry.title());
    try {
      return gallery.run(entry, isQuick, seed, err).stream()
          .map(claim -> entry.id() + ": does not hold: " + claim)
          .toList();
    } catch (IOException | RuntimeException e) {
      if (isOnly) {
        throw e;
      }
      return List.of(entry.id() + ": " + FailureMessage.of(e));
    }
  }

  private void list() {
    PrintWriter list = spec.commandLine().getOut();
    examples.get().forEach(entry -> list.printf("%-24s %s%n", entry.id(), entry.title()));
    list.flush();
  }
}
