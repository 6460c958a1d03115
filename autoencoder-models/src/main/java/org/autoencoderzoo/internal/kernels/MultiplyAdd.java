package org.autoencoderzoo.internal.kernels;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;

/**
 * {@code a * b + c}, as one instruction where the processor has it: half the arithmetic of loops
 * that multiply and add.
 */
final class MultiplyAdd {

  /** Elsewhere {@link Math#fma(float, float, float)} computes with big decimals. */
  private static final boolean IS_INSTRUCTION = isInstruction();

  private MultiplyAdd() {}

  static float of(float a, float b, float c) {
    return IS_INSTRUCTION ? Math.fma(a, b, c) : a * b + c;
  }

  private static boolean isInstruction() {
    try {
      HotSpotDiagnosticMXBean vm =
          ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
      return Boolean.parseBoolean(vm.getVMOption("UseFMA").getValue());
    } catch (RuntimeException | LinkageError e) {
      return false; // Another JVM.
    }
  }
}
