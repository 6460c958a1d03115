package org.autoencoderzoo.datasets;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Named pipes, where the system has them. */
public final class Fifo {

  private Fifo() {}

  /** Makes one; where there is no mkfifo, as on Windows, the test does not run. */
  public static Path in(Path folder, String name) throws IOException, InterruptedException {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/mkfifo")));
    Path pipe = folder.resolve(name);
    new ProcessBuilder("/usr/bin/mkfifo", pipe.toString()).start().waitFor();
    return pipe;
  }

  /** Reads to the end. */
  public static String content(Path pipe) {
    // Buffered: FileInputStream itself would seek, to read all.
    try (InputStream in = new BufferedInputStream(new FileInputStream(pipe.toFile()))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
