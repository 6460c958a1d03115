package org.autoencoderzoo.testing;

import java.util.List;
import java.util.stream.Stream;
import org.autoencoderzoo.penalties.Encoding;
import org.autoencoderzoo.penalties.Penalty;
import org.autoencoderzoo.testing.FaultyPenalty.Fault;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/** {@link PenaltyChecks} refuse penalties that are wrong in one thing, and pass the right one. */
class WrongPenaltiesTest {

  static final List<WrongPart> PARTS =
      List.of(
          wrong("gradient of half the size", Fault.GRADIENT_HALVED)
              .refusedBy(
                  "dense: gradient as the first",
                  "The penalty's share of the gradient is half of what it should be",
                  "encoding.examples()")
              .refusedBy(
                  "convolution: gradient in a list",
                  "The penalty's share of the gradient is half of"),
          wrong("gradient of half the size, small", new FaultyPenalty(1e-4, Fault.GRADIENT_HALVED))
              .refusedBy(
                  "dense: gradient of the penalty alone",
                  "The gradient of the penalty is half of what it should be",
                  "encoding.examples()")
              .refusedBy(
                  "convolution: gradient of the penalty alone",
                  "The gradient of the penalty is half of what it should be"),
          wrong("no gradient, tiny", new FaultyPenalty(1e-7, Fault.NO_GRADIENT))
              .refusedBy("gradient of the penalty alone", "The gradient of the penalty is missing"),
          wrong("too small to check", new FaultyPenalty(0, Fault.NONE))
              .refusedBy("gradient of the penalty alone", "too small to check", "a larger weight"),
          wrong("divided by the pairs of units", Fault.DIVIDED_BY_PAIRS)
              .refusedBy(
                  "dense: a layer of one unit", "on the layer \"layer\" is NaN", "such as K - 1")
              .refusedBy("convolution: a layer of one unit", "on the layer \"layer\" is NaN"),
          wrong("mean subtracted in masked rows", Fault.MEAN_IN_MASKED_ROWS)
              .refusedBy(
                  "dense: gradient of the penalty alone, masked",
                  "Without the mask all is right",
                  "subtract a mean, or add a constant, only in the rows that count"),
          wrong("gradient of the wrong sign", Fault.GRADIENT_OF_WRONG_SIGN)
              .refusedBy(
                  "dense: gradient as a later",
                  "The penalty's share of the gradient has the wrong sign",
                  "2 (y - x)")
              .refusedBy("gradient on a tied", "The gradient of code_b"),
          wrong("no gradient", Fault.NO_GRADIENT)
              .refusedBy(
                  "dense: gradient in a list",
                  "The penalty's share of the gradient is missing",
                  "must also be added to the gradient"),
          wrong("no gradient of the weights' norms", Fault.NO_WEIGHT_GRADIENT)
              .refusedBy(
                  "gradient on a tied dense encoder with weight decay",
                  "code_W",
                  "right: code_b, code_vb",
                  "proportional to the parameter itself",
                  "addSquaredWeightNormGradient")
              .refusedBy(
                  "gradient on a tied convolution with weight decay",
                  "code_W",
                  "what is added to the gradient of this one alone"),
          wrong("divided by all rows", Fault.DIVIDED_BY_ROWS)
              .refusedBy(
                  "dense: the penalty is a mean over the rows that count",
                  "comes twice",
                  "encoding.examples(), not by the number of rows")
              .refusedBy(
                  "convolution: the penalty is a mean over the rows that count",
                  "comes twice",
                  "encoding.examples(), not by the number of rows"),
          wrong("not divided by the examples", Fault.NOT_DIVIDED)
              .refusedBy(
                  "the penalty is a mean over the rows that count",
                  "Of the examples once it is",
                  "The penalty grows with the batch"),
          wrong("gradient divided by the height of a map", Fault.MEAN_OVER_POSITIONS)
              .refusedBy(
                  "convolution: gradient as the first",
                  "The penalty's share of the gradient is half of",
                  "a mean on one side and a sum on the other"),
          wrong("code changed in place", Fault.CODE_CHANGED)
              .refusedBy("the code is not modified", "those without it", "mul, not muli")
              .refusedBy(
                  "dense: gradient as the first", "The gradient is 1.11 times what it should be"),
          wrong("code kept for the next batch", Fault.CODE_KEPT)
              .refusedBy(
                  "dense: workspaces change nothing",
                  "ND4JIllegalStateException in FaultyPenalty.apply",
                  "nothing may be kept for the next batch"),
          wrong("numbers of the generator that all share", Fault.SHARED_RANDOM_NUMBERS)
              .refusedBy("dense: gradient as the first", "when it is asked for again", "Nd4j.rand")
              .refusedBy(
                  "dense: a saved network goes on training alike",
                  "the network that was saved and read",
                  "Nd4j.rand"),
          wrong("state kept between batches", Fault.STATE_KEPT)
              .refusedBy(
                  "dense: a saved network goes on training alike",
                  "the network that was saved and read",
                  "fields that training changes")
              .refusedBy(
                  "dense: a clone goes on training alike",
                  "The parameters of the clone",
                  "fields that training changes"),
          wrong("value rounded to single precision", Fault.ROUNDED_TO_FLOAT)
              .refusedBy("dense: gradient as the first", "the score has jumps", "a cast to float"),
          wrong("float read as double", Fault.FLOAT_READ_AS_DOUBLE)
              .refusedBy(
                  "dense: gradient in single precision",
                  "IndexOutOfBoundsException in FaultyPenalty.apply",
                  "data().asNioDouble()")
              .refusedBy(
                  "convolution: gradient in single precision",
                  "IndexOutOfBoundsException in FaultyPenalty.apply",
                  "data().asNioDouble()"),
          wrong("setting lost in JSON", new FaultyPenalty.Lost(0.3))
              .refusedBy("JSON keeps every setting", "lambda is 1.0, not 0.3", "@JsonProperty"),
          wrong("equals blind to a setting", new FaultyPenalty.Blind(0.3))
              .refusedBy(
                  "equals looks at every setting",
                  "does not look at settings/penalties/0/lambda",
                  "A record does it by itself"));

