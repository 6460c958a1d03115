package org.autoencoderzoo.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.columns.Columns;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints the metrics of a saved model. */
@Command(
    name = "evaluate",
    description = "Print the metrics of a saved model, as JSON.",
    footer = {"", "Example: ae evaluate runs/basic-digits-42"})
final class EvaluateCommand implements Callable<Integer> {

  @Parameters(paramLabel = "DIR", description = "A folder that 'ae train' wrote.")
  private Path folder;

  @Mixin private DataOptions dataOptions;

  @Mixin private TableOptions tableOptions;

  @Mixin private ImageOptions imageOptions;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Autoencoder autoencoder = Ae.load(folder, spec);
    SavedRun run = SavedRun.of(autoencoder);
    OptionValues.orElse(spec, run.readAs());
    RunSource source = dataOptions.source(own(run)).orElse(null);
    if (source == null) {
      source = sourceOf(run);
    }
    ExampleChoice choice =
        new ExampleChoice(
            run.limit(),
            dataOptions.limit(run.limit()),
            run.seed() == null ? 0 : run.seed(),
            run.patience() != null);
    RunData data = source.loadFor(autoencoder, run, folder, choice);
    PrintWriter results = spec.commandLine().getOut();
    results.print(SavedRun.json(data.measured(autoencoder).toJson(run)));
    results.flush();
    return 0;
  }

  private OwnData own(SavedRun run) {
    return new OwnData(
        tableOptions, imageOptions, run.test(), Columns.builder(), spec.commandLine().getErr());
  }

  private RunSource sourceOf(SavedRun run) throws IOException {
    if (run.data() == null) {
      throw new ParameterException(
          spec.commandLine(), folder + " does not say what it was trained on; give --data");
    }
    try {
      return dataOptions.source(run.data(), own(run));
    } catch (ParameterException e) {
      if (!(e.getCause() instanceof IllegalArgumentException)) {
        throw e; // What was typed is wrong, not what the run notes.
      }
      throw new IOException(
          "the model was trained on "
              + run.data()
              + ", which is no data set of this program: give the jar that has it with --plugins, or"
              + " other data with --data",
          e);
    }
  }
}
