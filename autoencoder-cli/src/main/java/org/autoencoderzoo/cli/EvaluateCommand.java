package org.autoencoderzoo.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.autoencoderzoo.Autoencoder;
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

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Autoencoder autoencoder = Ae.load(folder, spec);
    SavedRun run = SavedRun.of(autoencoder);
    RunSource source = dataOptions.source().orElse(null);
    if (source == null) {
      source = sourceOf(run);
    }
    RunData data = source.load(run.limit(), dataOptions.limit(run.limit()));
    data.requireThoseOf(run, folder, autoencoder);
    PrintWriter results = spec.commandLine().getOut();
    results.print(SavedRun.json(data.measured(autoencoder).toJson(run)));
    results.flush();
    return 0;
  }

  private RunSource sourceOf(SavedRun run) throws IOException {
    if (run.data() == null) {
      throw new ParameterException(
          spec.commandLine(), folder + " does not say what it was trained on; give --data");
    }
    return dataOptions.source(run.dataSet());
  }
}
