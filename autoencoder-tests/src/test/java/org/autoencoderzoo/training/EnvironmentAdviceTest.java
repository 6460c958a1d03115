package org.autoencoderzoo.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Advice where it helps, and only there. */
class EnvironmentAdviceTest {

  private static final String AVX_512 = "avx2 avx512f avx512dq avx512bw avx512vl";

  @Test
  void spinningThreadsAreNamedWithTheRemedy() {
    assertThat(EnvironmentAdvice.ofThreads(Map.of()))
        .get()
        .asString()
        .contains("set OMP_WAIT_POLICY=passive");
    assertThat(EnvironmentAdvice.ofThreads(Map.of("OMP_WAIT_POLICY", "active"))).isPresent();
  }

  @Test
  void processorsNewerThanOpenBlasAreNamedWithTheRemedy() {
    assertThat(EnvironmentAdvice.ofProcessor(Map.of(), processor("AuthenticAMD", "26", AVX_512)))
        .get()
        .asString()
        .contains("family 26", "set OPENBLAS_CORETYPE=SkylakeX");
    assertThat(EnvironmentAdvice.ofProcessor(Map.of(), processor("AuthenticAMD", "27", "avx2")))
        .get()
        .asString()
        .contains("set OPENBLAS_CORETYPE=Haswell");
  }

  @Test
  void processorsThatOpenBlasKnowsNeedNone() {
    assertThat(EnvironmentAdvice.ofProcessor(Map.of(), processor("AuthenticAMD", "25", AVX_512)))
        .isEmpty();
    assertThat(EnvironmentAdvice.ofProcessor(Map.of(), processor("GenuineIntel", "26", AVX_512)))
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
    assertThat(EnvironmentAdvice.ofProcessor(set, processor("AuthenticAMD", "26", AVX_512)))
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
