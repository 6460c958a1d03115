package org.autoencoderzoo.columns;

/** What is done to numbers before they are scaled. */
public enum Transform {
  /** Nothing. */
  IDENTITY {
    @Override
    double of(double value) {
      return value;
    }

    @Override
    double inverse(double value) {
      return value;
    }
  },
  /** {@code log(1 + x)}, for amounts over many orders of magnitude; takes values above -1. */
  LOG1P {
    @Override
    double of(double value) {
      return Math.log1p(value);
    }

    @Override
    double inverse(double value) {
      return Math.expm1(value);
    }
  };

  /** Not finite where it is not defined. */
  abstract double of(double value);

  abstract double inverse(double value);
}
