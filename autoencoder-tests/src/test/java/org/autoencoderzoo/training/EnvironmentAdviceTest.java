package org.autoencoderzoo.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Advice where it helps, and only there. */
class EnvironmentAdviceTest {

  @Test
  void spinningThreadsAreNamedWithTheRemedy() {
    assertThat(EnvironmentAdvice.ofThreads(Map.of()))
        .get()
        .asString()
        .contains("OMP_WAIT_POLICY is not set", "set OMP_WAIT_POLICY=passive");
    assertThat(EnvironmentAdvice.ofThreads(Map.of("OMP_WAIT_POLICY", "active")))
        .get()
        .asString()
        .contains("OMP_WAIT_POLICY is active");
  }

  @Test
  void processorsNewerThanOpenBlasAreNamedWithTheRemedy() {
    assertThat(
            EnvironmentAdvice.ofProcessor(
                Map.of(), processor("AuthenticAMD", "26", "avx2 avx512f")))
        .get()
        .asString()
        .contains("family 26", "set OPENBLAS_CORETYPE=Haswell");
    assertThat(EnvironmentAdvice.ofProcessor(Map.of(), processor("AuthenticAMD", "27", "avx2")))
        .isPresent();
  }

  @Test
  void processorsThatOpenBlasKnowsNeedNone() {
    assertThat(
            EnvironmentAdvice.ofProcessor(
                Map.of(), processor("AuthenticAMD", "25", "avx2 avx512f")))
        .isEmpty();
    assertThat(
            EnvironmentAdvice.ofProcessor(
                Map.of(), processor("GenuineIntel", "26", "avx2 avx512f")))
        .isEmpty();
    assertThat(EnvironmentAdvice.ofProcessor(Map.of(), processor("AuthenticAMD", "26", "sse2")))
        .isEmpty();
    assertThat(EnvironmentAdvice.ofProcessor(Map.of(), List.of("Processor: ARMv8", "", "x")))
        .isEmpty();
    assertThat(EnvironmentAdvice.ofProcessor(Map.of(), List.of())).isEmpty();
  }

  @Test
  void whoeverHasSetThemIsLeftAlone() {
    assertThat(EnvironmentAdvice.ofThreads(Map.of("OMP_WAIT_POLICY", "PASSIVE"))).isEmpty();
    assertThat(EnvironmentAdvice.ofThreads(Map.of("GOMP_SPINCOUNT", "1000"))).isEmpty();
    Map<String, String> set = Map.of("OPENBLAS_CORETYPE", "Zen");
    assertThat(EnvironmentAdvice.ofProcessor(set, processor("AuthenticAMD", "26", "avx2 avx512f")))
        .isEmpty();
  }

  private static List<String> processor(String vendor, String family, String flags) {
    return List.of(
        "processor\t: 0",
        "vendor_id\t: " + vendor,
        "cpu family\t: " + family,
        "flags\t\t: fpu " + flags,
        "");
  }
}
