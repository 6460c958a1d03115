package org.autoencoderzoo.examples.dictionary;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Orthogonal matching pursuit (Pati, Rezaiifar and Krishnaprasad 1993) of many examples: takes the
 * atom that correlates most with the residual, projects the example on all atoms taken so far, and
 * repeats.
 *
 * <p>As in Batch-OMP (Rubinstein, Zibulevsky and Elad 2008), no residual is ever computed. Let
 * {@code G = D D^T} and {@code q_j} the atoms taken, made orthonormal by the growing Cholesky
 * factor {@code L} of their part of G. The correlations {@code h_j = D q_j} follow from a row of G
 * and {@code h_0 .. h_(j-1)}, and the residual's correlations lose {@code (q_j . x) h_j} in each
 * step.
 */
final class MatchingPursuit {

  /** Examples whose correlations with all atoms are in memory at a time. */
  private static final int BLOCK = 1024;

  /** Examples that share one task's scratch memory. */
  private static final int TASK = 32;

  /** Of an atom's squared length outside the span of those taken: less is rounding. */
  private static final double DEPENDENT = 1e-5;

  /** Of the largest correlation of the example itself: less is rounding. */
  private static final double EXPLAINED = 1e-5;

  private final INDArray atoms;
  private final float[][] gram;
  private final int k;

  /**
   * Prepares the Gram matrix.
   *
   * @param atoms unit rows {@code [codeSize, D]}, float
   * @param k most atoms per example
   */
  MatchingPursuit(INDArray atoms, int k) {
    this.atoms = atoms;
    this.gram = atoms.mmul(atoms.transpose()).toFloatMatrix();
    this.k = k;
  }

  /**
   * Codes of at most k atoms; fewer if they explain an example altogether.
   *
   * @param centred examples without their mean {@code [N, D]}, float
   * @return one code per row
   */
  SparseCode[] encode(INDArray centred) {
    int n = (int) centred.size(0);
    SparseCode[] codes = new SparseCode[n];
    for (int from = 0; from < n; from += BLOCK) {
      int to = Math.min(n, from + BLOCK);
      int first = from;
      float[][] correlations =
          centred.get(NDArrayIndex.interval(from, to)).mmul(atoms.transpose()).toFloatMatrix();
      IntStream.range(0, (to - from + TASK - 1) / TASK)
          .parallel()
          .forEach(
              task -> {
                Pursuit pursuit = new Pursuit();
                for (int i = task * TASK; i < Math.min(to - first, (task + 1) * TASK); i++) {
                  codes[first + i] = pursuit.encode(correlations[i]);
                }
              });
    }
    return codes;
  }

  /** One example after the other, in the same memory. */
  private final class Pursuit {

    private final int[] taken = new int[k];
    private final double[][] cholesky = new double[k][k];
    private final double[] projections = new double[k];
    private final float[][] h = new float[k][gram.length];

    /** Overwrites the correlations. */
    SparseCode encode(float[] correlations) {
      int size = 0;
      double least = EXPLAINED * Math.abs(correlations[largest(correlations)]);
      while (size < k) {
        int atom = largest(correlations);
        if (!(Math.abs(correlations[atom]) > least) || !take(atom, size)) {
          break;
        }
        double length = cholesky[size][size];
        projections[size] = correlations[atom] / length;
        axpy((float) -projections[size], h[size], correlations);
        size++;
        for (int i = 0; i < size; i++) {
          correlations[taken[i]] = 0; // But for rounding, they are: no atom is taken twice.
        }
      }
      return new SparseCode(Arrays.copyOf(taken, size), coefficients(size));
    }

    /** Adds a row to the Cholesky factor, unless the atom depends on those taken. */
    private boolean take(int atom, int size) {
      double[] row = cholesky[size];
      float[] inner = gram[atom];
      double rest = inner[atom];
      for (int i = 0; i < size; i++) {
        double sum = inner[taken[i]];
        for (int j = 0; j < i; j++) {
          sum -= row[j] * cholesky[i][j];
        }
        row[i] = sum / cholesky[i][i];
        rest -= row[i] * row[i];
      }
      if (rest < DEPENDENT) {
        return false;
      }
      row[size] = Math.sqrt(rest);
      taken[size] = atom;
      float[] next = h[size];
      System.arraycopy(inner, 0, next, 0, next.length);
      for (int i = 0; i < size; i++) {
        axpy((float) -row[i], h[i], next);
      }
      scale((float) (1 / row[size]), next);
      return true;
    }

    /** {@code c} of {@code L^T c = projections}. */
    private float[] coefficients(int size) {
      double[] solution = new double[size];
      float[] coefficients = new float[size];
      for (int i = size - 1; i >= 0; i--) {
        double sum = projections[i];
        for (int j = i + 1; j < size; j++) {
          sum -= cholesky[j][i] * solution[j];
        }
        solution[i] = sum / cholesky[i][i];
        coefficients[i] = (float) solution[i];
      }
      return coefficients;
    }
  }

  private static int largest(float[] values) {
    int best = 0;
    float most = -1;
    for (int i = 0; i < values.length; i++) {
      float magnitude = Math.abs(values[i]);
      if (magnitude > most) {
        most = magnitude;
        best = i;
      }
    }
    return best;
  }

  private static void axpy(float a, float[] x, float[] y) {
    for (int i = 0; i < y.length; i++) {
      y[i] += a * x[i];
    }
  }

  private static void scale(float a, float[] x) {
    for (int i = 0; i < x.length; i++) {
      x[i] *= a;
    }
  }
}
