package org.autoencoderzoo.layers;

import static org.autoencoderzoo.layers.VisibleBiasInitializer.VISIBLE_BIAS_KEY;

import java.util.Optional;
import org.autoencoderzoo.internal.ops.Operand;
import org.autoencoderzoo.layers.TiedEncoder.SharedWeights;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The weights of an encoder as a tied decoder applies them to a code h. */
final class TiedWeights implements SharedWeights {

  private final EncoderRuntime<?> encoder;
  private final LinearMap map;
  private final Operand code;
  private final Optional<Operand> whereGradientCounts;

  /**
   * Applies the weights of an encoder.
   *
   * @param whereGradientCounts not zero where {@code dL/dh} counts, of the code's shape; empty if
   *     all of it counts
   */
  TiedWeights(EncoderRuntime<?> encoder, Operand code, Optional<Operand> whereGradientCounts) {
    this.encoder = encoder;
    this.map = encoder.map(encoder.getParam(DefaultParamInitializer.WEIGHT_KEY));
    this.code = code;
    this.whereGradientCounts = whereGradientCounts;
  }

  @Override
  public void decode(INDArray z) {
    map.applyTransposed(code, encoder.getParam(VISIBLE_BIAS_KEY), z);
  }

  @Override
  public void backward(INDArray delta, INDArray ofCode) {
    Operand operand = Operand.of(delta);
    encoder.addTiedGradient(map, operand, code);
    if (whereGradientCounts.isPresent()) {
      map.applyWhereNotZero(operand, whereGradientCounts.get(), ofCode);
    } else {
      map.apply(operand, null, ofCode);
    }
  }
}
