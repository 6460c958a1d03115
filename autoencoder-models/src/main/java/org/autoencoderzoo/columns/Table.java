package org.autoencoderzoo.columns;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A table that can be read again and again, in the same order each time: a file, a query, rows in
 * memory.
 */
public interface Table {

  /** {@return what messages call it: the name of the file} */
  String name();

  /**
   * The names of the columns, from left to right.
   *
   * @return each name once; "1", "2" and so on where the table has no header
   * @throws IOException if they cannot be read
   */
  List<String> names() throws IOException;

  /**
   * What the source itself says about a column, as ARFF, Parquet and databases do.
   *
   * @param column name of the column
   * @return its type; empty if the cells must tell
   * @throws IOException if it cannot be read
   */
  default Optional<ColumnType> declaredType(String column) throws IOException {
    return Optional.empty();
  }

  /** {@return how many rows there are, if that is known without reading them} */
  default OptionalLong size() {
    return OptionalLong.empty();
  }

  /**
   * Begins a new pass, before the first row.
   *
   * @return the rows, to be closed by the caller
   * @throws IOException if they cannot be read
   */
  Rows open() throws IOException;

  /**
   * What makes it this table and no other, such as path, size and SHA-256: training is resumed only
   * on the same table.
   *
   * @return values by name; empty if the source cannot tell, so that a checksum of all rows must
   * @throws IOException if the source cannot be read
   */
  Map<String, String> identity() throws IOException;
}
