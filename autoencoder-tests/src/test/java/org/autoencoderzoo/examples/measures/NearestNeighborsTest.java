package org.autoencoderzoo.examples.measures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class NearestNeighborsTest {

  /** Few values, so that many distances tie. */
  @Property(tries = 200)
  void precisionIsThatOfTheFirstKInTheOrderOfAllDistances(
      @ForAll @IntRange(min = 1, max = 40) int examples,
      @ForAll @IntRange(min = 1, max = 40) int wanted,
      @ForAll long seed) {
    Random random = new Random(seed);
    int k = Math.min(wanted, examples);
    double[][] known = codes(random, examples);
    int[] labels = random.ints(examples, 0, 3).toArray();
    double[][] unseen = codes(random, 5);
    int[] truth = random.ints(5, 0, 3).toArray();
    double alike = 0;
    for (int i = 0; i < unseen.length; i++) {
      double[] code = unseen[i];
      int label = truth[i];
      alike +=
          IntStream.range(0, examples)
              .boxed()
              .sorted(Comparator.comparingDouble(row -> squaredDistance(code, known[row])))
              .limit(k)
              .filter(row -> labels[row] == label)
              .count();
    }

    double precision =
        new NearestNeighbors(Nd4j.create(known), labels, k).precision(Nd4j.create(unseen), truth);

    assertThat(precision).isCloseTo(alike / (5 * k), within(1e-12));
  }

  private static double[][] codes(Random random, int n) {
    double[][] codes = new double[n][];
    Arrays.setAll(codes, i -> random.ints(2, 0, 5).asDoubleStream().toArray());
    return codes;
  }

  private static double squaredDistance(double[] a, double[] b) {
    return IntStream.range(0, a.length).mapToDouble(i -> Math.pow(a[i] - b[i], 2)).sum();
  }

  @Test
  void mostVotesWin() {
    NearestNeighbors three = new NearestNeighbors(line(0, 2, 3, 50), new int[] {1, 0, 0, 1}, 3);
    assertThat(three.accuracy(line(0.5), new int[] {0})).isOne();
    assertThat(three.accuracy(line(0.5, 0.5), new int[] {0, 1})).isEqualTo(0.5);
  }

  @Test
  void ofClassesWithEquallyManyVotesTheNearestWins() {
    NearestNeighbors four = new NearestNeighbors(line(3, 2, 1, 4), new int[] {0, 0, 1, 1}, 4);
    assertThat(four.accuracy(line(0), new int[] {1})).isOne();
    assertThat(four.accuracy(line(2.9), new int[] {0})).isOne();
  }

  @Test
  void whatDoesNotFitIsRefused() {
    INDArray codes = line(0, 1);
    int[] labels = {0, 1};
    NearestNeighbors one = new NearestNeighbors(codes, labels, 1);
    assertThatThrownBy(() -> new NearestNeighbors(codes, labels, 3))
        .hasMessageContaining("k is 3, must be 1 to 2");
    assertThatThrownBy(() -> new NearestNeighbors(codes, new int[] {0}, 1))
        .hasMessageContaining("number of labels is 1");
    assertThatThrownBy(() -> new NearestNeighbors(line(0, Double.NaN), labels, 1))
        .hasMessageContaining("Row 1 of the codes, column 0, is NaN: not a finite number");
    assertThatThrownBy(() -> one.accuracy(Nd4j.zeros(2, 3), labels))
        .hasMessageContaining("code size is 3");
  }

  private static INDArray line(double... values) {
    return Nd4j.createFromArray(values).reshape(values.length, 1);
  }
}
