package org.autoencoderzoo.zoo;

import java.util.List;
import java.util.stream.IntStream;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.FirstFit;
import org.autoencoderzoo.layers.Dense;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.activations.Activation;

/**
 * A deep autoencoder of sigmoid units that is a stack of shallow ones, its levels. {@code fit}
 * trains these one by one, each on the codes of the one below and for as many epochs as the whole,
 * and then the whole network; {@link GreedyTraining} does so with another number of epochs for the
 * levels.
 *
 * @param <B> its builder, whose fields are the settings
 */
public abstract class StackedModel<B extends StackedBuilder<B>> extends AutoencoderModel<B> {

  StackedModel(B settings) {
    super(settings);
  }

  /** {@return the autoencoders with one hidden layer, tied, from the input up} */
  public final List<AutoencoderModel<?>> levels() {
    return IntStream.rangeClosed(1, settings.levels())
        .<AutoencoderModel<?>>mapToObj(this::level)
        .toList();
  }

  /** The model of a level, from 1. */
  abstract AutoencoderModel<?> level(int level);

  @Override
  final FirstFit firstFit() {
    return new LevelsFirst(this);
  }

  /** The levels' encoders, then their decoders, unrolled (Hinton and Salakhutdinov 2006). */
  @Override
  public final ComputationGraphConfiguration conf() {
    GraphBuilder graph = graph(settings);
    String below = Autoencoder.INPUT;
    for (int level = 1; level <= settings.levels(); level++) {
      Dense.Builder encoder = dense(settings.size(level), Activation.SIGMOID);
      String name = encoder(level);
      graph.addLayer(
          name, level == 1 ? encoder.withoutInputEpsilon().build() : encoder.build(), below);
      below = name;
    }
    for (int level = settings.levels(); level >= 1; level--) {
      Dense.Builder decoder = dense(settings.size(level - 1), Activation.SIGMOID);
      String name = decoder(level);
      graph.addLayer(
          name,
          level == 1 ? decoder.activation(Activation.IDENTITY).build() : decoder.build(),
          below);
      below = name;
    }
    return reconstructing(graph, below, settings);
  }

  /**
   * Gives a level's weights to the deep network: the decoder starts with the encoder's transposed,
   * and is free from then on.
   */
  final void unroll(int level, Autoencoder trained, Autoencoder deep) {
    Layer from = trained.network().getLayer(Autoencoder.CODE);
    ComputationGraph to = deep.network();
    to.getLayer(encoder(level)).getParam("W").assign(from.getParam("W"));
    to.getLayer(encoder(level)).getParam("b").assign(from.getParam("b"));
    to.getLayer(decoder(level)).getParam("W").assign(from.getParam("W").transpose());
    to.getLayer(decoder(level)).getParam("b").assign(from.getParam("vb"));
  }

  private String encoder(int level) {
    return level == settings.levels() ? Autoencoder.CODE : "encoder" + level;
  }

  private static String decoder(int level) {
    return "decoder" + level;
  }
}
