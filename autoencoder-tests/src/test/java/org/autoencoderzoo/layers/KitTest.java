package org.autoencoderzoo.layers;

import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;

import java.util.Arrays;
import java.util.stream.Stream;
import org.autoencoderzoo.penalties.ActivationL1;
import org.autoencoderzoo.penalties.Contraction;
import org.autoencoderzoo.penalties.HessianContraction;
import org.autoencoderzoo.penalties.KlSparsity;
import org.autoencoderzoo.penalties.Penalty;
import org.autoencoderzoo.penalties.QuadraticSparsity;
import org.autoencoderzoo.penalties.StochasticContraction;
import org.autoencoderzoo.testing.LayerChecks;
import org.autoencoderzoo.testing.PenaltyChecks;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.nd4j.linalg.activations.Activation;

/** Every layer and penalty of this library through the whole kit, penalties alone and together. */
class KitTest {

  @TestFactory
  Stream<DynamicNode> dense() {
    return Stream.of(Activation.SIGMOID, Activation.SWISH, Activation.IDENTITY)
        .map(
            f ->
                dynamicContainer(
                    f.name(),
                    LayerChecks.of(units -> Dense.builder().nOut(units).activation(f).build())));
  }

  @TestFactory
  Stream<DynamicNode> convolution() {
    return Stream.of(Activation.SIGMOID, Activation.SWISH, Activation.IDENTITY)
        .map(
            f ->
                dynamicContainer(
                    f.name(),
                    LayerChecks.ofImages(
                        units ->
                            Convolution.builder()
                                .nOut(units)
                                .kernelSize(2, 3)
                                .stride(1, 2)
                                .convolutionMode(ConvolutionMode.Same)
                                .activation(f)
                                .build())));
  }

  @TestFactory
  Stream<DynamicNode> transposedConvolution() {
    return Stream.of(Activation.SIGMOID, Activation.SWISH, Activation.IDENTITY)
        .map(
            f ->
                dynamicContainer(
                    f.name(),
                    LayerChecks.ofImages(
                        units ->
                            TransposedConvolution.builder(units, 8, 6)
                                .kernelSize(3, 2)
                                .stride(2, 2)
                                .padding(1, 0)
                                .activation(f)
                                .build())));
  }

  @TestFactory
  Stream<DynamicNode> transposedConvolutionWithPenaltiesAndSelection() {
    return Stream.of(
        dynamicContainer(
            "penalties",
            LayerChecks.ofImages(
                units ->
                    TransposedConvolution.builder(units, 7, 5)
                        .stride(2, 2)
                        .padding(1, 1)
                        .activation(Activation.SIGMOID)
                        .penalties(
                            new KlSparsity(0.2, 0.7),
                            new Contraction(0.3),
                            new StochasticContraction(0.5, 0.3))
                        .build())),
        dynamicContainer(
            "selection",
            LayerChecks.ofImages(
                units ->
                    TransposedConvolution.builder(units, 4, 3)
                        .convolutionMode(ConvolutionMode.Same)
                        .activation(Activation.TANH)
                        .select(TopK.of(2).within(TopK.Within.CHANNEL))
                        .build())));
  }

  @TestFactory
  Stream<DynamicNode> selectionsOfTheEncoderItself() {
    TopK topK = TopK.of(2).withAlpha(1.4).rankedBy(TopK.Ranking.MAGNITUDE);
    return Stream.of(Activation.TANH, Activation.IDENTITY)
        .flatMap(
            f ->
                Stream.of(
                    dynamicContainer(
                        "dense, " + f,
                        LayerChecks.of(
                            units ->
                                Dense.builder()
                                    .nOut(units)
                                    .activation(f)
                                    .select(topK, new LifetimeSparsity(0.5))
                                    .build())),
                    imageSelection(f, topK.within(TopK.Within.CHANNEL)),
                    imageSelection(f, topK.within(TopK.Within.POSITION))));
  }

  private static DynamicNode imageSelection(Activation f, TopK topK) {
    return dynamicContainer(
        "convolution, " + f + ", " + topK.within(),
        LayerChecks.ofImages(
            units ->
                Convolution.builder()
                    .nOut(units)
                    .activation(f)
                    .convolutionMode(ConvolutionMode.Same)
                    .select(topK, new LifetimeSparsity(0.5))
                    .build()));
  }

  @TestFactory
  Stream<DynamicNode> selectionLayer() {
    return Stream.of(
        dynamicContainer(
            "dense", LayerChecks.of(units -> SelectionLayer.of(TopK.of(2).withAlpha(1.4)))),
        dynamicContainer(
            "lifetime", LayerChecks.of(units -> SelectionLayer.of(new LifetimeSparsity(0.5)))));
  }

  @TestFactory
  Stream<DynamicNode> sparsity() {
    return on(
        new Activation[] {Activation.SIGMOID, Activation.TANH},
        new KlSparsity(0.2, 0.7),
        new QuadraticSparsity(0.2, 0.7));
  }

  @TestFactory
  Stream<DynamicNode> contraction() {
    return on(
        new Activation[] {
          Activation.SIGMOID,
          Activation.TANH,
          Activation.SOFTPLUS,
          Activation.ELU,
          Activation.IDENTITY
        },
        new ActivationL1(0.3),
        new Contraction(0.5),
        new StochasticContraction(0.5, 0.3));
  }

  @TestFactory
  Stream<DynamicNode> contractionOfTheHessian() {
    return on(
        new Activation[] {Activation.SIGMOID, Activation.TANH, Activation.SOFTPLUS, Activation.ELU},
        new HessianContraction(0.5, 0.3, 2));
  }

  /** It is 0, which {@link PenaltyChecks} refuse as too small to check. */
  @TestFactory
  Stream<DynamicTest> contractionOfTheHessianOfALinearLayer() {
    return LayerChecks.of(
        units ->
            Dense.builder()
                .nOut(units)
                .activation(Activation.IDENTITY)
                .penalties(new HessianContraction(0.5, 0.3, 2))
                .build());
  }

  @TestFactory
  Stream<DynamicNode> allTogether() {
    return Stream.of(
        dynamicContainer(
            "four penalties",
            PenaltyChecks.of(
                Activation.SIGMOID,
                new KlSparsity(0.1, 0.2),
                new Contraction(0.1),
                new StochasticContraction(0.2, 0.1),
                new HessianContraction(0.3, 0.2, 1))));
  }

  /**
   * All checks on the first activation. On the others, what an activation can make wrong: the
   * gradient of the penalty, compared as strictly as can be, and that under a tied decoder.
   */
  private static Stream<DynamicNode> on(Activation[] activations, Penalty... penalties) {
    return Arrays.stream(penalties)
        .flatMap(
            penalty ->
                Arrays.stream(activations)
                    .map(
                        f ->
                            dynamicContainer(
                                penalty + " on " + f,
                                PenaltyChecks.of(f, penalty)
                                    .filter(
                                        check ->
                                            f == activations[0]
                                                || isOfTheActivation(check.getDisplayName())))));
  }

  private static boolean isOfTheActivation(String check) {
    return check.contains("gradient of the penalty alone")
        || check.startsWith("gradient on a tied");
  }
}
