package org.autoencoderzoo.datasets;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.autoencoderzoo.columns.Rows;
import org.autoencoderzoo.columns.Table;
import org.autoencoderzoo.settings.Arguments;

/**
 * A CSV file as people have it, plain or compressed (gzip, xz), read row by row.
 *
 * <p>How it is written is found out from its first 64 KiB, and said by {@link #description}:
 *
 * <ul>
 *   <li>separator: comma, semicolon, tab, vertical bar, or any number of blanks;
 *   <li>quotes: double quotes, or apostrophes;
 *   <li>header: a first line with texts above columns of numbers, or with names that do not come
 *       again in their columns, or that counts 0, 1, 2 and so on as pandas does;
 *   <li>index: a first column without a name, as pandas and R write it, is left out;
 *   <li>titles: lines above the header that have another number of cells, or text in the first cell
 *       alone, are skipped if numbers stand below the header; {@code sep=;} in the first line, as
 *       Excel has it, says the separator;
 *   <li>decimal commas, if no number has a point but to set thousands apart; they become points;
 *   <li>comments: lines that begin with {@code #} or {@code %};
 *   <li>encoding: UTF-8, UTF-16, else Latin-1 as Windows has it.
 * </ul>
 *
 * <p>{@link CsvOptions} overrides each. Blank lines are no rows, except within a table of one
 * column, where they are rows without a value. A cell has at most 2^20 characters, a line 2^22
 * characters and 2^20 cells, so that no file can fill the memory.
 */
public final class Csv implements Table {
  private final TableBytes bytes;
  private final CsvOptions options;
  private CsvLayout layout;

  /** Of the first pass that came to the end; below 0 before. */
  private volatile long rows = -1;

  private Csv(TableBytes bytes, CsvOptions options) {
    Arguments.given("options", options);
    this.bytes = bytes;
    this.options = options;
  }

  /**
   * A file, whose form is found out.
   *
   * @param file the file; a pipe can be read only once
   * @return the table; the file is opened when it is first needed
   */
  public static Csv of(Path file) {
    return of(file, CsvOptions.FOUND_OUT);
  }

  /**
   * A file, whose form is found out as far as it is not said.
   *
   * @param file the file; a pipe can be read only once
   * @param options what is said
   * @return the table; the file is opened when it is first needed
   * @throws IllegalArgumentException if options is null
   */
  public static Csv of(Path file, CsvOptions options) {
    return new Csv(TableBytes.of(file), options);
  }

  /**
   * A stream such as standard input, which can be read only once.
   *
   * @param name what messages call it
   * @param in the stream, plain or compressed; closed with the rows
   * @param options what is said of its form
   * @return the table
   * @throws IllegalArgumentException if options is null
   */
  public static Csv of(String name, InputStream in, CsvOptions options) {
    return new Csv(TableBytes.of(name, in), options);
  }

  @Override
  public String name() {
    return bytes.name();
  }

  /**
   * {@inheritDoc}
   *
   * @throws org.autoencoderzoo.columns.WrongTableException if the file is no table of text, or two
   *     columns have one name
   */
  @Override
  public List<String> names() throws IOException {
    return layout().names();
  }

  /**
   * How the file is read: what was found out, and what was said.
   *
   * @return such as "21 columns separated by semicolons, header in line 1, decimal commas, UTF-8"
   * @throws IOException if the file cannot be read or is no table of text
   */
  public String description() throws IOException {
    return layout().description();
  }

  /** {@return how many rows there are, once a pass has come to the end} */
  @Override
  public OptionalLong size() {
    long counted = rows;
    return counted < 0 ? OptionalLong.empty() : OptionalLong.of(counted);
  }

  @Override
  public Rows open() throws IOException {
    CsvLayout found = layout();
    InputStream in = bytes.open();
    try {
      in.skipNBytes(found.start().markBytes());
      return new CsvPass(name(), found, in, count -> rows = count);
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  @Override
  public Map<String, String> identity() throws IOException {
    Map<String, String> identity = new LinkedHashMap<>(bytes.identity());
    identity.put("read as", description());
    return identity;
  }

  /** The cells of the header, if there is one. */
  Optional<List<String>> header() throws IOException {
    return Optional.of(layout().header()).filter(header -> !header.isEmpty());
  }

  private synchronized CsvLayout layout() throws IOException {
    if (layout == null) {
      TextStart start = TextStart.of(bytes, options.charset());
      CsvDialect dialect = new DialectSearch(start, options).find();
      layout = HeaderSearch.find(name(), start, dialect, options);
    }
    return layout;
  }
}
