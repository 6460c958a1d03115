package org.autoencoderzoo.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.autoencoderzoo.files.Versions;
import org.autoencoderzoo.internal.ops.Ops;
import org.nd4j.linalg.api.environment.Nd4jEnvironment;
import org.nd4j.linalg.factory.Nd4j;
import picocli.CommandLine.IVersionProvider;

/** What {@code ae --version} prints: versions, the backend that computes, and the plugins given. */
final class VersionReport implements IVersionProvider {

  private static final String NEEDS =
      "the CPU's needs nd4j-native and its natives for this system on the class path, CUDA's an"
          + " NVIDIA driver and CUDA 11.6";

  private final Ae ae;

  VersionReport(Ae ae) {
    this.ae = ae;
  }

  @Override
  public String[] getVersion() {
    Map<String, String> report = new LinkedHashMap<>(Versions.all());
    try {
      addBackend(report);
    } catch (RuntimeException | LinkageError e) {
      report.put("backend", "none can be loaded: " + reason(e) + "; " + NEEDS);
    }
    Stream<String> plugins =
        ae.plugins().stream()
            .flatMap(opened -> opened.registered().entrySet().stream())
            .map(jar -> "plugin " + jar.getKey() + " " + String.join(", ", jar.getValue()));
    return Stream.concat(
            report.entrySet().stream().map(entry -> entry.getKey() + " " + entry.getValue()),
            plugins)
        .toArray(String[]::new);
  }

  private static void addBackend(Map<String, String> report) {
    Properties found = Nd4j.getExecutioner().getEnvironmentInformation();
    report.put("backend", String.valueOf(found.get(Nd4jEnvironment.BACKEND_KEY)));
    report.put("BLAS", String.valueOf(found.get(Nd4jEnvironment.BLAS_VENDOR_KEY)));
    report.put("devices", devices(found));
    report.put("operations", operations());
  }

  private static String operations() {
    try {
      return Ops.get().description();
    } catch (IllegalArgumentException e) {
      return "none: " + e.getMessage();
    }
  }

  private static String devices(Properties found) {
    if (found.get(Nd4jEnvironment.CUDA_DEVICE_INFORMATION_KEY) instanceof List<?> gpus) {
      return gpus.stream()
          .map(gpu -> ((Map<?, ?>) gpu).get(Nd4jEnvironment.CUDA_DEVICE_NAME_KEY))
          .map(String::valueOf)
          .collect(Collectors.joining(", "));
    }
    return found.get(Nd4jEnvironment.CPU_CORES_KEY) + " processor cores";
  }

  private static String reason(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause.toString();
  }
}
