package org.autoencoderzoo.testing;

import static org.autoencoderzoo.testing.Check.check;
import static org.autoencoderzoo.testing.Comparison.close;
import static org.autoencoderzoo.testing.Comparison.equal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.training.Checkpoint;
import org.autoencoderzoo.training.Training;
import org.autoencoderzoo.zoo.Basic;
import org.junit.jupiter.api.DynamicTest;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.linalg.schedule.InverseSchedule;
import org.nd4j.linalg.schedule.ScheduleType;

/**
 * What an updater must pass: steps that follow from gradients, state and settings alone; a state
 * that is all in the array that it is given; the same in single precision; a learning rate and a
 * schedule that count; JSON, {@code equals} that looks at every setting, and a clone that is equal;
 * a training that goes on to the last bit after an interruption and from a file, and that lowers
 * the score.
 *
 * <pre>{@code
 * @TestFactory
 * Stream<DynamicTest> myUpdater() {
 *   return UpdaterChecks.of(new MyUpdater(0.002, 0.8));
 * }
 * }</pre>
 */
public final class UpdaterChecks {

  private static final int PARAMETERS = 7;
  private static final int STEPS = 3;
  private static final long FIRST_SEED = 20; // ND4J takes 0 for none.
  private static final double RATE = 0.02;

  /** Falls within each epoch. */
  private static final ISchedule SCHEDULE =
      new InverseSchedule(ScheduleType.ITERATION, RATE, 0.5, 2);

  private static final Training SHORT = Training.defaults().withEpochs(4).withBatchSize(20);
  private static final int LONG = 30;

  private final IUpdater updater;

  private UpdaterChecks(IUpdater updater) {
    this.updater = updater;
  }

  /**
   * All checks of an updater.
   *
   * @param updater with settings that are not the default, and a learning rate that suits a small
   *     autoencoder
   * @return the checks, to be returned from a {@code @TestFactory}
   */
  public static Stream<DynamicTest> of(IUpdater updater) {
    UpdaterChecks checks = new UpdaterChecks(updater);
    Stream<DynamicTest> rate =
        updater.hasLearningRate()
            ? Stream.of(
                check(
                    "learning rate and schedule are applied",
                    "In each step ask for getLearningRate(iteration, epoch): it gives the value of"
                        + " the schedule, if setLrAndSchedule gave one, else the learning rate."
                        + " Multiply the step by it.",
                    checks::rate))
            : Stream.of();
    return Stream.concat(checks.all(), rate);
  }

  private Stream<DynamicTest> all() {
    return Stream.of(
        check(
            "the same gradients give the same steps",
            "Each block of parameters has an updater of its own, made by instantiate: keep nothing"
                + " in the configuration or in static fields, and draw no numbers of a generator"
                + " that all share.",
            this::repeatable),
        check(
            "all state is in its array",
            "instantiate gets an array of stateSize(n) numbers, a view of the network's own. Keep"
                + " all state in it, written in place (muli, addi, assign), set it to zero if"
                + " initialize is true, and leave it as it is otherwise.",
            this::state),
        check(
            "single precision",
            "Gradient and state are of the network's type: make other arrays of gradient.dataType().",
            this::singlePrecision),
        check(
            "JSON keeps every setting",
            "Give each setting @JsonProperty of org.nd4j.shade.jackson, and the class a constructor"
                + " without parameters, or a @JsonCreator: the schedule is a setting, too. JSON"
                + " drops what it does not know, without a word.",
            this::json),
        check("equals looks at every setting", SettingsInJson.EQUALITY, this::equality),
        check(
            "a clone is equal, and apart",
            "clone() copies every setting into a new object: each run sets the learning rate of its"
                + " copy.",
            this::cloned),
        check(
            "interrupted training goes on",
            "A checkpoint keeps the configuration, the state and the iteration, nothing else.",
            this::resumed),
        check(
            "a saved autoencoder goes on training alike",
            "A file keeps the configuration, the state and the iteration, nothing else.",
            this::saved),
        check(
            "training lowers the score",
            "applyUpdater overwrites the gradient with what is to be subtracted from the"
                + " parameters: its sign is that of the gradient. Is the learning rate too large?",
            this::training));
  }

