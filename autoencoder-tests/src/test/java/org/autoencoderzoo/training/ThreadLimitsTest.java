package org.autoencoderzoo.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.internal.ops.OpsInUse;
import org.autoencoderzoo.zoo.Basic;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Threads are given back, and who does the products changes rounding alone. */
class ThreadLimitsTest {

  private final Threads ofTheTests = Threads.now();

  /** Whatever the tests run with. */
  @BeforeEach
  void takeTwo() {
    new Threads(2, 2).set();
  }

  @AfterEach
  void giveBack() {
    ofTheTests.set();
  }

  @Test
  void threadsAreGivenBackByTheLastWhoLimitsThem() {
    OpsInUse.assumeTheHosts();
    int operations = Nd4j.getEnvironment().maxMasterThreads();
    int products = Nd4j.factory().blas().getMaxThreads();
    ComputationGraph network = network();

    ThreadLimits first = ThreadLimits.whileTraining(network);
    ThreadLimits second = ThreadLimits.whileTraining(network);
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
    try (ThreadLimits limits = ThreadLimits.whileTraining(own)) {
      steps(own, x);
    }
    steps(ofBlas, x);
    assertThat(distance(own, network())).isGreaterThan(1e-3);
    assertThat(distance(own, ofBlas)).isLessThan(1e-5);
  }

  @Test
  void trainingWithoutThreadLimitsLeavesTheThreadsOfTheJvmAlone() {
    Autoencoder limited = Basic.builder().inputSize(300).codeSize(200).build().init();
    Autoencoder unlimited = Basic.builder().inputSize(300).codeSize(200).build().init();
    INDArray x = Nd4j.rand(DataType.FLOAT, 256, 300);
    Threads before = Threads.now();
    Set<Threads> during = new HashSet<>();
    Training training = Training.defaults().withEpochs(2);

    unlimited.fit(x, training.withoutThreadLimits().withProgress(atEachBatch(during)));
    assertThat(during).containsExactly(before);
    assertThat(Threads.now()).isEqualTo(before);

    during.clear();
    limited.fit(x, training.withProgress(atEachBatch(during)));
    assertThat(during).containsExactly(OpsInUse.areTheHosts() ? new Threads(1, 1) : before);
    assertThat(Threads.now()).isEqualTo(before);
    assertThat(distance(limited.network(), network())).isGreaterThan(1e-3);
    assertThat(distance(limited.network(), unlimited.network())).isLessThan(1e-4);
  }

  private record Threads(int ofOperations, int ofBlas) {
    static Threads now() {
      return new Threads(
          Nd4j.getEnvironment().maxMasterThreads(), Nd4j.factory().blas().getMaxThreads());
    }

    void set() {
      Nd4j.getEnvironment().setMaxMasterThreads(ofOperations);
      Nd4j.factory().blas().setMaxThreads(ofBlas);
    }
  }

  private static TrainingProgress atEachBatch(Set<Threads> seen) {
    return new TrainingProgress() {
      @Override
      public void onBatch(int rows, double score) {
        seen.add(Threads.now());
      }
    };
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
