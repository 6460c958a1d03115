package org.autoencoderzoo.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.autoencoderzoo.Autoencoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs to copy from run, and print what their first sentences promise. */
class ShortProgramsTest {

  private static final Pattern NUMBER = Pattern.compile("\\d+\\.\\d+");

  @FunctionalInterface
  private interface Program {
    void main(String[] arguments) throws Exception;
  }

  @Test
  void savedModelRedrawsDigitsBetterThanPca(@TempDir Path folder) throws Exception {
    List<Double> errors = numbers(printed(TrainAndSave::main, folder.toString()));
    assertThat(errors.get(0)).isLessThan(0.75 * errors.get(1));
    assertThat(Autoencoder.load(folder).codeSize()).isEqualTo(8);
  }

  @Test
  void denoiserTakesMostOfTheDamageAway() throws Exception {
    List<Double> errors = numbers(printed(DenoiseDigits::main));
    assertThat(errors.get(1)).isLessThan(0.5 * errors.get(0));
  }

  @Test
  void anomaliesAreRowsWhoseValuesAreUsualButNotTogether() throws Exception {
    String printed = printed(FindAnomalies::main);
    assertThat(printed.lines().toList().get(0)).startsWith("row 0").endsWith("usual");
    assertThat(printed.lines().toList().get(1)).startsWith("row 1").endsWith("anomaly");
  }

  @Test
  void classifierWithASparseLayerKnowsDigits() throws Exception {
    assertThat(numbers(printed(SparseLayerInYourNetwork::main)).get(0)).isGreaterThan(0.9);
  }

  private static String printed(Program program, String... arguments) throws Exception {
    PrintStream out = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true));
    try {
      program.main(arguments);
    } finally {
      System.setOut(out);
    }
    return printed.toString();
  }

  private static List<Double> numbers(String printed) {
    return NUMBER.matcher(printed).results().map(MatchResult::group).map(Double::valueOf).toList();
  }
}
