package org.autoencoderzoo.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.autoencoderzoo.datasets.AnomalyDataSet;
import org.autoencoderzoo.datasets.DataSets;
import org.autoencoderzoo.datasets.NamedDataSet;
import org.autoencoderzoo.datasets.NaturalImages;
import org.autoencoderzoo.datasets.Reuters;
import org.autoencoderzoo.datasets.TableDataSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What concerns data sets. */
@Command(
    name = "data",
    description = "Fetch data sets.",
    subcommands = DataCommand.Fetch.class,
    footer = {"", "Example: ae data fetch mnist"})
final class DataCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Missing command: fetch");
  }

  /** Fills the cache. */
  @Command(
      name = "fetch",
      description = "Put a data set into the cache, each file verified.",
      footer = {"", "Example: ae data fetch mnist"})
  static final class Fetch implements Callable<Integer> {

    @Parameters(
        paramLabel = "NAME",
        description =
            "mnist, fashion-mnist, natural-images, reuters or thyroid, a table such as credit-g, or one of"
                + " a plugin.")
    private String name;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
      PrintWriter err = spec.commandLine().getErr();
      spec.commandLine().getOut().println(named().into(err::println));
      return 0;
    }

    /** The digits, among others, say that there is nothing to fetch. */
    private CacheFill named() {
      Map<String, CacheFill> known = new TreeMap<>();
      for (NamedDataSet set : DataSets.all()) {
        known.put(set.id(), set::fetch);
      }
      for (AnomalyDataSet set : AnomalyDataSet.values()) {
        known.put(set.id(), set::fetch);
      }
      for (TableDataSet set : TableDataSet.values()) {
        known.put(set.id(), set::fetch);
      }
      known.put("natural-images", NaturalImages::fetch);
      known.put("reuters", Reuters::fetch);
      if (!known.containsKey(name)) {
        throw new ParameterException(
            spec.commandLine(),
            "data: found '" + name + "', expected one of " + String.join(", ", known.keySet()));
      }
      return known.get(name);
    }
  }

  /** Puts one data set into the cache. */
  @FunctionalInterface
  interface CacheFill {
    /** Takes a consumer of progress lines; returns the cache folder. */
    Path into(Consumer<String> progress) throws IOException;
  }
}
