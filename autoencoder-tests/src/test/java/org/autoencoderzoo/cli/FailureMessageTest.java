package org.autoencoderzoo.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.autoencoderzoo.cli.AeRun.inANewProcess;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.autoencoderzoo.cli.AeRun.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class FailureMessageTest {

  @TempDir Path folder;

  @Test
  void lackOfMemorySaysHowToGiveMore() {
    Throwable failure = new IllegalStateException(new OutOfMemoryError("Java heap space"));
    assertThat(FailureMessage.of(failure))
        .startsWith("out of memory (Java heap space)")
        .contains("AE_JAVA_OPTS", "-Xmx4g");
    assertThat(FailureMessage.of(new RuntimeException("Allocation failed: [std::bad_alloc]")))
        .startsWith("out of memory (Allocation failed: [std::bad_alloc])");
  }

  @Test
  void failuresOfFilesSayWhatIsWrongWithWhich() {
    assertThat(FailureMessage.of(new NoSuchFileException("x")))
        .isEqualTo("x: there is no such file or folder");
    assertThat(FailureMessage.of(new UncheckedIOException(new AccessDeniedException("x"))))
        .isEqualTo("x: permission denied");
  }

  @Test
  void messagesAreOneLineAndBugsNameTheirKind() {
    assertThat(FailureMessage.of(new IOException("a\n  b\n"))).isEqualTo("a b");
    assertThat(FailureMessage.of(new IOException())).isEqualTo("java.io.IOException");
    assertThat(FailureMessage.of(new NullPointerException("because of x")))
        .isEqualTo("java.lang.NullPointerException: because of x");
  }

  @Test
  void classThatAPluginLacksIsNotTakenForANativeLibrary() {
    assertThat(
            FailureMessage.of(new RuntimeException(new NoClassDefFoundError("com/example/Gated"))))
        .contains("com/example/Gated", "a jar of --plugins must be compiled for this Java");
    assertThat(
            FailureMessage.of(
                new NoClassDefFoundError(
                    "Could not initialize class org.nd4j.linalg.factory.Nd4j")))
        .contains("native libraries cannot be loaded");
    assertThat(FailureMessage.of(new NoClassDefFoundError("org/nd4j/linalg/factory/Nd4j")))
        .contains("native libraries cannot be loaded");
  }

  @Test
  void errorsEndACommandLikeExceptions() {
    assertThat(run(() -> recursion(1)))
        .isEqualToIgnoringNewLines("ae: java.lang.StackOverflowError");
    assertThat(
            run(
                () -> {
                  throw new OutOfMemoryError("Java heap space");
                }))
        .startsWith("ae: out of memory (Java heap space)");
  }

  private static int recursion(int depth) {
    return depth > 0 ? recursion(depth + 1) + 1 : 0;
  }

  private static String run(Callable<Integer> body) {
    @Command(name = "fails")
    class Fails implements Callable<Integer> {
      @Override
      public Integer call() throws Exception {
        return body.call();
      }
    }
    StringWriter err = new StringWriter();
    CommandLine commandLine = Ae.commandLine();
    commandLine.addSubcommand(new Fails()).setErr(new PrintWriter(err, true));
    assertThat(commandLine.execute("fails")).isEqualTo(1);
    return err.toString();
  }

  @Test
  void placeForNativeLibrariesIsAskedForWhereNoneCanBeWritten() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");
    Result result =
        inANewProcess(
            folder,
            Map.of(),
            List.of("-Duser.home=" + file.resolve("home"), "-Djava.io.tmpdir=" + file.resolve("t")),
            "train",
            "basic",
            "--out",
            folder.resolve("out").toString());
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err().lines().filter(line -> !line.startsWith("SLF4J")).toList())
        .singleElement()
        .asString()
        .startsWith("ae: Deeplearning4j's native libraries cannot be loaded (")
        .contains("AE_JAVA_OPTS=-Dorg.bytedeco.javacpp.cachedir=DIR");
    assertThat(folder.resolve("out")).doesNotExist();
  }
}
