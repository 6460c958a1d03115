package org.autoencoderzoo.examples.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.autoencoderzoo.data.ImageDataSet;
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
        description = "mnist or fashion-mnist.",
        converter = DataOptions.DataSetConverter.class)
    private ImageDataSet data;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
      PrintWriter err = spec.commandLine().getErr();
      spec.commandLine().getOut().println(data.fetch(err::println));
      return 0;
    }
  }
}
