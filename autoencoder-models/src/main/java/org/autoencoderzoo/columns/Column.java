package org.autoencoderzoo.columns;

import java.util.List;

/** A fitted column: what the network sees of it, and what the fit found in it. */
public sealed interface Column permits NumberColumn, CategoryColumn, DateTimeColumn {

  /** {@return its name in the table} */
  String name();

  /** {@return what its cells are} */
  ColumnKind kind();

  /** {@return its units in an encoded row} */
  UnitRange units();

  /** {@return what each unit stands for, such as a level} */
  List<String> unitNames();

  /** {@return what the units of a missing cell are set to: the column's centre} */
  List<Double> centreUnits();

  /** {@return cells of the fit that had a value} */
  long seen();

  /** {@return cells of the fit that had none} */
  long missing();

  /** {@return the share of the cells of the fit that had no value, 0 to 1} */
  default double missingShare() {
    return (double) missing() / Math.max(1, seen() + missing());
  }
}
