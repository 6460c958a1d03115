package org.autoencoderzoo.examples.lecture;

import java.util.List;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.EncoderDecoder;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Autoencoders on top of each other, none of them trained with the others: an example goes up
 * through all encoders, a code down through all decoders.
 *
 * @param levels from the input up, at least one
 */
record LevelStack(List<Autoencoder> levels) implements EncoderDecoder {

  @Override
  public int codeSize() {
    return levels.get(levels.size() - 1).codeSize();
  }

  @Override
  public INDArray encode(INDArray x) {
    INDArray rows = x;
    for (Autoencoder level : levels) {
      rows = level.encode(rows);
    }
    return rows;
  }

  @Override
  public INDArray decode(INDArray codes) {
    INDArray rows = codes;
    for (int i = levels.size() - 1; i >= 0; i--) {
      rows = levels.get(i).decode(rows);
    }
    return rows;
  }
}
