package org.autoencoderzoo.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.autoencoderzoo.training.LinearDecay;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.schedule.FixedSchedule;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.linalg.schedule.ScheduleType;
import org.nd4j.linalg.schedule.StepSchedule;

/** Updaters and schedules of Deeplearning4j have a text, which is read, shown and refused. */
class UpdaterTextTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "updater | nesterovs | nesterovs",
        "updater | Nesterovs:Momentum=0.5 | nesterovs:momentum=0.5",
        "updater | adam:beta1=0.8:epsilon=1e-6 | adam:beta1=0.8:epsilon=1.0E-6",
        "updater | fusedadam | fusedadam",
        "updater | rmsprop:rmsDecay=0.9 | rmsprop:rmsDecay=0.9",
        "updater | adadelta:rho=0.9 | adadelta:rho=0.9",
        "updater | noop | noop",
        "schedule | exponential:gamma=0.95 | exponential:gamma=0.95",
        "schedule | step:decayRate=0.5:step=10 | step:decayRate=0.5:step=10.0",
        "schedule | step:step=10:scheduleType=iteration:decayRate=0.5 | step:decayRate=0.5:scheduleType=iteration:step=10.0",
        "schedule | exponential:gamma=0.95:initialValue=0.1 | exponential:gamma=0.95:initialValue=0.1",
        "schedule | inverse:gamma=0.5:power=2 | inverse:gamma=0.5:power=2.0",
        "schedule | sigmoid:gamma=-0.5:stepSize=5 | sigmoid:gamma=-0.5:stepSize=5",
        "schedule | map:0=0.01:5=0.001 | map:0=0.01:5=0.001",
        "schedule | fixed:value=0.01 | fixed:value=0.01",
        "schedule | annealing:first=0.001:last=0.01:epochs=5 | annealing:epochs=5:first=0.001:last=0.01",
        "schedule | cycle:initialLearningRate=0.001:maxLearningRate=0.01:cycleLength=10:annealingLength=2:annealingDecay=0.1 | cycle:annealingDecay=0.1:annealingLength=2:cycleLength=10:initialLearningRate=0.001:maxLearningRate=0.01"
      })
  void textIsReadAndShownAndReadAgain(String name, String given, String shown) {
    Basic.Builder builder = builder();
    Settings.set(builder, name, given);
    Basic model = builder.build();
    assertThat(Settings.of(model.settings())).containsEntry(name, shown);
    Basic.Builder again = builder();
    Settings.of(model.settings())
        .forEach((setting, value) -> Settings.set(again, setting, Settings.text(value)));
    assertThat(again.build().conf().toJson()).isEqualTo(model.conf().toJson());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "updater=nesterov | cannot be \"nesterov\", must be one of [fusedadam, adam, sgd, nesterovs,",
        "updater=nesterovs:momentun=0.5 | nesterovs has no momentun; it has [momentum",
        "updater=nesterovs:momentun=0.5 | did you mean \"momentum\"?",
        "updater=nesterovs:momentum | \"momentum\" is not property=value",
        "updater=nesterovs:momentum=high | momentum is \"high\", must be a number such as 0.1",
        "updater=nesterovs:momentum=NaN | momentum is \"NaN\", must be a number such as 0.1",
        "updater=nesterovs:momentumISchedule=step | momentumISchedule has no text; set it in Java",
        "updater=sgd:learningRate=0.1 | learningRate is set apart from the sgd",
        "schedule=linear | cannot be \"linear\", must be one of [exponential, step, inverse,",
        "schedule=exponential | exponential needs gamma",
        "schedule=step | step needs decayRate and step",
        "schedule=step:decayRate=0.5:step=2:scheduleType=day | scheduleType is \"day\", must be epoch or iteration",
        "schedule=annealing:first=1:last=0:epochs=2.5 | epochs is \"2.5\", must be a whole number",
        "schedule=annealing:first=1:last=0:epochs=-1 | annealingEpochs is -1, must be at least 0",
        "schedule=map:5=0.1 | ",
        "schedule=map:first=0.1 | map has no first; it has [scheduleType, 0]",
        "schedule=poly:power=1:maxIter=10 | rises instead of falling in Deeplearning4j 1.0.0-M2.1; leave the schedule out",
        "schedule=fixed:value=-1 | schedule in the first step is -1.0, must be at least 0",
        "schedule=fixed:value=0.1 learningRateEpochs=5 | schedule is fixed:value=0.1, but learningRateEpochs is 5; leave one of them out",
        "schedule=fixed:value=0.1 updater=adadelta | updater is adadelta, which has no learning rate",
        "learningRateEpochs=5 updater=noop | updater is noop, which has no learning rate",
        "gradientThreshold=1 | gradientThreshold is 1.0, but gradientNormalization is None, which has none; set it to one that clips",
        "gradientThreshold=1 gradientNormalization=renormalizel2perlayer | gradientNormalization is RenormalizeL2PerLayer, which has none",
        "gradientThreshold=0 gradientNormalization=clipl2perlayer | gradientThreshold is 0.0, must be above 0.0",
        "gradientNormalization=clip | must be one of [None, RenormalizeL2PerLayer,",
        "weightInit=distribution | weightInit is DISTRIBUTION, which needs a distribution",
        "weightInit=identity | weightInit is IDENTITY, which needs as many units as inputs",
        "weightInit=3 | weightInit cannot be \"3\", must be one of [distribution,",
        "l1=-1 | l1 is -1.0, must be at least 0.0",
        "kodeSize=3 | There is no setting \"kodeSize\"; there are [activation, codeSize,",
        "kodeSize=3 | did you mean \"codeSize\"?",
        "weigthdecay=3 | did you mean \"weightDecay\"?"
      })
  void wrongTextIsRefused(String settings, String message) {
    assertThatThrownBy(
            () -> {
              Basic.Builder builder = builder();
              for (String setting : settings.split(" ")) {
                String[] pair = setting.split("=", 2);
                Settings.set(builder, pair[0], pair[1]);
              }
              builder.build();
            })
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message == null ? "" : message);
  }

  @Test
  void nameThatIsCloseToAModelsIsSuggested() {
    assertThatThrownBy(() -> Zoo.of("denosing"))
        .hasMessageContaining("did you mean \"denoising\"?");
    assertThatThrownBy(() -> Zoo.of("Basic")).hasMessageContaining("did you mean \"basic\"?");
    assertThatThrownBy(() -> Zoo.of("variational"))
        .hasMessageContaining("There is no model \"variational\"")
        .hasMessageNotContaining("did you mean");
  }

  @Test
  void scheduleOfAnUpdaterIsTheModelsAndTwoAreRefused() {
    ISchedule schedule = new StepSchedule(ScheduleType.EPOCH, 0.1, 0.5, 10);
    Basic model = builder().updater(new Adam(schedule)).build();
    assertThat(Settings.of(model.settings()))
        .containsEntry("updater", "adam")
        .containsEntry("schedule", "step:decayRate=0.5:initialValue=0.1:step=10.0")
        .containsEntry("learningRate", 0.1);
    assertThat(updaterOf(model).getLearningRate(0, 10)).isEqualTo(0.05);
    assertThatThrownBy(
            () -> builder().updater(new Adam(schedule)).schedule(new FixedSchedule(0.1)).build())
        .hasMessageContaining("but the updater has the schedule StepSchedule(")
        .hasMessageContaining("leave one of them out");
    assertThatThrownBy(() -> builder().updater(new Adam(schedule)).learningRateFrom(1, 2).build())
        .hasMessageContaining("but learningRateEpochs is 2; leave one of them out");
  }

  @Test
  void partsOfOnesOwnAreShownAsTheirText() {
    Basic model =
        builder().updater(new Nesterovs(0.9)).schedule(new LinearDecay(0.1, 0, 9)).build();
    assertThat(Settings.of(model.settings()).get("schedule").toString())
        .startsWith("LinearDecay[initial=0.1");
    Basic.Builder builder = model.settings();
    Settings.set(builder, "codeSize", "3");
    assertThat(updaterOf(builder.build()).getLearningRate(3, 0))
        .isCloseTo(0.1 * 6 / 9, within(1e-9));
  }

  private static Basic.Builder builder() {
    return Basic.builder().inputSize(12).codeSize(6);
  }

  private static IUpdater updaterOf(Basic model) {
    return ((BaseLayer) model.init().network().getLayer("code").conf().getLayer()).getIUpdater();
  }
}
