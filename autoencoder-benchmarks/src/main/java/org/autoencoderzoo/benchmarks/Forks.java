package org.autoencoderzoo.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.Statistics;

/**
 * Starts a fresh JVM for each measurement, on two threads, with the memory settings of the launcher
 * {@code ae}.
 *
 * @param effort how long each JVM runs
 * @param java starts the JVM in the right environment
 */
record Forks(Effort effort, Path java) implements AutoCloseable {

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
  }

  /**
   * Prepares.
   *
   * @param effort how long each JVM runs
   */
  static Forks with(Effort effort) throws IOException {
    // JMH hands its own environment on; OpenMP reads its variable before main runs.
    Path java =
        Files.createTempFile(
            "java",
            ".sh",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Path real = Path.of(System.getProperty("java.home"), "bin", "java");
    Files.writeString(
        java, "#!/bin/sh\nOMP_NUM_THREADS=" + THREADS + " exec '" + real + "' \"$@\"\n");
    return new Forks(effort, java);
  }

  /**
   * Measures one side of a case once.
   *
   * @return microseconds of one step
   */
  Statistics measure(BenchmarkCase benchmark, Side side) throws RunnerException {
    return new Runner(
            new OptionsBuilder()
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
                .jvmArgs(
                    "-Xmx2g",
                    "-XX:+UseSerialGC",
                    "-XX:ActiveProcessorCount=" + THREADS,
                    "-Djava.awt.headless=true",
                    "-Dorg.bytedeco.javacpp.maxBytes=8g",
                    "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0")
                .build())
        .runSingle()
        .getPrimaryResult()
        .getStatistics();
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(java);
  }
}
