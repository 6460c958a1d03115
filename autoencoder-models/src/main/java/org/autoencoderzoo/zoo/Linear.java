package org.autoencoderzoo.zoo;

import java.util.Map;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.layers.Dense;
import org.autoencoderzoo.linear.Pca;
import org.autoencoderzoo.settings.Arguments;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The linear autoencoder {@code h = W x + b}, {@code y = W' h + c} with squared error. At its
 * optimum the decoder's columns span the first k principal components of the data, and its error is
 * PCA's (Bourlard and Kamp 1988; Baldi and Hornik 1989).
 */
public final class Linear extends AutoencoderModel<Linear.Builder> {

  private static final String DECODER = "decoder";

  private Linear(Builder settings) {
    super(settings);
  }

  /**
   * The linear autoencoder at its optimum, which is PCA: the same codes and reconstructions, but
   * for rounding to single precision. So PCA can be saved, and stand wherever an autoencoder can.
   *
   * @param pca fitted to rows
   * @return an autoencoder with its directions for weights, which further training would change
   * @throws IllegalArgumentException if it is null
   */
  public static Autoencoder of(Pca pca) {
    Arguments.given("pca", pca);
    INDArray directions = pca.components().castTo(DataType.DOUBLE);
    INDArray mean = pca.mean().castTo(DataType.DOUBLE).reshape(1, -1);
    Autoencoder autoencoder =
        builder().inputSize(directions.columns()).codeSize(pca.codeSize()).build().init();
    set(
        autoencoder,
        Autoencoder.CODE,
        directions.transpose(),
        mean.mmul(directions.transpose()).negi());
    set(autoencoder, DECODER, directions, mean);
    return autoencoder;
  }

  private static void set(
      Autoencoder autoencoder, String layer, INDArray weights, INDArray biases) {
    Map<String, INDArray> parameters = autoencoder.network().getLayer(layer).paramTable();
    parameters.get(DefaultParamInitializer.WEIGHT_KEY).assign(weights);
    INDArray bias = parameters.get(DefaultParamInitializer.BIAS_KEY);
    bias.assign(biases.reshape(bias.shape()));
  }

  /** {@return a builder with the defaults: 30 code units} */
  public static Builder builder() {
    return new Builder();
  }

  @Override
  public ComputationGraphConfiguration conf() {
    return graph()
        .addLayer(
            Autoencoder.CODE,
            linear(settings.codeSize).withoutInputEpsilon().build(),
            Autoencoder.INPUT)
        .addLayer(DECODER, linear(settings.inputSize).build(), Autoencoder.CODE)
        .addLayer(Autoencoder.RECONSTRUCTION, settings.output(), DECODER)
        .setOutputs(Autoencoder.RECONSTRUCTION)
        .build();
  }

  private Dense.Builder linear(int units) {
    return Dense.builder()
        .nOut(units)
        .activation(Activation.IDENTITY)
        .weightInit(initialWeights(Activation.IDENTITY));
  }

  /** Settings of {@link Linear}. */
  public static final class Builder extends VectorBuilder<Builder> {

    Builder() {
      inputRange = InputRange.REAL;
      learningRate = 0.01;
    }

    @Override
    public Linear build() {
      return new Linear(this);
    }

    @Override
    protected int defaultCodeSize() {
      return Math.min(30, inputSize);
    }

    @Override
    protected void complete() {
      outputActivation = outputActivation == null ? new ActivationIdentity() : outputActivation;
      super.complete();
      Arguments.check(
          codeSize <= inputSize,
          "codeSize is %d, must be 1 to %d: a linear code has no more directions than the input",
          codeSize,
          inputSize);
      Arguments.check(
          outputActivation instanceof ActivationIdentity,
          "outputActivation is %s, but the linear autoencoder has a linear decoder; use IDENTITY, or the"
              + " model basic",
          SettingText.of(outputActivation));
    }
  }
}
