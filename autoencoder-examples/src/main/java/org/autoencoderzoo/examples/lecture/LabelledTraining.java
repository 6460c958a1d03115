package org.autoencoderzoo.examples.lecture;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.autoencoderzoo.datasets.LabeledImages;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Trains a classifier on labelled images, as Deeplearning4j has it.
 *
 * @param network with one softmax output
 * @param learningRate of the first epoch; it falls linearly to zero over the epochs
 */
record LabelledTraining(ComputationGraph network, double learningRate) {

  private static final int BATCH = 128;
  private static final int TEST_BATCH = 1000;

  void fit(LabeledImages images, int epochs, long seed) {
    int classes = network.outputSingle(images.images().getRow(0, true)).columns();
    INDArray wanted = Nd4j.pullRows(Nd4j.eye(classes), 1, images.labels(), 'c');
    List<Integer> order = new ArrayList<>(IntStream.range(0, images.size()).boxed().toList());
    Random random = new Random(seed);
    for (int epoch = 0; epoch < epochs; epoch++) {
      network.setLearningRate(learningRate * (epochs - epoch) / epochs);
      Collections.shuffle(order, random);
      for (int from = 0; from < order.size(); from += BATCH) {
        int[] rows =
            order.subList(from, Math.min(order.size(), from + BATCH)).stream()
                .mapToInt(row -> row)
                .toArray();
        network.fit(
            new DataSet(
                Nd4j.pullRows(images.images(), 1, rows, 'c'), Nd4j.pullRows(wanted, 1, rows, 'c')));
      }
    }
  }

  /** {@return the share of images whose most probable class is not the label} */
  double error(LabeledImages images) {
    int wrong = 0;
    for (int from = 0; from < images.size(); from += TEST_BATCH) {
      int to = Math.min(images.size(), from + TEST_BATCH);
      INDArray batch = images.images().get(NDArrayIndex.interval(from, to));
      int[] guesses = network.outputSingle(batch).argMax(1).toIntVector();
      for (int i = from; i < to; i++) {
        wrong += guesses[i - from] == images.labels()[i] ? 0 : 1;
      }
    }
    return (double) wrong / images.size();
  }
}
