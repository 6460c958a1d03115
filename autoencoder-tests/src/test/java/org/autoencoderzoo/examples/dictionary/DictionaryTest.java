package org.autoencoderzoo.examples.dictionary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Codes by orthogonal matching pursuit against its definition. */
class DictionaryTest {

  /** Each step solves least squares on the atoms chosen, by elimination, and looks at residuals. */
  @Property(tries = 60)
  void codesAreThoseOfTheDefinition(
      @ForAll @IntRange(min = 3, max = 12) int features,
      @ForAll @IntRange(min = 8, max = 30) int codeSize,
      @ForAll @IntRange(min = 1, max = 5) int most,
      @ForAll long seed) {
    int k = Math.min(most, features - 1);
    Random random = new Random(seed);
    double[][] atoms = normal(random, codeSize, features);
    double[][] x = normal(random, 7, features);
    double[] mean = normal(random, 1, features)[0];
    Dictionary dictionary =
        Dictionary.of(Nd4j.createFromArray(atoms), Nd4j.createFromArray(mean), k);
    double[][] unit = dictionary.atoms().castTo(DataType.DOUBLE).toDoubleMatrix();
    double[][] codes = dictionary.encode(Nd4j.createFromArray(x)).toDoubleMatrix();
    for (int i = 0; i < x.length; i++) {
      for (int d = 0; d < features; d++) {
        x[i][d] -= mean[d];
      }
      assertThat(codes[i]).containsExactly(reference(unit, x[i], k), within(2e-2));
    }
  }

  @Property(tries = 60)
  void residualIsOrthogonalToTheAtomsOfItsCode(
      @ForAll @IntRange(min = 1, max = 20) int k, @ForAll long seed) {
    Random random = new Random(seed);
    Dictionary dictionary = random(random, 50, 30, k);
    INDArray x = Nd4j.createFromArray(normal(random, 40, 30)).castTo(DataType.FLOAT);
    INDArray codes = dictionary.encode(x);
    INDArray residual = x.sub(dictionary.decode(codes));
    double[][] inner = residual.mmul(dictionary.atoms().transpose()).toDoubleMatrix();
    double[][] values = codes.toDoubleMatrix();
    for (int i = 0; i < values.length; i++) {
      for (int j = 0; j < 50; j++) {
        if (values[i][j] != 0) {
          assertThat(inner[i][j]).isCloseTo(0, within(1e-4));
        }
      }
    }
  }

  @Property(tries = 30)
  void codesHaveExactlyKNonZeros(@ForAll @IntRange(min = 1, max = 25) int k, @ForAll long seed) {
    Random random = new Random(seed);
    Dictionary dictionary = random(random, 60, 30, k);
    double[][] codes =
        dictionary.encode(Nd4j.createFromArray(normal(random, 100, 30))).toDoubleMatrix();
    assertThat(Arrays.stream(codes))
        .allSatisfy(code -> assertThat(Arrays.stream(code).filter(value -> value != 0)).hasSize(k));
  }

  @Test
  void exampleThatOneAtomExplainsTakesNoSecond() {
    Dictionary dictionary = random(new Random(1), 20, 10, 5);
    INDArray x = dictionary.atoms().mul(3);
    assertThat(dictionary.encode(x).equalsWithEps(Nd4j.eye(20).castTo(DataType.FLOAT).mul(3), 1e-4))
        .isTrue();
    assertThat(dictionary.encode(x).neq(0).castTo(DataType.INT32).sumNumber().intValue())
        .isEqualTo(20);
  }

  @Test
  void zeroExampleHasTheZeroCode() {
    Dictionary dictionary = random(new Random(1), 20, 10, 5);
    assertThat(dictionary.encode(Nd4j.zeros(2, 10)).amaxNumber().doubleValue()).isZero();
  }

