package org.autoencoderzoo.testing;

import java.nio.DoubleBuffer;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.random.impl.UniformDistribution;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonIgnore;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Multiplies each feature by a number drawn from [1 - range, 1 + range], with one fault or none.
 *
 * @param range of the factors
 * @param seed of the noise
 * @param fault what is wrong
 */
record FaultyNoise(
    @JsonProperty("range") double range,
    @JsonProperty("seed") long seed,
    @JsonProperty("fault") Fault fault)
    implements IDropout {

  enum Fault {
    NONE,
    SHARED_RANDOM_NUMBERS,
    SAME_NOISE,
    DRAWS_COUNTED,
    INPUT_CHANGED,
    NOTHING_CHANGED,
    RESULT_WRITTEN_FIRST,
    NO_GRADIENT,
    FLOAT_READ_AS_DOUBLE
  }

  private static int draws;

  @Override
  public INDArray applyDropout(
      INDArray input, INDArray result, int iteration, int epoch, LayerWorkspaceMgr workspaces) {
    INDArray factors = factors(input, iteration);
    return switch (fault) {
      case INPUT_CHANGED -> result.assign(input.muli(factors));
      case NOTHING_CHANGED -> result.assign(input);
      case RESULT_WRITTEN_FIRST -> result.assign(factors).muli(input);
      case FLOAT_READ_AS_DOUBLE -> {
        DoubleBuffer raw = factors.data().asNioDouble();
        raw.put(0, raw.get((int) factors.length() - 1));
        yield input.mul(factors, result);
      }
      default -> input.mul(factors, result);
    };
  }

  @Override
  public INDArray backprop(INDArray gradAtOutput, INDArray gradAtInput, int iteration, int epoch) {
    return fault == Fault.NO_GRADIENT
        ? gradAtInput.assign(gradAtOutput)
        : gradAtOutput.mul(factors(gradAtOutput, iteration), gradAtInput);
  }

  private INDArray factors(INDArray like, int iteration) {
    long ofDraw =
        switch (fault) {
          case SAME_NOISE -> seed;
          case DRAWS_COUNTED -> seed + draws++;
          default -> seed * 1_000_003 + iteration;
        };
    INDArray target = Nd4j.createUninitialized(like.dataType(), like.shape().clone());
    UniformDistribution uniform = new UniformDistribution(target, 1 - range, 1 + range);
    return fault == Fault.SHARED_RANDOM_NUMBERS
        ? Nd4j.getExecutioner().exec(uniform)
        : Nd4j.getExecutioner().exec(uniform, Nd4j.getRandomFactory().getNewRandomInstance(ofDraw));
  }

  @Override
  public void clear() {}

  @Override
  public FaultyNoise clone() {
    return this;
  }

  /** Its seed is not in the JSON. */
  record Lost(@JsonProperty("range") double range, @JsonIgnore long seed) implements IDropout {

    @JsonCreator
    Lost(@JsonProperty("range") double range) {
      this(range, 0);
    }

    @Override
    public INDArray applyDropout(
        INDArray input, INDArray result, int iteration, int epoch, LayerWorkspaceMgr workspaces) {
      return right().applyDropout(input, result, iteration, epoch, workspaces);
    }

    @Override
    public INDArray backprop(
        INDArray gradAtOutput, INDArray gradAtInput, int iteration, int epoch) {
      return right().backprop(gradAtOutput, gradAtInput, iteration, epoch);
    }

    private FaultyNoise right() {
      return new FaultyNoise(range, seed, Fault.NONE);
    }

    @Override
    public void clear() {}

    @Override
    public Lost clone() {
      return this;
    }
  }

  /** Its range does not count in equals. */
  record Blind(@JsonProperty("range") double range) implements IDropout {

    @Override
    public INDArray applyDropout(
        INDArray input, INDArray result, int iteration, int epoch, LayerWorkspaceMgr workspaces) {
      return right().applyDropout(input, result, iteration, epoch, workspaces);
    }

    @Override
    public INDArray backprop(
        INDArray gradAtOutput, INDArray gradAtInput, int iteration, int epoch) {
      return right().backprop(gradAtOutput, gradAtInput, iteration, epoch);
    }

    private FaultyNoise right() {
      return new FaultyNoise(range, 3, Fault.NONE);
    }

    @Override
    public void clear() {}

    @Override
    public Blind clone() {
      return this;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Blind;
    }

    @Override
    public int hashCode() {
      return 1;
    }
  }
}
