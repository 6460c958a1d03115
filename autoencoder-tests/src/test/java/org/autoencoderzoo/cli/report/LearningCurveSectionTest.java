package org.autoencoderzoo.cli.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.autoencoderzoo.examples.page.ChartTheme;
import org.autoencoderzoo.examples.page.Ticks;
import org.autoencoderzoo.training.LearningCurve;
import org.autoencoderzoo.training.LearningCurve.Epoch;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.knowm.xchart.XYChart;

/** The axes of a learning curve can be read, however long the training was. */
class LearningCurveSectionTest {

  /** Pixels that keep two labels apart. */
  private static final double GAP = 8;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 10, 11, 15, 200, 2000})
  void epochsAreWholeNumbersInRoundStepsThatDoNotTouch(int epochs) {
    Ticks ticks = Ticks.ofX(chart(curve(epochs, 48.3709, 13.5132)));

    assertThat(ticks.labels()).hasSizeBetween(2, 8).allMatch(label -> label.matches("\\d+"));
    assertRoundSteps(ticks.numbers());
    assertThat(ticks.leastGap()).isGreaterThan(GAP);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 48.3709, 40.1834",
    "1, 48.3709, 48.3709",
    "2, 8.3709, 4.21761",
    "2, 48.3709, 13.5132",
    "15, 1234.5, 1230.14",
    "15, 0.0003, 0.00001",
    "15, -3.3, -40.7",
    "200, 48.3709, 13.5132",
    "200, 5, 5.0153",
    "2000, 0, 0"
  })
  void scoresAreInRoundSteps(int epochs, double first, double last) {
    Ticks ticks = Ticks.ofY(chart(curve(epochs, first, last)));

    assertThat(ticks.labels()).hasSizeBetween(2, 8);
    assertRoundSteps(ticks.numbers());
  }

  /** Equal steps of 1, 2 or 5 times a power of ten, from a multiple of the step. */
  private static void assertRoundSteps(double[] ticks) {
    double step = ticks[1] - ticks[0];
    double digit = step / Math.pow(10, Math.floor(Math.log10(step) + 1e-6));
    assertThat(digit)
        .satisfiesAnyOf(
            d -> assertThat(d).isCloseTo(1, within(1e-6)),
            d -> assertThat(d).isCloseTo(2, within(1e-6)),
            d -> assertThat(d).isCloseTo(5, within(1e-6)));
    for (int i = 0; i < ticks.length; i++) {
      assertThat(ticks[i] / step).isCloseTo(Math.rint(ticks[i] / step), within(1e-6));
      assertThat(ticks[i]).isCloseTo(ticks[0] + i * step, within(1e-6 * step));
    }
  }

  private static XYChart chart(LearningCurve curve) {
    return new LearningCurveSection(curve, "test").chart(ChartTheme.LIGHT);
  }

  /** From one score to another; those of the test lie between the training's. */
  private static LearningCurve curve(int epochs, double first, double last) {
    return new LearningCurve(
        IntStream.rangeClosed(1, epochs)
            .mapToObj(
                i -> {
                  double score = last + (first - last) / i;
                  return new Epoch(i, score, (score + last) / 2, 1);
                })
            .toList());
  }
}
