package org.autoencoderzoo.benchmarks;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is timed side by side is the same mathematics. */
class AgreementTest {

  private static final Network SMALL = Network.plain(20, 8);

  /** The smallest growth case stands for the others, which differ in size alone. */
  static Stream<String> cases() {
    return Stream.concat(
        Cases.ALL.stream().map(BenchmarkCase::id), Growth.cases().limit(1).map(BenchmarkCase::id));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void sidesComputeTheSame(String id) {
    Agreement.check(Cases.named(id));
  }

  @Test
  void anotherLossIsNoticed() {
    BenchmarkCase wrong =
        withOtherDjl(SMALL.withTiedWeights(), SMALL.withTiedWeights().with(Network.Kind.KL));

    assertThatThrownBy(() -> Agreement.check(wrong))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("loss of DJL")
        .hasMessageContaining("do not compute the same");
  }

  private static BenchmarkCase withOtherDjl(Network ours, Network djl) {
    return new BenchmarkCase() {
      @Override
      public String id() {
        return "wrong";
      }

      @Override
      public String title() {
        return "wrong";
      }

      @Override
      public int rows() {
        return 6;
      }

      @Override
      public List<Side> sides() {
        return List.of(Side.OURS, Side.DJL);
      }

      @Override
      public Step step(Side side) {
        return new TrainingCase("", "", side == Side.DJL ? djl : ours, rows()).step(side);
      }
    };
  }
}
