package org.autoencoderzoo.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.autoencoderzoo.files.Sha256;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Against shell scripts in place of apt-get and dpkg-deb. */
@DisabledOnOs(OS.WINDOWS)
class DebianSourceTest {
  private static final DebianPackage PACKAGE = new DebianPackage("pictures", "usr/share/pictures");
  private static final DataFile FILE = new DataFile("a.png", Sha256.of("picture\n".getBytes()));
  private static final String UNPACK =
      "mkdir -p $3/usr/share/pictures; echo picture > $3/usr/share/pictures/a.png";

  @TempDir Path folder;
  private CacheFolder cache;
  private Duration patience = Duration.ofMinutes(1);

  @BeforeEach
  void emptyCache() {
    cache = new CacheFolder(folder.resolve("cache"));
  }

  @Test
  void fileOfThePackageIsKeptAndNothingElseIsLeft() throws IOException {
    Path trace = folder.resolve("trace");
    program(
        "apt-get", "echo \"$@\" > " + trace + "; pwd >> " + trace + "; touch pictures_1_all.deb");
    program("dpkg-deb", UNPACK);
    fetch();
    assertThat(cache.path().resolve("a.png")).hasContent("picture\n");
    assertThat(Files.readAllLines(trace).get(0)).endsWith("download pictures");
    assertThat(Path.of(Files.readAllLines(trace).get(1))).doesNotExist();
  }

  @Test
  void wrongContentIsRefusedAndNotKept() throws IOException {
    program("apt-get", "touch pictures_1_all.deb");
    program("dpkg-deb", UNPACK.replace("echo picture", "echo other"));
    assertRefused("the content of a.png has SHA-256 ");
    assertThat(cache.path()).doesNotExist();
  }

  @Test
  void fileThatThePackageLacksIsNamed() throws IOException {
    program("apt-get", "touch pictures_1_all.deb");
    program("dpkg-deb", "mkdir -p $3/usr/share/pictures");
    assertRefused("apt-get download pictures: it lacks a.png");
  }

  @Test
  void folderThatThePackageLacksIsNamed() throws IOException {
    program("apt-get", "touch pictures_1_all.deb");
    program("dpkg-deb", "true");
    assertRefused("pictures_1_all.deb holds no folder /usr/share/pictures");
  }

  @Test
  void archiveThatIsCutOffIsSaidInTheWordsOfDpkg() throws IOException {
    program("apt-get", "touch pictures_1_all.deb");
    program("dpkg-deb", "echo 'dpkg-deb: error: unexpected end of file' >&2; exit 2");
    assertRefused("exit code 2 (dpkg-deb: error: unexpected end of file)");
  }

  @Test
  void failureOfAptIsSaidWithoutItsWarnings() throws IOException {
    program("apt-get", "echo 'W: careful'; echo 'E: Unable to locate package pictures'; exit 100");
    program("dpkg-deb", UNPACK);
    assertRefused("it ended with exit code 100 (E: Unable to locate package pictures)");
  }

  @Test
  void successWithoutAnArchiveIsRefused() throws IOException {
    program("apt-get", "true");
    program("dpkg-deb", UNPACK);
    assertRefused("it ended without an error, but wrote no pictures_*.deb");
  }

  @Test
  void aptThatHangsIsEnded() throws IOException {
    patience = Duration.ofSeconds(1);
    program("apt-get", "sleep 60");
    program("dpkg-deb", UNPACK);
    assertRefused("it took longer than 1 s");
  }

  @Test
  void machineWithoutAptIsToldSoAndWhatToDo() {
    assertRefused("apt-get is not on the PATH");
    assertRefused("apt-get update lets them be fetched from the package pictures");
  }

  private void program(String name, String script) throws IOException {
    Path file =
        Files.writeString(folder.resolve(name), "#!/bin/sh\nPATH=/usr/bin:/bin\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private void fetch() throws IOException {
    Source source = new DebianSource(PACKAGE, folder.toString(), patience);
    new DataFetch(
            new FileSet("small", "Small", List.of(FILE), PACKAGE.remedy()),
            cache,
            new ArrayList<>()::add)
        .from(List.of(source));
  }

  private void assertRefused(String message) {
    assertThatThrownBy(this::fetch)
        .isInstanceOf(DataUnavailableException.class)
        .hasMessageContaining(message);
  }
}
