package org.autoencoderzoo.training;

import static org.assertj.core.api.Assertions.assertThat;

import org.autoencoderzoo.zoo.Basic;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Threads are given back, and who does the products changes rounding alone. */
class OperationThreadsTest {

  @Test
  void threadsAreGivenBackByTheLastWhoLimitsThem() {
    int operations = Nd4j.getEnvironment().maxMasterThreads();
    int products = Nd4j.factory().blas().getMaxThreads();
    ComputationGraph network = network();

    OperationThreads first = OperationThreads.limitedFor(network);
    OperationThreads second = OperationThreads.limitedFor(network);
    first.close();
    first.close();
    assertThat(Nd4j.factory().blas().getMaxThreads()).isEqualTo(1);
    assertThat(Nd4j.getEnvironment().maxMasterThreads()).isEqualTo(1);
    second.close();
    assertThat(Nd4j.factory().blas().getMaxThreads()).isEqualTo(products);
    assertThat(Nd4j.getEnvironment().maxMasterThreads()).isEqualTo(operations);
  }

  @Test
  @SuppressWarnings("try") // Nothing is asked of the threads but that they are limited.
  void stepsAreTheSameWithAndWithoutThem() {
    ComputationGraph own = network();
    ComputationGraph ofBlas = network();
    INDArray x = Nd4j.rand(DataType.FLOAT, 128, 300);
    try (OperationThreads threads = OperationThreads.limitedFor(own)) {
      steps(own, x);
    }
    steps(ofBlas, x);
    assertThat(distance(own, network())).isGreaterThan(1e-3);
    assertThat(distance(own, ofBlas)).isLessThan(1e-5);
  }

  private static double distance(ComputationGraph a, ComputationGraph b) {
    return a.params().sub(b.params()).amaxNumber().doubleValue();
  }

  private static void steps(ComputationGraph network, INDArray x) {
    TrainingStep step = new TrainingStep(network);
    for (int i = 0; i < 5; i++) {
      step.run(x);
    }
  }

  private static ComputationGraph network() {
    return Basic.builder().inputSize(300).codeSize(200).build().init().network();
  }
}
