package org.autoencoderzoo.examples.dictionary;

import java.util.Arrays;
import org.autoencoderzoo.EncoderDecoder;
import org.autoencoderzoo.settings.Arguments;
import org.autoencoderzoo.settings.InputCheck;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A linear decoder {@code x = mean + D^T z} of unit atoms, the rows of D, whose codes are found by
 * orthogonal matching pursuit: at most k non-zeros an example, and with those, the least squared
 * error. Computes in single precision, of which codes and reconstructions are, too.
 */
public final class Dictionary implements EncoderDecoder {

  private final INDArray atoms;
  private final INDArray mean;
  private final MatchingPursuit pursuit;

  private Dictionary(INDArray atoms, INDArray mean, MatchingPursuit pursuit) {
    this.atoms = atoms;
    this.mean = mean;
    this.pursuit = pursuit;
  }

  /**
   * A dictionary of given atoms.
   *
   * @param atoms {@code [codeSize, D]}, none zero, not modified; brought to unit length
   * @param mean of the examples, {@code [D]}, not modified
   * @param k most non-zeros in a code, 1 to min(codeSize, D)
   * @return the dictionary
   * @throws IllegalArgumentException if k is out of range, the shapes do not fit, or an atom is
   *     zero or holds a value that is not finite
   */
  public static Dictionary of(INDArray atoms, INDArray mean, int k) {
    InputCheck.matrix("atoms", atoms, "D");
    Arguments.given("mean", mean);
    Arguments.require(
        mean.rank() == 1 && mean.length() == atoms.size(1),
        "shape of the mean",
        Arrays.toString(mean.shape()),
        "[" + atoms.size(1) + "]");
    Arguments.between("k", k, 1, Math.min(atoms.size(0), atoms.size(1)));
    INDArray rows = InputCheck.finite("atoms", atoms, DataType.FLOAT).dup('c');
    INDArray meanRow = InputCheck.finite("mean", mean.reshape(1, -1), DataType.FLOAT);
    INDArray lengths = rows.norm2(1);
    for (int i = 0; i < rows.size(0); i++) {
      Arguments.above("length of atom " + i, lengths.getDouble(i), 0);
    }
    rows.diviColumnVector(lengths);
    return new Dictionary(rows, meanRow.dup().reshape(-1), new MatchingPursuit(rows, k));
  }

  /**
   * {@return the same atoms with codes of another number of non-zeros}
   *
   * @param k most non-zeros in a code, 1 to min(codeSize, D)
   * @throws IllegalArgumentException if k is out of range
   */
  public Dictionary withK(int k) {
    return of(atoms, mean, k);
  }

  @Override
  public int codeSize() {
    return (int) atoms.size(0);
  }

  @Override
  public INDArray encode(INDArray x) {
    InputCheck.shape("examples", x, atoms.size(1));
    INDArray typed = InputCheck.finite("examples", x, DataType.FLOAT);
    if (typed.isEmpty()) {
      return Nd4j.create(DataType.FLOAT, 0, codeSize());
    }
    SparseCode[] sparse = pursuit.encode(typed.subRowVector(mean));
    float[][] codes = new float[sparse.length][codeSize()];
    for (int i = 0; i < sparse.length; i++) {
      for (int j = 0; j < sparse[i].atoms().length; j++) {
        codes[i][sparse[i].atoms()[j]] = sparse[i].values()[j];
      }
    }
    return Nd4j.createFromArray(codes);
  }

  @Override
  public INDArray decode(INDArray codes) {
    InputCheck.shape("codes", codes, codeSize());
    INDArray typed = InputCheck.finite("codes", codes, DataType.FLOAT);
    return typed.isEmpty()
        ? Nd4j.create(DataType.FLOAT, 0, atoms.size(1))
        : typed.mmul(atoms).addiRowVector(mean);
  }

  /** {@return a copy of the atoms, unit rows {@code [codeSize, D]}} */
  public INDArray atoms() {
    return atoms.dup();
  }

  /** {@return a copy of the mean of the training examples, {@code [D]}} */
  public INDArray mean() {
    return mean.dup();
  }
}