  private void repeatable() {
    Run alone = new Run(updater, DataType.DOUBLE);
    Run first = new Run(updater, DataType.DOUBLE);
    Run second = new Run(updater, DataType.DOUBLE);
    for (int i = 0; i < STEPS; i++) {
      INDArray step = alone.step(i);
      equal("The steps beside another updater", first.step(i), "those alone", step);
      second.step(STEPS + i);
    }
  }

  private void state() {
    Run run = new Run(updater, DataType.DOUBLE);
    for (int i = 0; i < STEPS; i++) {
      run.step(i);
    }
    requireUsed(run.state);
    Run next = run.next(false);
    equal(
        "The steps of an updater that is given the state of another",
        next.step(STEPS),
        "those of the other",
        run.step(STEPS));
    Run again = run.next(true);
    again.iteration = 0;
    equal(
        "The steps of an updater that is to initialize a used array",
        again.step(0),
        "those with a new one",
        new Run(updater, DataType.DOUBLE).step(0));
  }

  /** All of it: memory, files and checkpoints have room for each number. */
  private void requireUsed(INDArray state) {
    long size = updater.stateSize(PARAMETERS);
    if (size == 0) {
      return;
    }
    INDArray initial = new Run(updater, DataType.DOUBLE).state;
    long unused = size - state.neq(initial).castTo(DataType.INT64).sumNumber().longValue();
    if (unused == size) {
      throw new AssertionError(
          "stateSize(%d) is %d, but %d steps change none of these numbers."
              .formatted(PARAMETERS, size, STEPS));
    }
    if (unused > 0) {
      throw new Refusal(
          "stateSize(%d) is %d, but %d steps leave %d of these numbers as they were at first."
              .formatted(PARAMETERS, size, STEPS, unused),
          "Let stateSize(n) count what instantiate keeps for n parameters, and no more: memory,"
              + " files and checkpoints have room for all of it.");
    }
  }

  private void singlePrecision() {
    Run floats = new Run(updater, DataType.FLOAT);
    Run doubles = new Run(updater, DataType.DOUBLE);
    for (int i = 0; i < STEPS; i++) {
      INDArray expected = doubles.step(i);
      close(
          "The steps in single precision",
          floats.step(i),
          "those in double precision",
          expected,
          1e-4 * expected.amaxNumber().doubleValue());
    }
  }

  private void rate() {
    IUpdater constant = with(RATE, null);
    close("The learning rate", constant.getLearningRate(5, 1), "the one that was set", RATE, 0);
    close(
        "The learning rate with a schedule",
        with(RATE, SCHEDULE).getLearningRate(5, 1),
        "that of the schedule",
        SCHEDULE.valueAt(5, 1),
        0);
    INDArray step = lateStep(with(RATE, SCHEDULE));
    equal(
        "The steps with a schedule",
        step,
        "those with the learning rate that it gives",
        lateStep(with(SCHEDULE.valueAt(5, 0), null)));
    if (step.equals(lateStep(constant))) {
      throw new AssertionError(
          "The steps with a learning rate of %s are the same as those with one of %s."
              .formatted(RATE, Comparison.text(SCHEDULE.valueAt(5, 0), RATE)));
    }
  }

  private static INDArray lateStep(IUpdater updater) {
    Run run = new Run(updater, DataType.DOUBLE);
    run.iteration = 5;
    return run.step(0);
  }

  private IUpdater with(double rate, ISchedule schedule) {
    IUpdater copy = updater.clone();
    copy.setLrAndSchedule(rate, schedule);
    return copy;
  }

  private void json() {
    new SettingsInJson(updater, IUpdater.class).assertKept();
    if (updater.hasLearningRate()) {
      new SettingsInJson(with(RATE, SCHEDULE), IUpdater.class).assertKept();
    }
  }

  private void equality() {
    new SettingsInJson(updater, IUpdater.class).assertAllCount();
    if (updater.hasLearningRate() && with(RATE, SCHEDULE).equals(with(RATE, null))) {
      throw new AssertionError("equals does not look at the schedule.");
    }
  }

