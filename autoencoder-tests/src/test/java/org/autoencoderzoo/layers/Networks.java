package org.autoencoderzoo.layers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.autoencoderzoo.losses.BernoulliCrossEntropy;
import org.autoencoderzoo.losses.SquaredError;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;

/** Small networks in double precision that the layer tests share. */
final class Networks {

  static final int INPUTS = 5;
  static final int UNITS = 4;

  private Networks() {}

  static INDArray inputs(int rows) {
    Nd4j.getRandom().setSeed(7);
    return Nd4j.rand(DataType.DOUBLE, rows, INPUTS);
  }

  static NeuralNetConfiguration.Builder base(IUpdater updater) {
    return new NeuralNetConfiguration.Builder()
        .dataType(DataType.DOUBLE)
        .seed(11)
        .updater(updater)
        .weightInit(WeightInit.XAVIER);
  }

  static NeuralNetConfiguration.Builder base() {
    return base(new Sgd(1));
  }

  /** input - code - decoder (tied) - reconstruction. */
  static ComputationGraphConfiguration tied(NeuralNetConfiguration.Builder base, Activation f) {
    return graph(base)
        .addLayer("code", encoder(f).withVisibleBias().build(), "input")
        .addVertex("decoder", new TiedDecoder("code", INPUTS), "code")
        .addLayer(
            "reconstruction",
            ReconstructionOutput.of(new BernoulliCrossEntropy(), Activation.SIGMOID),
            "decoder")
        .setOutputs("reconstruction")
        .build();
  }

  /** Two encoders, and their decoders in reverse order, tied: input - below - code - above - .. */
  static ComputationGraphConfiguration stack(NeuralNetConfiguration.Builder base, Activation f) {
    return graph(base)
        .addLayer("below", encoder(f).withVisibleBias().build(), "input")
        .addLayer("code", Dense.builder().nOut(3).activation(f).withVisibleBias().build(), "below")
        .addVertex(
            "above", new TiedDecoder("code", new long[] {UNITS}, f.getActivationFunction()), "code")
        .addVertex("decoder", new TiedDecoder("below", INPUTS), "above")
        .addLayer(
            "reconstruction",
            ReconstructionOutput.of(new BernoulliCrossEntropy(), Activation.SIGMOID),
            "decoder")
        .setOutputs("reconstruction")
        .build();
  }

  /** input - below - code - above - decoder - reconstruction, all dense. */
  static ComputationGraphConfiguration deep(NeuralNetConfiguration.Builder base, Activation f) {
    return graph(base)
        .addLayer("below", encoder(f).build(), "input")
        .addLayer("code", Dense.builder().nOut(3).activation(f).build(), "below")
        .addLayer("above", Dense.builder().nOut(UNITS).activation(f).build(), "code")
        .addLayer(
            "decoder",
            Dense.builder().nOut(INPUTS).activation(Activation.IDENTITY).build(),
            "above")
        .addLayer(
            "reconstruction",
            ReconstructionOutput.of(new SquaredError(), Activation.IDENTITY),
            "decoder")
        .setOutputs("reconstruction")
        .build();
  }

  /** The same as a MultiLayerNetwork, one hidden layer. */
  static MultiLayerConfiguration list(NeuralNetConfiguration.Builder base, Activation f) {
    return base.list()
        .layer(encoder(f).build())
        .layer(Dense.builder().nOut(INPUTS).activation(Activation.IDENTITY).build())
        .layer(ReconstructionOutput.of(new BernoulliCrossEntropy(), Activation.SIGMOID))
        .setInputType(InputType.feedForward(INPUTS))
        .build();
  }

  /** Trains two networks that have the same parameters: they still have, after it. */
  static void assertOneStepIsTheSame(
      ComputationGraph a, ComputationGraph b, INDArray x, INDArray target) {
    for (ComputationGraph network : List.of(a, b)) {
      network.fit(new INDArray[] {x}, new INDArray[] {target});
    }
    assertThat(a.params().equalsWithEps(b.params(), 1e-10)).isTrue();
  }

  static Dense.Builder encoder(Activation f) {
    return Dense.builder().nOut(UNITS).activation(f).withoutInputEpsilon();
  }

  static GraphBuilder graph(NeuralNetConfiguration.Builder base) {
    return base.graphBuilder().addInputs("input").setInputTypes(InputType.feedForward(INPUTS));
  }
}
