package org.autoencoderzoo.zoo;

import java.util.List;
import java.util.Locale;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.FirstFit;
import org.autoencoderzoo.layers.Dense;
import org.autoencoderzoo.layers.TiedDecoder;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;

/**
 * A model with its settings, ready to be turned into a Deeplearning4j network. Immutable.
 *
 * @param <B> its builder, whose fields are the settings
 */
public abstract class AutoencoderModel<B extends ModelBuilder<B>> {

  final B settings;

  /** Checks the settings and keeps a copy, defaults filled in. */
  AutoencoderModel(B settings) {
    this.settings = settings.completed();
  }

  /**
   * {@return the plain Deeplearning4j configuration, with the vertices {@code input}, {@code code}
   * and {@code reconstruction}}
   */
  public abstract ComputationGraphConfiguration conf();

  /** {@return a builder with every setting of this model, defaults filled in} */
  public B settings() {
    return settings.completed();
  }

  /** {@return the number of trainable parameters; tied weights count once} */
  public long parameterCount() {
    return conf().getVertices().values().stream().mapToLong(v -> v.numParams(true)).sum();
  }

  /** {@return an autoencoder with fresh weights, drawn from the model's seed} */
  public Autoencoder init() {
    ComputationGraph network = new ComputationGraph(conf());
    network.init();
    return new Autoencoder(network, name(), Settings.of(settings), firstFit());
  }

  /** How it is trained, if not as a whole from the start; or null. */
  FirstFit firstFit() {
    return settings.inputRange == InputRange.REAL ? new Centring(this) : null;
  }

  /** Whether an autoencoder of this model is still as {@link #init} gave it. */
  final boolean isFresh(Autoencoder autoencoder) {
    ComputationGraph network = autoencoder.network();
    if (network.getIterationCount() > 0) {
      return false;
    }
    ComputationGraph fresh = new ComputationGraph(conf());
    fresh.init();
    return network.params().equals(fresh.params());
  }

  /** {@return the name in {@link Zoo}: that of the class, {@code k-sparse} for {@code KSparse}} */
  public final String name() {
    return getClass().getSimpleName().replaceAll("\\B([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  /** A graph with its input, updater and weight decay; the layers are yet to come. */
  static GraphBuilder graph(ModelBuilder<?> settings) {
    return new NeuralNetConfiguration.Builder()
        .seed(settings.seed)
        .updater(settings.updater())
        .l2(settings.weightDecay)
        .graphBuilder()
        .addInputs(Autoencoder.INPUT)
        .setInputTypes(settings.inputType());
  }

  /** The code of a model with one hidden layer, to which it adds what makes it special. */
  static Dense.Builder code(HiddenLayerBuilder<?> settings) {
    return dense(settings.codeSize, settings.activation).withoutInputEpsilon();
  }

  /** The graph of a model with one hidden layer: the code, and its decoder, tied or not. */
  static ComputationGraphConfiguration oneHiddenLayer(
      HiddenLayerBuilder<?> settings, Dense.Builder code) {
    GraphBuilder graph = graph(settings);
    if (settings.tied) {
      graph
          .addLayer(Autoencoder.CODE, code.withVisibleBias().build(), Autoencoder.INPUT)
          .addVertex(
              "decoder", new TiedDecoder(Autoencoder.CODE, settings.inputSize), Autoencoder.CODE);
    } else {
      graph
          .addLayer(Autoencoder.CODE, code.build(), Autoencoder.INPUT)
          .addLayer("decoder", decoder(settings, code).build(), Autoencoder.CODE);
    }
    return reconstructing(graph, "decoder", settings);
  }

  private static Dense.Builder decoder(HiddenLayerBuilder<?> settings, Dense.Builder code) {
    Dense.Builder decoder = dense(settings.inputSize, Activation.IDENTITY);
    return code.settings().selections().isEmpty() ? decoder : decoder.afterSelection();
  }

  /** Ends the graph: activation and loss on top of the named pre-activation. */
  static ComputationGraphConfiguration reconstructing(
      GraphBuilder graph, String preActivation, ModelBuilder<?> settings) {
    return graph
        .addLayer(Autoencoder.RECONSTRUCTION, settings.output(), preActivation)
        .setOutputs(Autoencoder.RECONSTRUCTION)
        .build();
  }

  /** A dense layer with the initial weights that its activation wants. */
  static Dense.Builder dense(int units, Activation activation) {
    return Dense.builder().nOut(units).activation(activation).weightInit(weightInit(activation));
  }

  /**
   * Glorot and Bengio (2010), whose logistic units take four times the gain; He et al. (2015) for
   * rectifiers.
   */
  static WeightInit weightInit(Activation activation) {
    if (activation == Activation.SIGMOID) {
      return WeightInit.SIGMOID_UNIFORM;
    }
    return List.of(Activation.RELU, Activation.ELU).contains(activation)
        ? WeightInit.RELU
        : WeightInit.XAVIER;
  }
}
