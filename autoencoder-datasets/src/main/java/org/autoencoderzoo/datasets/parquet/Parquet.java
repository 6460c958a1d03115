package org.autoencoderzoo.datasets.parquet;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipException;
import org.autoencoderzoo.columns.ColumnType;
import org.autoencoderzoo.columns.Rows;
import org.autoencoderzoo.columns.Table;
import org.autoencoderzoo.columns.WrongTableException;
import org.autoencoderzoo.files.Sha256;

/**
 * A Parquet file, read row by row: a page of each column is in memory. Columns hold numbers, texts,
 * booleans, dates or times; lists and records are refused. Pages may be compressed by snappy, gzip,
 * zstd or lz4 (raw).
 */
public final class Parquet implements Table {
  private final Path file;
  private Footer footer;
  private String sha256;

  private Parquet(Path file) {
    this.file = file;
  }

  /**
   * A file.
   *
   * @param file the file, which must not be a pipe
   * @return the table; the file is opened when it is first needed
   */
  public static Parquet of(Path file) {
    return new Parquet(file);
  }

  @Override
  public String name() {
    return file.toString();
  }

  /**
   * {@inheritDoc}
   *
   * @throws WrongTableException if the file is no Parquet file of a flat table, or is damaged
   */
  @Override
  public List<String> names() throws IOException {
    return footer().columns().stream().map(Column::name).toList();
  }

  @Override
  public Optional<ColumnType> declaredType(String column) throws IOException {
    return footer().columns().stream()
        .filter(one -> one.name().equals(column))
        .findFirst()
        .flatMap(Column::type);
  }

  @Override
  public Rows open() throws IOException {
    footer();
    return new Pass(channel());
  }

  @Override
  public synchronized Map<String, String> identity() throws IOException {
    if (sha256 == null) {
      sha256 = Sha256.of(file);
    }
    return Map.of("file", name(), "bytes", Long.toString(Files.size(file)), "sha256", sha256);
  }

  private FileChannel channel() throws IOException {
    try {
      if (Files.isDirectory(file)) {
        throw new IOException("cannot read " + file + ": it is a folder; name a file");
      }
      return FileChannel.open(file, StandardOpenOption.READ);
    } catch (NoSuchFileException | FileNotFoundException e) {
      throw new IOException("cannot read " + file + ": there is no such file", e);
    }
  }

  private synchronized Footer footer() throws IOException {
    if (footer == null) {
      try (FileChannel channel = channel()) {
        footer = Footer.read(name(), channel);
      }
    }
    return footer;
  }

  /** One pass over the file. */
  private final class Pass implements Rows {
    private final FileChannel channel;
    private final List<Pages> pages = new ArrayList<>();
    private final Values[] cells = new Values[footer.columns().size()];
    private int group;
    private long left;
    private long row;

    Pass(FileChannel channel) {
      this.channel = channel;
    }

    @Override
    public boolean next() throws IOException {
      while (left == 0) {
        if (group == footer.groups().size()) {
          return false;
        }
        begin(footer.groups().get(group));
        group++;
      }
      left--;
      row++;
      for (int i = 0; i < cells.length; i++) {
        cells[i] = value(i);
      }
      return true;
    }

    private void begin(Footer.Group next) {
      pages.clear();
      for (int i = 0; i < cells.length; i++) {
        pages.add(new Pages(channel, footer.columns().get(i), next.chunks().get(i)));
      }
      left = next.rows();
    }

    private Values value(int column) throws IOException {
      try {
        return pages.get(column).next();
      } catch (UnsupportedOperationException e) {
        throw new WrongTableException(at(column) + " cannot be read: " + e.getMessage(), e);
      } catch (RuntimeException | EOFException | ZipException e) {
        // Whatever a damaged file makes of the arithmetic above.
        throw new WrongTableException(
            at(column)
                + " is damaged: "
                + (e.getMessage() == null ? "it ends too early" : e.getMessage())
                + "; get it again",
            e);
      }
    }

    private String at(int column) {
      return where() + ", column " + footer.columns().get(column).name();
    }

    @Override
    public String text(int column) {
      Values value = cells[column];
      return value == null ? null : footer.columns().get(column).text(value);
    }

    @Override
    public double number(int column) {
      Values value = cells[column];
      return value == null ? Double.NaN : footer.columns().get(column).number(value);
    }

    @Override
    public String where() {
      return name() + ", row " + row;
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
