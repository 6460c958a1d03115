package org.autoencoderzoo.columns;

import java.io.Serializable;

/** Learns how the numbers of a column are transformed and scaled. */
final class Scaler implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Quartiles of normal data are this many standard deviations apart. */
  private static final double NORMAL_QUARTILES = 1.349;

  private final Scaling scaling;
  private final Transform transform;
  private final Moments moments = new Moments();
  private final Quantiles quantiles; // null where they are not needed
  private double least = Double.POSITIVE_INFINITY;
  private double greatest = Double.NEGATIVE_INFINITY;

  Scaler(Scaling scaling, Transform transform) {
    this.scaling = scaling;
    this.transform = transform;
    this.quantiles = scaling == Scaling.ROBUST ? new Quantiles() : null;
  }

  /** Adds a number as it stands in the table. */
  void add(double value, double weight) {
    double transformed = transform.of(value);
    moments.add(transformed, weight);
    least = Math.min(least, value);
    greatest = Math.max(greatest, value);
    if (quantiles != null) {
      quantiles.add(transformed);
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

  /** Of the numbers after the transform. */
  Moments moments() {
    return moments;
  }

  /** Also where they differ by so little that nothing can be divided by it. */
  boolean isConstant() {
    return !(bottom() < top())
        || moments.deviation() == 0
        || Double.isInfinite(1 / moments.deviation());
  }

  /** The least number as it stands in the table. */
  double least() {
    return least;
  }

  double greatest() {
    return greatest;
  }

  private double bottom() {
    return transform.of(least);
  }

  private double top() {
    return transform.of(greatest);
  }

  double centre() {
    return switch (scaling) {
      case STANDARD -> moments.mean();
      case UNIT -> bottom();
      case ROBUST -> quantiles.at(0.5);
      case NONE -> 0;
    };
  }

  double scale() {
    return switch (scaling) {
      case STANDARD -> moments.deviation();
      case UNIT -> top() - bottom();
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
      case UNIT -> Math.max(0, Math.min(1, (moments.mean() - centre()) / scale()));
      case NONE -> moments.mean();
    };
  }

  /** Whether all these numbers can be computed with. */
  boolean isUsable() {
    return Double.isFinite(moments.mean())
        && Double.isFinite(moments.deviation())
        && Double.isFinite(top() - bottom())
        && Double.isFinite(1 / scale())
        && Math.abs(centreUnit()) <= Float.MAX_VALUE;
  }
}
