package org.autoencoderzoo.examples.measures;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.autoencoderzoo.settings.Arguments;
import org.autoencoderzoo.settings.InputCheck;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * How well codes tell classes apart that no training has seen: by the k known codes that are
 * nearest to a new one in Euclidean distance (Fix and Hodges 1951; Cover and Hart 1967). Of two at
 * the same distance, the earlier one is nearer.
 */
public final class NearestNeighbors {

  private final double[][] codes;
  private final int[] labels;
  private final int k;

  /**
   * Neighbours to choose from.
   *
   * @param codes {@code [N, codeSize]}, finite, copied
   * @param labels N classes from 0
   * @param k neighbours that count, 1 to N
   * @throws IllegalArgumentException if these do not fit together
   */
  public NearestNeighbors(INDArray codes, int[] labels, int k) {
    this.codes = rows(codes, labels);
    this.labels = labels.clone();
    Arguments.between("k", k, 1, labels.length);
    this.k = k;
  }

  /**
   * Lets the neighbours vote; of classes with equally many votes, that of the nearest neighbour
   * wins.
   *
   * @param codes to classify, {@code [M, codeSize]}, finite, M at least 1
   * @param labels M true classes from 0
   * @return the share of the codes that are given their true class
   * @throws IllegalArgumentException if codes and labels do not fit together or to the neighbours
   */
  public double accuracy(INDArray codes, int[] labels) {
    return mean(codes, labels, (neighbors, label) -> vote(neighbors) == label ? 1 : 0);
  }

  /**
   * The precision of a search by example: how many of the neighbours are what was asked for (Hinton
   * and Salakhutdinov 2006, figure 4A).
   *
   * @param codes to search with, {@code [M, codeSize]}, finite, M at least 1
   * @param labels M true classes from 0
   * @return the share of the k neighbours that are of the code's class, averaged over the codes
   * @throws IllegalArgumentException if codes and labels do not fit together or to the neighbours
   */
  public double precision(INDArray codes, int[] labels) {
    return mean(
        codes,
        labels,
        (neighbors, label) ->
            Arrays.stream(neighbors).filter(i -> this.labels[i] == label).count() / (double) k);
  }

  /** What is measured of one code. */
  private interface Measure {
    double of(int[] neighbors, int label);
  }

  private double mean(INDArray codes, int[] labels, Measure measure) {
    double[][] queries = rows(codes, labels);
    Arguments.require(
        queries[0].length == this.codes[0].length,
        "code size",
        queries[0].length,
        "that of the neighbours, " + this.codes[0].length);
    double[] measured =
        IntStream.range(0, queries.length)
            .parallel()
            .mapToDouble(i -> measure.of(nearest(queries[i]), labels[i]))
            .toArray();
    return Arrays.stream(measured).average().orElseThrow();
  }

  /** The k nearest, nearest first, by insertion into a sorted list: k is small. */
  private int[] nearest(double[] query) {
    int[] nearest = new int[k];
    double[] distances = new double[k];
    Arrays.fill(distances, Double.POSITIVE_INFINITY);
    for (int i = 0; i < codes.length; i++) {
      double distance = squaredDistance(query, codes[i]);
      if (distance >= distances[k - 1] && i >= k) {
        continue;
      }
      int place = Math.min(i, k - 1);
      for (; place > 0 && distances[place - 1] > distance; place--) {
        distances[place] = distances[place - 1];
        nearest[place] = nearest[place - 1];
      }
      distances[place] = distance;
      nearest[place] = i;
    }
    return nearest;
  }

  private static double squaredDistance(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return sum;
  }

  private int vote(int[] neighbors) {
    int winner = labels[neighbors[0]];
    long most = 0;
    for (int neighbor : neighbors) {
      int label = labels[neighbor];
      long votes = Arrays.stream(neighbors).filter(i -> labels[i] == label).count();
      if (votes > most) {
        most = votes;
        winner = label;
      }
    }
    return winner;
  }

  private static double[][] rows(INDArray codes, int[] labels) {
    InputCheck.matrix("codes", codes, "codeSize");
    Arguments.given("labels", labels);
    Arguments.require(
        codes.size(0) == labels.length,
        "number of labels",
        labels.length,
        "that of the codes, " + codes.size(0));
    return InputCheck.finite("codes", codes, DataType.DOUBLE).toDoubleMatrix();
  }
}
