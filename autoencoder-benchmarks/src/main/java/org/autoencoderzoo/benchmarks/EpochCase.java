package org.autoencoderzoo.benchmarks;

import java.util.List;
import java.util.SplittableRandom;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.training.Training;
import org.autoencoderzoo.training.TrainingProgress;
import org.autoencoderzoo.zoo.Denoising;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * An epoch of a tied denoising autoencoder 784-1000 through {@code Autoencoder.fit}, shuffling,
 * corruption and listener included, beside as many single steps of the same network. As many random
 * rows as MNIST has images.
 */
record EpochCase() implements BenchmarkCase {

  private static final int INPUT_SIZE = 784;
  private static final int BATCH = 128;

  @Override
  public String id() {
    return "epoch";
  }

  @Override
  public String title() {
    return "epoch of tied denoising 784-1000 through fit, 60,000 rows in batches of 128";
  }

  @Override
  public int rows() {
    return 60_000;
  }

  @Override
  public List<Side> sides() {
    return List.of(Side.OURS, Side.STEPS);
  }

  @Override
  public int timesPerResult(Side side) {
    return side == Side.STEPS ? (rows() + BATCH - 1) / BATCH : 1;
  }

  @Override
  public Step step(Side side) {
    Autoencoder autoencoder =
        Denoising.builder()
            .inputSize(INPUT_SIZE)
            .codeSize(1000)
            .learningRate(Network.LEARNING_RATE)
            .build()
            .init();
    return switch (side) {
      case OURS -> epoch(autoencoder, random(rows()));
      case STEPS -> new OurStep(autoencoder.network(), random(BATCH));
      default -> throw new IllegalArgumentException(id() + " is about this library alone");
    };
  }

  private static Step epoch(Autoencoder autoencoder, INDArray x) {
    double[] scores = new double[1];
    TrainingProgress listener =
        new TrainingProgress() {
          @Override
          public void onBatch(int rows, double score) {
            scores[0] += score;
          }
        };
    Training training =
        Training.defaults().withEpochs(1).withBatchSize(BATCH).withProgress(listener);
    return () -> {
      autoencoder.fit(x, training);
      return scores[0];
    };
  }

  private static INDArray random(int rows) {
    return Nd4jArrays.matrix(
        StartValues.uniform(new SplittableRandom(rows), rows * INPUT_SIZE, 0, 1), INPUT_SIZE);
  }
}
