package org.autoencoderzoo.examples.lecture;

import java.util.stream.IntStream;
import org.autoencoderzoo.training.LinearDecay;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Logistic regression of several classes: one softmax layer on features. */
final class SoftmaxRegression {

  private static final int BATCH = 500;
  private static final double LEARNING_RATE = 0.01;
  private static final int CLASSES = 10;

  private final INDArray mean;
  private final double scale;
  private final MultiLayerNetwork network;

  /**
   * Learns from labelled features, which are centred and divided by one number, so that the mean
   * variance of a feature is 1.
   *
   * @param features {@code [N, D]}
   * @param labels N classes from 0
   * @param l2 weight decay
   * @param steps of Adam, in batches of at most 500 rows; the rate falls linearly to zero
   * @param seed of the weights at the start
   */
  SoftmaxRegression(INDArray features, int[] labels, double l2, int steps, long seed) {
    mean = features.mean(0);
    INDArray centred = features.subRowVector(mean);
    scale = Math.sqrt(centred.mul(centred).meanNumber().doubleValue());
    network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(seed)
                .updater(new Adam(new LinearDecay(LEARNING_RATE, 0, steps)))
                .l2(l2)
                .list()
                .layer(
                    new OutputLayer.Builder(LossFunction.MCXENT)
                        .activation(Activation.SOFTMAX)
                        .nIn(features.columns())
                        .nOut(CLASSES)
                        .build())
                .build());
    network.init();
    INDArray rows = centred.divi(scale);
    INDArray classes = Nd4j.pullRows(Nd4j.eye(CLASSES), 1, labels, 'c');
    int batches = (labels.length + BATCH - 1) / BATCH;
    for (int step = 0; step < steps; step++) {
      int from = step % batches * BATCH;
      var batch = NDArrayIndex.interval(from, Math.min(labels.length, from + BATCH));
      network.fit(rows.get(batch), classes.get(batch));
    }
  }

  /** {@return the share of the rows whose most probable class is not the label} */
  double error(INDArray features, int[] labels) {
    int[] guesses = network.output(features.subRowVector(mean).divi(scale)).argMax(1).toIntVector();
    return IntStream.range(0, labels.length).filter(i -> guesses[i] != labels[i]).count()
        / (double) labels.length;
  }
}
