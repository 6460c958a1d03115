package org.autoencoderzoo.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import org.autoencoderzoo.columns.ColumnType;
import org.autoencoderzoo.columns.Rows;
import org.autoencoderzoo.columns.WrongTableException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JdbcTableTest {
  private static final String URL = "jdbc:h2:mem:loans";

  private Connection keepsTheDatabase;

  @BeforeEach
  void create() throws SQLException {
    keepsTheDatabase = DriverManager.getConnection(URL);
    try (Statement statement = keepsTheDatabase.createStatement()) {
      statement.execute(
          "CREATE TABLE loans (id INT, amount DECIMAL(10, 2), rate DOUBLE PRECISION, purpose"
              + " VARCHAR(20), paid BOOLEAN, since DATE)");
      statement.execute(
          "INSERT INTO loans VALUES (1, 1200.50, 0.25, ' car ', TRUE, '2024-02-29'), (2, NULL,"
              + " NULL, NULL, NULL, NULL), (3, 1e3, -1, '7', FALSE, '1999-12-31')");
    }
  }

  @AfterEach
  void drop() throws SQLException {
    keepsTheDatabase.close();
  }

  @Test
  void rowsAreThoseOfTheQueryInEachPass() throws IOException {
    JdbcTable table = table("SELECT * FROM loans ORDER BY id");
    assertThat(table.names()).containsExactly("ID", "AMOUNT", "RATE", "PURPOSE", "PAID", "SINCE");
    List<List<String>> expected =
        List.of(
            List.of("1", "1200.50", "0.25", "car", "TRUE", "2024-02-29"),
            Arrays.asList("2", null, null, null, null, null),
            List.of("3", "1000.00", "-1.0", "7", "FALSE", "1999-12-31"));
    assertThat(CsvTest.texts(table)).usingElementComparator(this::ignoringCase).isEqualTo(expected);
    assertThat(CsvTest.texts(table)).hasSize(3);
    try (Rows rows = table.open()) {
      rows.next();
      assertThat(rows.number(1)).isEqualTo(1200.5);
      assertThat(rows.number(3)).isNaN();
      assertThat(rows.where()).isEqualTo("SELECT * FROM loans ORDER BY id, row 1");
      rows.next();
      assertThat(rows.number(1)).isNaN();
    }
  }

  @Test
  void databaseSaysTheTypesButNotWhatItsTextsMean() throws IOException {
    JdbcTable table = table("SELECT * FROM loans");
    assertThat(table.declaredType("ID")).contains(ColumnType.number());
    assertThat(table.declaredType("AMOUNT")).contains(ColumnType.number());
    assertThat(table.declaredType("RATE")).contains(ColumnType.number());
    assertThat(table.declaredType("PURPOSE")).isEmpty();
    assertThat(table.declaredType("PAID")).contains(ColumnType.bool());
    assertThat(table.declaredType("SINCE")).contains(ColumnType.dateTime());
    assertThat(table.identity()).containsEntry("query", "SELECT * FROM loans");
  }

  @Test
  void whatTheDatabaseRefusesIsSaidWithTheQuery() {
    assertThatThrownBy(() -> table("SELECT * FROM nosuch").names())
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(
            "SELECT * FROM nosuch: the database says: Table \"NOSUCH\" not found");
    assertThatThrownBy(
            () -> CsvTest.texts(table("SELECT 1 / (id - 2) AS q FROM loans ORDER BY id")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("the database says: Division by zero");
    assertThatThrownBy(() -> table("SELECT id, amount AS id FROM loans").names())
        .isInstanceOf(WrongTableException.class)
        .hasMessageContaining("two columns are named ID, expected a name for each");
  }

  @Test
  void longQueriesAreCutInMessages() {
    assertThat(table("SELECT id\n  FROM loans WHERE " + "id = 1 OR ".repeat(20) + "id = 2").name())
        .isEqualTo("SELECT id FROM loans WHERE id = 1 OR id = 1 OR id = 1 OR id ...");
  }

  private int ignoringCase(List<String> one, List<String> other) {
    return String.valueOf(one).compareToIgnoreCase(String.valueOf(other));
  }

  private static JdbcTable table(String query) {
    return JdbcTable.of(() -> DriverManager.getConnection(URL), query);
  }
}
