package org.autoencoderzoo.datasets;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.autoencoderzoo.columns.ColumnType;
import org.autoencoderzoo.columns.Rows;
import org.autoencoderzoo.columns.Table;
import org.autoencoderzoo.columns.WrongTableException;
import org.autoencoderzoo.files.Sha256;
import org.autoencoderzoo.settings.Arguments;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * An {@link ArrayFile} of rows, {@code [N, D]}, or of single numbers, {@code [N]}, as a table: its
 * columns are numbers and named "1", "2" and so on, and NaN is a missing value. The whole array is
 * kept in memory once a pass has begun.
 */
public final class ArrayTable implements Table {

  private final Path file;
  private final int size;
  private final int width;
  private INDArray values;

  private ArrayTable(Path file, int size, int width) {
    this.file = file;
    this.size = size;
    this.width = width;
  }

  /**
   * A file.
   *
   * @param file NPY or IDX, plain or compressed
   * @return its rows; the values are read when they are first needed
   * @throws WrongTableException if the array has more dimensions than rows and columns
   * @throws IOException if the file cannot be read, is neither NPY nor IDX, or holds no numbers
   * @throws IllegalArgumentException if it is null
   */
  public static ArrayTable of(Path file) throws IOException {
    Arguments.given("file", file);
    long[] shape = ArrayFile.shape(file);
    if (shape.length > 2) {
      throw new WrongTableException(
          "%s holds an array of %s, expected N rows of D numbers"
              .formatted(file, ArrayFile.words(shape)));
    }
    return new ArrayTable(
        file, Math.toIntExact(shape[0]), shape.length == 1 ? 1 : Math.toIntExact(shape[1]));
  }

  @Override
  public String name() {
    return file.toString();
  }

  @Override
  public List<String> names() {
    return IntStream.rangeClosed(1, width).mapToObj(Integer::toString).toList();
  }

  @Override
  public Optional<ColumnType> declaredType(String column) {
    return Optional.of(ColumnType.number());
  }

  @Override
  public OptionalLong size() {
    return OptionalLong.of(size);
  }

  @Override
  public Rows open() throws IOException {
    return new Pass(values());
  }

  @Override
  public Map<String, String> identity() throws IOException {
    return Map.of("sha256", Sha256.of(file));
  }

  private synchronized INDArray values() throws IOException {
    if (values == null) {
      values = ArrayFile.read(file).reshape('c', size, width);
    }
    return values;
  }

  /** One pass over the rows. */
  private final class Pass implements Rows {
    private final INDArray all;
    private int row = -1;
    private float[] cells;

    Pass(INDArray all) {
      this.all = all;
    }

    @Override
    public boolean next() {
      if (row + 1 >= size) {
        return false;
      }
      row++;
      cells = all.getRow(row).toFloatVector();
      return true;
    }

    @Override
    public String text(int column) {
      return Float.isNaN(cells[column]) ? null : Float.toString(cells[column]);
    }

    @Override
    public double number(int column) {
      return cells[column];
    }

    @Override
    public String where() {
      return name() + ", row " + (row + 1);
    }

    @Override
    public void close() {
      // The file was closed when it was read.
    }
  }
}
