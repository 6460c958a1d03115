package org.autoencoderzoo;

import org.autoencoderzoo.layers.Candidates;
import org.autoencoderzoo.layers.Selection;
import org.autoencoderzoo.layers.TopK;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Keeps the k largest units of each example, of a convolution at each position. Counts in training
 * how often it kept each, and keeps at inference only those that it ever kept.
 *
 * @param k units to keep
 */
public record CountedTopK(@JsonProperty("k") int k) implements Selection {

  @Override
  public long stateSize(long units) {
    return units;
  }

  @Override
  public INDArray mask(Candidates candidates) {
    INDArray code = candidates.code();
    boolean isDense = code.rank() == 2;
    TopK topK = isDense ? TopK.of(k) : TopK.of(k).within(TopK.Within.POSITION);
    INDArray mask = topK.mask(candidates);
    if (candidates.training()) {
      INDArray counts = isDense ? mask : mask.sum(2, 3);
      if (candidates.exampleMask() != null) {
        counts = counts.mulColumnVector(candidates.exampleMask().castTo(code.dataType()));
      }
      candidates.update(candidates.state().add(counts.sum(0)));
      return mask;
    }
    INDArray used = candidates.state().gt(0).castTo(code.dataType());
    return isDense
        ? mask.muliRowVector(used)
        : mask.muli(used.reshape(1, code.size(1), 1, 1).broadcast(code.shape()));
  }
}
