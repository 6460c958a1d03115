package org.autoencoderzoo.training;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Advice where it helps, and only there. */
class OpenMpAdviceTest {

  @Test
  void spinningThreadsAreNamedWithTheRemedy() {
    assertThat(OpenMpAdvice.advice(null, null))
        .get()
        .asString()
        .contains("set OMP_WAIT_POLICY=passive");
    assertThat(OpenMpAdvice.advice("active", null)).isPresent();
  }

  @Test
  void whoeverHasSetThemIsLeftAlone() {
    assertThat(OpenMpAdvice.advice("PASSIVE", null)).isEmpty();
    assertThat(OpenMpAdvice.advice(null, "1000")).isEmpty();
  }
}
