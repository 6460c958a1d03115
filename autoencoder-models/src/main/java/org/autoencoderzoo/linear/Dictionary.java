package org.autoencoderzoo.linear;

import java.util.Arrays;
import org.autoencoderzoo.EncoderDecoder;
import org.autoencoderzoo.settings.Range;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A linear decoder {@code x = mean + D^T z} of unit atoms, the rows of D, whose codes are found by
 * orthogonal matching pursuit: at most k non-zeros an example, and with those, the least squared
 * error. Computes in single precision.
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
   * @param k most non-zeros a code, 1 to min(codeSize, D)
   * @return the dictionary
   * @throws IllegalArgumentException if k is out of range, or an atom is zero or not finite
   */
  public static Dictionary of(INDArray atoms, INDArray mean, int k) {
    Range.between("k", k, 1, Math.min(atoms.size(0), atoms.size(1)));
    INDArray rows = atoms.castTo(DataType.FLOAT).dup('c');
    INDArray lengths = rows.norm2(1);
    for (int i = 0; i < rows.size(0); i++) {
      Range.above("length of atom " + i, lengths.getDouble(i), 0);
    }
    rows.diviColumnVector(lengths);
    return new Dictionary(rows, mean.castTo(DataType.FLOAT).dup(), new MatchingPursuit(rows, k));
  }

  /**
   * {@return the same atoms with codes of another number of non-zeros}
   *
   * @param k most non-zeros a code, 1 to min(codeSize, D)
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
    if (x.rank() != 2 || x.size(1) != atoms.size(1)) {
      throw new IllegalArgumentException(
          "The dictionary encodes examples of shape [N, "
              + atoms.size(1)
              + "], found "
              + Arrays.toString(x.shape()));
    }
    if (x.size(0) == 0) {
      return Nd4j.create(x.dataType(), 0, codeSize());
    }
    SparseCode[] sparse = pursuit.encode(x.castTo(DataType.FLOAT).subRowVector(mean));
    float[][] codes = new float[sparse.length][codeSize()];
    for (int i = 0; i < sparse.length; i++) {
      for (int j = 0; j < sparse[i].atoms().length; j++) {
        codes[i][sparse[i].atoms()[j]] = sparse[i].values()[j];
      }
    }
    return Nd4j.createFromArray(codes).castTo(x.dataType());
  }

  @Override
  public INDArray decode(INDArray codes) {
    DataType type = codes.dataType();
    return codes.mmul(atoms.castTo(type)).addiRowVector(mean.castTo(type));
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