  @Test
  void equalAtomsAreTakenOnce() {
    INDArray one = random(new Random(1), 6, 10, 1).atoms();
    Dictionary twice = Dictionary.of(Nd4j.vstack(one, one), Nd4j.zeros(10), 8);
    INDArray x = Nd4j.createFromArray(normal(new Random(2), 30, 10)).castTo(DataType.FLOAT);
    INDArray codes = twice.encode(x);
    assertThat(codes.neq(0).castTo(DataType.INT32).sum(1).maxNumber().intValue()).isEqualTo(6);
    INDArray once = Dictionary.of(one, Nd4j.zeros(10), 6).reconstruct(x);
    assertThat(twice.decode(codes).equalsWithEps(once, 1e-4)).isTrue();
  }

  @Test
  void errorFallsWithK() {
    Random random = new Random(3);
    Dictionary dictionary = random(random, 60, 30, 1);
    INDArray x = Nd4j.createFromArray(normal(random, 200, 30)).castTo(DataType.FLOAT);
    double before = Double.POSITIVE_INFINITY;
    for (int k = 1; k <= 30; k++) {
      double error = dictionary.withK(k).reconstructionError(x).meanNumber().doubleValue();
      assertThat(error).isLessThan(before);
      before = error;
    }
    assertThat(before).isLessThan(1e-3);
  }

  @Test
  void wrongArgumentsAreRefused() {
    INDArray atoms = Nd4j.eye(4);
    assertThatThrownBy(() -> Dictionary.of(atoms, Nd4j.zeros(4), 5))
        .hasMessageContaining("k is 5, must be 1 to 4");
    atoms.putScalar(2, 2, 0);
    assertThatThrownBy(() -> Dictionary.of(atoms, Nd4j.zeros(4), 1))
        .hasMessageContaining("length of atom 2 is 0.0, must be above 0");
    Dictionary dictionary = random(new Random(1), 6, 10, 1);
    assertThatThrownBy(() -> dictionary.encode(Nd4j.zeros(3, 9)))
        .hasMessageContaining("have shape [3, 9], expected [N, 10]");
  }

  private static Dictionary random(Random random, int codeSize, int features, int k) {
    return Dictionary.of(
        Nd4j.createFromArray(normal(random, codeSize, features)), Nd4j.zeros(features), k);
  }

  private static double[][] normal(Random random, int rows, int columns) {
    double[][] values = new double[rows][columns];
    for (double[] row : values) {
      Arrays.setAll(row, i -> random.nextGaussian());
    }
    return values;
  }

  private static double[] reference(double[][] atoms, double[] x, int k) {
    TreeSet<Integer> chosen = new TreeSet<>();
    double[] code = new double[atoms.length];
    double[] residual = x.clone();
    for (int step = 0; step < k; step++) {
      int best = -1;
      for (int j = 0; j < atoms.length; j++) {
        if (!chosen.contains(j)
            && (best < 0
                || Math.abs(dot(atoms[j], residual)) > Math.abs(dot(atoms[best], residual)))) {
          best = j;
        }
      }
      chosen.add(best);
      code = leastSquares(atoms, x, chosen);
      residual = x.clone();
      for (int j : chosen) {
        for (int d = 0; d < x.length; d++) {
          residual[d] -= code[j] * atoms[j][d];
        }
      }
    }
    return code;
  }

  /** The normal equations, by Gauss-Jordan elimination. */
  private static double[] leastSquares(double[][] atoms, double[] x, TreeSet<Integer> chosen) {
    int[] support = chosen.stream().mapToInt(Integer::intValue).toArray();
    int size = support.length;
    double[][] system = new double[size][size + 1];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        system[i][j] = dot(atoms[support[i]], atoms[support[j]]);
      }
      system[i][size] = dot(atoms[support[i]], x);
    }
    for (int pivot = 0; pivot < size; pivot++) {
      for (int i = 0; i < size; i++) {
        double factor = i == pivot ? 0 : system[i][pivot] / system[pivot][pivot];
        for (int j = pivot; j <= size; j++) {
          system[i][j] -= factor * system[pivot][j];
        }
      }
    }
    double[] code = new double[atoms.length];
    for (int i = 0; i < size; i++) {
      code[support[i]] = system[i][size] / system[i][i];
    }
    return code;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
