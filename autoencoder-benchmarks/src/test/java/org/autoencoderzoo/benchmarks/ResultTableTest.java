package org.autoencoderzoo.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResultTableTest {

  private static Timing of(Double... medians) {
    return new Timing(List.of(medians), List.of(medians));
  }

  @Test
  void ratiosAreThoseOfTheMediansOverTheRounds() {
    CaseResult result =
        new CaseResult(
            Cases.named("untied-784-1000-b128"),
            Map.of(
                Side.OURS, of(99.0, 20.0, 10.0),
                Side.DJL, of(40.0, 40.0, 1.0),
                Side.STOCK, of(50.0, 30.0),
                Side.GEMM, of(12.0),
                Side.UPDATER, of(4.0)));

    assertThat(new ResultTable(List.of(result)).markdown())
        .endsWith(
            "| untied 784-1000, batch 128 | 20.0 | 40.0 | 40.0 | 12.0 | 4.00 | 0.50 | 0.50 | 1.67 |"
                + " 1.25 | 6,400 |\n");
  }

  @Test
  void whatStockLacksIsMarked() {
    CaseResult result =
        new CaseResult(
            Cases.named("kl-784-1000-b128"), Map.of(Side.OURS, of(1.0), Side.STOCK, of(2.0)));

    assertThat(new ResultTable(List.of(result)).markdown())
        .contains("2.00 \\*", "0.50 \\*", "\\* Deeplearning4j has no such network");
  }

  @Test
  void aPenaltyIsHeldAgainstTheStepWithoutIt() {
    CaseResult result =
        new CaseResult(
            Cases.named("kl-784-1000-b128"), Map.of(Side.OURS, of(2.2), Side.PLAIN, of(2.0)));

    assertThat(new ResultTable(List.of(result)).markdown())
        .endsWith(
            "\nOf tied 784-1000, KL sparsity, batch 128, a step takes 1.10 times our step without the"
                + " penalty, 2.00 ms in the same rounds.\n");
  }

  @Test
  void anEpochIsASentence() {
    CaseResult result =
        new CaseResult(Cases.named("epoch"), Map.of(Side.OURS, of(9000.0), Side.STEPS, of(8000.0)));

    assertThat(new ResultTable(List.of(result)).markdown())
        .startsWith("An epoch of")
        .endsWith(": 9.00 s, 1.13 times its steps, which take 8.00 s.\n");
  }
}
