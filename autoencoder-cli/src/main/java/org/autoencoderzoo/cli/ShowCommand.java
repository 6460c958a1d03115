package org.autoencoderzoo.cli;

import java.io.PrintWriter;
import org.autoencoderzoo.zoo.AutoencoderModel;
import org.autoencoderzoo.zoo.Zoo;
import org.deeplearning4j.nn.graph.ComputationGraph;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows the network of a model: its layers for people, or its configuration for programs. */
@Command(
    name = "show",
    description = "Show the network of a model: layers, shapes and parameters.",
    footer = {"", "Example: ae show deep --set inputSize=64 --set codeSize=10"})
final class ShowCommand implements Runnable {

  @Mixin private ModelOptions modelOptions;

  @Option(
      names = "--json",
      description =
          "Print Deeplearning4j's configuration instead, which ComputationGraphConfiguration"
              + ".fromJson reads.")
  private boolean isJson;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    Zoo.Entry model = modelOptions.model();
    AutoencoderModel<?> built = modelOptions.build(model.builder());
    PrintWriter out = spec.commandLine().getOut();
    if (isJson) {
      out.println(built.conf().toJson());
    } else {
      ComputationGraph network = built.init().network();
      out.printf("%s: %s (%s)%n", model.id(), model.summary(), model.paper());
      out.println(network.summary());
    }
    out.flush();
  }
}
