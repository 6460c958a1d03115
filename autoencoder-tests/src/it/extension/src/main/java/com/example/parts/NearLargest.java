package com.example.parts;

import org.autoencoderzoo.layers.Candidates;
import org.autoencoderzoo.layers.Selection;
import org.autoencoderzoo.settings.Arguments;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Keeps the units of each example that are at least a share of its largest.
 *
 * @param share of the largest unit, above 0 and at most 1
 */
public record NearLargest(@JsonProperty("share") double share) implements Selection {

  public NearLargest {
    Arguments.require(share > 0 && share <= 1, "share", share, "above 0 and at most 1");
  }

  @Override
  public INDArray mask(Candidates candidates) {
    INDArray code = candidates.code();
    INDArray rows = code.reshape('c', code.size(0), code.length() / code.size(0));
    INDArray least = rows.max(true, 1).muli(share);
    return rows.subColumnVector(least).gte(0).castTo(code.dataType()).reshape('c', code.shape());
  }
}
