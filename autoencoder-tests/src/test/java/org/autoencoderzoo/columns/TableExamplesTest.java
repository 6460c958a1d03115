package org.autoencoderzoo.columns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.autoencoderzoo.training.Batch;
import org.autoencoderzoo.training.Blocks;
import org.autoencoderzoo.training.Examples;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** A table as what a network is trained on. */
class TableExamplesTest {

  private static final List<String> NAMES = List.of("n", "level", "class");

  private static Table table(int rows) {
    return new GeneratedTable(
        "made",
        NAMES,
        () ->
            IntStream.range(0, rows)
                .mapToObj(
                    i -> Arrays.asList((i * 37) % 101, i == 1050 ? null : "level " + i % 5, "c"))
                .iterator());
  }

  private static Columns columns(int otherUnits) throws IOException {
    return Columns.builder()
        .label("class")
        .categories(ColumnType.category().withOtherUnits(otherUnits))
        .fit(table(1100));
  }

  private static List<Batch> blocks(Examples examples) {
    List<Batch> blocks = new ArrayList<>();
    examples.forEach(block -> blocks.add(copy(block))); // Their arrays are used again.
    return blocks;
  }

  private static Batch copy(Batch block) {
    INDArray input = block.input().dup();
    INDArray mask = block.targetMask() == null ? null : block.targetMask().dup();
    return new Batch(
        input, block.isItsOwnTarget() ? input : block.target().dup(), block.inputMask(), mask);
  }

  @Test
  void smallTableIsKeptInMemoryAndItsLabelIsNotLearned() throws IOException {
    Columns columns = columns(1);
    assertThat(columns.width()).isEqualTo(1 + 6);
    Examples examples = columns.examples(table(1100));
    EncodedRows rows = OneColumn.all(columns, table(1100));
    assertThat(examples.size()).isEqualTo(1100);
    List<INDArray> x = blocks(examples).stream().map(Batch::input).toList();
    assertThat(Nd4j.vstack(x)).isEqualTo(rows.x());
    assertThat(blocks(examples)).allMatch(Batch::isItsOwnTarget);
    INDArray mask = Nd4j.vstack(blocks(examples).stream().map(Batch::targetMask).toList());
    assertThat(mask).isEqualTo(rows.mask());
  }

  @Test
  void largeTableIsReadAgainInEachPass() throws IOException {
    Columns columns = columns(10_000);
    Examples examples = columns.examples(table(1100));
    assertThat(examples).hasToString("streamed rows");
    assertThat(examples.size()).isEqualTo(1100);
    for (int pass = 0; pass < 2; pass++) {
      List<Batch> blocks = blocks(examples);
      assertThat(blocks).extracting(Batch::size).containsExactly(1024L, 76L);
      assertThat(blocks.get(0).targetMask()).isNull();
      assertThat(blocks.get(1).targetMask().sum(1).toFloatVector()[26]).isEqualTo(1);
      assertThat(blocks.get(1).input())
          .isEqualTo(
              OneColumn.all(columns, table(1100)).x().get(NDArrayIndex.interval(1024, 1100)));
    }
  }

  @Test
  void rowsAreSkippedWithoutBeingEncoded() throws IOException {
    Columns columns = columns(1);
    Table wrong =
        Tables.of("t", NAMES, List.of(List.of("x", "a", "c"), List.of(5, "level 1", "c")));
    try (Blocks blocks = new TableSource(columns, wrong).open()) {
      assertThat(blocks.skip(1)).isEqualTo(1);
      assertThat(blocks.next()).hasValueSatisfying(batch -> assertThat(batch.size()).isEqualTo(1));
      assertThat(blocks.skip(3)).isZero();
      assertThat(blocks.next()).isEmpty();
    }
  }

  @Test
  void memoryOfABlockIsGivenBackWithTheNextOne() throws IOException {
    Columns columns = columns(1);
    List<INDArray> arrays = new ArrayList<>();
    try (Blocks blocks = new TableSource(columns, table(2100)).open()) {
      for (int block = 0; block < 3; block++) {
        Batch batch = blocks.next().orElseThrow();
        assertThat(arrays).allMatch(INDArray::wasClosed);
        arrays.add(batch.input());
        if (batch.targetMask() != null) {
          arrays.add(batch.targetMask());
        }
      }
      assertThat(arrays).hasSize(4);
    }
    assertThat(arrays).allMatch(INDArray::wasClosed);
  }

  @Test
  void sourceIsToldByTableAndColumns() throws IOException {
    Table table = OneColumn.of(1, 2, 3);
    Columns columns = Columns.builder().fit(table);
    assertThat(new TableSource(columns, table).identity())
        .isEqualTo(new TableSource(Columns.builder().fit(table), OneColumn.of(1, 2, 3)).identity())
        .isNotEqualTo(new TableSource(columns, OneColumn.of(1, 2, 4)).identity())
        .isNotEqualTo(
            new TableSource(Columns.builder().clip(3).fit(table), OneColumn.of(1, 2, 3))
                .identity());
    assertThat(new TableSource(columns(1), table(3)).identity()).isEmpty();
  }

  @Test
  void tablesThatCannotBeTrainedOnAreRefused() throws IOException {
    Columns columns = Columns.builder().fit(OneColumn.of(1, 2));
    assertThatThrownBy(() -> columns.examples(OneColumn.of())).hasMessage("one.csv has no rows");
    assertThatThrownBy(() -> columns.examples(OneColumn.of(1, "a")))
        .isInstanceOf(WrongTableException.class)
        .hasMessageContaining("row 2");
    Examples later = Examples.streamed(new TableSource(columns, OneColumn.of(1, "a")));
    assertThatThrownBy(() -> blocks(later))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("one.csv, row 2: column \"c\" has \"a\"");
  }
}
