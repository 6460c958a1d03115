package org.autoencoderzoo.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RocAucTest {

  /** Few levels, so that many scores tie. */
  @Property
  void areaIsTheShareOfPairsInOrderATieCountingHalf(
      @ForAll @IntRange(min = 2, max = 60) int examples,
      @ForAll @IntRange(min = 1, max = 12) int levels,
      @ForAll long seed) {
    Random random = new Random(seed);
    double[] scores = new double[examples];
    boolean[] isPositive = new boolean[examples];
    for (int i = 0; i < examples; i++) {
      scores[i] = random.nextInt(levels) - 0.5 * levels;
      isPositive[i] = i == 0 || i != 1 && random.nextBoolean();
    }
    double wins = 0;
    int pairs = 0;
    for (int p = 0; p < examples; p++) {
      for (int n = 0; n < examples; n++) {
        if (isPositive[p] && !isPositive[n]) {
          wins += scores[p] > scores[n] ? 1 : scores[p] == scores[n] ? 0.5 : 0;
          pairs++;
        }
      }
    }
    assertThat(RocAuc.of(scores, isPositive)).isCloseTo(wins / pairs, within(1e-12));
  }

  @Test
  void zeroesOfBothSignsTie() {
    assertThat(RocAuc.of(new double[] {-0.0, 0.0}, new boolean[] {false, true})).isEqualTo(0.5);
  }

  @Test
  void oneClassAloneIsRefused() {
    assertThatThrownBy(() -> RocAuc.of(new double[] {1, 2}, new boolean[] {true, true}))
        .hasMessageContaining("number of negative examples is 0");
    assertThatThrownBy(() -> RocAuc.of(new double[] {1, Double.NaN}, new boolean[] {true, false}))
        .hasMessageContaining("score 1 is NaN");
    assertThatThrownBy(() -> RocAuc.of(new double[] {1}, new boolean[] {true, false}))
        .hasMessageContaining("length of isPositive is 2");
  }
}
