package org.autoencoderzoo.training;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.nd4j.linalg.api.ops.executioner.OpExecutioner.ExecutionerType;
import org.nd4j.linalg.factory.Nd4j;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Warns, once, where OpenMP's threads spin while they wait and so take time from the others. */
final class OpenMpAdvice {

  private static final Logger LOG = LoggerFactory.getLogger(OpenMpAdvice.class);
  private static final AtomicBoolean GIVEN = new AtomicBoolean();

  private OpenMpAdvice() {}

  static void giveOnce() {
    if (Nd4j.getExecutioner().type() == ExecutionerType.NATIVE_CPU
        && GIVEN.compareAndSet(false, true)) {
      advice(System.getenv("OMP_WAIT_POLICY"), System.getenv("GOMP_SPINCOUNT"))
          .ifPresent(LOG::warn);
    }
  }

  /** What to say, if the two variables of the environment leave the threads spinning. */
  static Optional<String> advice(String waitPolicy, String spinCount) {
    return "passive".equalsIgnoreCase(waitPolicy) || spinCount != null
        ? Optional.empty()
        : Optional.of(
            "OMP_WAIT_POLICY is "
                + waitPolicy
                + ": threads that spin while they wait can double the time of a step; set "
                + "OMP_WAIT_POLICY=passive in the environment before the JVM starts");
  }
}
