package org.autoencoderzoo.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.autoencoderzoo.corruption.AdditiveGaussianNoise;
import org.autoencoderzoo.corruption.Emphasis;
import org.autoencoderzoo.corruption.MaskingNoise;
import org.autoencoderzoo.corruption.SaltAndPepperNoise;
import org.autoencoderzoo.corruption.SeededDropout;
import org.autoencoderzoo.layers.Convolution;
import org.autoencoderzoo.layers.Dense;
import org.autoencoderzoo.layers.LifetimeSparsity;
import org.autoencoderzoo.layers.ReconstructionOutput;
import org.autoencoderzoo.layers.Selection;
import org.autoencoderzoo.layers.SelectionLayer;
import org.autoencoderzoo.layers.TiedDecoder;
import org.autoencoderzoo.layers.TopK;
import org.autoencoderzoo.layers.TransposedConvolution;
import org.autoencoderzoo.losses.BernoulliCrossEntropy;
import org.autoencoderzoo.losses.ColumnsLoss;
import org.autoencoderzoo.losses.Correntropy;
import org.autoencoderzoo.losses.Huber;
import org.autoencoderzoo.losses.SquaredError;
import org.autoencoderzoo.penalties.ActivationL1;
import org.autoencoderzoo.penalties.Contraction;
import org.autoencoderzoo.penalties.HessianContraction;
import org.autoencoderzoo.penalties.KlSparsity;
import org.autoencoderzoo.penalties.Penalty;
import org.autoencoderzoo.penalties.QuadraticSparsity;
import org.autoencoderzoo.penalties.StochasticContraction;
import org.autoencoderzoo.settings.Annealing;
import org.autoencoderzoo.training.FusedAdam;
import org.autoencoderzoo.training.LinearDecay;
import org.autoencoderzoo.training.MendedAdaBelief;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.learning.config.AdaBelief;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.schedule.ISchedule;

/** Every part of a configuration comes out of JSON as it was, and equals looks at its settings. */
class PartsInJsonTest {

  private static final Path LIBRARY = Path.of("..", "autoencoder-models", "target", "classes");

  private static final List<Class<?>> KINDS =
      List.of(
          GraphVertex.class,
          IDropout.class,
          ILossFunction.class,
          ISchedule.class,
          IUpdater.class,
          Layer.class,
          Penalty.class,
          Selection.class);

  /** Of package zoo: it stands in settings, for a schedule whose rate is not known yet. */
  private static final String STAND_IN = "org.autoencoderzoo.zoo.FromLearningRate";

  /** With settings that are not the default. */
  private static final List<Object> PARTS =
      List.of(
          new AdditiveGaussianNoise(0.3, 5).annealedFrom(0.6, 3),
          new MaskingNoise(0.3, 5).annealedFrom(0.6, 3),
          new SaltAndPepperNoise(0.3, 5).annealedFrom(0.6, 3),
          new SeededDropout(0.3, 5),
          Dense.builder()
              .nIn(5)
              .nOut(7)
              .activation(Activation.SIGMOID)
              .penalties(new KlSparsity(0.2, 0.7))
              .select(TopK.of(2))
              .dropOut(new MaskingNoise(0.3, 5))
              .withVisibleBias()
              .build(),
          Convolution.builder()
              .nOut(3)
              .kernelSize(2, 3)
              .stride(1, 2)
              .activation(new ActivationLReLU(0.2))
              .penalties(new ActivationL1(0.3))
              .build(),
          TransposedConvolution.builder(3, 8, 6).kernelSize(3, 2).stride(2, 2).build(),
          SelectionLayer.of(TopK.of(3), new LifetimeSparsity(0.5)),
          ReconstructionOutput.of(
              new SquaredError(),
              new ActivationSigmoid(),
              new Emphasis(new MaskingNoise(0.3, 5), 1, 0.5)),
          new TiedDecoder("code", new long[] {2, 4, 3}, new ActivationLReLU(0.2)),
          TopK.of(3).annealedFrom(4, 5).withAlpha(1.5).rankedBy(TopK.Ranking.MAGNITUDE),
          new LifetimeSparsity(0.5),
          new BernoulliCrossEntropy(),
          new Huber(0.3),
          new Correntropy(0.3),
          new ColumnsLoss(new Huber(0.7), new int[][] {{1, 3}, {4, 7}}),
          new SquaredError(),
          new ActivationL1(0.3),
          new Contraction(0.3),
          new HessianContraction(0.5, 0.3, 2),
          new KlSparsity(0.2, 0.7),
          new QuadraticSparsity(0.2, 0.7),
          new StochasticContraction(0.5, 0.3),
          new Annealing(0.6, 0.3, 5),
          adam(),
          new MendedAdaBelief(new AdaBelief(0.01, 0.8, 0.99, 1e-6)),
          new LinearDecay(0.1, 20, 300));

  @Test
  void jsonKeepsThemAndEqualsLooksAtEverySetting() {
    assertAll(PARTS.stream().map(PartsInJsonTest::check));
  }

  private static Executable check(Object part) {
    Class<?> kind = KINDS.stream().filter(type -> type.isInstance(part)).findFirst().orElseThrow();
    return () -> {
      SettingsInJson settings = new SettingsInJson(part, kind);
      settings.assertKept();
      settings.assertAllCount();
    };
  }

  @Test
  void noneIsLeftOut() throws IOException {
    assertThat(PARTS.stream().map(Object::getClass).map(Class::getName))
        .containsExactlyInAnyOrderElementsOf(partsOfTheLibrary());
  }

  private static List<String> partsOfTheLibrary() throws IOException {
    try (Stream<Path> files = Files.walk(LIBRARY)) {
      return files
          .map(file -> LIBRARY.relativize(file).toString())
          .filter(name -> name.endsWith(".class") && !name.contains("-info"))
          .map(name -> name.replace(".class", "").replace(File.separatorChar, '.'))
          .filter(name -> !name.equals(STAND_IN))
          .filter(PartsInJsonTest::isPart)
          .toList();
    }
  }

  private static boolean isPart(String name) {
    try {
      Class<?> type = Class.forName(name, false, PartsInJsonTest.class.getClassLoader());
      return !Modifier.isAbstract(type.getModifiers())
          && KINDS.stream().anyMatch(kind -> kind.isAssignableFrom(type));
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static FusedAdam adam() {
    FusedAdam adam = new FusedAdam(0.01);
    adam.setBeta1(0.8);
    adam.setLearningRateSchedule(new LinearDecay(0.1, 20, 300));
    return adam;
  }
}
