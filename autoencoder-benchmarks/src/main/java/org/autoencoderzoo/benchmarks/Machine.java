package org.autoencoderzoo.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.autoencoderzoo.internal.ops.Ops;
import org.nd4j.linalg.factory.Nd4j;

/** Where the measurement runs. */
final class Machine {

  private Machine() {}

  /** What a reader needs to know of the machine, by name. */
  static Map<String, String> facts(boolean mkl) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("CPU", cpu());
    facts.put("cores", String.valueOf(Runtime.getRuntime().availableProcessors()));
    facts.put("threads of each side", String.valueOf(Forks.THREADS));
    facts.put("JDK", System.getProperty("java.vm.name") + " " + Runtime.version());
    Properties environment = Nd4j.getExecutioner().getEnvironmentInformation();
    facts.put("BLAS of ND4J", mkl ? "MKL" : String.valueOf(environment.get("blas.vendor")));
    facts.put("its kernels", System.getenv().getOrDefault("OPENBLAS_CORETYPE", "its own choice"));
    facts.put("our operations, and their floor's", Ops.get().description());
    facts.put("libtorch", Torch.engine().getVersion());
    return facts;
  }

  private static String cpu() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .map(line -> line.split(":", 2))
          .filter(
              parts ->
                  Stream.of("model name", "cpu family", "model").anyMatch(parts[0].strip()::equals))
          .limit(3)
          .collect(
              Collectors.collectingAndThen(
                  Collectors.toMap(parts -> parts[0].strip(), parts -> parts[1].strip()),
                  of ->
                      "%s, family %s, model %s"
                          .formatted(of.get("model name"), of.get("cpu family"), of.get("model"))));
    } catch (IOException e) {
      return System.getProperty("os.arch");
    }
  }

  /** Where {@code ae} passes -XX:UseAVX=2. */
  static boolean isIntelWithAvx512() {
    try {
      String cpu = Files.readString(Path.of("/proc/cpuinfo"));
      return cpu.contains("GenuineIntel") && cpu.contains(" avx512vl ");
    } catch (IOException e) {
      return false;
    }
  }
}
