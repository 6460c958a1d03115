package org.autoencoderzoo.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.autoencoderzoo.datasets.Fifo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
  @TempDir Path folder;

  @Test
  void writesAndReplacesAndCreatesFolders() throws IOException {
    Path target = folder.resolve("a/b/file.txt");
    AtomicFile.write(target, out -> out.write(1));
    AtomicFile.write(target, out -> out.write(new byte[] {2, 3}));
    assertThat(target).hasBinaryContent(new byte[] {2, 3});
    assertThat(target.getParent()).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void interruptedWriteLeavesNothing() {
    Path target = folder.resolve("file.txt");
    assertThatThrownBy(() -> AtomicFile.write(target, AtomicFileTest::writeHalf))
        .isInstanceOf(IOException.class)
        .hasMessageEndingWith("file.txt: disk gone");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void placeThatCannotBeWrittenIsNamedWithTheReason() {
    Path target = folder.resolve("x".repeat(300));
    assertThatThrownBy(() -> AtomicFile.write(target, out -> out.write(1)))
        .hasMessage("cannot write " + target + ": File name too long");
  }

  @Test
  void interruptedWriteLeavesTheOldContent() throws IOException {
    Path target = Files.writeString(folder.resolve("file.txt"), "old");
    assertThatThrownBy(() -> AtomicFile.write(target, AtomicFileTest::writeHalf))
        .hasMessageEndingWith("file.txt: disk gone");
    assertThatThrownBy(
            () ->
                AtomicFile.write(
                    target,
                    out -> {
                      throw new IllegalStateException("a bug");
                    }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(target).hasContent("old");
    assertThat(folder).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void writerMayCloseItsStream() throws IOException {
    Path target = folder.resolve("file.txt");
    AtomicFile.write(
        target,
        out -> {
          out.write('x');
          out.close();
        });
    assertThat(target).hasContent("x");
  }

  @Test
  void readersSeeTheOldContentUntilTheEnd() throws IOException {
    Path target = Files.writeString(folder.resolve("file.txt"), "old");
    AtomicFile.write(
        target,
        out -> {
          out.write(new byte[1 << 20]);
          assertThat(target).hasContent("old");
        });
    assertThat(target).hasSize(1 << 20);
  }

  @Test
  void folderInPlaceOfTheFileIsRefused() {
    assertThatThrownBy(() -> AtomicFile.write(folder, out -> out.write(1)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("it is a folder; name a file");
  }

  @Test
  void fileInPlaceOfTheFolderIsRefused() throws IOException {
    Path target = Files.createFile(folder.resolve("file")).resolve("below");
    assertThatThrownBy(() -> AtomicFile.write(target, out -> out.write(1)))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "cannot write %s: %s is a file, not a folder; choose another name",
            target, target.getParent());
  }

  private static void writeHalf(OutputStream out) throws IOException {
    out.write(new byte[1 << 20]);
    throw new IOException("disk gone");
  }

  @Test
  void linksAreFollowedToTheFileThatIsReplacedOrMade() throws IOException {
    Path file = Files.writeString(folder.resolve("file.txt"), "old");
    Path inner = Files.createSymbolicLink(folder.resolve("inner"), Path.of("file.txt"));
    Path outer = Files.createSymbolicLink(folder.resolve("outer"), inner);
    AtomicFile.write(outer, out -> out.write('x'));
    assertThat(file).hasContent("x").isRegularFile();
    assertThat(outer).isSymbolicLink();
    Path dangling = Files.createSymbolicLink(folder.resolve("dangling"), Path.of("new.txt"));
    AtomicFile.write(dangling, out -> out.write('y'));
    assertThat(folder.resolve("new.txt")).hasContent("y").isRegularFile();
    assertThat(dangling).isSymbolicLink();
  }

  @Test
  void linksInACircleAreRefused() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("link"));
    assertThatThrownBy(() -> AtomicFile.write(link, out -> out.write(1)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("its links lead in a circle");
  }

  @Test
  void pipeIsWrittenToAndStaysAPipe() throws Exception {
    Path pipe = Fifo.in(folder, "pipe");
    CompletableFuture<String> read = CompletableFuture.supplyAsync(() -> Fifo.content(pipe));
    AtomicFile.write(pipe, out -> out.write("row\n".getBytes()));
    assertThat(read.get(60, TimeUnit.SECONDS)).isEqualTo("row\n");
    assertThat(Files.readAttributes(pipe, BasicFileAttributes.class).isOther()).isTrue();
    assertThat(folder).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void permissionsOfTheReplacedFileAreKept() throws IOException {
    Path file = Files.writeString(folder.resolve("file.txt"), "old");
    assumeTrue(Files.getFileStore(file).supportsFileAttributeView("posix"));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    AtomicFile.write(file, out -> out.write('x'));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }
}
