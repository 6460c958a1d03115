package org.autoencoderzoo.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.training.Examples;
import org.autoencoderzoo.training.LearningCurve.Epoch;
import org.autoencoderzoo.training.Training;
import org.autoencoderzoo.training.TrainingProgress;
import org.autoencoderzoo.zoo.AutoencoderModel;
import org.autoencoderzoo.zoo.Basic;
import org.autoencoderzoo.zoo.Deep;
import org.autoencoderzoo.zoo.KSparse;
import org.deeplearning4j.datasets.iterator.ExistingDataSetIterator;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Trains models from an array and through an iterator over the same array, in turn, and prints what
 * the iterator takes as a multiple of the array: for the first epoch, with all that comes before it
 * (counting the rows, memory to shuffle them), and for those after it.
 */
public final class StreamedEpoch {

  private static final int ROWS = 60_000;
  private static final int BLOCK = 128;
  private static final int EPOCHS = 3;
  private static final int ROUNDS = 5;

  private StreamedEpoch() {}

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
            Deep.builder().inputSize(20).hiddenSizes(64, 32).codeSize(16).build());
    for (AutoencoderModel<?> model : models) {
      INDArray x = Nd4j.rand(DataType.FLOAT, ROWS, model.init().inputSize());
      Examples array = Examples.of(x);
      Examples stream = Examples.of(iterator(x));
      double[][] ofArray = new double[ROUNDS][];
      double[][] ofStream = new double[ROUNDS][];
      for (int round = -1; round < ROUNDS; round++) { // The first is a warm-up.
        ofArray[Math.max(0, round)] = seconds(model, array);
        ofStream[Math.max(0, round)] = seconds(model, stream);
      }
      print(model.name() + ", first epoch", ofArray, ofStream, 0);
      print(model.name() + ", later epoch", ofArray, ofStream, 1);
    }
  }

  private static void print(String what, double[][] ofArray, double[][] ofStream, int column) {
    double[] seconds = new double[ROUNDS];
    double[] ratios = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      seconds[round] = ofArray[round][column];
      ratios[round] = ofStream[round][column] / ofArray[round][column];
    }
    Arrays.sort(seconds);
    Arrays.sort(ratios);
    System.out.printf(
        Locale.ROOT,
        "%-22s %5.2f s from the array; through an iterator %.2f times that (%.2f to %.2f)%n",
        what,
        seconds[ROUNDS / 2],
        ratios[ROUNDS / 2],
        ratios[0],
        ratios[ROUNDS - 1]);
  }

  /** Of the first epoch, and of one of the others on average. */
  private static double[] seconds(AutoencoderModel<?> model, Examples examples) {
    Autoencoder autoencoder = model.init();
    long start = System.nanoTime();
    long[] ends = new long[EPOCHS];
    TrainingProgress progress =
        new TrainingProgress() {
          @Override
          public void onEpoch(Epoch epoch) {
            ends[epoch.number() - 1] = System.nanoTime();
          }
        };
    autoencoder.fit(examples, Training.defaults().withEpochs(EPOCHS).withProgress(progress));
    return new double[] {
      (ends[0] - start) / 1e9, (ends[EPOCHS - 1] - ends[0]) / 1e9 / (EPOCHS - 1)
    };
  }

  private static DataSetIterator iterator(INDArray x) {
    List<DataSet> blocks = new ArrayList<>();
    for (int from = 0; from < ROWS; from += BLOCK) {
      INDArray rows = x.get(NDArrayIndex.interval(from, Math.min(ROWS, from + BLOCK)));
      blocks.add(new DataSet(rows, rows));
    }
    return new ExistingDataSetIterator(blocks);
  }
}