  @TestFactory
  Stream<DynamicNode> wrongPenaltiesAreRefused() {
    return PARTS.stream().map(WrongPart::test);
  }

  @TestFactory
  Stream<DynamicTest> rightPenaltyPasses() {
    return PenaltyChecks.of(Activation.SIGMOID, new FaultyPenalty(0.3, Fault.NONE));
  }

  /** Its curvature is high, and a gradient that is small has the rounding of a large score. */
  @TestFactory
  Stream<DynamicTest> rightPenaltyOfHighCurvaturePasses() {
    return PenaltyChecks.of(Activation.SIGMOID, new SmoothAbsoluteValue(0.3));
  }

  /** {@code lambda / N sum_n sum_j (h_nj^2 + 0.01)^1/2}. */
  record SmoothAbsoluteValue(@JsonProperty("lambda") double lambda) implements Penalty {
    @Override
    public double apply(Encoding encoding) {
      INDArray h = encoding.code();
      double weight = lambda / encoding.examples();
      INDArray roots = Transforms.sqrt(h.mul(h).addi(0.01), false);
      encoding.addCodeGradient(h.div(roots).muli(weight));
      return weight * roots.subi(0.1).sumNumber().doubleValue();
    }
  }

  /** It is small, and the difference of numbers that are not. */
  @TestFactory
  Stream<DynamicTest> rightPenaltyOfCovariancesPasses() {
    return PenaltyChecks.of(Activation.SIGMOID, new Decorrelation(0.3));
  }

  /** {@code lambda / 2} times the squared covariances of units, at all positions of a map. */
  record Decorrelation(@JsonProperty("lambda") double lambda) implements Penalty {
    @Override
    public double apply(Encoding encoding) {
      INDArray code = encoding.code();
      INDArray last = code.rank() == 2 ? code : code.permute(0, 2, 3, 1);
      INDArray h = last.reshape('c', -1, code.size(1));
      double n = encoding.examples() * h.size(0) / code.size(0);
      INDArray m = h.sum(true, 0).div(n);
      INDArray c = h.transpose().mmul(h).div(n).sub(m.transpose().mmul(m));
      c.subi(Nd4j.diag(Nd4j.diag(c)));
      INDArray ofRows = h.subRowVector(m).mmul(c).muli(2 * lambda / n);
      INDArray ofLast = ofRows.reshape('c', last.shape());
      encoding.addCodeGradient(code.rank() == 2 ? ofLast : ofLast.permute(0, 3, 1, 2));
      return lambda / 2 * c.mul(c).sumNumber().doubleValue();
    }
  }

  /** Beside those of layers, which {@link WrongLayersTest} covers. */
  @Test
  void everyCheckRefusesAWrongPenalty() {
    WrongPart.assertEveryCheckRefusesOne(
        PenaltyChecks.of(Activation.SIGMOID, new FaultyPenalty(0.3, Fault.NONE))
            .filter(check -> !check.getDisplayName().matches("(dense|convolution): .*")),
        PARTS);
  }

  private static WrongPart wrong(String fault, Fault which) {
    return wrong(fault, new FaultyPenalty(0.3, which));
  }

  private static WrongPart wrong(String fault, Penalty penalty) {
    return WrongPart.of(fault, () -> PenaltyChecks.of(Activation.SIGMOID, penalty));
  }
}
