package org.autoencoderzoo.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.Exact;
import org.autoencoderzoo.RandomExamples;
import org.autoencoderzoo.layers.Dense;
import org.autoencoderzoo.settings.Annealing;
import org.autoencoderzoo.testing.FaultyUpdater;
import org.autoencoderzoo.training.Checkpoint;
import org.autoencoderzoo.training.FusedAdam;
import org.autoencoderzoo.training.LearningRate;
import org.autoencoderzoo.training.Training;
import org.autoencoderzoo.training.TrainingProgress;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.AMSGrad;
import org.nd4j.linalg.learning.config.AdaBelief;
import org.nd4j.linalg.learning.config.AdaDelta;
import org.nd4j.linalg.learning.config.AdaGrad;
import org.nd4j.linalg.learning.config.AdaMax;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nadam;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.schedule.CycleSchedule;
import org.nd4j.linalg.schedule.ExponentialSchedule;
import org.nd4j.linalg.schedule.FixedSchedule;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.linalg.schedule.InverseSchedule;
import org.nd4j.linalg.schedule.MapSchedule;
import org.nd4j.linalg.schedule.PolySchedule;
import org.nd4j.linalg.schedule.RampSchedule;
import org.nd4j.linalg.schedule.ScheduleType;
import org.nd4j.linalg.schedule.SigmoidSchedule;
import org.nd4j.linalg.schedule.StepSchedule;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/** Every model takes any updater and any schedule. */
class UpdaterSettingTest {

  private static final INDArray X = RandomExamples.uniform(DataType.FLOAT, 50, 12);

  private static final Training SHORT = Training.defaults().withEpochs(4).withBatchSize(20);

  @TempDir Path folder;

  /** A schedule of one's own. */
  public record Halving(@JsonProperty("rate") double rate) implements ISchedule {

    @Override
    public double valueAt(int iteration, int epoch) {
      return rate / (1 << epoch);
    }

    @Override
    public Halving clone() {
      return this; // It never changes.
    }
  }

  static Stream<IUpdater> updaters() {
    return Stream.of(
        new FusedAdam(0.02),
        new Adam(0.02),
        new Sgd(0.05),
        new Nesterovs(0.02, 0.7),
        new AdaMax(0.02),
        new AMSGrad(0.02),
        new Nadam(0.02),
        new AdaGrad(0.05),
        new AdaDelta(),
        new AdaBelief(0.02),
        new RmsProp(0.01),
        new NoOp(), // Subtracts the gradient as it is.
        FaultyUpdater.right(0.02, 0.8));
  }

  static Stream<ISchedule> schedules() {
    return Stream.of(
        new StepSchedule(ScheduleType.ITERATION, 0.02, 0.5, 3),
        new ExponentialSchedule(ScheduleType.EPOCH, 0.02, 0.7),
        new InverseSchedule(ScheduleType.EPOCH, 0.02, 0.5, 2),
        new SigmoidSchedule(ScheduleType.ITERATION, 0.02, -0.5, 3),
        new CycleSchedule(ScheduleType.ITERATION, 0.02, 10),
        new MapSchedule(ScheduleType.EPOCH, Map.of(0, 0.02, 2, 0.005)),
        new FixedSchedule(0.02),
        new Annealing(0.001, 0.02, 3),
        new Halving(0.02));
  }

  @ParameterizedTest
  @MethodSource("updaters")
  void networkHasTheUpdaterAndItsRate(IUpdater updater) {
    Basic model = builder().updater(updater).build();
    assertThat(updaterOf(model)).isEqualTo(updater);
    if (updater.hasLearningRate()) {
      double rate = updater.getLearningRate(0, 0);
      assertThat(model.settings().learningRate).isEqualTo(rate);
      for (Basic other :
          new Basic[] {
            builder().updater(updater).learningRate(0.25).build(),
            builder().learningRate(0.25).updater(updater).build()
          }) {
        IUpdater expected = updater.clone();
        expected.setLrAndSchedule(0.25, null);
        assertThat(updaterOf(other)).isEqualTo(expected);
      }
      assertThat(updater.getLearningRate(0, 0)).as("the caller's own").isEqualTo(rate);
    }
  }

