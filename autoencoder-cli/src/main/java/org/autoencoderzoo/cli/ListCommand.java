package org.autoencoderzoo.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import org.autoencoderzoo.zoo.ModelBuilder;
import org.autoencoderzoo.zoo.Settings;
import org.autoencoderzoo.zoo.Zoo;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists the models, or the settings of one. */
@Command(
    name = "list",
    description = "List every model, or the settings of one.",
    footer = {"", "Example: ae list deep"})
final class ListCommand implements Runnable {

  private static final String ROW = "%-25s %-29s %11s  %s%n";

  @Parameters(
      arity = "0..1",
      paramLabel = "MODEL",
      description = "Show this model's settings with their defaults.")
  private String name;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    if (name == null) {
      listModels(out);
    } else {
      listSettings(out, ModelOptions.named(name, spec));
    }
    out.flush();
  }

  private static void listModels(PrintWriter out) {
    out.printf(ROW, "NAME", "PAPER", "PARAMETERS", "WHAT IT IS");
    for (Zoo.Entry model : Zoo.models()) {
      String parameters =
          String.format(Locale.ROOT, "%,d", model.builder().build().parameterCount());
      out.printf(ROW, model.id(), model.paper(), parameters, model.summary());
    }
    out.printf(
        "%nParameters are counted for images of 28x28, 784 inputs. 'ae list MODEL' shows a model's settings.%n");
  }

  private static void listSettings(PrintWriter out, Zoo.Entry model) {
    out.printf("%s: %s (%s)%n%n", model.id(), model.summary(), model.paper());
    ModelBuilder<?> defaults = model.builder().build().settings();
    Map<String, String> whenNull = Settings.whenNull(defaults);
    Settings.of(defaults)
        .forEach(
            (name, value) -> {
              String meaning = value == null ? "  (" + whenNull.get(name) + ")" : "";
              out.printf("  --set %s=%s%s%n", name, Settings.text(value), meaning);
            });
    out.printf(
        "%nThese are the defaults for images of 28x28. Some are smaller for smaller images, such as the digits:"
            + " zoo.json of a run has those that it used.%n");
  }
}
