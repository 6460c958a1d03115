package org.autoencoderzoo.datasets;

import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A program of this machine that runs without input, for a limited time.
 *
 * @param file the program
 * @param patience after so long it is ended
 */
record ExternalProgram(Path file, Duration patience) {
  static final Duration PATIENCE = Duration.ofMinutes(3);

  /** The folders that programs are looked for in. */
  static String path() {
    return Optional.ofNullable(System.getenv("PATH")).orElse("");
  }

  static ExternalProgram find(String name, String searchPath, Duration patience)
      throws IOException {
    return Stream.of(searchPath.split(File.pathSeparator))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst()
        .map(file -> new ExternalProgram(file, patience))
        .orElseThrow(() -> new IOException(name + " is not on the PATH"));
  }

  /**
   * Runs to the end.
   *
   * @param folder the working folder; the output stays there in {@code output.log}
   * @throws IOException if it fails or takes too long
   */
  void run(Path folder, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(file.toString()));
    command.addAll(List.of(arguments));
    Path log = folder.resolve("output.log");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      process.getOutputStream().close();
      if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IOException("it took longer than " + patience.toSeconds() + " s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("it was interrupted");
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    if (process.exitValue() != 0) {
      throw new IOException(
          "it ended with exit code " + process.exitValue() + complaint(Files.readString(log)));
    }
  }

  /** The first line that is not one of apt-get's warnings. */
  private static String complaint(String log) {
    return log.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("W: "))
        .findFirst()
        .map(line -> " (" + line + ")")
        .orElse("");
  }
}
