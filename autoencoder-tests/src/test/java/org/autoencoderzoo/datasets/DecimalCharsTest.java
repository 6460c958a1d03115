package org.autoencoderzoo.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.autoencoderzoo.settings.Decimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalCharsTest {

  @Test
  void bitsAreThoseOfJavasParser() {
    Random random = new Random(42);
    for (int i = 0; i < 30_000; i++) {
      double any = Double.longBitsToDouble(random.nextLong());
      double usual = random.nextGaussian() * Math.pow(10, random.nextInt(12) - 6);
      assertSame(Double.isFinite(any) ? Double.toString(any) : "0.0");
      assertSame(Double.toString(usual));
      assertSame(Float.toString((float) usual));
      assertSame("%.6f".formatted(usual));
      assertSame(
          "%d.%de%d".formatted(random.nextInt(), random.nextLong() >>> 1, random.nextInt(30)));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-0",
        "+7",
        "007",
        ".5",
        "5.",
        "1e22",
        "1e23",
        "-1e-22",
        "9007199254740993",
        "9007199254740993e-22",
        "123456789012345678",
        "1234567890123456789",
        "12345678901234567890",
        "0.000000000000000000000000000001",
        "00000000000000000000000001",
        "1e400",
        "-1e400",
        "1e-400",
        "4.9e-324",
        "2.4703282292062327e-324",
        "2.4703282292062328e-324",
        "1.7976931348623159e308",
        "1e99999999999",
        "0e99999999999",
        "1e-99999999999",
        "2.2250738585072011e-308",
        "179769313486231580793728971405301e276",
        "6929495644600919.5",
        "3.7455744005952583e15"
      })
  void hardOnesAreThoseOfJavasParserToo(String text) {
    assertSame(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        ".",
        "e5",
        "1e",
        "1e+",
        "3f",
        "5D",
        "0x1p3",
        "1_000",
        "--1",
        "1 0",
        "NaN",
        "Infinity",
        "1,5",
        "٣",
        "1e5.0",
        "+-1",
        "1.2.3"
      })
  void whatIsNoDecimalIsNoNumber(String text) {
    assertThat(parse("x" + text + "x", '.')).isNaN();
    assertThat(Decimal.isDecimal(text)).isFalse();
  }

  @Test
  void commaStandsForThePoint() {
    assertThat(parse("x1,5x", ',')).isEqualTo(1.5);
    assertThat(parse("x3,14159265358979311e0x", ',')).isEqualTo(Math.PI);
    assertThat(parse("x1.5x", ',')).isNaN();
  }

  private static void assertSame(String text) {
    assertThat(Double.doubleToRawLongBits(parse("x" + text + "x", '.')))
        .as(text)
        .isEqualTo(Double.doubleToRawLongBits(Double.parseDouble(text)));
  }

  private static double parse(String padded, char point) {
    return DecimalChars.parse(padded.toCharArray(), 1, padded.length() - 1, point);
  }
}
