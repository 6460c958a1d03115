package org.autoencoderzoo.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.autoencoderzoo.cli.AeRun.ae;
import static org.autoencoderzoo.cli.AeRun.names;
import static org.autoencoderzoo.cli.AeRun.newProcess;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.cli.AeRun.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Training that is killed or interrupted, and goes on; training that stops by itself. */
class ResumeCommandTest {

  private static final int RANDOM_SEED = 20;

  @TempDir Path folder;

  /** Killed at random moments of its training. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "k-sparse --set firstK=50 --set annealingEpochs=30",
        "basic --patience 500",
        "stacked --set hiddenSizes=16 --set codeSize=8 --set levelEpochs=100"
      })
  void killedRunsThatAreContinuedEndAsOneThatWasNot(String model) throws Exception {
    String[] train = ("train " + model + " --epochs 200 --batch 32 --limit 500").split(" ");
    Path straight = folder.resolve("straight");
    Path killed = folder.resolve("killed");
    assertThat(ae(train, "--out", straight.toString()).code()).isZero();
    String[] resumed =
        words(train, "--out", killed.toString(), "--resume", "--checkpoint-minutes", "0.001");
    Random random = new Random(RANDOM_SEED);
    for (int kill = 0; kill < 3; kill++) {
      Process process = start(resumed);
      if (kill == 0) {
        await(folder.resolve("killed.checkpoint"));
      } else {
        await(folder.resolve("stderr"), "continuing in epoch ");
      }
      Thread.sleep(random.nextInt(300));
      process.destroyForcibly().waitFor();
      assertThat(process.exitValue()).as(said()).isNotZero();
    }
    assertThat(names(folder)).contains(".killed-draft", ".killed.lock");
    Result result = ae(resumed);
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.err()).contains("continuing in epoch ");
    assertThat(names(folder)).containsExactlyInAnyOrder("straight", "killed", "stderr", "stdout");
    for (String part : List.of("coefficients.bin", "updaterState.bin", "configuration.json")) {
      assertThat(entry(killed, part)).as(part).isEqualTo(entry(straight, part));
    }
    assertThat(withoutTimes(killed)).isEqualTo(withoutTimes(straight));
  }

  @Test
  void interruptedTrainingSaysHowToContinue() throws Exception {
    Process process = startLongTraining();
    process.destroy();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isNotZero();
    assertThat(said())
        .contains("Training was interrupted in epoch ")
        .contains("To continue: ./ae " + String.join(" ", longTraining()) + " --resume");
    assertThat(names(folder)).containsExactlyInAnyOrder("out.checkpoint", "stderr", "stdout");
  }

  @Test
  void checkpointOfOtherOptionsIsRefusedAndLeft() throws Exception {
    startLongTraining().destroyForcibly().waitFor();
    byte[] before = Files.readAllBytes(folder.resolve("out.checkpoint"));
    Result result = ae(longTraining(), "--set", "codeSize=9", "--resume");
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err())
        .contains("is the checkpoint of another run: codeSize is 32 there and 9 here");
    assertThat(folder.resolve("out.checkpoint")).hasBinaryContent(before);
  }

  private String[] longTraining() {
    return words(
        "train basic --epochs 50000 --checkpoint-minutes 0.001 --out".split(" "),
        folder.resolve("out").toString());
  }

  private Process startLongTraining() throws Exception {
    Process process = start(longTraining());
    await(folder.resolve("out.checkpoint"));
    return process;
  }

  @Test
  void startingAnewSaysThatThereIsACheckpointAndRemovesItInTheEnd() throws IOException {
    Files.writeString(folder.resolve("out.checkpoint"), "of a run long ago");
    String[] train = {"train", "basic", "--epochs", "1", "--out", folder.resolve("out").toString()};
    Result damaged = ae(train, "--resume");
    assertThat(damaged.code()).isEqualTo(1);
    assertThat(damaged.err()).contains("out.checkpoint is damaged or not a checkpoint");
    Result anew = ae(train);
    assertThat(anew.code()).isZero();
    assertThat(anew.err())
        .contains("out.checkpoint; to continue that one, stop this and add --resume");
    assertThat(names(folder)).containsExactly("out");
    assertThat(ae(train, "--force", "--resume").err())
        .contains("no checkpoint at")
        .contains("training starts from the beginning");
  }

  @Test
  void patienceHoldsOutTrainingExamplesAndKeepsTheBestEpoch() throws IOException {
    Path out = folder.resolve("out");
    Result result =
        ae(
            "train",
            "basic",
            "--limit",
            "60",
            "--epochs",
            "2000",
            "--patience",
            "20",
            "--set",
            "learningRate=0.05",
            "--out",
            out.toString());
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.err())
        .contains("holding out 6 of 60 training examples for --patience, drawn by seed 42");
    SavedRun run = SavedRun.of(Autoencoder.load(out));
    assertThat(run.patience()).isEqualTo(20);
    assertThat(run.epochs()).isEqualTo(2000);
    assertThat(run.epochsTrained()).isBetween(21, 1920);
    assertThat(run.keptEpoch()).isEqualTo(run.epochsTrained() - 20);
    assertThat(Files.readString(out.resolve("metrics.json")))
        .contains("\"epochs\" : 2000,", "\"epochs_trained\" : " + run.epochsTrained() + ",");
    assertThat(Files.readString(out.resolve("report.html")))
        .contains("The validation score was lowest in epoch " + run.keptEpoch())
        .contains("The network of epoch " + run.keptEpoch() + " was kept.");
    assertThat(ae("evaluate", out.toString()).out())
        .isEqualTo(Files.readString(out.resolve("metrics.json")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "linear --epochs 1 --batch 2000 --set learningRate=1e20",
        "basic --epochs 1 --batch 2000 --set learningRate=1e38",
        "linear --epochs 1 --batch 2000 --patience 1 --set learningRate=1e20",
        "stacked --epochs 1 --batch 2000 --set levelLearningRate=1e39",
        "stacked --epochs 1 --batch 2000 --set learningRate=1e39 --checkpoint-minutes 0"
      })
  void trainingThatRuinsTheNetworkFailsAndLeavesNothing(String model) throws IOException {
    String[] train = ("train " + model).split(" ");
    Result result = ae(train, "--out", folder.resolve("out").toString());
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err()).contains("lower the learning rate");
    assertThat(result.out()).isEmpty();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void twoRunsDoNotWriteToOnePlace() throws IOException {
    Path lock = folder.resolve(".out.lock");
    try (FileChannel channel =
        FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      channel.lock();
      Result result =
          ae("train", "basic", "--epochs", "1", "--out", folder.resolve("out").toString());
      assertThat(result.code()).isEqualTo(1);
      assertThat(result.err()).contains("Another run is writing to").contains("--out");
    }
  }

  /** Killed between the two moves that replace a folder. */
  @Test
  void formerRunIsPutBackIfItsReplacementWasNotCompleted() throws IOException {
    Path former = Files.createDirectory(folder.resolve(".out-former"));
    Files.writeString(former.resolve("zoo.json"), "{}");
    Path out = folder.resolve("out");
    RunFolder.prepare(out, true).close();
    assertThat(out.resolve("zoo.json")).exists();
    assertThat(names(folder)).containsExactly("out");
  }

