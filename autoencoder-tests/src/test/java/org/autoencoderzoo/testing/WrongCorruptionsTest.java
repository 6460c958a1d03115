package org.autoencoderzoo.testing;

import java.util.List;
import java.util.stream.Stream;
import org.autoencoderzoo.testing.FaultyNoise.Fault;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * {@link CorruptionChecks} refuse corruptions that are wrong in one thing, and pass the right one.
 */
class WrongCorruptionsTest {

  private static final List<WrongPart> PARTS =
      List.of(
          wrong(
              "numbers of the generator that all share",
              Fault.SHARED_RANDOM_NUMBERS,
              "seed and iteration decide the noise",
              "a saved network goes on training alike"),
          wrong(
              "the same noise in each iteration",
              Fault.SAME_NOISE,
              "seed and iteration decide the noise"),
          wrong(
              "noise that counts its draws",
              Fault.DRAWS_COUNTED,
              "seed and iteration decide the noise",
              "a saved network goes on training alike"),
          wrong(
              "input changed in place, and with it the labels",
              Fault.INPUT_CHANGED,
              "training corrupts the input, not the labels",
              "inputs are not modified",
              "batches that another thread fetches change nothing"),
          wrong("nothing corrupted", Fault.NOTHING_CHANGED, "seed and iteration decide the noise"),
          wrong(
              "result written before the input is read",
              Fault.RESULT_WRITTEN_FIRST,
              "the result is the same in place"),
          wrong("no gradient", Fault.NO_GRADIENT, "gradient as a later layer of a graph"),
          wrong("float read as double", Fault.FLOAT_READ_AS_DOUBLE, "gradient in single precision"),
          wrong("seed lost in JSON", new FaultyNoise.Lost(0.5, 3), "JSON keeps every setting"),
          wrong(
              "equals blind to a setting",
              new FaultyNoise.Blind(0.5),
              "equals looks at every setting"));

  @TestFactory
  Stream<DynamicNode> wrongCorruptionsAreRefused() {
    return PARTS.stream().map(WrongPart::test);
  }

  @TestFactory
  Stream<DynamicTest> rightCorruptionPasses() {
    return CorruptionChecks.of(new FaultyNoise(0.5, 3, Fault.NONE));
  }

  @Test
  void everyCheckRefusesAWrongCorruption() {
    WrongPart.assertEveryCheckRefusesOne(
        CorruptionChecks.ofNoise(new FaultyNoise(0.5, 3, Fault.NONE)), PARTS);
  }

  private static WrongPart wrong(String fault, Fault which, String... refusedBy) {
    return wrong(fault, new FaultyNoise(0.5, 3, which), refusedBy);
  }

  private static WrongPart wrong(String fault, IDropout corruption, String... refusedBy) {
    return new WrongPart(fault, () -> CorruptionChecks.of(corruption), refusedBy);
  }
}
