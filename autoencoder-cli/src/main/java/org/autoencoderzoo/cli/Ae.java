package org.autoencoderzoo.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.autoencoderzoo.Autoencoder;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line: trains, measures and applies the models of the zoo. */
@Command(
    name = "ae",
    description = "Autoencoders on Deeplearning4j: train them, measure them, use them.",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    sortOptions = false,
    subcommands = {
      ListCommand.class,
      ShowCommand.class,
      DescribeCommand.class,
      TrainCommand.class,
      EvaluateCommand.class,
      TransformCommand.Encode.class,
      TransformCommand.Decode.class,
      TransformCommand.Reconstruct.class,
      ExampleCommand.class,
      DataCommand.class
    },
    footer = {"", "Example: ae train basic --data mnist --epochs 3 --set codeSize=1000"})
public final class Ae implements Runnable {

  /** Exit code of a command that failed. */
  static final int FAILED = 1;

  /** Exit code of a command whose results nobody read to the end: 128 and SIGPIPE, as elsewhere. */
  static final int READER_GONE = 141;

  /** Exit code of a command that was called wrongly. */
  static final int WRONG_USAGE = 2;

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Print the stack trace of a failure.")
  private boolean verbose;

  @Option(
      names = "--plugins",
      scope = ScopeType.INHERIT,
      paramLabel = "JAR",
      split = ",",
      description =
          "Jars with models, data sets and JDBC drivers of your own, separated by commas; every command"
              + " knows them, and what they trust is loaded.")
  private List<Path> jars;

  private Plugins plugins;

  @Spec private CommandSpec spec;

  /**
   * Runs one command and ends the JVM with its exit code: 0 done, 1 failed, 2 wrong usage, 141
   * nobody reads the results.
   *
   * @param args the command's words
   */
  public static void main(String[] args) {
    // Not System.out, which passes over a full disk, and a reader that has gone.
    PrintWriter out = new StandardOutput(new FileOutputStream(FileDescriptor.out));
    int code = commandLine().setOut(out).execute(args);
    out.flush();
    System.exit(code);
  }

  static CommandLine commandLine() {
    Ae ae = new Ae();
    CommandLine commandLine = new CommandLine(ae);
    reportVersions(commandLine, ae);
    return commandLine
        .setParameterExceptionHandler((failure, words) -> ae.wrongUsage(failure))
        .setExecutionExceptionHandler((failure, command, parsed) -> ae.failed(failure, command))
        .setExecutionStrategy(ae::execute);
  }

  /** Picocli lets errors pass, such as one for want of memory, which are failures like others. */
  private int execute(ParseResult words) {
    CommandLine command = words.asCommandLineList().get(words.asCommandLineList().size() - 1);
    try {
      int code = jars == null ? new RunLast().execute(words) : withPlugins(words, command);
      requireWritten(command.getOut());
      return code;
    } catch (Error | IOException e) {
      throw new ExecutionException(command, e.getMessage(), e);
    }
  }

  private int withPlugins(ParseResult words, CommandLine command) throws IOException {
    try (Plugins opened = opened(command)) {
      plugins = opened;
      if (!command.isUsageHelpRequested() && !command.isVersionHelpRequested()) {
        plugins.warn(command.getErr());
      }
      return new RunLast().execute(words);
    }
  }

  private Plugins opened(CommandLine command) {
    try {
      return new Plugins(jars);
    } catch (IOException e) {
      throw new ParameterException(command, "--plugins: " + e.getMessage(), e);
    }
  }

  /** The jars of {@code --plugins}, if there are any. */
  Optional<Plugins> plugins() {
    return Optional.ofNullable(plugins);
  }

  /**
   * Reads a saved autoencoder, trusting what the plugins of this command list, and nothing else.
   */
  static Autoencoder load(Path folder, CommandSpec spec) throws IOException {
    return Autoencoder.load(folder, trusted(spec));
  }

  /** What the plugins of this command list as trusted. */
  static Class<?>[] trusted(CommandSpec spec) {
    Ae ae = (Ae) spec.root().userObject();
    return ae.plugins == null ? new Class<?>[0] : ae.plugins.trusted();
  }

  /** A writer of its kind keeps its errors to itself: a full disk, or a reader that has gone. */
  static void requireWritten(Writer out) throws IOException {
    if (out instanceof StandardOutput results) {
      results.requireWritten();
    }
  }

  /** Not in the annotation: picocli would ask for the versions, and so load the backend, always. */
  private static void reportVersions(CommandLine command, Ae ae) {
    command.getCommandSpec().versionProvider(new VersionReport(ae));
    command.getSubcommands().values().forEach(subcommand -> reportVersions(subcommand, ae));
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Missing command: see 'ae --help'");
  }

  private int wrongUsage(ParameterException failure) {
    CommandLine command = failure.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("ae: " + usageMessage(failure));
    err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
    return WRONG_USAGE;
  }

  /** Picocli's own, but for a command that does not exist. */
  private String usageMessage(ParameterException failure) {
    if (failure.getCommandLine() == spec.commandLine()
        && failure instanceof UnmatchedArgumentException unmatched
        && !unmatched.isUnknownOption()) {
      return "There is no command \"%s\"; there are %s"
          .formatted(unmatched.getUnmatched().get(0), spec.commandLine().getSubcommands().keySet());
    }
    return failure.getMessage();
  }

  private int failed(Exception thrown, CommandLine command) {
    Throwable failure = thrown instanceof ExecutionException ? thrown.getCause() : thrown;
    PrintWriter err = command.getErr();
    if (verbose) {
      failure.printStackTrace(err);
    }
    if (failure instanceof StandardOutput.ReaderGoneException) {
      return READER_GONE;
    }
    err.println("ae: " + FailureMessage.of(failure));
    return FAILED;
  }
}
