package org.autoencoderzoo.columns;

import com.tdunning.math.stats.MergingDigest;
import com.tdunning.math.stats.ScaleFunction;
import java.io.Serializable;
import java.util.Arrays;

/**
 * Quantiles of a stream in bounded memory: the t-digest of Dunning and Ertl (2019), which draws no
 * random numbers, so that the same table gives the same quantiles. All parts of the distribution
 * are kept equally fine. The rank of a quantile is off by less than {@link #RANK_ERROR}.
 *
 * <p>The digest takes longer for a value than sorting does, however many it stands for. So values
 * are gathered and sorted first, and then some neighbours are added as one.
 */
final class Quantiles implements Serializable {

  private static final long serialVersionUID = 2L;

  /** Of all rows. */
  static final double RANK_ERROR = 0.002;

  private static final double COMPRESSION = 2000;

  /** Values that are sorted at once: 64 KB. */
  private static final int GATHERED = 8192;

  /** Neighbours that are added as one: of those gathered, ranks are off by 0.0005 at most. */
  private static final int NEIGHBOURS = 8;

  private static final int FIRST_GATHERED = 64;

  private final MergingDigest digest = new MergingDigest(COMPRESSION);
  private double[] gathered = new double[FIRST_GATHERED];
  private int count;

  Quantiles() {
    digest.setScaleFunction(ScaleFunction.K_0);
  }

  void add(double value) {
    if (count == gathered.length) {
      if (count == GATHERED) {
        digestGathered(NEIGHBOURS);
      } else {
        gathered = Arrays.copyOf(gathered, 2 * count);
      }
    }
    gathered[count++] = value;
  }

  /** All that were gathered, whose number the neighbours divide. */
  private void digestGathered(int neighbours) {
    Arrays.sort(gathered, 0, count);
    for (int i = 0; i < count; i += neighbours) {
      digest.add(gathered[i + neighbours / 2], neighbours);
    }
    count = 0;
  }

  void merge(Quantiles other) {
    for (int i = 0; i < other.count; i++) {
      add(other.gathered[i]);
    }
    // MergingDigest's own method shuffles them.
    other.digest.centroids().forEach(part -> digest.add(part.mean(), part.count()));
  }

  /** The value that a share of all lies below; not a number if there are none. */
  double at(double share) {
    digestGathered(1); // Of a small table, nothing is lost.
    return digest.quantile(share);
  }
}
