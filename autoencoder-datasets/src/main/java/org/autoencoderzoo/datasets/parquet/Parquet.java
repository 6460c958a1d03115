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
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import org.autoencoderzoo.columns.ColumnType;
import org.autoencoderzoo.columns.Rows;
import org.autoencoderzoo.columns.Table;
import org.autoencoderzoo.columns.WrongTableException;
import org.autoencoderzoo.files.Sha256;

/**
 * A Parquet file, or a folder of them as Spark writes it, read row by row: a page of each column is
 * in memory. Columns hold numbers, texts, booleans, dates or times; lists and records are refused.
 * Pages may be compressed by snappy, gzip, zstd or lz4 (raw). The index that pandas writes without
 * a name of its own, {@code __index_level_0__}, is no column of the table.
 */
public final class Parquet implements Table {
  private final Path path;
  private List<Part> parts;
  private Map<String, String> identity;

  /** A file of the table, all of which have the same columns. */
  private record Part(Path file, Footer footer) {
    List<Column> columns() {
      return footer.columns();
    }
  }

  private Parquet(Path path) {
    this.path = path;
  }

  /**
   * A file, or a folder of files.
   *
   * @param path the file, which must not be a pipe; or the folder, whose Parquet files follow each
   *     other in the order of their names
   * @return the table; the files are opened when they are first needed
   */
  public static Parquet of(Path path) {
    return new Parquet(path);
  }

  @Override
  public String name() {
    return path.toString();
  }

  /**
   * {@inheritDoc}
   *
   * @throws WrongTableException if a file is no Parquet file of a flat table, or is damaged, or has
   *     other columns than the first
   */
  @Override
  public List<String> names() throws IOException {
    return parts().get(0).columns().stream().map(Column::name).toList();
  }

  @Override
  public Optional<ColumnType> declaredType(String column) throws IOException {
    return parts().get(0).columns().stream()
        .filter(one -> one.name().equals(column))
        .findFirst()
        .flatMap(Column::type);
  }

  @Override
  public Rows open() throws IOException {
    return new Pass(parts().iterator());
  }

  @Override
  public synchronized Map<String, String> identity() throws IOException {
    if (identity == null) {
      long bytes = 0;
      StringBuilder digests = new StringBuilder();
      for (Part part : parts()) {
        bytes += Files.size(part.file);
        digests.append(Sha256.of(part.file));
      }
      String sha256 =
          parts().size() == 1 ? digests.toString() : Sha256.of(digests.toString().getBytes());
      identity = Map.of("file", name(), "bytes", Long.toString(bytes), "sha256", sha256);
    }
    return identity;
  }

  private static FileChannel channel(Path file) throws IOException {
    try {
      return FileChannel.open(file, StandardOpenOption.READ);
    } catch (NoSuchFileException | FileNotFoundException e) {
      throw new IOException("cannot read " + file + ": there is no such file", e);
    }
  }

  private synchronized List<Part> parts() throws IOException {
    if (parts == null) {
      List<Part> read = new ArrayList<>();
      for (Path file : files()) {
        try (FileChannel channel = channel(file)) {
          read.add(new Part(file, Footer.read(file.toString(), channel)));
        }
        requireSameColumns(read.get(0), read.get(read.size() - 1));
      }
      parts = List.copyOf(read);
    }
    return parts;
  }

  /** The file itself; of a folder, what Spark counts as data: names without _ or a point first. */
  private List<Path> files() throws IOException {
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    List<Path> files = new ArrayList<>();
    try (Stream<Path> all = Files.list(path)) {
      for (Path file : all.sorted().toList()) {
        String name = file.getFileName().toString();
        if (Files.isDirectory(file) && name.contains("=")) {
          throw new IOException(
              "cannot read %s: it is divided into folders such as %s; name one, or write it undivided"
                  .formatted(path, name));
        }
        if (name.endsWith(".parquet") && !name.startsWith("_") && !name.startsWith(".")) {
          files.add(file);
        }
      }
    }
    if (files.isEmpty()) {
      throw new IOException(
          "cannot read " + path + ": it is a folder without files that end in .parquet");
    }
    return files;
  }

  private static void requireSameColumns(Part first, Part other) throws WrongTableException {
    List<String> names = first.columns().stream().map(Column::name).toList();
    List<String> found = other.columns().stream().map(Column::name).toList();
    if (!names.equals(found)) {
      throw new WrongTableException(
          "%s has the columns %s, expected %s, as %s has them"
              .formatted(other.file, found, names, first.file.getFileName()));
    }
    for (int i = 0; i < names.size(); i++) {
      if (!first.columns().get(i).type().equals(other.columns().get(i).type())) {
        throw new WrongTableException(
            "%s, column %s holds another type of value than in %s"
                .formatted(other.file, names.get(i), first.file.getFileName()));
      }
    }
  }

  /** One pass over the files. */
  private static final class Pass implements Rows {
    private final Iterator<Part> following;
    private final List<Pages> pages = new ArrayList<>();
    private Part part;
    private FileChannel channel;
    private Values[] cells;
    private int group;
    private long left;
    private long row;

    Pass(Iterator<Part> parts) throws IOException {
      this.following = parts;
      begin(parts.next());
    }

    @Override
    public boolean next() throws IOException {
      while (left == 0) {
        if (group < part.footer.groups().size()) {
          begin(part.footer.groups().get(group));
          group++;
        } else if (following.hasNext()) {
          channel.close();
          begin(following.next());
        } else {
          return false;
        }
      }
      left--;
      row++;
      for (int i = 0; i < cells.length; i++) {
        cells[i] = value(i);
      }
      return true;
    }

    private void begin(Part next) throws IOException {
      channel = channel(next.file);
      part = next;
      cells = new Values[next.columns().size()];
      group = 0;
      row = 0;
    }

    private void begin(Footer.Group next) {
      pages.clear();
      for (int i = 0; i < cells.length; i++) {
        pages.add(new Pages(channel, part.columns().get(i), next.chunks().get(i)));
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
      return where() + ", column " + part.columns().get(column).name();
    }

    @Override
    public String text(int column) {
      Values value = cells[column];
      return value == null ? null : part.columns().get(column).text(value);
    }

    @Override
    public double number(int column) {
      Values value = cells[column];
      return value == null ? Double.NaN : part.columns().get(column).number(value);
    }

    @Override
    public String where() {
      return part.file + ", row " + row;
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
