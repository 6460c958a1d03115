package org.autoencoderzoo.examples.lecture;

import java.util.Comparator;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** In how many codes each unit is not zero. */
final class UnitUse {

  private UnitUse() {}

  /**
   * The units that are in use.
   *
   * @param codes {@code [N, units]}
   * @return those that are not zero in every code, from the one used most often to the least
   */
  static int[] mostUsedFirst(INDArray codes) {
    double[] uses = codes.neq(0).castTo(DataType.FLOAT).sum(0).toDoubleVector();
    return IntStream.range(0, uses.length)
        .filter(unit -> uses[unit] > 0)
        .boxed()
        .sorted(Comparator.comparingDouble(unit -> -uses[unit]))
        .mapToInt(unit -> unit)
        .toArray();
  }
}
