package org.autoencoderzoo.examples.measures;

import java.util.Arrays;
import org.autoencoderzoo.settings.Arguments;
import org.autoencoderzoo.settings.InputCheck;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Codes in b bits per unit: each unit's range over the codes that it was fitted on is cut into
 * {@code 2^b} equal cells, and a value stands for the middle of its cell. Within the range, no
 * value moves by more than half a cell; what lies beyond goes to the outermost cell.
 */
public final class UniformQuantizer {

  private static final int MOST_BITS = 16;

  private final int cells;
  private final double[] least;
  private final double[] width;

  private UniformQuantizer(int cells, double[] least, double[] width) {
    this.cells = cells;
    this.least = least;
    this.width = width;
  }

  /**
   * Takes each unit's range from codes.
   *
   * @param codes {@code [N, codeSize]}, finite
   * @param bits per unit, 1 to 16
   * @return the quantizer
   * @throws IllegalArgumentException if bits is out of range or the codes are not such
   */
  public static UniformQuantizer fit(INDArray codes, int bits) {
    Arguments.between("bits", bits, 1, MOST_BITS);
    InputCheck.matrix("codes", codes, "codeSize");
    int cells = 1 << bits;
    double[] least = new double[(int) codes.size(1)];
    double[] most = new double[least.length];
    Arrays.fill(least, Double.POSITIVE_INFINITY);
    Arrays.fill(most, Double.NEGATIVE_INFINITY);
    for (double[] code : InputCheck.finite("codes", codes, DataType.DOUBLE).toDoubleMatrix()) {
      for (int unit = 0; unit < least.length; unit++) {
        least[unit] = Math.min(least[unit], code[unit]);
        most[unit] = Math.max(most[unit], code[unit]);
      }
    }
    double[] width = new double[least.length];
    Arrays.setAll(width, unit -> (most[unit] - least[unit]) / cells);
    return new UniformQuantizer(cells, least, width);
  }

  /**
   * The cells of codes.
   *
   * @param codes {@code [N, codeSize]}, any N
   * @return whole numbers from 0 to {@code 2^bits - 1}, {@code [N, codeSize]}
   * @throws IllegalArgumentException if the codes have another shape or hold a value that is not
   *     finite
   */
  public INDArray quantize(INDArray codes) {
    InputCheck.shape("codes", codes, least.length);
    if (codes.isEmpty()) {
      return Nd4j.create(DataType.INT32, 0, least.length);
    }
    double[][] values = InputCheck.finite("codes", codes, DataType.DOUBLE).toDoubleMatrix();
    int[][] levels = new int[values.length][least.length];
    for (int i = 0; i < values.length; i++) {
      for (int unit = 0; unit < least.length; unit++) {
        double cell = width[unit] > 0 ? (values[i][unit] - least[unit]) / width[unit] : 0;
        levels[i][unit] = (int) Math.max(0, Math.min(cells - 1, Math.floor(cell)));
      }
    }
    return Nd4j.createFromArray(levels);
  }

  /**
   * The codes that cells stand for.
   *
   * @param levels from {@link #quantize}
   * @return the middles of the cells {@code [N, codeSize]}, of ND4J's default type
   * @throws IllegalArgumentException if the levels have another shape, or one is no cell's
   */
  public INDArray dequantize(INDArray levels) {
    InputCheck.shape("levels", levels, least.length);
    if (levels.isEmpty()) {
      return Nd4j.create(Nd4j.dataType(), 0, least.length);
    }
    INDArray numbers = InputCheck.finite("levels", levels, DataType.DOUBLE);
    Arguments.atLeast("least level", numbers.minNumber(), 0);
    Arguments.require(
        numbers.maxNumber().doubleValue() <= cells - 1,
        "greatest level",
        numbers.maxNumber(),
        "at most " + (cells - 1));
    INDArray middles = numbers.add(0.5);
    return middles
        .muliRowVector(Nd4j.createFromArray(width))
        .addiRowVector(Nd4j.createFromArray(least))
        .castTo(Nd4j.dataType());
  }
}
