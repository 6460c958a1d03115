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

  static final List<WrongPart> PARTS =
      List.of(
          wrong("numbers of the generator that all share", Fault.SHARED_RANDOM_NUMBERS)
              .refusedBy(
                  "seed and iteration decide the noise",
                  "a second time at iteration 0",
                  "Not from Nd4j.rand")
              .refusedBy(
                  "a saved network goes on training alike",
                  "the network that was saved and read",
                  "Nd4j.rand"),
          wrong("the same noise in each iteration", Fault.SAME_NOISE)
              .refusedBy(
                  "seed and iteration decide the noise",
                  "The noise of iterations 0 and 1 is the same",
                  "which both must enter"),
          wrong("noise that counts its draws", Fault.DRAWS_COUNTED)
              .refusedBy(
                  "seed and iteration decide the noise",
                  "a second time at iteration 0",
                  "nor from a field that counts")
              .refusedBy(
                  "a saved network goes on training alike",
                  "the network that was saved and read",
                  "fields that training changes"),
          wrong("input changed in place, and with it the labels", Fault.INPUT_CHANGED)
              .refusedBy(
                  "training corrupts the input, not the labels",
                  "The labels, which are the array of the inputs",
                  "write to result only")
              .refusedBy("inputs are not modified", "The inputs, after fit,", "copy it first")
              .refusedBy(
                  "batches that another thread fetches change nothing",
                  "that another thread fetched",
                  "Change nothing but result"),
          wrong("nothing corrupted", Fault.NOTHING_CHANGED)
              .refusedBy(
                  "seed and iteration decide the noise",
                  "the same after the corruption",
                  "too weak"),
          wrong("result written before the input is read", Fault.RESULT_WRITTEN_FIRST)
              .refusedBy(
                  "the result is the same in place",
                  "written in place",
                  "result may be the array input itself"),
          wrong("no gradient", Fault.NO_GRADIENT)
              .refusedBy(
                  "gradient as a later layer of a graph",
                  "below_",
                  "right: layer_",
                  "the backprop of their corruption"),
          wrong("float read as double", Fault.FLOAT_READ_AS_DOUBLE)
              .refusedBy(
                  "gradient in single precision",
                  "IndexOutOfBoundsException in FaultyNoise.applyDropout",
                  "data().asNioDouble()"),
          wrong("seed lost in JSON", new FaultyNoise.Lost(0.5, 3))
              .refusedBy("JSON keeps every setting", "seed is 0, not 3", "@JsonProperty"),
          wrong("equals blind to a setting", new FaultyNoise.Blind(0.5))
              .refusedBy(
                  "equals looks at every setting",
                  "does not look at idropout/range",
                  "A record does it by itself"));

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

  private static WrongPart wrong(String fault, Fault which) {
    return wrong(fault, new FaultyNoise(0.5, 3, which));
  }

  private static WrongPart wrong(String fault, IDropout corruption) {
    return WrongPart.of(fault, () -> CorruptionChecks.of(corruption));
  }
}
