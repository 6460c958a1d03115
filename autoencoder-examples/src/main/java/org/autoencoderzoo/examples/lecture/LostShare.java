package org.autoencoderzoo.examples.lecture;

import org.autoencoderzoo.EncoderDecoder;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The share of images that a model loses: squared error over squared length. */
final class LostShare {

  private LostShare() {}

  /** {@return the share of all rows together} */
  static double ofAll(EncoderDecoder model, INDArray rows) {
    return model.reconstructionError(rows).sumNumber().doubleValue()
        / rows.mul(rows).sumNumber().doubleValue();
  }

  /** {@return the share of each row} */
  static double[] ofEach(EncoderDecoder model, INDArray rows) {
    INDArray lengths = rows.mul(rows).sum(1);
    INDArray errors = model.reconstructionError(rows).reshape(lengths.shape());
    return errors.div(lengths).toDoubleVector();
  }
}
