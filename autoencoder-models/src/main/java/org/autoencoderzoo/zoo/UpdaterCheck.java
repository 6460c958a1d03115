package org.autoencoderzoo.zoo;

import java.util.Optional;
import org.autoencoderzoo.settings.Arguments;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.linalg.schedule.PolySchedule;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.databind.DeserializationFeature;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.nd4j.shade.jackson.databind.SerializationFeature;

/**
 * Refuses updaters and schedules that a network could not keep. A file and a checkpoint have them
 * as JSON, and whether one has a schedule is told by {@code equals}.
 */
final class UpdaterCheck {

  private static final String SCHEDULE = "learningRateSchedule";

  private static final ObjectMapper MAPPER =
      new ObjectMapper()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS);

  private UpdaterCheck() {}

  /** Refuses an updater that does not come back from its JSON, or is not equal to its copies. */
  static void check(IUpdater updater) {
    Arguments.check(
        updater.equals(updater.clone()),
        "updater is %s, which is not equal to its own clone: give its class equals and hashCode"
            + " that look at all properties, and a clone that copies them",
        updater);
    checkJson("updater", updater, IUpdater.class);
  }

  /** Refuses a schedule that does not come back from its JSON, or that has no use. */
  static void check(ISchedule schedule) {
    Arguments.check(
        !(schedule instanceof PolySchedule),
        "schedule is %s, which rises instead of falling in Deeplearning4j 1.0.0-M2.1; leave the"
            + " schedule out for a linear fall to zero, or use annealing:first=0.01:last=0:epochs=10",
        PropertyText.SCHEDULES.of(schedule));
    checkJson("schedule", schedule, ISchedule.class);
    Arguments.atLeast("schedule in the first step", schedule.valueAt(0, 0), 0);
  }

  private static <T> void checkJson(String field, T part, Class<T> type) {
    T again;
    try {
      again = MAPPER.readValue(MAPPER.writeValueAsString(part), type);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          field
              + " is a "
              + part.getClass().getTypeName()
              + ", which cannot be made again from its JSON, so that no model with it could be saved;"
              + " let it be a class with a name, at the top level or static, with a constructor"
              + " without arguments or with @JsonCreator",
          e);
    }
    Arguments.check(
        part.equals(again),
        "%s is %s, which comes back from its JSON as %s, so that no model with it could be saved;"
            + " give its class a setter for each property, or a constructor with @JsonCreator, and"
            + " equals and hashCode",
        field,
        part,
        again);
  }

  /**
   * The schedule that an updater has of its own.
   *
   * @throws IllegalArgumentException if it has one that it does not show
   */
  static Optional<ISchedule> scheduleOf(IUpdater updater) {
    if (!updater.hasLearningRate()) {
      return Optional.empty();
    }
    IUpdater constant = updater.clone();
    constant.setLrAndSchedule(updater.getLearningRate(0, 0), null);
    if (constant.equals(updater)) {
      return Optional.empty();
    }
    JsonNode schedule = MAPPER.valueToTree(updater).path(SCHEDULE);
    Arguments.check(
        schedule.isObject(),
        "updater is %s, whose learning rate changes, but which has no property"
            + " learningRateSchedule to say how; give the schedule to schedule(...) instead",
        updater);
    try {
      return Optional.of(MAPPER.treeToValue(schedule, ISchedule.class));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the updater came back from its JSON before", e);
    }
  }
}
