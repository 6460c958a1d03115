package org.autoencoderzoo.zoo;

import java.util.Locale;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.FirstFit;
import org.autoencoderzoo.losses.ColumnsLoss;
import org.autoencoderzoo.settings.Arguments;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/**
 * A model with its settings, ready to be turned into a Deeplearning4j network. Immutable.
 *
 * @param <B> its builder, whose fields are the settings
 */
public abstract class AutoencoderModel<B extends ModelBuilder<B>> {

  /** The settings, checked, with every default filled in; not to be changed. */
  protected final B settings;

  /**
   * Checks the settings and keeps a copy, defaults filled in.
   *
   * @param settings of the model
   * @throws IllegalArgumentException if a setting is out of range or does not go with another
   */
  protected AutoencoderModel(B settings) {
    this.settings = settings.completed();
    ILossFunction loss = this.settings.output().getLossFn(); // Refuses what is out of range.
    Arguments.check(
        this.settings.groups().length == 0 || loss instanceof ColumnsLoss,
        "%s makes its output layer of %s, which knows no categories; let its output() take"
            + " completeLoss() and completeActivation()",
        getClass().getName(),
        loss);
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
    Autoencoder autoencoder = new Autoencoder(network, name(), Settings.of(settings), firstFit());
    return settings.columns == null ? autoencoder : autoencoder.withColumns(settings.columns);
  }

  /**
   * {@return how the model is trained, if not as a whole from the start; or null} A model of real
   * values starts from the mean of the examples.
   */
  protected FirstFit firstFit() {
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

  /**
   * {@return a graph with its input, and what is set for every layer; the layers are yet to come}
   */
  protected final GraphBuilder graph() {
    NeuralNetConfiguration.Builder network = settings.network();
    if (settings.weightInit != null) { // For layers that do not ask for initialWeights.
      network.weightInit(settings.weightInit);
    }
    return network.graphBuilder().addInputs(Autoencoder.INPUT).setInputTypes(settings.inputType());
  }

  /**
   * How the weights below an activation start, as {@link ModelBuilder#weightInit} says.
   *
   * @param activation of the layer
   * @return by default as Glorot and Bengio (2010), whose logistic units take four times the gain;
   *     as He et al. (2015) for rectifiers
   */
  protected final WeightInit initialWeights(Activation activation) {
    return settings.initialWeights(activation);
  }
}
