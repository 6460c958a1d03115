package org.autoencoderzoo.examples.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.autoencoderzoo.zoo.ModelBuilder;
import org.autoencoderzoo.zoo.Settings;
import org.autoencoderzoo.zoo.Zoo;
import org.autoencoderzoo.zoo.ZooModel;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Which model, and with which settings. */
final class ModelOptions {

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

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  Zoo model() {
    return model;
  }

  /** Gives the settings to a builder of the model; what is wrong with them is wrong usage. */
  ModelBuilder<?> set(ModelBuilder<?> builder) {
    try {
      settings.forEach((name, value) -> Settings.set(builder, name, value));
    } catch (IllegalArgumentException e) {
      throw wrongUsage(e);
    }
    return builder;
  }

  /** Builds the model with the settings; what is wrong with them is wrong usage. */
  ZooModel<?> build(ModelBuilder<?> builder) {
    try {
      return set(builder).build();
    } catch (IllegalArgumentException e) {
      throw wrongUsage(e);
    }
  }

  ParameterException wrongUsage(IllegalArgumentException e) {
    return new ParameterException(spec.commandLine(), model.id() + ": " + e.getMessage(), e);
  }
}
