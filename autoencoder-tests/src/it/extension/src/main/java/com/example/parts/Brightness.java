package com.example.parts;

import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.random.impl.UniformDistribution;
import org.nd4j.linalg.api.rng.Random;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/** Multiplies each example by a number drawn from [1 - range, 1 + range]. */
public record Brightness(@JsonProperty("range") double range, @JsonProperty("seed") long seed)
    implements IDropout {

  @Override
  public INDArray applyDropout(
      INDArray input, INDArray result, int iteration, int epoch, LayerWorkspaceMgr mgr) {
    return result.assign(input.mulColumnVector(factors(input, iteration)));
  }

  @Override
  public INDArray backprop(INDArray gradAtOutput, INDArray gradAtInput, int iteration, int epoch) {
    return gradAtInput.assign(gradAtOutput.mulColumnVector(factors(gradAtOutput, iteration)));
  }

  /** One an example; the same for the same seed and iteration. */
  private INDArray factors(INDArray like, int iteration) {
    Random random = Nd4j.getRandomFactory().getNewRandomInstance(seed * 1_000_003 + iteration);
    INDArray target = Nd4j.createUninitialized(like.dataType(), like.size(0), 1);
    return Nd4j.getExecutioner()
        .exec(new UniformDistribution(target, 1 - range, 1 + range), random);
  }

  @Override
  public void clear() {}

  @Override
  public Brightness clone() {
    return this;
  }
}
