package com.example.parts;

import org.autoencoderzoo.layers.Candidates;
import org.autoencoderzoo.layers.Selection;
import org.autoencoderzoo.layers.TopK;
import org.autoencoderzoo.settings.Arguments;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Keeps the k N largest units of a batch of N examples, some more of one and fewer of another
 * (Bussmann, Leask and Nanda, "BatchTopK Sparse Autoencoders", arXiv:2412.06410). At inference,
 * where an example must not depend on its batch, it keeps what is above a threshold: the mean of
 * the smallest unit above zero that the batches of training kept, the last ones counting most.
 *
 * @param k units of an example on average, at least 1
 * @param decay of the mean in each step, at least 0 and below 1
 */
public record BatchTopK(@JsonProperty("k") int k, @JsonProperty("decay") double decay)
    implements Selection {

  /** Above every activation, and far from overflow. */
  private static final double LAST = 1e30;

  public BatchTopK {
    Arguments.atLeast("k", k, 1);
    Arguments.require(decay >= 0 && decay < 1, "decay", decay, "at least 0 and below 1");
  }

  /** Two sums: of the thresholds, each times its weight, and of the weights. */
  @Override
  public long stateSize(long units) {
    return 2;
  }

  @Override
  public INDArray mask(Candidates candidates) {
    INDArray code = candidates.code();
    INDArray state = candidates.state();
    if (!candidates.training()) {
      double threshold = state.getDouble(0) / Math.max(state.getDouble(1), 1 / LAST);
      return code.gt(threshold).castTo(code.dataType());
    }
    INDArray examples = code.reshape('c', code.size(0), code.length() / code.size(0));
    if (candidates.exampleMask() != null) { // Examples that do not count come last.
      INDArray counts = candidates.exampleMask().castTo(code.dataType());
      examples = examples.subColumnVector(counts.rsub(1).muli(LAST));
    }
    long kept = Math.max(1, Math.min(Math.round(k * candidates.examples()), code.length()));
    INDArray mask = TopK.largest(examples.reshape('c', 1, code.length()), (int) kept);
    INDArray above = examples.reshape('c', 1, code.length()).mul(mask);
    above.addi(above.lte(0).castTo(code.dataType()).muli(LAST));
    double smallest = above.minNumber().doubleValue();
    if (smallest < LAST) {
      INDArray sums = Nd4j.createFromArray(smallest, 1).castTo(state.dataType());
      candidates.update(state.mul(decay).addi(sums.muli(1 - decay)));
    }
    return mask.reshape('c', code.shape());
  }
}