  private void cloned() {
    IUpdater copy = updater.clone();
    String lost = FieldsOfParts.different(updater, copy);
    if (!lost.isEmpty()) {
      throw new AssertionError("In the clone, " + lost + ".");
    }
    if (!updater.equals(copy) || updater.hashCode() != copy.hashCode()) {
      throw new AssertionError("The clone is not equal to the updater, or has another hash code.");
    }
    if (updater.hasLearningRate()) {
      double before = updater.getLearningRate(0, 0);
      copy.setLrAndSchedule(2 * before + 1, null);
      close(
          "The learning rate of the updater, after that of its clone was set,",
          updater.getLearningRate(0, 0),
          "the one before",
          before,
          0);
      if (!with(RATE, SCHEDULE).clone().equals(with(RATE, SCHEDULE))) {
        throw new AssertionError("The clone has another schedule, or none.");
      }
    }
  }

  private void resumed() throws IOException {
    Autoencoder straight = autoencoder();
    straight.fit(x(), SHORT);
    Path folder = Files.createTempDirectory("updater");
    try {
      Training saving =
          SHORT.withCheckpoint(Checkpoint.in(folder.resolve("run")).every(Duration.ZERO));
      try {
        autoencoder().fit(x(), saving.withProgress(Kill.after(4)));
      } catch (Kill.Killed e) {
        // As it should be.
      }
      Autoencoder resumed = autoencoder();
      resumed.resume(x(), saving);
      equal(
          "The parameters of a training that was interrupted",
          resumed.network().params(),
          "those of one that was not",
          straight.network().params());
    } finally {
      Folders.delete(folder);
    }
  }

  private void saved() throws IOException {
    Autoencoder original = autoencoder();
    original.fit(x(), SHORT);
    Path folder = Files.createTempDirectory("updater");
    try {
      original.save(folder.resolve("model"));
      Autoencoder loaded = Autoencoder.load(folder.resolve("model"), updater.getClass());
      original.fit(x(), SHORT);
      loaded.fit(x(), SHORT);
      equal(
          "The parameters of the autoencoder that was saved and read",
          loaded.network().params(),
          "those of the original",
          original.network().params());
    } finally {
      Folders.delete(folder);
    }
  }

  private void training() {
    Autoencoder autoencoder = autoencoder();
    double before = autoencoder.score(x());
    autoencoder.fit(x(), SHORT.withEpochs(LONG));
    double after = autoencoder.score(x());
    if (!(after < before)) {
      throw new AssertionError(
          "The score is %s before training, and %s after %d epochs."
              .formatted(Comparison.text(before, after), Comparison.text(after, before), LONG));
    }
  }

  private Autoencoder autoencoder() {
    return Basic.builder().inputSize(12).codeSize(6).updater(updater).build().init();
  }

  private static INDArray x() {
    return Draw.uniform(7, 50, 12).castTo(DataType.FLOAT);
  }

  /** An updater of a few parameters, with its state. */
  private static final class Run {

    private final IUpdater config;
    private final INDArray state;
    private final GradientUpdater<?> steps;
    private final DataType type;
    private int iteration;

    Run(IUpdater config, DataType type) {
      this(config, type, empty(config, type), true);
    }

    private Run(IUpdater config, DataType type, INDArray state, boolean initialize) {
      this.config = config;
      this.type = type;
      this.state = state;
      this.steps = config.instantiate(state, initialize);
    }

    private static INDArray empty(IUpdater config, DataType type) {
      long size = config.stateSize(PARAMETERS);
      return size == 0 ? null : Nd4j.create(type, size);
    }

    /** Another updater, with a copy of the state. */
    Run next(boolean initialize) {
      Run next = new Run(config, type, state == null ? null : state.dup(), initialize);
      next.iteration = iteration;
      return next;
    }

    /** With a gradient that a number tells from others. */
    INDArray step(int number) {
      INDArray gradient = Draw.normal(FIRST_SEED + number, PARAMETERS).castTo(type);
      steps.applyUpdater(gradient, iteration++, 0);
      return gradient;
    }
  }
}