  @ParameterizedTest
  @MethodSource("updaters")
  void killedRunEndsAsOneThatWasNotAndSoDoesALoadedOne(IUpdater updater) throws IOException {
    assertExact(builder().updater(updater).weightDecay(1e-3).build());
  }

  @ParameterizedTest
  @MethodSource("schedules")
  void killedRunWithAScheduleEndsAsOneThatWasNot(ISchedule schedule) throws IOException {
    Basic model = builder().updater(new Sgd()).schedule(schedule).build();
    assertThat(updaterOf(model).getLearningRate(7, 2)).isEqualTo(schedule.valueAt(7, 2));
    assertExact(model);
  }

  private void assertExact(Basic model) throws IOException {
    Checkpoint checkpoint = Checkpoint.in(folder.resolve("run")).every(Duration.ZERO);
    Autoencoder straight = model.init();
    straight.fit(X, SHORT);
    Training saving = SHORT.withCheckpoint(checkpoint);
    assertThatThrownBy(() -> model.init().fit(X, saving.withProgress(endingAt(5))))
        .hasMessage("killed");
    Autoencoder resumed = model.init();
    resumed.resume(X, saving);
    assertThat(Exact.of(resumed.network().params()))
        .isEqualTo(Exact.of(straight.network().params()));
    straight.save(folder.resolve("model"));
    Autoencoder loaded =
        Autoencoder.load(folder.resolve("model"), FaultyUpdater.class, Halving.class);
    straight.fit(X, SHORT);
    loaded.fit(X, SHORT);
    assertThat(Exact.of(loaded.network().params()))
        .isEqualTo(Exact.of(straight.network().params()));
  }

  private static TrainingProgress endingAt(int batch) {
    return new TrainingProgress() {
      private int batches;

      @Override
      public void onBatch(int rows, double score) {
        if (++batches == batch) {
          throw new IllegalStateException("killed");
        }
      }
    };
  }

  @Test
  void rateOfAnUpdaterFallsToZeroAndOneWithAScheduleFollowsThat() {
    double[] rates = ratesInTraining(builder().updater(new Nesterovs(0.1, 0.9)).build());
    assertThat(rates[0]).isEqualTo(0.1);
    assertThat(rates[6]).isCloseTo(0.05, within(1e-12));
    ISchedule schedule = new ExponentialSchedule(ScheduleType.ITERATION, 0.1, 0.9);
    rates = ratesInTraining(builder().updater(new Nesterovs(0.9)).schedule(schedule).build());
    for (int i = 0; i < 12; i++) {
      assertThat(rates[i]).isEqualTo(0.1 * Math.pow(0.9, i));
    }
  }

  /** Of each of twelve steps. */
  private static double[] ratesInTraining(Basic model) {
    Autoencoder autoencoder = model.init();
    double[] rates = new double[12];
    TrainingProgress reading =
        new TrainingProgress() {
          private int batches;

          @Override
          public void onBatch(int rows, double score) {
            rates[batches] = rate(autoencoder, batches, batches / 3);
            batches++;
          }
        };
    autoencoder.fit(X, SHORT.withProgress(reading));
    return rates;
  }

  private static double rate(Autoencoder autoencoder, int iteration, int epoch) {
    BaseLayer code = (BaseLayer) autoencoder.network().getLayer("code").conf().getLayer();
    return code.getIUpdater().getLearningRate(iteration, epoch);
  }

