package org.autoencoderzoo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.autoencoderzoo.internal.ops.OpsInUse;

/** Runs the command line, in this process or in a new one, and keeps what it said. */
final class AeRun {

  private AeRun() {}

  /** The exit code, standard output and standard error of a command. */
  record Result(int code, String out, String err) {}

  static Result ae(String[] first, String... more) {
    return ae(Stream.concat(Stream.of(first), Stream.of(more)).toArray(String[]::new));
  }

  static Result ae(String... words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        Ae.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(words);
    return new Result(code, out.toString(), err.toString());
  }

  static Result inANewProcess(
      Path folder, Map<String, String> environment, List<String> options, String... words)
      throws Exception {
    Path out = folder.resolve("stdout");
    Path err = folder.resolve("stderr");
    Process process =
        newProcess(environment, options, words)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    return new Result(
        process.exitValue(),
        Files.readString(out, StandardCharsets.UTF_8),
        Files.readString(err, StandardCharsets.UTF_8));
  }

  static ProcessBuilder newProcess(
      Map<String, String> environment, List<String> options, String... words) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx1g",
            "-XX:TieredStopAtLevel=1", // These are short.
            "-XX:+UseSerialGC",
            "-Dorg.bytedeco.javacpp.maxphysicalbytes=0", // As in the script ae.
            OpsInUse.option(),
            "-cp",
            System.getProperty("java.class.path")));
    command.addAll(options); // After the class path, which they may replace.
    command.add(Ae.class.getName());
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    return builder;
  }

  static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
