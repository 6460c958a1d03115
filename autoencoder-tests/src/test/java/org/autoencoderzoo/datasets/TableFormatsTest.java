package org.autoencoderzoo.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.columns.ColumnType;
import org.autoencoderzoo.columns.Columns;
import org.autoencoderzoo.columns.Rows;
import org.autoencoderzoo.columns.Table;
import org.autoencoderzoo.columns.WrongTableException;
import org.autoencoderzoo.datasets.parquet.Parquet;
import org.autoencoderzoo.training.Training;
import org.autoencoderzoo.zoo.Linear;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;

/** One table in every format, and what happens to a table that changes on the way. */
class TableFormatsTest {
  private static final List<String> NAMES = List.of("id", "x", "f", "colour", "even", "price");

  @TempDir Path folder;

  @Test
  void everyFormatGivesTheSameColumnsAndTheSameModel() throws IOException, SQLException {
    Path csv = resource("forty.csv");
    String url = "jdbc:h2:mem:formats";
    try (Connection keepsTheDatabase = DriverManager.getConnection(url);
        Statement statement = keepsTheDatabase.createStatement()) {
      statement.execute(
          "CREATE TABLE forty AS SELECT CAST(\"id\" AS INT) AS \"id\", CAST(\"x\" AS DOUBLE"
              + " PRECISION) AS \"x\", CAST(\"f\" AS REAL) AS \"f\", \"colour\", CAST(\"even\" AS"
              + " BOOLEAN) AS \"even\", CAST(\"price\" AS DECIMAL(9, 2)) AS \"price\","
              + " \"day\", \"at\", \"big\", \"exact\", \"tiny\", \"note\" FROM"
              + " CSVREAD('%s', NULL, 'charset=UTF-8 caseSensitiveColumnNames=true')"
                  .formatted(csv));
      Map<String, Table> tables = new LinkedHashMap<>();
      tables.put("csv", Csv.of(csv));
      tables.put("semicolons and commas", Csv.of(european(csv)));
      tables.put("arff", Arff.of(arff(csv)));
      tables.put("parquet", Parquet.of(resource("forty-zstd.parquet")));
      tables.put(
          "jdbc",
          JdbcTable.of(
              () -> DriverManager.getConnection(url), "SELECT * FROM forty ORDER BY \"id\""));
      Columns expected = columns(tables.get("csv"));
      assertThat(expected.columns()).hasSize(NAMES.size());
      INDArray parameters = trained(expected, tables.get("csv"));
      for (Map.Entry<String, Table> table : tables.entrySet()) {
        Columns found = columns(table.getValue());
        assertThat(found).as(table.getKey()).isEqualTo(expected);
        assertThat(trained(found, table.getValue())).as(table.getKey()).isEqualTo(parameters);
      }
    }
  }

  private static Columns columns(Table table) throws IOException {
    List<String> others = table.names().stream().filter(name -> !NAMES.contains(name)).toList();
    return Columns.builder()
        .ignore(others.toArray(String[]::new))
        .column("even", ColumnType.bool())
        .column("colour", ColumnType.category("red", "grün", "light blue"))
        .fit(table);
  }

  private static INDArray trained(Columns columns, Table table) throws IOException {
    INDArray x;
    try (Rows rows = columns.open(table)) {
      x = columns.encode(rows, 100).x();
    }
    Autoencoder autoencoder =
        Linear.builder().forColumns(columns).codeSize(2).seed(7).build().init();
    autoencoder.fit(x, Training.defaults().withEpochs(2));
    return autoencoder.network().params();
  }

  /** As a spreadsheet of many countries writes it, with a byte order mark. */
  private Path european(Path csv) throws IOException {
    String text = Files.readString(csv).replace(',', ';').replace('.', ',').replace("\n", "\r\n");
    return Files.write(
        folder.resolve("european.csv"), ("\ufeff" + text).getBytes(StandardCharsets.UTF_16LE));
  }

  private Path arff(Path csv) throws IOException {
    StringBuilder text = new StringBuilder("@relation forty\n");
    try (Rows rows = Csv.of(csv).open()) {
      for (String name : Csv.of(csv).names()) {
        String type =
            switch (name) {
              case "colour" -> "{red, grün, 'light blue'}";
              case "even" -> "{false, true}";
              case "id", "x", "f", "price" -> "numeric";
              default -> "string";
            };
        text.append("@attribute ").append(name).append(' ').append(type).append('\n');
      }
      text.append("@data\n");
      while (rows.next()) {
        for (int i = 0; i < Csv.of(csv).names().size(); i++) {
          String cell = rows.text(i);
          text.append(i == 0 ? "" : ",").append(cell.isEmpty() ? "?" : "'" + cell + "'");
        }
        text.append('\n');
      }
    }
    return Files.writeString(folder.resolve("forty.arff"), text);
  }

  @Test
  void columnThatTurnsToTextInLine900000IsNamedWithItsLine() throws IOException {
    Path file = folder.resolve("long.csv");
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("a,amount\n");
      for (int line = 2; line <= 900_010; line++) {
        out.write(line == 900_000 ? "7,n.a.\n" : "7" + line % 10 + "," + line % 100 + ".5\n");
      }
    }
    Table table = Csv.of(file);
    assertThatThrownBy(() -> Columns.builder().fit(table))
        .isInstanceOf(WrongTableException.class)
        .hasMessageStartingWith(
            file + ", line 900000: column \"amount\" has \"n.a.\", expected a number");
    assertThat(Columns.builder().missing("n.a.").fit(table).rows()).isEqualTo(900_009);
  }

  @Test
  void headerAloneIsRefusedByTheFit() throws IOException {
    Path file = Files.writeString(folder.resolve("t.csv"), "a,b\n");
    assertThatThrownBy(() -> Columns.builder().fit(Csv.of(file)))
        .isInstanceOf(WrongTableException.class)
        .hasMessageContaining(file.toString());
  }

  private Path resource(String name) throws IOException {
    Path file = folder.resolve(name);
    try (InputStream in = Csv.class.getResourceAsStream(name)) {
      Files.copy(in, file);
    }
    return file;
  }
}
