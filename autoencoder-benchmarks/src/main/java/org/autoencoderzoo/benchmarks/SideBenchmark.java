package org.autoencoderzoo.benchmarks;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What JMH times in a JVM of its own: one side of one case. */
@State(Scope.Benchmark)
public class SideBenchmark {

  /** Short name of the case. */
  @Param("")
  public String caseId;

  /** Name of the side. */
  @Param("")
  public String side;

  private Step step;

  /** For JMH. */
  public SideBenchmark() {}

  /** Prepares the side. */
  @Setup
  public void open() {
    step = Cases.named(caseId).step(Side.valueOf(side));
  }

  /** Frees what the side holds. */
  @TearDown
  public void close() {
    step.close();
  }

  /** {@return what the step returns, so that it cannot be left out} */
  @Benchmark
  public double step() {
    return step.run();
  }
}
