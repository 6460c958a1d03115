package org.autoencoderzoo.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line of the benchmarks. */
@Command(
    name = "benchmarks",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Times training steps of this library beside those of Deeplearning4j's own layers and of"
          + " libtorch.",
      "Prints a table; writes results.json and results.png, or growth.json, growth-units.png and"
          + " growth-k.png."
    })
public final class Benchmarks implements Callable<Integer> {

  private static final String COMMAND = "java -jar autoencoder-benchmarks/target/benchmarks.jar";

  @Option(
      names = "--case",
      paramLabel = "NAME",
      description = "A case to measure, may be repeated; all without it.")
  private List<String> names = List.of();

  @Option(names = "--list", description = "Lists the cases and ends.")
  private boolean list;

  @Option(
      names = "--growth",
      description = "Measures how the time of a top-k step grows, with the units and with k.")
  private boolean growth;

  @Option(
      names = "--profile",
      description = "Says where our steps spend their time, instead of how long they take.")
  private boolean profile;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "5",
      description = "Rounds, each with a fresh JVM for each side (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--mkl",
      description = "Gives ND4J MKL instead of OpenBLAS; needs a build with -Pbenchmarks,mkl.")
  private boolean mkl;

  @Option(names = "--quick", description = "Short measurements, for a look: not for publication.")
  private boolean quick;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "runs/benchmarks",
      description = "Folder for what is written (default: ${DEFAULT-VALUE}).")
  private Path out;

  @Option(
      names = "--write-docs",
      paramLabel = "FILE",
      description = "Writes the table into a Markdown file, between its two comments.")
  private Path docs;

  @Spec private CommandSpec spec;

  private Benchmarks() {}

  /**
   * Runs the benchmarks.
   *
   * @param args as {@code --help} says
   */
  public static void main(String[] args) {
    System.exit(new CommandLine(new Benchmarks()).execute(args));
  }

  @Override
  public Integer call() throws IOException, RunnerException {
    if (list) {
      Cases.ALL.forEach(c -> System.out.printf("%-28s %s%n", c.id(), c.title()));
      return CommandLine.ExitCode.OK;
    }
    List<BenchmarkCase> cases = chosen();
    Files.createDirectories(out);
    Forks forks = new Forks(effort(), mkl);
    Rounds runner = new Rounds(rounds, forks, System.err);
    if (profile) {
      profile(forks, cases);
    } else if (growth) {
      measureGrowth(runner);
    } else {
      measure(runner, cases);
    }
    return CommandLine.ExitCode.OK;
  }

  private Forks.Effort effort() {
    if (quick) {
      return Forks.Effort.QUICK;
    }
    return profile ? Forks.Effort.PROFILE : Forks.Effort.FULL;
  }

  private List<BenchmarkCase> chosen() {
    if (rounds < 1) {
      throw new ParameterException(
          spec.commandLine(), "--rounds is " + rounds + ", must be at least 1");
    }
    if (mkl && Benchmarks.class.getResource("/org/bytedeco/mkl/global/mkl_rt.class") == null) {
      throw new ParameterException(
          spec.commandLine(), "--mkl: MKL is not there; build with mvn package -Pbenchmarks,mkl");
    }
    try {
      return names.isEmpty() ? Cases.ALL : names.stream().map(Cases::named).toList();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private void profile(Forks forks, List<BenchmarkCase> cases) throws IOException, RunnerException {
    for (BenchmarkCase benchmark : cases) {
      System.err.println(benchmark.id() + ": profile");
      Path folder = Files.createTempDirectory(out, "profile-" + benchmark.id() + "-");
      System.out.printf(
          "%n%s%n%n%s", benchmark.title(), forks.profile(benchmark, folder).markdown());
    }
  }

  private void measure(Rounds runner, List<BenchmarkCase> cases)
      throws IOException, RunnerException {
    Map<String, String> facts = Machine.facts(mkl);
    List<CaseResult> results = new ArrayList<>();
    for (BenchmarkCase benchmark : cases) {
      results.add(runner.measure(benchmark));
      // After each case, so that a run that is stopped leaves what it has.
      new ResultJson(results, facts).write(out.resolve("results.json"));
    }
    Charts.bars(results, out.resolve("results.png"));
    String table = new ResultTable(results).markdown();
    System.out.print(table);
    if (docs != null) {
      DocsSection.write(docs, "\n" + origin(facts) + "\n" + table + "\n");
    }
  }

  private String origin(Map<String, String> facts) {
    String arguments =
        names.stream().map(name -> " --case " + name).collect(Collectors.joining())
            + " --rounds "
            + rounds
            + (mkl ? " --mkl" : "")
            + (quick ? " --quick" : "");
    String machine =
        facts.entrySet().stream()
            .map(fact -> fact.getKey() + ": " + fact.getValue())
            .collect(Collectors.joining("; "));
    String kernels = System.getenv("OPENBLAS_CORETYPE");
    String environment = kernels == null ? "" : "OPENBLAS_CORETYPE=" + kernels + " ";
    return "```\n" + environment + COMMAND + arguments + "\n```\n\n" + machine + ".\n";
  }

  private void measureGrowth(Rounds runner) throws IOException, RunnerException {
    Map<String, String> facts = Machine.facts(mkl);
    List<CaseResult> all = new ArrayList<>();
    for (TrainingCase benchmark : Growth.cases().toList()) {
      all.add(runner.measure(benchmark));
      new ResultJson(all, facts).write(out.resolve("growth.json"));
    }
    Charts.growth(
        among(Growth.withUnits(), all),
        network -> network.sizes().get(0),
        "Hidden units at k = 32",
        out.resolve("growth-units.png"));
    Charts.growth(
        among(Growth.withK(), all),
        Network::k,
        "k at 16,384 hidden units",
        out.resolve("growth-k.png"));
    System.out.print(new ResultTable(all).markdown());
  }

  /** In the order of the cases, which is that of the chart's axis. */
  private static List<CaseResult> among(List<TrainingCase> cases, List<CaseResult> results) {
    return cases.stream()
        .flatMap(wanted -> results.stream().filter(result -> result.benchmark().equals(wanted)))
        .toList();
  }
}
