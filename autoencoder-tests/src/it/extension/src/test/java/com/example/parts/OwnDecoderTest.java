package com.example.parts;

import java.util.stream.Stream;
import org.autoencoderzoo.layers.ParameterShapes;
import org.autoencoderzoo.layers.Parameters;
import org.autoencoderzoo.layers.Pass;
import org.autoencoderzoo.layers.WeightedLayer;
import org.autoencoderzoo.testing.LayerChecks;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A layer that says itself what a tied decoder makes of its code. */
class OwnDecoderTest {

  @TestFactory
  Stream<DynamicTest> layerUnderATiedDecoder() {
    return LayerChecks.ofTied(units -> Linear.builder().nOut(units).withVisibleBias().build());
  }

  /** h = x W. */
  public static final class Linear extends WeightedLayer {

    private static final long serialVersionUID = 1L;

    /** For JSON. */
    public Linear() {}

    private Linear(Builder builder) {
      super(builder);
    }

    static Builder builder() {
      return new Builder();
    }

    @Override
    protected ParameterShapes parameters() {
      return new ParameterShapes().weights("W", getNIn(), getNOut());
    }

    @Override
    protected Pass forward(INDArray x, Parameters parameters) {
      INDArray w = parameters.get("W");
      return new Pass(
          x.mmul(w),
          (ofOutput, gradients) -> {
            gradients.addProduct("W", x, ofOutput);
            return () -> ofOutput.mmul(w.transpose());
          });
    }

    @Override
    protected Pass decode(INDArray h, Parameters parameters) {
      INDArray w = parameters.get("W");
      return new Pass(
          h.mmul(w.transpose()).addiRowVector(parameters.get("vb")),
          (ofY, gradients) -> {
            gradients.addProduct("W", ofY, h); // ofY^T h, because W stands transposed.
            gradients.addSum("vb", ofY);
            return () -> ofY.mmul(w);
          });
    }

    /** No settings beside those of every layer. */
    public static final class Builder extends WeightedLayer.Builder<Linear, Builder> {

      @Override
      protected Linear create() {
        return new Linear(this);
      }
    }
  }
}
