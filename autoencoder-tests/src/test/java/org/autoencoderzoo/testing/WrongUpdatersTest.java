package org.autoencoderzoo.testing;

import java.util.List;
import java.util.stream.Stream;
import org.autoencoderzoo.testing.FaultyUpdater.Fault;
import org.autoencoderzoo.training.FusedAdam;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.nd4j.linalg.learning.config.AdaDelta;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.learning.config.Sgd;

/** {@link UpdaterChecks} refuse updaters that are wrong in one thing, and pass right ones. */
class WrongUpdatersTest {

  static final List<WrongPart> PARTS =
      List.of(
          wrong("state in a field", Fault.STATE_IN_A_FIELD)
              .refusedBy(
                  "all state is in its array",
                  "3 steps change none of these numbers",
                  "written in place")
              .refusedBy("interrupted training goes on", "those of one that was not"),
          wrong("one state for all parameters", Fault.STATE_OF_ALL_SHARED)
              .refusedBy(
                  "the same gradients give the same steps",
                  "beside another updater",
                  "in static fields"),
          wrong("state always set to zero", Fault.ALWAYS_INITIALIZED)
              .refusedBy(
                  "all state is in its array", "that is given the state of another", "initialize"),
          wrong("state never set to zero", Fault.NEVER_INITIALIZED)
              .refusedBy(
                  "all state is in its array", "that is to initialize a used array", "initialize"),
          wrong("state that is too large", Fault.STATE_TOO_LARGE)
              .refusedBy(
                  "all state is in its array",
                  "stateSize(7) is 14, but 3 steps leave 7",
                  "and no more"),
          wrong("schedule ignored", Fault.SCHEDULE_IGNORED)
              .refusedBy(
                  "learning rate and schedule are applied",
                  "The learning rate with a schedule is",
                  "setLrAndSchedule"),
          wrong("learning rate ignored", Fault.RATE_IGNORED)
              .refusedBy(
                  "learning rate and schedule are applied",
                  "are the same as those with one of",
                  "Multiply the step by it"),
          wrong("setting lost in JSON", Fault.LOST_IN_JSON)
              .refusedBy("JSON keeps every setting", "scale is 1.0, not 0.5", "@JsonProperty"),
          wrong("equals blind to a setting", Fault.BLIND_EQUALS)
              .refusedBy("equals looks at every setting", "does not look at momentum"),
          wrong("setting lost in the clone", Fault.LOST_IN_CLONE)
              .refusedBy(
                  "a clone is equal, and apart",
                  "momentum is 0.0, not 0.7",
                  "copies every setting"),
          wrong("uphill", Fault.UPHILL)
              .refusedBy("training lowers the score", "The score is", "its sign is that"));

  private static WrongPart wrong(String fault, Fault which) {
    return WrongPart.of(fault, () -> UpdaterChecks.of(new FaultyUpdater(0.01, 0.7, which)));
  }

  @TestFactory
  Stream<DynamicNode> wrongUpdatersAreRefused() {
    return PARTS.stream().map(WrongPart::test);
  }

  @TestFactory
  Stream<DynamicTest> rightUpdaterPasses() {
    return UpdaterChecks.of(new FaultyUpdater(0.01, 0.7, Fault.NONE));
  }

  @TestFactory
  Stream<DynamicTest> updatersOfDeeplearning4jPass() {
    return Stream.of(
            new Sgd(0.05), new Nesterovs(0.02, 0.7), new RmsProp(0.01), new AdaDelta(0.9, 1e-5))
        .flatMap(UpdaterChecks::of);
  }

  @TestFactory
  Stream<DynamicTest> fusedAdamPasses() {
    return UpdaterChecks.of(new FusedAdam(0.02));
  }
}
