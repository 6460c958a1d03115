package org.autoencoderzoo.datasets;

import java.io.IOException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.autoencoderzoo.columns.ColumnType;
import org.autoencoderzoo.columns.Rows;
import org.autoencoderzoo.columns.Table;
import org.autoencoderzoo.columns.WrongTableException;
import org.autoencoderzoo.settings.Arguments;

/**
 * The rows of a query, through whatever JDBC driver the caller has on the class path. Each pass
 * runs the query again, and reads it some rows at a time; only {@code ORDER BY} makes passes come
 * in one order, which resuming asks for.
 *
 * <pre>{@code
 * Table table =
 *     JdbcTable.of(() -> DriverManager.getConnection(url), "SELECT * FROM loans ORDER BY id");
 * }</pre>
 */
public final class JdbcTable implements Table {

  /** Rows that the driver fetches at once. */
  private static final int FETCHED = 1000;

  private static final int LONGEST_NAME = 60;

  private final Connections connections;
  private final String query;
  private List<ColumnOfQuery> columns;

  private JdbcTable(Connections connections, String query) {
    Arguments.given("connections", connections);
    Arguments.given("query", query);
    this.connections = connections;
    this.query = query;
  }

  /** Connects to a database. */
  @FunctionalInterface
  public interface Connections {
    /**
     * Opens a connection, which the table closes after a pass.
     *
     * @return the connection
     * @throws SQLException if there is none
     */
    Connection open() throws SQLException;
  }

  /** What the database says about a column. */
  private record ColumnOfQuery(String name, Optional<ColumnType> type) {}

  /**
   * A query.
   *
   * @param connections opens a connection for each pass
   * @param query what to select, in the database's SQL
   * @return its rows; nothing is opened before it is needed
   * @throws IllegalArgumentException if an argument is null
   */
  public static JdbcTable of(Connections connections, String query) {
    return new JdbcTable(connections, query);
  }

  @Override
  public String name() {
    String line = query.strip().replaceAll("\\s+", " ");
    return line.length() > LONGEST_NAME ? line.substring(0, LONGEST_NAME) + "..." : line;
  }

  /**
   * {@inheritDoc}
   *
   * @throws WrongTableException if two columns have one name
   */
  @Override
  public List<String> names() throws IOException {
    return columns().stream().map(ColumnOfQuery::name).toList();
  }

  @Override
  public Optional<ColumnType> declaredType(String column) throws IOException {
    return columns().stream()
        .filter(one -> one.name().equals(column))
        .findFirst()
        .flatMap(ColumnOfQuery::type);
  }

  @Override
  public Rows open() throws IOException {
    try {
      return new Pass(connections.open());
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /** {@return the query: that the database is the same, only the caller knows} */
  @Override
  public Map<String, String> identity() {
    return Map.of("query", query);
  }

  private synchronized List<ColumnOfQuery> columns() throws IOException {
    if (columns == null) {
      try (Pass pass = new Pass(connections.open())) {
        columns = columns(pass.rows.getMetaData());
      } catch (SQLException e) {
        throw failed(e);
      }
    }
    return columns;
  }

  private List<ColumnOfQuery> columns(ResultSetMetaData data) throws SQLException, IOException {
    Map<String, ColumnOfQuery> found = new LinkedHashMap<>();
    for (int i = 1; i <= data.getColumnCount(); i++) {
      String label = data.getColumnLabel(i);
      if (found.put(label, new ColumnOfQuery(label, type(data.getColumnType(i)))) != null) {
        throw new WrongTableException(
            name()
                + ": two columns are named "
                + label
                + ", expected a name for each; rename one with AS");
      }
    }
    return new ArrayList<>(found.values());
  }

  private static Optional<ColumnType> type(int type) {
    return switch (type) {
      case Types.TINYINT,
          Types.SMALLINT,
          Types.INTEGER,
          Types.BIGINT,
          Types.REAL,
          Types.FLOAT,
          Types.DOUBLE,
          Types.DECIMAL,
          Types.NUMERIC ->
          Optional.of(ColumnType.number());
      case Types.BOOLEAN, Types.BIT -> Optional.of(ColumnType.bool());
      case Types.DATE, Types.TIMESTAMP, Types.TIME -> Optional.of(ColumnType.dateTime());
      default -> Optional.empty(); // Texts: the cells tell whether they are levels.
    };
  }

  private IOException failed(SQLException e) {
    return new IOException(name() + ": the database says: " + e.getMessage(), e);
  }

  /** One run of the query. */
  private final class Pass implements Rows {
    private final Connection connection;
    private final ResultSet rows;
    private final Object[] cells;
    private long row;

    Pass(Connection connection) throws SQLException {
      this.connection = connection;
      try {
        // Some drivers read all rows into memory unless a transaction is open.
        connection.setAutoCommit(false);
        PreparedStatement statement = connection.prepareStatement(query);
        statement.setFetchSize(FETCHED);
        this.rows = statement.executeQuery();
        this.cells = new Object[rows.getMetaData().getColumnCount()];
      } catch (SQLException e) {
        connection.close();
        throw e;
      }
    }

    @Override
    public boolean next() throws IOException {
      try {
        if (!rows.next()) {
          return false;
        }
        row++;
        for (int i = 0; i < cells.length; i++) {
          cells[i] = rows.getObject(i + 1);
        }
        return true;
      } catch (SQLException e) {
        throw new IOException(
            "%s, row %d: the database says: %s".formatted(name(), row + 1, e.getMessage()), e);
      }
    }

    @Override
    public String text(int column) {
      Object cell = cells[column];
      if (cell == null) {
        return null;
      }
      return cell instanceof BigDecimal number ? number.toPlainString() : cell.toString().strip();
    }

    @Override
    public double number(int column) {
      return cells[column] instanceof Number number
          ? number.doubleValue()
          : Rows.super.number(column);
    }

    @Override
    public String where() {
      return name() + ", row " + row;
    }

    @Override
    public void close() throws IOException {
      try {
        connection.rollback(); // Some drivers close no open transaction.
        connection.close();
      } catch (SQLException e) {
        throw failed(e);
      }
    }
  }
}