  @Test
  void plainAdamIsHonouredAndFusedAdamIsItsTwin() {
    Autoencoder fused = builder().learningRate(0.01).build().init();
    Autoencoder plain = builder().updater(new Adam(0.01)).build().init();
    assertThat(updaterOf(builder().build())).isInstanceOf(FusedAdam.class);
    assertThat(updaterOf(builder().updater(new Adam()).build()).getClass()).isEqualTo(Adam.class);
    fused.fit(X, SHORT);
    plain.fit(X, SHORT);
    INDArray difference = fused.network().params().sub(plain.network().params());
    assertThat(difference.amaxNumber().doubleValue()).isLessThan(1e-5);
  }

  /** A step of plain gradient descent is rate times gradient, clipped or not. */
  @Test
  void clippingBoundsTheStep() {
    for (GradientNormalization kind : GradientNormalization.values()) {
      Basic.Builder builder = builder().updater(new Sgd(1)).gradientNormalization(kind);
      boolean clips = kind.name().startsWith("Clip");
      Basic model = (clips ? builder.gradientThreshold(0.01) : builder).build();
      INDArray step = step(model);
      INDArray free = step(builder().updater(new Sgd(1)).build());
      double largest = free.amaxNumber().doubleValue();
      switch (kind) {
        case None -> assertThat(step).isEqualTo(free);
        case ClipElementWiseAbsoluteValue ->
            assertThat(step.amaxNumber().doubleValue())
                .isCloseTo(0.01, within(1e-6))
                .isLessThan(largest);
        case ClipL2PerLayer ->
            assertThat(step.norm2Number().doubleValue()).isCloseTo(0.01, within(1e-5));
        case ClipL2PerParamType -> // W, b and vb.
            assertThat(step.norm2Number().doubleValue())
                .isCloseTo(0.01 * Math.sqrt(3), within(1e-5));
        case RenormalizeL2PerLayer ->
            assertThat(step.norm2Number().doubleValue()).isCloseTo(1, within(1e-5));
        case RenormalizeL2PerParamType ->
            assertThat(step.norm2Number().doubleValue()).isCloseTo(Math.sqrt(3), within(1e-5));
        default -> throw new AssertionError(kind);
      }
    }
  }

  private static INDArray step(Basic model) {
    Autoencoder autoencoder = model.init();
    INDArray before = autoencoder.network().params().dup();
    Training one = Training.defaults().withEpochs(1).withBatchSize(50);
    autoencoder.fit(X, one.withLearningRate(LearningRate.AS_CONFIGURED));
    return before.subi(autoencoder.network().params());
  }

  @Test
  void l1AddsTheSumOfTheMagnitudesOfTheWeights() {
    Autoencoder plain = builder().build().init();
    Autoencoder penalized = builder().l1(0.5).build().init();
    double weights =
        plain.network().getParam("code_W").castTo(DataType.DOUBLE).norm1Number().doubleValue();
    assertThat(penalized.score(X) - plain.score(X)).isCloseTo(0.5 * weights, within(1e-3));
    for (int i = 0; i < 5; i++) {
      plain.fit(X, SHORT);
      penalized.fit(X, SHORT);
    }
    assertThat(penalized.network().getParam("code_W").norm1Number().doubleValue())
        .isLessThan(plain.network().getParam("code_W").norm1Number().doubleValue());
  }

  @Test
  void initialWeightsReachLayersThatSayNothingOfTheirs() {
    Silent.Builder builder = new Silent.Builder().inputSize(16);
    Autoencoder drawn = builder.build().init();
    Settings.set(builder, "weightInit", "zero");
    Autoencoder zero = builder.build().init();
    for (String weights : new String[] {"code_W", "decoder_W"}) {
      assertThat(drawn.network().getParam(weights).norm1Number().doubleValue()).isPositive();
      assertThat(zero.network().getParam(weights).norm1Number().doubleValue()).isZero();
    }
  }

  /** Its layers do not ask how weights start. */
  private static final class Silent extends AutoencoderModel<Silent.Builder> {

    private Silent(Builder settings) {
      super(settings);
    }

