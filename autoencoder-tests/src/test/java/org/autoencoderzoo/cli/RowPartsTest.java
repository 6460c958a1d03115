package org.autoencoderzoo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.autoencoderzoo.cli.RowParts.Part;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rows of a table are for training, test, or to be held out. */
class RowPartsTest {

  @ParameterizedTest
  @ValueSource(longs = {0, 42, -7})
  void ofEachTenRowsOneIsForTheTestAndOneIsHeldOut(long seed) {
    RowParts parts = new DrawnParts(seed, true, true);
    for (long first = 0; first < 1000; first += DrawnParts.BLOCK) {
      List<Part> ten =
          LongStream.range(first, first + DrawnParts.BLOCK).mapToObj(parts::of).toList();
      assertThat(ten).as("from row %d", first).containsOnlyOnce(Part.TEST, Part.HELD_OUT);
    }
  }

  @Test
  void placesAreDrawnByTheSeed() {
    assertThat(tests(1)).isEqualTo(tests(1)).isNotEqualTo(tests(2));
    assertThat(tests(1).stream().map(row -> row % DrawnParts.BLOCK).distinct())
        .hasSize(DrawnParts.BLOCK);
  }

  private static List<Long> tests(long seed) {
    RowParts parts = new DrawnParts(seed, true, false);
    return LongStream.range(0, 1000).filter(row -> parts.of(row) == Part.TEST).boxed().toList();
  }

  @Test
  void holdingOutLeavesTheTestRowsAsTheyAre() {
    RowParts alone = new DrawnParts(3, true, false);
    RowParts both = new DrawnParts(3, true, true);
    assertThat(LongStream.range(0, 1000))
        .allMatch(row -> (alone.of(row) == Part.TEST) == (both.of(row) == Part.TEST));
  }

  @Test
  void withoutThemAllRowsAreTrainedOn() {
    assertThat(LongStream.range(0, 100).mapToObj(new DrawnParts(1, false, false)::of))
        .containsOnly(Part.TRAINING);
  }

  @Test
  void ofASeriesTheLastStepsAreForTheTest() {
    RowParts parts = new TimeParts(100, true, true);
    assertThat(LongStream.range(0, 80).mapToObj(parts::of)).containsOnly(Part.TRAINING);
    assertThat(LongStream.range(80, 90).mapToObj(parts::of)).containsOnly(Part.HELD_OUT);
    assertThat(LongStream.range(90, 100).mapToObj(parts::of)).containsOnly(Part.TEST);
  }
}
