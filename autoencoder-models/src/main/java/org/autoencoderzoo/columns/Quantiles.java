package org.autoencoderzoo.columns;

import com.tdunning.math.stats.MergingDigest;
import com.tdunning.math.stats.ScaleFunction;
import java.io.Serializable;

/**
 * Quantiles of a stream in bounded memory: the t-digest of Dunning and Ertl (2019), which draws no
 * random numbers, so that the same table gives the same quantiles. All parts of the distribution
 * are kept equally fine. The rank of a quantile is off by less than {@link #RANK_ERROR}.
 */
final class Quantiles implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Of all rows. */
  static final double RANK_ERROR = 0.002;

  private static final double COMPRESSION = 2000;

  private final MergingDigest digest = new MergingDigest(COMPRESSION);

  Quantiles() {
    digest.setScaleFunction(ScaleFunction.K_0);
  }

  void add(double value) {
    digest.add(value);
  }

  void merge(Quantiles other) {
    // MergingDigest's own method shuffles them.
    other.digest.centroids().forEach(part -> digest.add(part.mean(), part.count()));
  }

  /** The value that a share of all lies below; not a number if there are none. */
  double at(double share) {
    return digest.quantile(share);
  }
}
