package org.autoencoderzoo.columns;

/** What the cells of a column are. */
public enum ColumnKind {
  /** Numbers such as -1.5e-3: one unit. */
  NUMBER,
  /** One of several levels: one unit per level, and at least one for all others. */
  CATEGORY,
  /** One of two levels, such as yes and no: two units. */
  BOOLEAN,
  /** A date, a time or both: one unit for the time line, two for each part of the calendar. */
  DATE_TIME
}
