package org.autoencoderzoo.columns;

import java.io.Serializable;

/** Learns how the numbers of a column are scaled, from the numbers after the transform. */
final class Scaler implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Quartiles of normal data are this many standard deviations apart. */
  private static final double NORMAL_QUARTILES = 1.349;

  private final Scaling scaling;
  private final Moments moments = new Moments();
  private final Quantiles quantiles; // null where they are not needed
  private double least = Double.POSITIVE_INFINITY;
  private double greatest = Double.NEGATIVE_INFINITY;

  Scaler(Scaling scaling) {
    this.scaling = scaling;
    this.quantiles = scaling == Scaling.ROBUST ? new Quantiles() : null;
  }

  void add(double value, double weight) {
    moments.add(value, weight);
    least = Math.min(least, value);
    greatest = Math.max(greatest, value);
    if (quantiles != null) {
      quantiles.add(value);
    }
  }

  void merge(Scaler other) {
    moments.merge(other.moments);
    least = Math.min(least, other.least);
    greatest = Math.max(greatest, other.greatest);
    if (quantiles != null) {
      quantiles.merge(other.quantiles);
    }
  }

  Moments moments() {
    return moments;
  }

  /** Also where they differ by so little that nothing can be divided by it. */
  boolean isConstant() {
    return !(least < greatest)
        || moments.deviation() == 0
        || Double.isInfinite(1 / moments.deviation());
  }

  double least() {
    return least;
  }

  double greatest() {
    return greatest;
  }

  double centre() {
    return switch (scaling) {
      case STANDARD -> moments.mean();
      case UNIT -> least;
      case ROBUST -> quantiles.at(0.5);
      case NONE -> 0;
    };
  }

  double scale() {
    return switch (scaling) {
      case STANDARD -> moments.deviation();
      case UNIT -> greatest - least;
      case ROBUST -> {
        double scale = (quantiles.at(0.75) - quantiles.at(0.25)) / NORMAL_QUARTILES;
        yield scale > 0 && Double.isFinite(1 / scale) ? scale : moments.deviation();
      }
      case NONE -> 1;
    };
  }

  /** The unit of a missing cell. */
  double centreUnit() {
    return switch (scaling) {
      case STANDARD, ROBUST -> 0;
      case UNIT -> Math.max(0, Math.min(1, (moments.mean() - least) / (greatest - least)));
      case NONE -> moments.mean();
    };
  }

  /** Whether all these numbers can be computed with. */
  boolean isUsable() {
    return Double.isFinite(moments.mean())
        && Double.isFinite(moments.deviation())
        && Double.isFinite(greatest - least)
        && Double.isFinite(1 / scale())
        && Math.abs(centreUnit()) <= Float.MAX_VALUE;
  }
}
