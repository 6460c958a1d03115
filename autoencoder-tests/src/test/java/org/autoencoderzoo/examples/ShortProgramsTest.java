package org.autoencoderzoo.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.testing.PenaltyChecks;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.activations.Activation;

/** The programs to copy from run, and print what their first sentences and the page promise. */
class ShortProgramsTest {

  @TempDir Path folder;

  @Test
  void savedModelRedrawsDigitsBetterThanPca() throws Exception {
    List<Double> numbers = numbers(TrainAndSave.class, folder.toString());
    assertThat(numbers.get(1)).isLessThan(0.75 * numbers.get(2));
    assertThat(Autoencoder.load(folder).codeSize()).isEqualTo(8);
  }

  @Test
  void nearestCodesBelongToTheSameClass() throws Exception {
    TrainAndSave.main(new String[] {folder.toString()});
    List<Double> numbers = numbers(LoadAndUse.class, folder.toString());
    assertThat(numbers.get(0)).isEqualTo(8);
    assertThat(numbers.get(2)).isGreaterThan(90);
  }

  @Test
  void denoiserTakesMostOfTheDamageAway() throws Exception {
    List<Double> errors = numbers(DenoiseImages.class);
    assertThat(errors.get(1)).isLessThan(0.5 * errors.get(0));
  }

  @Test
  void anomaliesAreRowsWhoseValuesAreUsualButNotTogether() throws Exception {
    List<Double> numbers = numbers(FindAnomalies.class); // row, score, threshold; text is compared
    assertThat(numbers.get(1)).isLessThan(numbers.get(2));
    assertThat(numbers.get(4)).isGreaterThan(numbers.get(5));
  }

  @Test
  void inhibitionLeavesFewerUnitsActive() throws Exception {
    List<Double> numbers = numbers(OwnPenalty.class); // lambda, active units, units, 0.5, error
    assertThat(numbers.get(6)).isLessThan(0.5 * numbers.get(1));
  }

  @TestFactory
  Stream<DynamicTest> inhibitionIsAPenaltyLikeOurs() {
    return PenaltyChecks.of(Activation.SIGMOID, new OwnPenalty.Inhibition(0.3));
  }

  @Test
  void fewUnitsOfTheOwnModelRedrawADigit() throws Exception {
    List<Double> numbers = numbers(OwnModel.class); // lambda, active units, units, error
    assertThat(numbers.get(1)).isBetween(1.0, 0.25 * numbers.get(2));
    assertThat(numbers.get(3)).isLessThan(1.57); // That of PCA with 8 numbers.
  }

  @Test
  void classifierWithASparseLayerKnowsDigits() throws Exception {
    assertThat(numbers(SparseLayerInYourNetwork.class).get(0)).isGreaterThan(0.9);
  }

  @Test
  void interruptedTrainingGoesOnUntilItStopsEarly() throws Exception {
    List<Double> numbers = numbers(StopEarlyAndResume.class); // epoch, epochs, row, rows, ...
    double interrupted = numbers.get(0);
    double last = numbers.get(4);
    double kept = numbers.get(5);
    assertThat(last).isBetween(interrupted, 499.0).isEqualTo(kept + 5);
  }

  /** Runs a program; its text is that of the page, its numbers are close to those of the page. */
  private static List<Double> numbers(Class<?> program, String... arguments) throws Exception {
    PrintStream out = System.out;
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    System.setOut(new PrintStream(stream, true));
    try {
      program.getMethod("main", String[].class).invoke(null, (Object) arguments);
    } finally {
      System.setOut(out);
    }
    String printed = stream.toString().replace("\r\n", "\n");
    String shown = ExamplesPage.printed(program);
    assertThat(ExamplesPage.withoutNumbers(printed)).isEqualTo(ExamplesPage.withoutNumbers(shown));
    List<Double> numbers = ExamplesPage.numbers(printed);
    List<Double> onPage = ExamplesPage.numbers(shown);
    for (int i = 0; i < numbers.size(); i++) { // Other processors round differently.
      double most = 0.5 * Math.abs(onPage.get(i)) + 0.05;
      assertThat(Math.abs(numbers.get(i) - onPage.get(i))).as(printed).isLessThan(most);
    }
    return numbers;
  }
}
