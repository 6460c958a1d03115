package org.autoencoderzoo.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The training loop: shuffled batches, the labels being the inputs. Deeplearning4j's listeners on
 * the network hear of it as they do under {@code fit}.
 */
public final class Trainer {

  /** Rows scored at once; the score does not depend on it but for rounding. */
  private static final int SCORING_BATCH = 1024;

  private final ComputationGraph network;
  private final Training settings;

  /**
   * Prepares to train a network.
   *
   * @param network with one input and one output of the same shape
   * @param settings of the run
   */
  public Trainer(ComputationGraph network, Training settings) {
    this.network = network;
    this.settings = settings;
  }

  /**
   * Trains for the configured number of epochs.
   *
   * @param x training rows {@code [N, ...]}, not modified
   * @return the scores, epoch by epoch
   * @throws ArithmeticException if the score is no longer finite
   */
  public LearningCurve fit(INDArray x) {
    OpenMpAdvice.giveOnce();
    Map<String, Double> initialRates = decayLearningRates(x.size(0));
    OperationThreads threads = OperationThreads.limitedFor(network);
    try {
      List<LearningCurve.Epoch> epochs = new ArrayList<>();
      for (int epoch = 1; epoch <= settings.epochs(); epoch++) {
        epochs.add(epoch(x, epoch));
        settings.progress().onEpoch(epochs.get(epoch - 1));
      }
      return new LearningCurve(epochs);
    } finally {
      threads.restore();
      initialRates.forEach(network::setLearningRate);
    }
  }

  private LearningCurve.Epoch epoch(INDArray x, int number) {
    TrainingStep step = new TrainingStep(network);
    network.getListeners().forEach(listener -> listener.onEpochStart(network));
    int rows = Math.toIntExact(x.size(0));
    int[] order = shuffled(rows, settings.seed(), network.getEpochCount());
    double weightedScore = 0;
    long start = System.nanoTime();
    for (int from = 0; from < rows; from += settings.batchSize()) {
      INDArray batch = rows(x, order, from, Math.min(rows, from + settings.batchSize()));
      step.run(batch);
      double score = finite(network.score(), number, from / settings.batchSize() + 1);
      weightedScore += score * batch.size(0);
      settings.progress().onBatch((int) batch.size(0), score);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    for (TrainingListener listener : network.getListeners()) {
      listener.onEpochEnd(network);
    }
    network.incrementEpochCount();
    double validation = settings.validation().map(v -> score(network, v)).orElse(Double.NaN);
    return new LearningCurve.Epoch(number, weightedScore / rows, validation, seconds);
  }

  /**
   * The network's score on rows of any number, at inference: loss, penalties and weight decay,
   * averaged over the rows.
   *
   * @param network with one input and one output of the same shape
   * @param x rows {@code [N, ...]}, N at least 1, not modified
   * @return the mean score
   */
  public static double score(ComputationGraph network, INDArray x) {
    double sum = 0;
    for (long from = 0; from < x.size(0); from += SCORING_BATCH) {
      long to = Math.min(x.size(0), from + SCORING_BATCH);
      INDArray batch = x.get(NDArrayIndex.interval(from, to));
      sum += network.score(new DataSet(batch, batch), false) * (to - from);
    }
    return sum / x.size(0);
  }

  /** Sets the falling rates and returns the rates to restore: layer name to rate. */
  private Map<String, Double> decayLearningRates(long rows) {
    Map<String, Double> initialRates = new LinkedHashMap<>();
    if (settings.learningRate() == LearningRate.AS_CONFIGURED) {
      return initialRates;
    }
    for (Layer layer : network.getLayers()) {
      String name = layer.conf().getLayer().getLayerName();
      if (layer.numParams() > 0 && network.getLearningRate(name) != null) {
        initialRates.put(name, network.getLearningRate(name));
      }
    }
    int first = network.getIterationCount();
    long steps = (rows + settings.batchSize() - 1) / settings.batchSize() * settings.epochs();
    initialRates.forEach(
        (name, rate) ->
            network.setLearningRate(name, new LinearDecay(rate, first, Math.toIntExact(steps))));
    return initialRates;
  }

  /** A permutation that depends on seed and epoch alone (Fisher and Yates). */
  private static int[] shuffled(int rows, long seed, int epoch) {
    SplittableRandom random = new SplittableRandom(seed * 1_000_003 + epoch);
    int[] order = new int[rows];
    for (int i = 0; i < rows; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }

  private static INDArray rows(INDArray x, int[] order, int from, int to) {
    int[] indices = Arrays.copyOfRange(order, from, to);
    INDArray flat = x.rank() == 2 ? x : x.reshape(x.size(0), -1);
    long[] shape = x.shape().clone();
    shape[0] = indices.length;
    return Nd4j.pullRows(flat, 1, indices, 'c').reshape(shape);
  }

  private static double finite(double score, int epoch, int batch) {
    if (!Double.isFinite(score)) {
      throw new ArithmeticException(
          "The score became "
              + score
              + " in epoch "
              + epoch
              + ", batch "
              + batch
              + ": lower the learning rate, or check the data for extreme values");
    }
    return score;
  }
}
