package org.autoencoderzoo.examples;

import java.io.IOException;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.datasets.ImageDataSet;
import org.autoencoderzoo.datasets.TrainTest;
import org.autoencoderzoo.layers.Dense;
import org.autoencoderzoo.penalties.ActivationL1;
import org.autoencoderzoo.training.Training;
import org.autoencoderzoo.zoo.DenseAutoencoder;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A model of your own: many ReLU units with an L1 penalty, and a decoder that is not tied. */
public final class OwnModel extends DenseAutoencoder<OwnModel.Builder> {

  private OwnModel(Builder settings) {
    super(settings);
  }

  /** The fields are the settings of the model. */
  public static final class Builder extends DenseAutoencoder.Builder<Builder> {

    private double lambda = 0.1;

    /** Starts with ReLU units and weights of the decoder's own. */
    public Builder() {
      activation = Activation.RELU;
      tied = false;
      learningRate = 1e-3;
    }

    /**
     * Sets the weight of the penalty.
     *
     * @param lambda at least 0
     * @return this builder
     */
    public Builder lambda(double lambda) {
      this.lambda = lambda;
      return this;
    }

    @Override
    protected Dense.Builder code() {
      return super.code().penalties(new ActivationL1(lambda));
    }

    @Override
    public OwnModel build() {
      return new OwnModel(this);
    }
  }

  /**
   * Prints the name and the setting of the model, and how few units redraw a digit.
   *
   * @param args not used
   * @throws IOException if the data set cannot be read
   */
  public static void main(String[] args) throws IOException {
    TrainTest digits = ImageDataSet.DIGITS.load();
    Autoencoder autoencoder = new Builder().inputSize(64).codeSize(256).lambda(0.2).build().init();
    autoencoder.fit(digits.train().images(), Training.defaults().withEpochs(60).withSeed(42));
    System.out.printf(
        "%s, lambda %s%n", autoencoder.model().orElseThrow(), autoencoder.settings().get("lambda"));

    INDArray test = digits.test().images(); // [299, 64]
    INDArray codes = autoencoder.encode(test); // [299, 256]
    System.out.printf(
        "%.1f of %d units are active for an image, squared error per image %.2f%n",
        codes.gt(0).castTo(codes.dataType()).sumNumber().doubleValue() / test.rows(),
        autoencoder.codeSize(),
        autoencoder.reconstructionError(test).meanNumber().doubleValue());
  }
}
