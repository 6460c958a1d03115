package org.autoencoderzoo.testing;

import java.util.List;
import java.util.stream.Stream;
import org.autoencoderzoo.CountedTopK;
import org.autoencoderzoo.layers.Candidates;
import org.autoencoderzoo.layers.LifetimeSparsity;
import org.autoencoderzoo.layers.Selection;
import org.autoencoderzoo.layers.TopK;
import org.autoencoderzoo.testing.FaultySelection.Fault;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/** {@link SelectionChecks} refuse selections that are wrong in one thing, and pass right ones. */
class WrongSelectionsTest {

  static final List<WrongPart> PARTS =
      List.of(
          wrong("half of what is not kept goes through", Fault.HALVED_INSTEAD_OF_ZERO)
              .refusedBy(
                  "dense: the mask has ones and zeros",
                  "The entries of the mask in training differ from ones and zeros",
                  "0.5"),
          wrong("mask of booleans", Fault.MASK_OF_BOOLEANS)
              .refusedBy(
                  "dense: the mask has ones and zeros",
                  "The mask of a code of type DOUBLE is of type BOOL",
                  "castTo(code.dataType())"),
          wrong("code changed in place", Fault.CODE_CHANGED)
              .refusedBy(
                  "convolution: the candidates are not modified",
                  "The codes in training differ from before",
                  "mul, not muli"),
          wrong("state changed in place", Fault.STATE_CHANGED)
              .refusedBy(
                  "dense: the candidates are not modified",
                  "The states in training differ from before",
                  "candidates.update()"),
          wrong("apply forgets the derivative", Fault.APPLY_FORGETS_DERIVATIVE)
              .refusedBy(
                  "dense: apply keeps what the mask keeps",
                  "The derivatives that are kept in training differ from the mask's")
              .refusedBy("dense: gradient as the first"),
          wrong("numbers of the generator that all share", Fault.SHARED_RANDOM_NUMBERS)
              .refusedBy(
                  "dense: the same batch gives the same mask",
                  "those of the same batch before",
                  "seeded by candidates.iteration()"),
          wrong("mean of the batch at inference", Fault.BATCH_AT_INFERENCE)
              .refusedBy(
                  "dense: an example at inference does not depend on the others",
                  "the units that are kept of an example alone differ",
                  "what training has put into the state")
              .refusedBy("convolution: an example at inference does not depend on the others"),
          wrong("examples counted that are masked out", Fault.MASK_IGNORED)
              .refusedBy(
                  "dense: examples that a mask leaves out decide nothing",
                  "beside others that are masked out",
                  "candidates.examples()")
              .refusedBy("convolution: examples that a mask leaves out decide nothing"),
          wrong("new state of another length", Fault.STATE_OF_ANOTHER_LENGTH)
              .refusedBy(
                  "dense: the state is learned in training alone",
                  "length of the new state is 1",
                  "a new array of that length"),
          wrong("state that is never learned", Fault.NEVER_LEARNS)
              .refusedBy(
                  "dense: the state is learned in training alone",
                  "stateSize() is 2, but after 3 steps of training the state is still zero"),
          wrong("state learned at inference", Fault.LEARNS_AT_INFERENCE)
              .refusedBy(
                  "dense: the state is learned in training alone",
                  "changes its state at inference",
                  "never at inference"),
          wrong("state in a field", Fault.LEARNS_IN_A_FIELD)
              .refusedBy(
                  "dense: the same batch gives the same mask",
                  "The masks of a batch at inference differ",
                  "no fields that change"),
          wrong("another selection after training", Fault.OTHERWISE_AFTER_TRAINING)
              .refusedBy(
                  "dense: afterTraining keeps what is kept at inference",
                  "stateSize() of afterTraining() is 0, but before it is 2"));

  private static WrongPart wrong(String fault, Fault which) {
    return WrongPart.of(fault, () -> checks(new FaultySelection(0.1, which)));
  }

  private static Stream<DynamicTest> checks(FaultySelection selection) {
    FaultySelection.forget();
    return SelectionChecks.of(selection);
  }

  @TestFactory
  Stream<DynamicNode> wrongSelectionsAreRefused() {
    return PARTS.stream().map(WrongPart::test);
  }

  @TestFactory
  Stream<DynamicTest> rightSelectionPasses() {
    return SelectionChecks.of(new FaultySelection(0.1, Fault.NONE));
  }

  @TestFactory
  Stream<DynamicTest> stateOfEveryUnitPasses() {
    return SelectionChecks.of(new CountedTopK(2));
  }

  @TestFactory
  Stream<DynamicTest> stateThatCountsInTrainingPasses() {
    return SelectionChecks.of(new AboveUsual(0.9));
  }

  /** Keeps what is above the mean of its unit over the last batches, in training, too. */
  record AboveUsual(@JsonProperty("decay") double decay) implements Selection {

    @Override
    public long stateSize(long units) {
      return units;
    }

    @Override
    public INDArray mask(Candidates candidates) {
      INDArray code = candidates.code();
      boolean isDense = code.rank() == 2;
      INDArray usual = candidates.state();
      if (candidates.training()) {
        INDArray counted = counted(code, candidates.exampleMask());
        INDArray sums = isDense ? counted.sum(0) : counted.sum(0, 2, 3);
        double share = (1 - decay) * usual.length() / code.length() * code.size(0);
        candidates.update(usual.mul(decay).addi(sums.muli(share / candidates.examples())));
      }
      INDArray least = isDense ? usual.reshape(1, -1) : usual.reshape(1, usual.length(), 1, 1);
      return code.gt(least.broadcast(code.shape())).castTo(code.dataType());
    }

    private static INDArray counted(INDArray code, INDArray mask) {
      if (mask == null) {
        return code;
      }
      INDArray perRow =
          code.reshape('c', code.size(0), -1).mulColumnVector(mask.castTo(code.dataType()));
      return perRow.reshape('c', code.shape());
    }
  }

  @TestFactory
  Stream<DynamicTest> topKPasses() {
    return SelectionChecks.of(TopK.of(2).withAlpha(1.4).annealedFrom(3, 2));
  }

  @TestFactory
  Stream<DynamicTest> topKOfChannelsPasses() {
    return SelectionChecks.of(TopK.of(2).within(TopK.Within.CHANNEL));
  }

  @TestFactory
  Stream<DynamicTest> lifetimeSparsityPasses() {
    return SelectionChecks.of(new LifetimeSparsity(0.4));
  }
}
