package org.autoencoderzoo.benchmarks;

import java.util.Arrays;
import java.util.List;
import org.autoencoderzoo.training.Training;
import org.autoencoderzoo.zoo.AutoencoderModel;
import org.autoencoderzoo.zoo.Basic;
import org.autoencoderzoo.zoo.KSparse;
import org.autoencoderzoo.zoo.Stacked;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Trains models as {@code fit} does and as it does without thread limits, in turn, and prints how
 * many rows per second either does.
 */
public final class ThreadLimitCost {

  private static final int ROWS = 12_800;
  private static final int ROUNDS = 5;

  private ThreadLimitCost() {}

  /**
   * Runs the comparison; it takes no arguments.
   *
   * @param args ignored
   */
  public static void main(String[] args) {
    List<AutoencoderModel<?>> models =
        List.of(
            Basic.builder().codeSize(1000).build(),
            KSparse.builder().codeSize(1000).k(25).build(),
            Stacked.builder().hiddenSizes(500).codeSize(250).build());
    INDArray x = Nd4j.rand(DataType.FLOAT, ROWS, 784);
    for (AutoencoderModel<?> model : models) {
      double[] limited = new double[ROUNDS];
      double[] unlimited = new double[ROUNDS];
      Training training = Training.defaults().withEpochs(1);
      for (int round = -1; round < ROUNDS; round++) { // The first is a warm-up.
        double first = rowsPerSecond(model, x, training);
        double second = rowsPerSecond(model, x, training.withoutThreadLimits());
        limited[Math.max(0, round)] = first;
        unlimited[Math.max(0, round)] = second;
      }
      System.out.printf(
          "%-10s %,8.0f rows/s limited, %,8.0f without limits: %.2f times the time%n",
          model.name(), median(limited), median(unlimited), median(limited) / median(unlimited));
    }
  }

  private static double rowsPerSecond(AutoencoderModel<?> model, INDArray x, Training training) {
    return ROWS / model.init().fit(x, training).seconds();
  }

  private static double median(double[] values) {
    return Arrays.stream(values).sorted().toArray()[values.length / 2];
  }
}
