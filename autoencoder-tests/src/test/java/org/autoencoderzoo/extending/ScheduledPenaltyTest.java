package org.autoencoderzoo.extending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.RandomExamples;
import org.autoencoderzoo.layers.Dense;
import org.autoencoderzoo.penalties.Encoding;
import org.autoencoderzoo.penalties.Penalty;
import org.autoencoderzoo.settings.Annealing;
import org.autoencoderzoo.training.Checkpoint;
import org.autoencoderzoo.training.Training;
import org.autoencoderzoo.zoo.DenseAutoencoder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/** A penalty's weight follows the epochs and the steps of training, and where they were saved. */
class ScheduledPenaltyTest {

  private static final INDArray X = RandomExamples.uniform(DataType.FLOAT, 50, 12);

  /** Three steps an epoch. */
  private static final Training TRAINING = Training.defaults().withEpochs(1).withBatchSize(20);

  private static final Annealing WARM_UP = new Annealing(0, 4, 4);

  @TempDir Path folder;

  /** What {@link Clock} saw. */
  private static final List<List<Integer>> SEEN = new ArrayList<>();

  /** A penalty of zero that says when it was called. */
  public record Clock() implements Penalty {

    @Override
    public double apply(Encoding encoding) {
      SEEN.add(List.of(encoding.epoch(), encoding.iteration()));
      return 0;
    }
  }

  /** The mean squared length of the codes, by a weight that follows the epochs. */
  public record WarmEnergy(@JsonProperty("lambda") Annealing lambda) implements Penalty {

    @Override
    public double apply(Encoding encoding) {
      INDArray h = encoding.code();
      double weight = lambda.inEpoch(encoding.epoch()) / encoding.examples();
      encoding.addCodeGradient(h.mul(2 * weight));
      return weight * h.mul(h).sumNumber().doubleValue();
    }
  }

  /** A model with one penalty. */
  private static final class Model extends DenseAutoencoder<Model.Builder> {

    private Model(Builder settings) {
      super(settings);
    }

    private static final class Builder extends DenseAutoencoder.Builder<Builder> {

      private final transient Penalty penalty;

      private Builder(Penalty penalty) {
        this.penalty = penalty;
      }

      @Override
      protected Dense.Builder code() {
        return super.code().penalties(penalty);
      }

      @Override
      public Model build() {
        return new Model(this);
      }
    }
  }

  @BeforeEach
  void forget() {
    SEEN.clear();
  }

  @Test
  void stepsAndEpochsCountFromZeroOverAllCallsOfFit() {
    Autoencoder autoencoder = model(new Clock());
    autoencoder.fit(X, TRAINING.withEpochs(2));
    autoencoder.fit(X, TRAINING);
    assertThat(SEEN.stream().distinct()) // Each fit ends with one pass more, at inference.
        .startsWith(
            List.of(0, 0),
            List.of(0, 1),
            List.of(0, 2),
            List.of(1, 3),
            List.of(1, 4),
            List.of(1, 5),
            List.of(2, 6),
            List.of(2, 7),
            List.of(2, 8));
  }

  @Test
  void inferenceSeesTheStepsAndEpochsSoFar() throws IOException {
    Autoencoder autoencoder = model(new Clock());
    autoencoder.fit(X, TRAINING.withEpochs(2));
    autoencoder.save(folder);
    SEEN.clear();
    autoencoder.score(X);
    Autoencoder.load(folder, Clock.class).score(X);
    assertThat(SEEN).isNotEmpty().containsOnly(List.of(2, 6));
  }

  @Test
  void valueFollowsTheEpochs() {
    Autoencoder autoencoder = model(new WarmEnergy(WARM_UP));
    for (int epoch = 0; epoch < 6; epoch++) {
      assertThat(lambda(autoencoder)).isCloseTo(Math.min(epoch, 4), within(1e-3));
      autoencoder.fit(X, TRAINING);
    }
  }

  @Test
  void loadedModelGoesOnWhereItWas() throws IOException {
    Autoencoder autoencoder = model(new WarmEnergy(WARM_UP));
    autoencoder.fit(X, TRAINING.withEpochs(2));
    autoencoder.save(folder);
    Autoencoder loaded = Autoencoder.load(folder, WarmEnergy.class);
    assertThat(lambda(loaded)).isCloseTo(2, within(1e-3));
    loaded.fit(X, TRAINING);
    assertThat(lambda(loaded)).isCloseTo(3, within(1e-3));
  }

  @Test
  void resumedTrainingGoesOnWhereItWas() throws IOException {
    Checkpoint checkpoint = Checkpoint.in(folder.resolve("run"));
    model(new WarmEnergy(WARM_UP)).fit(X, TRAINING.withEpochs(3).withCheckpoint(checkpoint));
    Autoencoder resumed = model(new WarmEnergy(WARM_UP));
    resumed.resume(X, TRAINING.withEpochs(3).withCheckpoint(checkpoint));
    assertThat(lambda(resumed)).isCloseTo(3, within(1e-3));
  }

  @Test
  void networkOfAnEarlierEpochHasThePenaltyOfThatEpoch() {
    Autoencoder autoencoder = model(new WarmEnergy(new Annealing(0, 1000, 10)));
    int kept = autoencoder.fit(X, TRAINING.withEpochs(20).withValidation(X).withPatience(3)).kept();
    assertThat(kept).isLessThan(10);
    assertThat(lambda(autoencoder)).isCloseTo(100 * kept, within(0.1));
  }

  private static Autoencoder model(Penalty penalty) {
    return new Model.Builder(penalty).inputSize(12).codeSize(6).build().init();
  }

  /** Of WarmEnergy, from the score: (score with penalty - score without) / mean squared length. */
  private static double lambda(Autoencoder autoencoder) {
    Autoencoder free = model(new WarmEnergy(new Annealing(0, 0, 1)));
    free.network().setParams(autoencoder.network().params());
    INDArray h = autoencoder.encode(X);
    double energy = h.mul(h).sumNumber().doubleValue() / X.rows();
    return (autoencoder.score(X) - free.score(X)) / energy;
  }
}
