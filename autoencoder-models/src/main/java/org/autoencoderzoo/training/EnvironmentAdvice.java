package org.autoencoderzoo.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.nd4j.linalg.api.ops.executioner.OpExecutioner.ExecutionerType;
import org.nd4j.linalg.factory.Nd4j;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Warns, once, where a variable of the environment would save much of the time of training. */
final class EnvironmentAdvice {

  private static final Logger LOG = LoggerFactory.getLogger(EnvironmentAdvice.class);
  private static final AtomicBoolean GIVEN = new AtomicBoolean();

  /** AMD's first family of processors (Zen 5) that is newer than ND4J's OpenBLAS, 0.3.19. */
  private static final int UNKNOWN_FAMILY = 26;

  private EnvironmentAdvice() {}

  static void giveOnce() {
    if (Nd4j.getExecutioner().type() == ExecutionerType.NATIVE_CPU
        && GIVEN.compareAndSet(false, true)) {
      Map<String, String> environment = System.getenv();
      Stream.of(ofThreads(environment), ofProcessor(environment, processor()))
          .flatMap(Optional::stream)
          .forEach(LOG::warn);
    }
  }

  /** What to say if OpenMP's threads spin while they wait, and so take time from the others. */
  static Optional<String> ofThreads(Map<String, String> environment) {
    String waitPolicy = environment.get("OMP_WAIT_POLICY");
    return "passive".equalsIgnoreCase(waitPolicy) || environment.containsKey("GOMP_SPINCOUNT")
        ? Optional.empty()
        : Optional.of(
            "OMP_WAIT_POLICY is "
                + (waitPolicy == null ? "not set" : waitPolicy)
                + ": threads that spin while they wait can double the time of a step; set "
                + "OMP_WAIT_POLICY=passive in the environment before the JVM starts");
  }

  /**
   * What to say if OpenBLAS does not know the processor, and so does without its vector
   * instructions.
   *
   * @param processor lines as Linux has them in /proc/cpuinfo
   */
  static Optional<String> ofProcessor(Map<String, String> environment, List<String> processor) {
    boolean isAmd = value("vendor_id", processor).equals("AuthenticAMD");
    String family = value("cpu family", processor);
    List<String> flags = List.of(value("flags", processor).split(" "));
    if (environment.containsKey("OPENBLAS_CORETYPE")
        || !isAmd
        || !family.matches("\\d{1,4}")
        || Integer.parseInt(family) < UNKNOWN_FAMILY
        || !flags.contains("avx2")) {
      return Optional.empty();
    }
    return Optional.of(
        "OpenBLAS 0.3.19 does not know AMD's processors of family "
            + family
            + " and does not use their vector instructions: a step takes about twice as long; set"
            + " OPENBLAS_CORETYPE=Haswell in the environment before the JVM starts");
  }

  private static String value(String name, List<String> processor) {
    return processor.stream()
        .map(line -> line.split(":", 2))
        .filter(parts -> parts.length == 2 && parts[0].strip().equals(name))
        .map(parts -> parts[1].strip())
        .findFirst()
        .orElse("");
  }

  /** Nothing where there is no such file. */
  private static List<String> processor() {
    try {
      return Files.readAllLines(Path.of("/proc/cpuinfo"));
    } catch (IOException e) {
      return List.of();
    }
  }
}
