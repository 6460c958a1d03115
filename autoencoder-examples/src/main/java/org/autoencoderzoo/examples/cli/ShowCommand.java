package org.autoencoderzoo.examples.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.autoencoderzoo.zoo.ModelBuilder;
import org.autoencoderzoo.zoo.Settings;
import org.autoencoderzoo.zoo.Zoo;
import org.autoencoderzoo.zoo.ZooModel;
import org.deeplearning4j.nn.graph.ComputationGraph;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows the network of a model: its layers for people, or its configuration for programs. */
@Command(
    name = "show",
    description = "Show the network of a model: layers, shapes and parameters.",
    footer = {"", "Example: ae show deep --set inputSize=64 --set codeSize=10"})
final class ShowCommand implements Runnable {

  @Parameters(
      paramLabel = "MODEL",
      description = "A name from 'ae list'.",
      converter = ZooConverter.class)
  private Zoo model;

  @Option(
      names = "--set",
      paramLabel = "name=value",
      description = "A setting of the model, as 'ae list MODEL' shows them; may be repeated.")
  private Map<String, String> settings = new LinkedHashMap<>();

  @Option(
      names = "--json",
      description =
          "Print Deeplearning4j's configuration instead, which ComputationGraphConfiguration"
              + ".fromJson reads.")
  private boolean isJson;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    ZooModel<?> built = built();
    PrintWriter out = spec.commandLine().getOut();
    if (isJson) {
      out.println(built.conf().toJson());
    } else {
      ComputationGraph network = built.init().network();
      out.printf("%s: %s (%s)%n", model.id(), model.summary(), model.topic());
      out.println(network.summary());
    }
    out.flush();
  }

  private ZooModel<?> built() {
    try {
      ModelBuilder<?> builder = model.builder();
      settings.forEach((name, value) -> Settings.set(builder, name, value));
      return builder.build();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), model.id() + ": " + e.getMessage(), e);
    }
  }
}
