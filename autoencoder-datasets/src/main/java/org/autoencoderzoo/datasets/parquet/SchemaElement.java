package org.autoencoderzoo.datasets.parquet;

import org.autoencoderzoo.datasets.parquet.Column.Kind;

/** A line of a Parquet file's schema: its root, or a column. */
final class SchemaElement {
  private static final int REPEATED = 2;
  private static final int OPTIONAL = 1;
  private static final int NONE = -1;

  /** Of a decimal, in any database. */
  private static final int MOST_DIGITS = 76;

  String name = "";
  int children;
  private int physical = NONE;
  private int length;
  private int repetition;
  private int converted = NONE;
  private int logical = NONE;
  private int scale;
  private int unit = NONE;
  private boolean isUnsigned;

  private SchemaElement() {}

  static SchemaElement read(Thrift in) {
    SchemaElement element = new SchemaElement();
    in.struct(
        (id, type) -> {
          switch (id) {
            case 1 -> element.physical = in.small(type);
            case 2 -> element.length = in.small(type);
            case 3 -> element.repetition = in.small(type);
            case 4 -> element.name = in.text(type);
            case 5 -> element.children = in.small(type);
            case 6 -> element.converted = in.small(type);
            case 7 -> element.scale = in.small(type);
            case 10 -> element.readLogical(in);
            default -> in.skip(type);
          }
        });
    return element;
  }

  private void readLogical(Thrift in) {
    in.struct(
        (id, type) -> {
          logical = id;
          in.struct((inner, innerType) -> readParameter(in, id, inner, innerType));
        });
  }

  /** The scale of a decimal, the unit of a time, the sign of a whole number. */
  private void readParameter(Thrift in, int of, int id, int type) {
    if (of == 5 && id == 1) {
      scale = in.small(type);
    } else if ((of == 7 || of == 8) && id == 2) {
      in.struct(
          (choice, empty) -> {
            unit = choice;
            in.skip(empty);
          });
    } else if (of == 10 && id == 2) {
      isUnsigned = !in.bool(type);
    } else {
      in.skip(type);
    }
  }

  void requireFlat() {
    if (children > 0 || physical == NONE || repetition == REPEATED) {
      throw new UnsupportedOperationException(
          "column "
              + name
              + " holds lists or records, expected one value in each row; write a file without it");
    }
  }

  Column column() {
    if (physical > Column.FIXED || (physical == Column.FIXED && length < 1)) {
      throw new IllegalArgumentException(
          "column " + name + " has type " + physical + " of length " + length);
    }
    Kind kind = kind();
    boolean hasWholes = physical == Column.INT32 || physical == Column.INT64;
    boolean fits =
        switch (kind) {
          case BOOLEAN -> physical == Column.BOOLEAN;
          case WHOLE, UNSIGNED, DATE, TIME, TIMESTAMP -> hasWholes;
          case FLOAT -> physical == Column.FLOAT;
          case DOUBLE -> physical == Column.DOUBLE;
          case HALF -> physical == Column.FIXED && length == 2;
          case DECIMAL -> hasWholes || physical == Column.BYTES || physical == Column.FIXED;
          case TIMESTAMP_96 -> physical == Column.INT96;
          case TEXT -> physical == Column.BYTES || physical == Column.FIXED;
          case UUID -> physical == Column.FIXED && length == 16;
        };
    if (kind == Kind.DECIMAL && (scale < 0 || scale > MOST_DIGITS)) {
      throw new IllegalArgumentException("column " + name + " has " + scale + " decimals");
    }
    if (!fits) {
      throw new IllegalArgumentException(
          "column " + name + " holds " + kind + " in type " + physical);
    }
    return new Column(name, physical, length, repetition == OPTIONAL, kind, digits(kind));
  }

  private Kind kind() {
    return switch (logical) {
      case 5 -> Kind.DECIMAL;
      case 6 -> Kind.DATE;
      case 7 -> Kind.TIME;
      case 8 -> Kind.TIMESTAMP;
      case 10 -> isUnsigned ? Kind.UNSIGNED : Kind.WHOLE;
      case 14 -> Kind.UUID;
      case 15 -> Kind.HALF;
      default -> convertedKind();
    };
  }

  /** As files before version 2.4 of the format have it. */
  private Kind convertedKind() {
    return switch (converted) {
      case 5 -> Kind.DECIMAL;
      case 6 -> Kind.DATE;
      case 7, 8 -> Kind.TIME;
      case 9, 10 -> Kind.TIMESTAMP;
      case 11, 12, 13, 14 -> Kind.UNSIGNED;
      default -> physicalKind();
    };
  }

  private Kind physicalKind() {
    return switch (physical) {
      case Column.BOOLEAN -> Kind.BOOLEAN;
      case Column.INT32, Column.INT64 -> Kind.WHOLE;
      case Column.INT96 -> Kind.TIMESTAMP_96;
      case Column.FLOAT -> Kind.FLOAT;
      case Column.DOUBLE -> Kind.DOUBLE;
      default -> Kind.TEXT;
    };
  }

  private int digits(Kind kind) {
    if (kind == Kind.TIME || kind == Kind.TIMESTAMP) {
      boolean isMillis = unit == NONE ? converted == 7 || converted == 9 : unit == 1;
      return isMillis ? 3 : unit == 3 ? 9 : 6;
    }
    return scale;
  }
}
