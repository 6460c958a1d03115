package org.autoencoderzoo.columns;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers as one unit. */
final class NumberCoding extends Coding {

  /** Digits that a float has. */
  private static final int DIGITS = 7;

  private final NumberCells cells;
  private final Transform transform;
  private final double centre;
  private final double scale;
  private final double inverseScale;
  private final double bottom;
  private final double top;

  NumberCoding(NumberColumn column, MissingTexts missing) {
    super(column);
    this.cells = new NumberCells(column.name(), missing, column.type().transform());
    this.transform = column.type().transform();
    this.centre = column.centre();
    this.scale = column.scale();
    this.inverseScale = 1 / column.scale();
    boolean isUnit = column.type().scaling() == Scaling.UNIT;
    this.bottom = isUnit ? 0 : -column.type().clip();
    this.top = isUnit ? 1 : column.type().clip();
  }

  @Override
  boolean encodeValue(Rows rows, int at, float[] x, int first, OtherTexts others)
      throws WrongTableException {
    double number = cells.read(rows, at);
    if (Double.isNaN(number)) {
      return false;
    }
    double unit = (transform.of(number) - centre) * inverseScale;
    float bounded = (float) Math.max(bottom, Math.min(top, unit));
    if (Float.isInfinite(bounded)) {
      throw cells.tooFar(rows, at);
    }
    x[first] = bounded;
    return true;
  }

  double number(double[] y, int row) {
    return transform.inverse(y[row + from()] * scale + centre);
  }

  /** As many digits as a float of this column can tell apart. */
  @Override
  String text(double[] y, int row) {
    double number = number(y, row);
    if (!Double.isFinite(number)) {
      return Double.toString(number);
    }
    BigDecimal rounded =
        transform == Transform.IDENTITY
            ? BigDecimal.valueOf(number)
                .setScale(DIGITS - 1 - (int) Math.floor(Math.log10(scale)), RoundingMode.HALF_EVEN)
            : new BigDecimal(number, new MathContext(DIGITS));
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }
}
