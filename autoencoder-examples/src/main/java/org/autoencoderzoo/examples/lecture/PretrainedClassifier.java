package org.autoencoderzoo.examples.lecture;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.data.ImageDataSet;
import org.autoencoderzoo.data.LabeledImages;
import org.autoencoderzoo.data.TrainTest;
import org.autoencoderzoo.training.Training;
import org.autoencoderzoo.zoo.GreedyTraining;
import org.autoencoderzoo.zoo.StackedDenoising;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * What pretraining does for classification (Vincent et al., "Stacked Denoising Autoencoders", JMLR
 * 2010, section 6): trains a network of sigmoid units with a softmax layer on all labels, once from
 * fresh weights and once from those of a stacked denoising autoencoder, and prints the share of
 * test images that each gets wrong. On MNIST with 784-500-500-2000-10.
 */
public final class PretrainedClassifier {

  private static final long SEED = 42;
  private static final int BATCH = 128;
  private static final int TEST_BATCH = 1000;
  private static final int CLASSES = 10;

  /** Of Adam, falling linearly to zero over the epochs. */
  private static final double LEARNING_RATE = 1e-3;

  private PretrainedClassifier() {}

  /**
   * Prints the table.
   *
   * @param args {@code --quick} for the embedded digits and a small network, which takes seconds
   * @throws IOException if the data cannot be read
   */
  public static void main(String[] args) throws IOException {
    if (Arrays.asList(args).contains("--quick")) {
      compare(ImageDataSet.DIGITS, StackedDenoising.builder().inputSize(64).codeSize(100), 50);
    } else {
      compare(
          ImageDataSet.MNIST, StackedDenoising.builder().hiddenSizes(500, 500).codeSize(2000), 10);
    }
  }

  private static void compare(ImageDataSet dataSet, StackedDenoising.Builder builder, int epochs)
      throws IOException {
    TrainTest data = dataSet.load();
    StackedDenoising model = builder.seed(SEED).build();
    Training levels = Training.defaults().withSeed(SEED);
    Autoencoder fresh = model.init();
    Autoencoder pretrained = model.init();
    new GreedyTraining(model, epochs, levels).pretrain(pretrained, data.train().images());
    print("| weights at the start | test error |%n|---|---|%n");
    print("| fresh | %.2f%% |%n", 100 * error(fresh, data, epochs));
    print("| %d epochs a level | %.2f%% |%n", epochs, 100 * error(pretrained, data, epochs));
  }

  /** The share of test images that the classifier gets wrong, once it is trained. */
  private static double error(Autoencoder autoencoder, TrainTest data, int epochs) {
    ComputationGraph classifier = autoencoder.toClassifier(CLASSES);
    INDArray images = data.train().images();
    INDArray classes = Nd4j.pullRows(Nd4j.eye(CLASSES), 1, data.train().labels(), 'c');
    List<Integer> order = new ArrayList<>(IntStream.range(0, data.train().size()).boxed().toList());
    Random random = new Random(SEED);
    for (int epoch = 0; epoch < epochs; epoch++) {
      classifier.setLearningRate(LEARNING_RATE * (epochs - epoch) / epochs);
      Collections.shuffle(order, random);
      for (int from = 0; from < order.size(); from += BATCH) {
        int[] rows =
            order.subList(from, Math.min(order.size(), from + BATCH)).stream()
                .mapToInt(row -> row)
                .toArray();
        classifier.fit(
            new DataSet(Nd4j.pullRows(images, 1, rows, 'c'), Nd4j.pullRows(classes, 1, rows, 'c')));
      }
    }
    return error(classifier, data.test());
  }

  private static double error(ComputationGraph classifier, LabeledImages test) {
    int wrong = 0;
    for (int from = 0; from < test.size(); from += TEST_BATCH) {
      int to = Math.min(test.size(), from + TEST_BATCH);
      INDArray batch = test.images().get(NDArrayIndex.interval(from, to));
      int[] guesses = classifier.outputSingle(batch).argMax(1).toIntVector();
      for (int i = from; i < to; i++) {
        wrong += guesses[i - from] == test.labels()[i] ? 0 : 1;
      }
    }
    return (double) wrong / test.size();
  }

  private static void print(String format, Object... values) {
    System.out.printf(Locale.ROOT, format, values);
  }
}
