package org.autoencoderzoo;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.autoencoderzoo.layers.EncoderRuntime;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.layers.wrapper.BaseWrapperLayer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Forward passes at inference without the penalties, which only the score would read. */
record Unscored(ComputationGraph network) {

  /** The same pass, without the penalties. */
  UnaryOperator<INDArray> pass(UnaryOperator<INDArray> pass) {
    return batch -> {
      encoders().forEach(EncoderRuntime::skipPenalties);
      try {
        return pass.apply(batch);
      } finally {
        encoders().forEach(EncoderRuntime::countPenalties);
      }
    };
  }

  private Stream<EncoderRuntime<?>> encoders() {
    return Arrays.stream(network.getLayers())
        .map(layer -> layer instanceof BaseWrapperLayer frozen ? frozen.getUnderlying() : layer)
        .filter(EncoderRuntime.class::isInstance)
        .map(layer -> (EncoderRuntime<?>) layer);
  }
}
