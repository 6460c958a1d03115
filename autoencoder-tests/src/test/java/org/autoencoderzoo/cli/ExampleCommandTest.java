package org.autoencoderzoo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.autoencoderzoo.cli.AeRun.Result;
import org.autoencoderzoo.examples.gallery.Gallery.Entry;
import org.autoencoderzoo.examples.gallery.Table;
import org.autoencoderzoo.examples.lecture.Lecture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;

/** What {@code ae example} says, and its exit codes. */
class ExampleCommandTest {

  private static final List<Entry> ENTRIES =
      List.of(
          new Entry("good", "Good", "Holds.", exhibit -> exhibit.claimAtMost("Error", 1, 2)),
          new Entry("bad", "Bad", "Fails.", exhibit -> exhibit.claimAtMost("Error", 3.25, 2)),
          new Entry(
              "broken",
              "Broken",
              "Breaks off.",
              exhibit -> {
                throw new IOException("No data here");
              }),
          new Entry(
              "last",
              "Last",
              "Comes last.",
              exhibit -> exhibit.table("Seed.", new Table("seed").row(exhibit.seed()))));

  @TempDir private Path folder;

  private Result example(String... words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        new CommandLine(new ExampleCommand(() -> ENTRIES))
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(words);
    return new Result(code, out.toString(), err.toString());
  }

  private Path page() {
    return folder.resolve("index.html");
  }

  @Test
  void claimsThatHoldExitWith0AndNameThePage() {
    Result result = example("good", "--quick", "--out", folder.toString());

    assertThat(result.code()).isZero();
    assertThat(result.out()).isEqualTo(page() + System.lineSeparator());
  }

  @Test
  void claimThatDoesNotHoldExitsWith1AndItsNumber() {
    Result result = example("bad", "--out", folder.toString());

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err()).contains("ae: bad: does not hold: Error: 3.25 (at most 2)");
    assertThat(page()).exists();
  }

  @Test
  void allRunsOnAfterAnExampleThatBreaksOffAndExitsWith1() {
    Result result = example("all", "--seed", "7", "--out", folder.toString());

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err())
        .contains("ae: bad: does not hold: Error: 3.25 (at most 2)", "ae: broken: No data here");
    assertThat(page()).content().contains("id=\"good\"", "id=\"bad\"", "<td>7</td>");
  }

  @Test
  void unknownNameExitsWith2AndNamesTheExamples() {
    Result result = example("nonsense", "--out", folder.toString());

    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err())
        .contains("There is no example \"nonsense\"; there are all and [good, bad, broken, last]");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void missingNameExitsWith2() {
    Result result = example("--out", folder.toString());

    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).contains("Missing NAME");
  }

  @ParameterizedTest
  @EnumSource(Lecture.class)
  void listNamesEveryExampleOfTheLecture(Lecture example) {
    Result result = AeRun.ae("example", "--list");

    assertThat(result.code()).isZero();
    assertThat(result.out()).contains(example.entry().id(), example.entry().title());
  }
}
