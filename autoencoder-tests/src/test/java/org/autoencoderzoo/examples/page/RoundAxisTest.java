package org.autoencoderzoo.examples.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An axis holds all values and ends at round numbers on both sides. */
class RoundAxisTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1            | 0    | 2",
        "1 2          | 1    | 2",
        "1 2 15       | 0    | 15",
        "1 200        | 0    | 200",
        "48.3709 40.1834 | 40 | 50",
        "48.3709      | 40   | 50",
        "0            | -1   | 1",
        "0.5          | 0.4  | 0.6",
        "-3.3 -40.7   | -50  | 0",
        "0.564 0.922  | 0.5  | 1"
      })
  void endsAreRound(String values, double from, double to) {
    double[] numbers = Arrays.stream(values.split(" ")).mapToDouble(Double::parseDouble).toArray();

    RoundAxis axis = RoundAxis.over(numbers);

    assertThat(axis.from()).isCloseTo(from, within(1e-12));
    assertThat(axis.to()).isCloseTo(to, within(1e-12));
  }
}
