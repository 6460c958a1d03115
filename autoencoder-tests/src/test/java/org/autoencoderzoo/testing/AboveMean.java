package org.autoencoderzoo.testing;

import org.autoencoderzoo.layers.Candidates;
import org.autoencoderzoo.layers.Selection;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Keeps each unit in the examples in which it is above a multiple of its mean over the batch.
 *
 * @param multiple of the mean
 * @param ignoresMask whether examples count that are masked out, which is wrong
 */
record AboveMean(
    @JsonProperty("multiple") double multiple, @JsonProperty("ignoresMask") boolean ignoresMask)
    implements Selection {

  @Override
  public INDArray mask(Candidates candidates) {
    INDArray code = candidates.code();
    double count = ignoresMask ? code.size(0) : candidates.examples();
    // Examples that are masked out are zero, and add nothing to the sum.
    INDArray least = code.sum(true, 0).muli(multiple / count);
    return code.subRowVector(least).gt(0).castTo(code.dataType());
  }
}
