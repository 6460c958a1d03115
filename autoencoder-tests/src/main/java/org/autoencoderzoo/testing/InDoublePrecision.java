package org.autoencoderzoo.testing;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/** Runs something with double as ND4J's default type, as finite differences need it. */
final class InDoublePrecision {

  private InDoublePrecision() {}

  static void run(Runnable check) {
    DataType before = Nd4j.defaultFloatingPointType();
    Nd4j.setDefaultDataTypes(DataType.DOUBLE, DataType.DOUBLE);
    try {
      check.run();
    } finally {
      Nd4j.setDefaultDataTypes(before, before);
    }
  }
}
