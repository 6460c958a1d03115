package org.autoencoderzoo.testing;

import java.util.function.Supplier;
import org.autoencoderzoo.layers.ParameterShapes;
import org.autoencoderzoo.layers.Parameters;
import org.autoencoderzoo.layers.Pass;
import org.autoencoderzoo.layers.WeightedLayer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * {@code h = scale tanh(x W + b) * sigmoid(x V + c)}, a formula of one's own, with one fault or
 * none.
 */
public final class FaultyGate extends WeightedLayer {

  private static final long serialVersionUID = 1L;

  public enum Fault {
    NONE,
    GRADIENT_OF_V_FORGOTTEN,
    GRADIENT_OF_W_ADDED_TWICE,
    BIAS_GRADIENT_AVERAGED,
    INPUT_GRADIENT_OF_ONE_PATH,
    OUTPUT_GRADIENT_OVERWRITTEN,
    OUTPUT_GRADIENT_CLEARED,
    WITHOUT_W,
    INPUT_KEPT,
    ROWS_COUPLED,
    GATE_OF_THE_BATCH_BEFORE,
    ORDER_LOST,
    SETTING_WITHOUT_ANNOTATION,
    SHARE_OF_DECODER_FORGOTTEN,
    VISIBLE_BIAS_GRADIENT_FORGOTTEN,
    CODE_GRADIENT_BY_OTHER_WEIGHTS,
    SHARE_OF_DECODER_GIVEN_TO_V,
    DECODER_SHARE_TRANSPOSED_AGAIN
  }

  @JsonProperty private Fault fault = Fault.NONE;
  @JsonProperty private double scale = 1;

  /** Not in the JSON. */
  private double lost = 1;

  /** Not in the JSON, and not compared. */
  private transient boolean isVFirst;

  private transient INDArray gateBefore;
  private transient INDArray inputBefore;

  /** For JSON. */
  public FaultyGate() {}

  private FaultyGate(Builder builder) {
    super(builder);
    this.fault = builder.fault;
    this.scale = 1.5;
    this.isVFirst = fault == Fault.ORDER_LOST;
    this.lost = fault == Fault.SETTING_WITHOUT_ANNOTATION ? 2 : 1;
  }

  public static Builder with(int units, Fault fault) {
    return new Builder(fault).nOut(units).activation(Activation.TANH);
  }

  private boolean has(Fault other) {
    return fault == other;
  }

  @Override
  protected ParameterShapes parameters() {
    ParameterShapes shapes = new ParameterShapes();
    if (has(Fault.WITHOUT_W)) {
      return shapes.weights("U", getNIn(), getNOut());
    }
    for (String name : isVFirst ? new String[] {"V", "W"} : new String[] {"W", "V"}) {
      shapes.weights(name, getNIn(), getNOut());
    }
    return shapes.bias("b", getNOut()).bias("c", getNOut(), 1);
  }

  @Override
  protected Pass forward(INDArray x, Parameters parameters) {
    if (has(Fault.WITHOUT_W)) {
      INDArray u = parameters.get("U");
      return new Pass(
          x.mmul(u),
          (ofOutput, to) -> {
            to.addProduct("U", x, ofOutput);
            return () -> ofOutput.mmul(u.transpose());
          });
    }
    INDArray before = has(Fault.INPUT_KEPT) ? inputBefore : null;
    inputBefore = has(Fault.INPUT_KEPT) ? x : null;
    return gated(before == null ? x : x.add(before.mul(0.1)), parameters);
  }

  private Pass gated(INDArray x, Parameters parameters) {
    INDArray w = parameters.get("W");
    INDArray v = parameters.get("V");
    INDArray a = Transforms.tanh(x.mmul(w).addiRowVector(parameters.get("b")), false).muli(scale);
    if (has(Fault.ROWS_COUPLED)) {
      a = a.add(x.mean().muli(0.1));
    }
    INDArray gate = Transforms.sigmoid(x.mmul(v).addiRowVector(parameters.get("c")), false);
    if (has(Fault.GATE_OF_THE_BATCH_BEFORE)) {
      INDArray now = gate.dup().detach();
      gate = gateBefore == null || gateBefore.size(0) != gate.size(0) ? gate : gateBefore;
      gateBefore = now;
    }
    INDArray open = gate;
    INDArray units = a;
    return new Pass(
        units.mul(open).muli(lost), (ofOutput, to) -> backward(x, w, v, units, open, ofOutput, to));
  }

  private Supplier<INDArray> backward(
      INDArray x,
      INDArray w,
      INDArray v,
      INDArray a,
      INDArray gate,
      INDArray ofH,
      Pass.Gradients gradients) {
    INDArray ofOutput = ofH.mul(lost);
    INDArray ofA =
        has(Fault.OUTPUT_GRADIENT_OVERWRITTEN) ? ofOutput.muli(gate) : ofOutput.mul(gate);
    INDArray ofZ = ofA.mul(a.mul(a).divi(scale).rsub(scale));
    INDArray ofGate = ofOutput.mul(a).muli(gate).muli(gate.rsub(1));
    gradients.addProduct("W", x, ofZ);
    if (has(Fault.GRADIENT_OF_W_ADDED_TWICE)) {
      gradients.addProduct("W", x, ofZ);
    }
    if (has(Fault.BIAS_GRADIENT_AVERAGED)) {
      gradients.add("b", ofZ.mean(0));
    } else {
      gradients.addSum("b", ofZ);
    }
    gradients.addSum("c", ofGate);
    if (!has(Fault.GRADIENT_OF_V_FORGOTTEN)) {
      gradients.addProduct("V", x, ofGate);
    }
    if (has(Fault.OUTPUT_GRADIENT_CLEARED)) {
      ofH.muli(0);
    }
    return () -> {
      INDArray ofX = ofZ.mmul(w.transpose());
      return has(Fault.INPUT_GRADIENT_OF_ONE_PATH) ? ofX : ofX.addi(ofGate.mmul(v.transpose()));
    };
  }

  @Override
  protected Pass decode(INDArray h, Parameters parameters) {
    INDArray w = parameters.get("W");
    INDArray y = h.mmul(w.transpose()).addiRowVector(parameters.get("vb"));
    return new Pass(
        y,
        (ofY, gradients) -> {
          if (has(Fault.SHARE_OF_DECODER_GIVEN_TO_V)) {
            gradients.addProduct("V", ofY, h);
          } else if (has(Fault.DECODER_SHARE_TRANSPOSED_AGAIN)) {
            gradients.addProduct("W", h, ofY);
          } else if (!has(Fault.SHARE_OF_DECODER_FORGOTTEN)) {
            gradients.addProduct("W", ofY, h);
          }
          if (!has(Fault.VISIBLE_BIAS_GRADIENT_FORGOTTEN)) {
            gradients.addSum("vb", ofY);
          }
          return () ->
              ofY.mmul(has(Fault.CODE_GRADIENT_BY_OTHER_WEIGHTS) ? parameters.get("V") : w);
        });
  }

  @SuppressWarnings("unchecked") // As Deeplearning4j has build().
  public static final class Builder extends WeightedLayer.Builder<FaultyGate, Builder> {

    private final Fault fault;

    private Builder(Fault fault) {
      this.fault = fault;
    }

    @Override
    protected FaultyGate create() {
      return new FaultyGate(this);
    }
  }
}
