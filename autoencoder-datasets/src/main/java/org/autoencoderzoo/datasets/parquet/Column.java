package org.autoencoderzoo.datasets.parquet;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.autoencoderzoo.columns.ColumnType;

/**
 * A column of a Parquet file, and what its values mean.
 *
 * @param name of the column
 * @param physical how values are stored
 * @param length of a value of {@link #FIXED}, in bytes
 * @param isOptional whether values may be missing
 * @param kind what values mean
 * @param scale digits behind the point of a decimal; units per second of a time, as a power of 10
 */
record Column(String name, int physical, int length, boolean isOptional, Kind kind, int scale) {

  static final int BOOLEAN = 0;
  static final int INT32 = 1;
  static final int INT64 = 2;
  static final int INT96 = 3;
  static final int FLOAT = 4;
  static final int DOUBLE = 5;
  static final int BYTES = 6;
  static final int FIXED = 7;

  /** The day from which INT96 counts, in days before 1970. */
  private static final long JULIAN_EPOCH = 2_440_588;

  private static final int NANO_DIGITS = 9;

  /** What values mean. */
  enum Kind {
    BOOLEAN,
    WHOLE,
    UNSIGNED,
    FLOAT,
    DOUBLE,
    HALF,
    DECIMAL,
    DATE,
    TIME,
    TIMESTAMP,
    TIMESTAMP_96,
    TEXT,
    UUID
  }

  /** What the file says of the column; of texts, nothing. */
  Optional<ColumnType> type() {
    return switch (kind) {
      case BOOLEAN -> Optional.of(ColumnType.bool());
      case WHOLE, UNSIGNED, FLOAT, DOUBLE, HALF, DECIMAL -> Optional.of(ColumnType.number());
      case DATE, TIME, TIMESTAMP, TIMESTAMP_96 -> Optional.of(ColumnType.dateTime());
      case TEXT, UUID -> Optional.empty();
    };
  }

  /** The bytes of a value of fixed length; 0 if its length varies. */
  int width() {
    return switch (physical) {
      case INT32, FLOAT -> Integer.BYTES;
      case INT64, DOUBLE -> Long.BYTES;
      case INT96 -> 12;
      case FIXED -> length;
      default -> 0;
    };
  }

  /** The value as a number; NaN if it is none. */
  double number(Values value) {
    return switch (kind) {
      case WHOLE -> value.whole;
      case UNSIGNED -> unsigned(value.whole).doubleValue();
      case FLOAT, DOUBLE -> value.real;
      case HALF -> half(value.bytes);
      case DECIMAL -> decimal(value).doubleValue();
      case BOOLEAN, DATE, TIME, TIMESTAMP, TIMESTAMP_96, TEXT, UUID -> Double.NaN;
    };
  }

  /** The value as a CSV file has it. */
  String text(Values value) {
    return switch (kind) {
      case BOOLEAN -> value.whole == 0 ? "false" : "true";
      case WHOLE -> Long.toString(value.whole);
      case UNSIGNED -> unsigned(value.whole).toString();
      case FLOAT -> Float.toString((float) value.real);
      case DOUBLE -> Double.toString(value.real);
      case HALF -> Float.toString(half(value.bytes));
      case DECIMAL -> decimal(value).toPlainString();
      case DATE -> LocalDate.ofEpochDay(value.whole).toString();
      case TIME -> timeOfDay(value.whole);
      case TIMESTAMP -> time(value.whole).toString();
      case TIMESTAMP_96 -> time96(value.bytes).toString();
      case TEXT -> new String(value.bytes, StandardCharsets.UTF_8).strip();
      case UUID -> uuid(value.bytes).toString();
    };
  }

  private BigInteger unsigned(long value) {
    return physical == INT32
        ? BigInteger.valueOf(value & 0xffffffffL)
        : new BigInteger(Long.toUnsignedString(value));
  }

  private BigDecimal decimal(Values value) {
    return physical == INT32 || physical == INT64
        ? BigDecimal.valueOf(value.whole, scale)
        : new BigDecimal(new BigInteger(value.bytes), scale);
  }

  private long nanos(long units) {
    long nanos = units;
    for (int i = scale; i < NANO_DIGITS; i++) {
      nanos = Math.multiplyExact(nanos, 10L);
    }
    return nanos;
  }

  private String timeOfDay(long units) {
    long day = 24L * 60 * 60 * (long) Math.pow(10, scale);
    return units >= 0 && units < day
        ? LocalTime.ofNanoOfDay(nanos(units)).toString()
        : Long.toString(units); // No time: reading it as one tells the row and the column.
  }

  private LocalDateTime time(long units) {
    long perSecond = (long) Math.pow(10, scale);
    long seconds = Math.floorDiv(units, perSecond);
    return LocalDateTime.ofInstant(
        Instant.ofEpochSecond(seconds, nanos(Math.floorMod(units, perSecond))), ZoneOffset.UTC);
  }

  private static LocalDateTime time96(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    long nanos = in.getLong();
    return LocalDate.ofEpochDay(in.getInt() - JULIAN_EPOCH).atStartOfDay().plusNanos(nanos);
  }

  private static UUID uuid(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    return new UUID(in.getLong(), in.getLong());
  }

  private static float half(byte[] bytes) {
    int bits = (bytes[0] & 0xff) | (bytes[1] & 0xff) << 8;
    int exponent = (bits >> 10) & 0x1f;
    int fraction = bits & 0x3ff;
    float size =
        exponent == 0x1f
            ? fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN
            : exponent == 0
                ? fraction * 0x1p-24f
                : (1024 + fraction) * (float) Math.pow(2, exponent - 25);
    return bits >> 15 == 0 ? size : -size;
  }
}