  private Process start(String... words) throws IOException {
    Files.deleteIfExists(folder.resolve("stderr"));
    return newProcess(Map.of("OMP_WAIT_POLICY", "passive"), List.of(), words)
        .redirectOutput(folder.resolve("stdout").toFile())
        .redirectError(folder.resolve("stderr").toFile())
        .start();
  }

  private String said() throws IOException {
    return Files.readString(folder.resolve("stderr"), StandardCharsets.UTF_8);
  }

  private static void await(Path file, String... text) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (System.nanoTime() < deadline) {
      if (Files.exists(file) && Stream.of(text).allMatch(word -> contains(file, word))) {
        return;
      }
      Thread.sleep(20);
    }
    throw new AssertionError(file + " does not come");
  }

  private static boolean contains(Path file, String word) {
    try {
      return Files.readString(file).contains(word);
    } catch (IOException e) {
      return false;
    }
  }

  private static String[] words(String[] first, String... more) {
    return Stream.concat(Stream.of(first), Stream.of(more)).toArray(String[]::new);
  }

  private static byte[] entry(Path run, String name) throws IOException {
    try (ZipFile zip = new ZipFile(run.resolve("model.zip").toFile())) {
      return zip.getInputStream(zip.getEntry(name)).readAllBytes();
    }
  }

  private static List<String> withoutTimes(Path run) throws IOException {
    return Files.readAllLines(run.resolve("metrics.json")).stream()
        .filter(line -> !line.contains("second"))
        .toList();
  }
}
