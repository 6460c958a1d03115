package org.autoencoderzoo.cli;

import java.util.List;
import org.autoencoderzoo.zoo.AutoencoderModel;
import org.autoencoderzoo.zoo.ModelBuilder;
import org.autoencoderzoo.zoo.Settings;
import org.autoencoderzoo.zoo.Zoo;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Which model, and with which settings. */
final class ModelOptions {

  @Parameters(paramLabel = "MODEL", description = "A name from 'ae list'.")
  private String name;

  @Option(
      names = "--set",
      paramLabel = "name=value",
      description = "A setting of the model, as 'ae list MODEL' shows them; may be repeated.")
  private List<String> settings = List.of();

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  private Zoo.Entry model;

  /** The model, found at its first use: not before, since it may be that of a plugin. */
  Zoo.Entry model() {
    model = model == null ? named(name, spec) : model;
    return model;
  }

  /** A model by its name; one that does not exist is wrong usage. */
  static Zoo.Entry named(String id, CommandSpec spec) {
    try {
      return Zoo.of(id);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  /** Gives the settings to a builder of the model; what is wrong with them is wrong usage. */
  ModelBuilder<?> set(ModelBuilder<?> builder) {
    try {
      settings.forEach(setting -> set(builder, setting));
    } catch (IllegalArgumentException e) {
      throw wrongUsage(e);
    }
    return builder;
  }

  /** Refuses a setting that a command chooses itself. */
  void refuse(String name, String why) {
    if (settings.stream().anyMatch(setting -> setting.startsWith(name + "="))) {
      throw wrongUsage(new IllegalArgumentException(name + " " + why));
    }
  }

  private static void set(ModelBuilder<?> builder, String setting) {
    int equals = setting.indexOf('=');
    if (equals < 1) {
      throw new IllegalArgumentException(
          "--set is \"" + setting + "\", must be name=value, such as codeSize=32");
    }
    Settings.set(builder, setting.substring(0, equals), setting.substring(equals + 1));
  }

  /** Builds the model with the settings; what is wrong with them is wrong usage. */
  AutoencoderModel<?> build(ModelBuilder<?> builder) {
    try {
      return set(builder).build();
    } catch (IllegalArgumentException e) {
      throw wrongUsage(e);
    }
  }

  ParameterException wrongUsage(IllegalArgumentException e) {
    return new ParameterException(spec.commandLine(), model().id() + ": " + e.getMessage(), e);
  }
}
