package org.autoencoderzoo.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.autoencoderzoo.datasets.AnomalyDataSet;
import org.autoencoderzoo.datasets.ImageDataSet;
import org.autoencoderzoo.datasets.NaturalImages;
import org.autoencoderzoo.datasets.Reuters;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

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
        description = "mnist, fashion-mnist, natural-images, reuters, shuttle or thyroid.",
        converter = FetchConverter.class)
    private CacheFill data;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
      PrintWriter err = spec.commandLine().getErr();
      spec.commandLine().getOut().println(data.into(err::println));
      return 0;
    }
  }

  /** Puts one data set into the cache. */
  @FunctionalInterface
  interface CacheFill {
    /** Takes a consumer of progress lines; returns the cache folder. */
    Path into(Consumer<String> progress) throws IOException;
  }

  /** What can be fetched, by its name; the digits say that there is nothing to fetch. */
  static final class FetchConverter implements ITypeConverter<CacheFill> {
    private static final Map<String, CacheFill> BY_NAME = new TreeMap<>();

    static {
      for (ImageDataSet set : ImageDataSet.values()) {
        BY_NAME.put(set.id(), set::fetch);
      }
      for (AnomalyDataSet set : AnomalyDataSet.values()) {
        BY_NAME.put(set.id(), set::fetch);
      }
      BY_NAME.put("natural-images", NaturalImages::fetch);
      BY_NAME.put("reuters", Reuters::fetch);
    }

    @Override
    public CacheFill convert(String name) {
      if (!BY_NAME.containsKey(name)) {
        throw new TypeConversionException(
            "data: found '" + name + "', expected one of " + String.join(", ", BY_NAME.keySet()));
      }
      return BY_NAME.get(name);
    }
  }
}
