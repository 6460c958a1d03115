package org.autoencoderzoo;

import org.autoencoderzoo.layers.Dense;
import org.autoencoderzoo.layers.SelectionLayer;
import org.autoencoderzoo.training.Training;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.Adam;

/** A network whose selections have learned something: those of a layer, and a layer of its own. */
final class CountingModel {

  private CountingModel() {}

  /** Trained on a few rows of so many numbers. */
  static Autoencoder autoencoder(int inputs) {
    Dense hidden =
        Dense.builder().nOut(7).activation(Activation.SIGMOID).select(new CountedTopK(5)).build();
    Autoencoder autoencoder =
        new Autoencoder(
            SquaredErrorNetwork.of(
                new NeuralNetConfiguration.Builder()
                    .seed(5)
                    .updater(new Adam(0.01))
                    .graphBuilder()
                    .addInputs("input")
                    .setInputTypes(InputType.feedForward(inputs))
                    .addLayer("hidden", hidden, "input")
                    .addLayer("code", SelectionLayer.of(new CountedTopK(3)), "hidden")
                    .addLayer("decoder", Dense.builder().nOut(inputs).build(), "code")));
    autoencoder.fit(
        RandomExamples.uniform(DataType.FLOAT, 10, inputs), Training.defaults().withEpochs(1));
    return autoencoder;
  }
}
