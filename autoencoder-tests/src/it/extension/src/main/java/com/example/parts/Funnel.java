package com.example.parts;

import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.layers.Dense;
import org.autoencoderzoo.settings.Arguments;
import org.autoencoderzoo.zoo.AutoencoderModel;
import org.autoencoderzoo.zoo.VectorBuilder;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.nd4j.linalg.activations.Activation;

/** Two layers down to the code and two back up, a network that is of no family. */
public final class Funnel extends AutoencoderModel<Funnel.Builder> {

  private Funnel(Builder settings) {
    super(settings);
  }

  public static Builder builder() {
    return new Builder();
  }

  @Override
  public ComputationGraphConfiguration conf() {
    return settings.network(graph());
  }

  /** The fields are the settings; what they have to do with the network stands here, too. */
  public static final class Builder extends VectorBuilder<Builder> {

    private int hiddenSize = 100;

    public Builder hiddenSize(int hiddenSize) {
      this.hiddenSize = hiddenSize;
      return this;
    }

    @Override
    protected int defaultCodeSize() {
      return Math.max(1, inputSize / 8);
    }

    @Override
    protected void complete() {
      super.complete();
      Arguments.between("hiddenSize", hiddenSize, 1, 100_000);
    }

    private ComputationGraphConfiguration network(GraphBuilder graph) {
      return graph
          .addLayer("hidden", dense(hiddenSize, Activation.TANH), Autoencoder.INPUT)
          .addLayer(Autoencoder.CODE, dense(codeSize, Activation.IDENTITY), "hidden")
          .addLayer("above", dense(hiddenSize, Activation.TANH), Autoencoder.CODE)
          .addLayer("decoder", dense(inputSize, Activation.IDENTITY), "above")
          .addLayer(Autoencoder.RECONSTRUCTION, output(), "decoder") // Activation and loss.
          .setOutputs(Autoencoder.RECONSTRUCTION)
          .build();
    }

    private Dense dense(int units, Activation activation) {
      return Dense.builder()
          .nOut(units)
          .activation(activation)
          .weightInit(initialWeights(activation))
          .build();
    }

    @Override
    public Funnel build() {
      return new Funnel(this);
    }
  }
}
