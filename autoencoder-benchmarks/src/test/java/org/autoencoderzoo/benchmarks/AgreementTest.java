package org.autoencoderzoo.benchmarks;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is timed side by side is the same mathematics. */
class AgreementTest {

  static Stream<String> cases() {
    return Cases.ALL.stream().map(BenchmarkCase::id).filter(id -> !id.equals("epoch"));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void sidesComputeTheSame(String id) {
    Agreement.check(Cases.named(id));
  }
}
