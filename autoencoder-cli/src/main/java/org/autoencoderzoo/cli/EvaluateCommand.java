package org.autoencoderzoo.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.datasets.NamedDataSet;
import org.autoencoderzoo.datasets.TrainTest;
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
    NamedDataSet dataSet = dataOptions.data(null);
    if (dataSet == null) {
      dataSet = run.dataSet();
    }
    if (dataSet == null) {
      throw new ParameterException(
          spec.commandLine(), folder + " does not say what it was trained on; give --data");
    }
    TrainTest data = dataOptions.load(dataSet, run.limit(), dataOptions.limit(run.limit()));
    long features = data.test().images().size(1);
    if (features != autoencoder.inputSize()) {
      throw new IOException(
          "%s reads %d numbers per example, but %s has %d; name its data with --data and --data-dir"
              .formatted(folder, autoencoder.inputSize(), data.name(), features));
    }
    if (dataSet.id().equals(run.data())
        && !dataOptions.namesFolder()
        && !data.sha256().equals(run.dataSha256())) {
      throw new IOException(
          folder
              + " was trained on other "
              + (dataSet.isEmbedded() ? "examples" : "files")
              + " than those of "
              + dataSet.title()
              + (dataSet.isEmbedded() ? "" : "; give their folder with --data-dir"));
    }
    PrintWriter results = spec.commandLine().getOut();
    results.print(SavedRun.json(RunMetrics.of(autoencoder, data).toJson(run, data)));
    results.flush();
    return 0;
  }
}
