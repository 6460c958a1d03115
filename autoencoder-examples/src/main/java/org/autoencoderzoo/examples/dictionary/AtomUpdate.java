package org.autoencoderzoo.examples.dictionary;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The dictionary half of an epoch of approximate K-SVD (Rubinstein, Zibulevsky and Elad 2008,
 * algorithm 5). For one atom d at a time, with g its coefficients in the examples that use it and E
 * their residual without it, one step of the power iteration for E's best rank-one approximation:
 * {@code d = E^T g / ||E^T g||}, then {@code g = E d}. The residuals of all examples are kept up to
 * date, so E is never formed.
 */
final class AtomUpdate {

  /** Two atoms of a larger inner product are one atom (Aharon, Elad and Bruckstein 2006). */
  private static final double TWIN = 0.99;

  private static final double ZERO = 1e-12;

  private final float[][] rows;
  private final float[][] residuals;

  /**
   * Makes room for the residuals.
   *
   * @param rows examples without their mean, not modified
   */
  AtomUpdate(float[][] rows) {
    this.rows = rows;
    this.residuals = new float[rows.length][rows[0].length];
  }

  /**
   * Improves all atoms.
   *
   * @param atoms unit rows, overwritten
   * @param codes of the examples with these atoms; coefficients are overwritten
   * @return mean squared error per example with the new atoms and coefficients
   */
  double improve(float[][] atoms, SparseCode[] codes) {
    IntStream.range(0, rows.length).parallel().forEach(i -> subtract(i, atoms, codes[i]));
    int[][] users = users(atoms.length, codes);
    for (int atom = 0; atom < atoms.length; atom++) {
      if (users[atom].length > 0) {
        atoms[atom] = improved(atom, atoms[atom], users[atom], codes);
      }
    }
    double[] errors = Arrays.stream(residuals).parallel().mapToDouble(r -> dot(r, r)).toArray();
    double error = Arrays.stream(errors).sum() / rows.length;
    int[] useless =
        IntStream.range(0, atoms.length)
            .parallel()
            .filter(atom -> users[atom].length == 0 || hasTwin(atoms[atom], atoms, atom))
            .toArray();
    for (int atom : useless) {
      replace(atoms, atom, errors);
    }
    return error;
  }

  private void subtract(int row, float[][] atoms, SparseCode code) {
    System.arraycopy(rows[row], 0, residuals[row], 0, rows[row].length);
    for (int j = 0; j < code.atoms().length; j++) {
      axpy(-code.values()[j], atoms[code.atoms()[j]], residuals[row]);
    }
  }

  /** For each atom, the rows that use it, rising. */
  private static int[][] users(int atoms, SparseCode[] codes) {
    int[] counts = new int[atoms];
    for (SparseCode code : codes) {
      for (int atom : code.atoms()) {
        counts[atom]++;
      }
    }
    int[][] users = new int[atoms][];
    Arrays.setAll(users, atom -> new int[counts[atom]]);
    Arrays.fill(counts, 0);
    for (int row = 0; row < codes.length; row++) {
      for (int atom : codes[row].atoms()) {
        users[atom][counts[atom]++] = row;
      }
    }
    return users;
  }

  private float[] improved(int atom, float[] old, int[] users, SparseCode[] codes) {
    int[] places = new int[users.length];
    float[] next = new float[old.length];
    double squares = 0;
    for (int u = 0; u < users.length; u++) {
      SparseCode code = codes[users[u]];
      while (code.atoms()[places[u]] != atom) {
        places[u]++;
      }
      float g = code.values()[places[u]];
      squares += g * g;
      axpy(g, residuals[users[u]], next);
    }
    axpy((float) squares, old, next);
    if (!normalise(next)) {
      return old;
    }
    float overlap = (float) dot(old, next);
    for (int u = 0; u < users.length; u++) {
      float[] residual = residuals[users[u]];
      float[] values = codes[users[u]].values();
      float g = values[places[u]];
      float better = (float) dot(residual, next) + g * overlap;
      axpy(g, old, residual);
      axpy(-better, next, residual);
      values[places[u]] = better;
    }
    return next;
  }

  /** Whether one of the first {@code count} atoms is the same but for its sign. */
  private static boolean hasTwin(float[] candidate, float[][] atoms, int count) {
    for (int i = 0; i < count; i++) {
      if (Math.abs(dot(candidate, atoms[i])) > TWIN) {
        return true;
      }
    }
    return false;
  }

  /**
   * By the example that is represented worst and has no atom of its own yet; examples looked at are
   * out of the race. If none is left, the atom stays.
   */
  private void replace(float[][] atoms, int atom, double[] errors) {
    while (true) {
      int worst = 0;
      for (int i = 1; i < errors.length; i++) {
        worst = errors[i] > errors[worst] ? i : worst;
      }
      if (!(errors[worst] > ZERO)) {
        return;
      }
      errors[worst] = 0;
      float[] candidate = rows[worst].clone();
      if (normalise(candidate) && !hasTwin(candidate, atoms, atoms.length)) {
        atoms[atom] = candidate;
        return;
      }
    }
  }

  /** False, and nothing done, if it is zero. */
  static boolean normalise(float[] atom) {
    double length = Math.sqrt(dot(atom, atom));
    if (!(length > ZERO)) {
      return false;
    }
    for (int i = 0; i < atom.length; i++) {
      atom[i] = (float) (atom[i] / length);
    }
    return true;
  }

  /** In four sums: a single one would wait for each addition. */
  private static double dot(float[] a, float[] b) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    int i = 0;
    for (; i + 3 < a.length; i += 4) {
      s0 += a[i] * b[i];
      s1 += a[i + 1] * b[i + 1];
      s2 += a[i + 2] * b[i + 2];
      s3 += a[i + 3] * b[i + 3];
    }
    for (; i < a.length; i++) {
      s0 += a[i] * b[i];
    }
    return (double) s0 + s1 + s2 + s3;
  }

  private static void axpy(float a, float[] x, float[] y) {
    for (int i = 0; i < y.length; i++) {
      y[i] += a * x[i];
    }
  }
}