    @Override
    public ComputationGraphConfiguration conf() {
      return graph()
          .addLayer("code", Dense.builder().nOut(settings.codeSize).build(), "input")
          .addLayer("decoder", Dense.builder().nOut(16).build(), "code")
          .addLayer("reconstruction", settings.output(), "decoder")
          .setOutputs("reconstruction")
          .build();
    }

    private static final class Builder extends VectorBuilder<Builder> {

      @Override
      protected int defaultCodeSize() {
        return 3;
      }

      @Override
      public Silent build() {
        return new Silent(this);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("org.autoencoderzoo.zoo.Zoo#models")
  void everyModelTakesEveryOneOfTheseSettings(Zoo.Entry zoo) {
    ModelBuilder<?> builder = zoo.builder().forImages(1, 4, 4);
    Map.of(
            "updater", "nesterovs:momentum=0.5",
            "schedule", "exponential:gamma=0.95",
            "learningRate", "0.001",
            "gradientNormalization", "ClipL2PerLayer",
            "gradientThreshold", "0.5",
            "weightInit", "normal",
            "l1", "1e-5",
            "weightDecay", "1e-4")
        .forEach((name, value) -> Settings.set(builder, name, value));
    AutoencoderModel<?> model = builder.build();
    Stream<AutoencoderModel<?>> all =
        model instanceof StackedAutoencoder<?> stack
            ? Stream.concat(Stream.of(model), stack.levels().stream())
            : Stream.of(model);
    all.forEach(
        each -> {
          BaseLayer code = (BaseLayer) each.init().network().getLayer("code").conf().getLayer();
          double rate = each == model ? 0.001 : 0.01;
          IUpdater expected = new Nesterovs(0.5);
          expected.setLrAndSchedule(rate, new ExponentialSchedule(ScheduleType.EPOCH, rate, 0.95));
          assertThat(code.getIUpdater()).isEqualTo(expected);
          assertThat(code.getGradientNormalization())
              .isEqualTo(GradientNormalization.ClipL2PerLayer);
          assertThat(code.getGradientNormalizationThreshold()).isEqualTo(0.5);
          assertThat(code.getWeightInitFn()).isEqualTo(WeightInit.NORMAL.getWeightInitFunction());
          assertThat(code.getRegularization()).hasSize(2);
        });
    Autoencoder autoencoder = model.init();
    INDArray x = autoencoder.shaped(RandomExamples.uniform(DataType.FLOAT, 30, 16));
    double before = autoencoder.score(x);
    autoencoder.fit(x, SHORT);
    assertThat(autoencoder.score(x)).isLessThan(before);
  }

  @Test
  void partsThatCouldNotBeSavedAreRefused() {
    assertThatThrownBy(
            () -> builder().schedule(new RampSchedule(new FixedSchedule(0.1), 5)).build())
        .hasMessageStartingWith(
            "schedule is a org.nd4j.linalg.schedule.RampSchedule, which cannot be made again from its JSON");
    assertThatThrownBy(() -> builder().updater(new WithoutEquals()).build())
        .hasMessageContaining("which is not equal to its own clone: give its class equals");
    assertThatThrownBy(
            () -> builder().schedule(new PolySchedule(ScheduleType.EPOCH, 0.1, 1, 10)).build())
        .hasMessageContaining("rises instead of falling");
  }

  /** Its copies are not equal to it. */
  public static final class WithoutEquals extends Sgd {
    private static final long serialVersionUID = 1L;

    @Override
    public WithoutEquals clone() {
      return new WithoutEquals();
    }

    @Override
    public boolean equals(Object o) {
      return this == o;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(this);
    }
  }

  private static Basic.Builder builder() {
    return Basic.builder().inputSize(12).codeSize(6);
  }

  private static IUpdater updaterOf(Basic model) {
    return ((BaseLayer) model.init().network().getLayer("code").conf().getLayer()).getIUpdater();
  }
}
