package org.autoencoderzoo.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.CancellationException;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.datasets.ImageDataSet;
import org.autoencoderzoo.training.Checkpoint;
import org.autoencoderzoo.training.LearningCurve;
import org.autoencoderzoo.training.Training;
import org.autoencoderzoo.training.TrainingProgress;
import org.autoencoderzoo.zoo.Basic;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Stops training when it no longer helps, and continues a training that was interrupted. */
public final class StopEarlyAndResume {

  private StopEarlyAndResume() {}

  /**
   * Prints where training was interrupted, where it stopped, and which epoch was kept.
   *
   * @param args not used
   * @throws IOException if the checkpoint cannot be written
   */
  public static void main(String[] args) throws IOException {
    INDArray x = ImageDataSet.DIGITS.load().train().images(); // [1498, 64]
    INDArray train = x.get(NDArrayIndex.interval(0, 300), NDArrayIndex.all());
    INDArray validation = x.get(NDArrayIndex.interval(300, 600), NDArrayIndex.all());

    Basic model = Basic.builder().inputSize(64).codeSize(32).learningRate(0.03).seed(42).build();
    Checkpoint checkpoint = Checkpoint.in(Files.createTempFile("run", ".checkpoint"));
    checkpoint.delete();
    Training training =
        Training.defaults()
            .withEpochs(500) // at most
            .withSeed(42)
            .withValidation(validation)
            .withPatience(5) // epochs without a better validation score
            .withCheckpoint(checkpoint);

    try {
      model.init().fit(train, training.withProgress(new InterruptAfter(20)));
    } catch (CancellationException e) {
      System.out.println(e.getMessage());
      Thread.interrupted();
    }
    // Another process would do the same with the same file.
    Autoencoder autoencoder = model.init();
    LearningCurve curve = autoencoder.resume(train, training);
    checkpoint.delete();
    int last = curve.epochs().size();
    System.out.printf(
        "Stopped after epoch %d, kept epoch %d, validation score %.2f%n",
        last, curve.kept(), curve.epochs().get(curve.kept() - 1).validationScore());
  }

  /** Interrupts the training after an epoch, as a service does that shuts down. */
  private record InterruptAfter(int epoch) implements TrainingProgress {

    @Override
    public void onEpoch(LearningCurve.Epoch done) {
      if (done.number() == epoch) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
