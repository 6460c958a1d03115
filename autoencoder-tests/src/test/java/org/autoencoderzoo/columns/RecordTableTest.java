package org.autoencoderzoo.columns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.datavec.api.records.reader.RecordReader;
import org.datavec.api.records.reader.impl.collection.CollectionRecordReader;
import org.datavec.api.records.reader.impl.csv.CSVRecordReader;
import org.datavec.api.split.FileSplit;
import org.datavec.api.writable.DoubleWritable;
import org.datavec.api.writable.IntWritable;
import org.datavec.api.writable.NullWritable;
import org.datavec.api.writable.Text;
import org.datavec.api.writable.Writable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** DataVec's readers as tables. */
class RecordTableTest {

  private static final List<String> NAMES = List.of("n", "level");

  @TempDir Path folder;

  private static Table table(List<List<Writable>> records) {
    return RecordTable.of("records", NAMES, new CollectionRecordReader(records));
  }

  @Test
  void recordsAreRowsInEachPass() throws IOException {
    List<List<Writable>> records =
        List.of(
            List.of(new DoubleWritable(0.1), new Text(" a ")),
            List.of(new IntWritable(3), new Text("b")),
            List.of(NullWritable.INSTANCE, new Text("a")),
            List.of(new Text("?"), new Text("NA")));
    Table same =
        Tables.of(
            "same",
            NAMES,
            List.of(List.of(0.1, "a"), List.of(3, "b"), List.of("", "a"), List.of("?", "NA")));
    Table table = table(records);
    Columns columns = Columns.builder().fit(table);
    assertThat(columns).isEqualTo(Columns.builder().fit(same));
    assertThat(OneColumn.all(columns, table)).isEqualTo(OneColumn.all(columns, same));
  }

  @Test
  void csvOfDataVecIsReadTwice() throws Exception {
    Path file = folder.resolve("t.csv");
    Files.writeString(file, "1.5,x\n2.5,y\n4,x\n");
    try (RecordReader reader = new CSVRecordReader()) {
      reader.initialize(new FileSplit(file.toFile()));
      Table table = RecordTable.of("t.csv", NAMES, reader);
      Columns columns = Columns.builder().fit(table);
      assertThat(columns.rows()).isEqualTo(3);
      assertThat(OneColumn.all(columns, table).size()).isEqualTo(3);
    }
  }

  @Test
  void recordOfAnotherLengthIsNamed() {
    assertThatThrownBy(
            () ->
                Columns.builder()
                    .fit(
                        table(
                            List.of(
                                List.of(new IntWritable(1), new Text("a")),
                                List.of(new IntWritable(1))))))
        .isInstanceOf(WrongTableException.class)
        .hasMessage("records, row 2 has 1 values, expected 2: one for each column");
  }
}
