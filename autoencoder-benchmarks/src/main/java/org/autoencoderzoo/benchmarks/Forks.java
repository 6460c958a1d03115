package org.autoencoderzoo.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.JavaFlightRecorderProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.Statistics;

/**
 * Starts a fresh JVM for each measurement, on two threads, with the memory settings of the launcher
 * {@code ae}.
 *
 * @param effort how long each JVM runs
 * @param mkl whether ND4J uses MKL there; libtorch, which brings its own, does not stand it in one
 *     process
 */
record Forks(Effort effort, boolean mkl) {

  /** Threads of every side: of ND4J, its BLAS, libtorch and Java's parallel streams. */
  static final int THREADS = 2;

  /**
   * How long each JVM runs.
   *
   * @param warmups seconds before the measurement
   * @param measurements seconds of measurement
   */
  record Effort(int warmups, int measurements) {
    static final Effort FULL = new Effort(5, 5);
    static final Effort QUICK = new Effort(2, 1);
    static final Effort PROFILE = new Effort(5, 20);
  }

  /**
   * Measures one side of a case once.
   *
   * @return microseconds of one step
   */
  Statistics measure(BenchmarkCase benchmark, Side side) throws IOException, RunnerException {
    Path java = launcher(side);
    try {
      return new Runner(options(benchmark, side, java).build())
          .runSingle()
          .getPrimaryResult()
          .getStatistics();
    } finally {
      Files.delete(java);
    }
  }

  /**
   * Samples our side of a case.
   *
   * @param folder for the recording
   */
  Profile profile(BenchmarkCase benchmark, Path folder) throws IOException, RunnerException {
    Path java = launcher(Side.OURS);
    try {
      new Runner(
              options(benchmark, Side.OURS, java)
                  .addProfiler(JavaFlightRecorderProfiler.class, "dir=" + folder)
                  .build())
          .runSingle();
    } finally {
      Files.delete(java);
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return Profile.of(files.filter(f -> f.toString().endsWith(".jfr")).findFirst().orElseThrow());
    }
  }

  /** JMH hands its own environment on; OpenMP and glibc read theirs before main runs. */
  private static Path launcher(Side side) throws IOException {
    Path launcher =
        Files.createTempFile(
            "java",
            ".sh",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    String variables =
        side.environment().entrySet().stream()
            .map(variable -> variable.getKey() + "=" + variable.getValue() + " ")
            .collect(Collectors.joining());
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    return Files.writeString(
        launcher,
        "#!/bin/sh\nunset OMP_WAIT_POLICY OPENBLAS_THREAD_TIMEOUT\nOMP_NUM_THREADS=%d %s exec '%s' \"$@\"\n"
            .formatted(THREADS, variables, java));
  }

  private String[] jvmOptions(Side side) {
    List<String> options = new ArrayList<>();
    if (Machine.isIntelWithAvx512()) {
      options.add("-XX:UseAVX=2");
    }
    if (mkl && side != Side.DJL) {
      options.add("-Dorg.bytedeco.openblas.load=mkl");
    }
    return options.toArray(String[]::new);
  }

  private ChainedOptionsBuilder options(BenchmarkCase benchmark, Side side, Path java) {
    return new OptionsBuilder()
        .include(SideBenchmark.class.getName())
        .param("caseId", benchmark.id())
        .param("side", side.name())
        .mode(Mode.SampleTime)
        .timeUnit(TimeUnit.MICROSECONDS)
        .forks(1)
        .threads(1)
        .warmupIterations(effort.warmups())
        .warmupTime(TimeValue.seconds(1))
        .measurementIterations(effort.measurements())
        .measurementTime(TimeValue.seconds(1))
        .verbosity(VerboseMode.SILENT)
        .shouldFailOnError(true)
        .jvm(java.toString())
        .jvmArgsAppend(jvmOptions(side))
        .jvmArgs(
            "-Xmx2g",
            "-XX:+UseSerialGC",
            "-XX:ActiveProcessorCount=" + THREADS,
            "-Djava.awt.headless=true",
            "-Dorg.bytedeco.javacpp.maxBytes=8g",
            "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0");
  }
}
