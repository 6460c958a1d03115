package org.autoencoderzoo.columns;

/** A column of two levels: true and false, yes and no, on and off, t and f, y and n, 1 and 0. */
public record BooleanType() implements ColumnType {

  @Override
  public ColumnKind kind() {
    return ColumnKind.BOOLEAN;
  }
}
