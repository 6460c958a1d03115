package org.autoencoderzoo.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import jdk.jfr.Recording;
import org.autoencoderzoo.internal.kernels.Exponential;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileTest {

  @TempDir private Path folder;

  @Test
  void methodsAreListedByTheirShareAndSmallOnesTogether() {
    Profile profile = new Profile(Map.of("A.a", 180L, "B.b", 810L, "C.c", 6L, "D.d", 4L));

    assertThat(profile.markdown())
        .endsWith(
            "| 81.0% | `B.b` |\n| 18.0% | `A.a` |\n"
                + "| 1.0% | methods with less than 1% each |\n");
  }

  @Test
  void aRecordingNamesTheMethodThatWasBusy() throws IOException {
    Path file = folder.resolve("profile.jfr");
    try (Recording recording = new Recording()) {
      recording.enable("jdk.ExecutionSample").withPeriod(Duration.ofMillis(1));
      recording.start();
      float[] block = new float[4096];
      long end = System.nanoTime() + 500_000_000;
      while (System.nanoTime() < end) {
        Exponential.logistic(block, block.length);
      }
      recording.stop();
      recording.dump(file);
    }

    assertThat(Profile.of(file).markdown()).contains("`Exponential.logistic`");
  }
}
