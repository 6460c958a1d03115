package org.autoencoderzoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

class TestsNotRunTest {

  @Test
  void testsThatWereSkippedAreListedByTheirReason() {
    assertThat(said(Some.class, None.class))
        .isEqualTo(
            """
            5 TESTS WERE NOT RUN:
            - because: Assumption failed: nothing here can run
                TestsNotRunTest$None, all of it
            - because: Assumption failed: the data are not there
                  tried a registry: it is down
                TestsNotRunTest$Some.readsData
                TestsNotRunTest$Some.readsMore [1] 1
                TestsNotRunTest$Some.readsMore [2] 2
            - because: not today
                TestsNotRunTest$Some.isDisabled
            """);
  }

  @Test
  void whereAllTestsRanThatIsSaid() {
    assertThat(said(All.class)).isEqualTo("All tests were run.\n");
  }

  private static String said(Class<?>... classes) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    TestsNotRun listener = new TestsNotRun(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    // Without the one that listens to this build.
    LauncherConfig config =
        LauncherConfig.builder()
            .enableLauncherSessionListenerAutoRegistration(false)
            .addLauncherSessionListeners(listener)
            .build();
    try (LauncherSession session = LauncherFactory.openSession(config)) {
      for (Class<?> type : classes) { // As Maven does.
        session
            .getLauncher()
            .execute(
                LauncherDiscoveryRequestBuilder.request().selectors(selectClass(type)).build());
      }
    }
    return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }

  /** One passes, four are skipped. */
  static class Some {

    @Test
    void passes() {}

    @Test
    void readsData() {
      Assumptions.assumeTrue(false, "the data are not there\n  tried a registry: it is down");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void readsMore(int number) {
      Assumptions.assumeTrue(number > 2, "the data are not there\n  tried a registry: it is down");
    }

    @Test
    @Disabled("not today")
    void isDisabled() {}
  }

  /** Skipped before any of its tests. */
  static class None {

    @BeforeAll
    static void need() {
      Assumptions.assumeTrue(false, "nothing here can run");
    }

    @Test
    void passes() {}
  }

  /** Nothing is skipped. */
  static class All {

    @Test
    void passes() {}
  }
}
