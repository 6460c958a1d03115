package org.autoencoderzoo.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.cli.RowParts.Part;
import org.autoencoderzoo.columns.Columns;
import org.autoencoderzoo.columns.ColumnsBuilder;
import org.autoencoderzoo.columns.ColumnsFit;
import org.autoencoderzoo.columns.Rows;
import org.autoencoderzoo.columns.Table;
import org.autoencoderzoo.columns.Tables;
import org.autoencoderzoo.columns.WrongTableException;
import org.autoencoderzoo.zoo.ModelBuilder;

/**
 * The rows of a table.
 *
 * @param file as it was named
 * @param tables reads a file as a table
 * @param testFile whose rows are for the test, or null to draw them from the table
 * @param builder of the columns; not used for a model that has some
 * @param err takes what the user should know
 */
record TableSource(
    String file, TableOptions tables, String testFile, ColumnsBuilder builder, PrintWriter err)
    implements RunSource {

  @Override
  public String argument() {
    return file;
  }

  @Override
  public String id() {
    return Database.isAddress(file) ? Database.id(file) : idOf(Path.of(file));
  }

  /** The name of a file without its ending. */
  static String idOf(Path file) {
    return String.valueOf(file.getFileName())
        .replaceFirst("(?i)\\.(gz|xz)$", "")
        .replaceFirst("(?<=.)\\.\\w+$", "");
  }

  /** Before the table is read, which may take long. */
  @Override
  public void requireReadBy(ModelBuilder<?> builder) {
    try {
      builder.forColumns(
          Columns.builder().fit(Tables.of("any", List.of("any"), List.of(List.of(0), List.of(1)))));
    } catch (IOException e) {
      throw new UncheckedIOException(e); // Rows in memory are not read.
    }
  }

  @Override
  public RunData load(ExampleChoice choice) throws IOException {
    Table table = tables.table(file);
    tables.sayOrder(file, err);
    RowParts parts = parts(table, choice);
    ColumnsFit fit = builder.begin(table);
    RowCounts counts = new RowCounts();
    try (Rows rows = table.open()) {
      for (long row = 0; row < most(choice.train()) && rows.next(); row++) {
        Part part = parts.of(row);
        counts.add(part);
        if (part == Part.TRAINING) {
          fit.add(rows);
        }
      }
    }
    requireEnough(counts, parts);
    Columns ofRows = fit.finish();
    Columns columns = tables.windows().map(windows -> windows.columns(ofRows)).orElse(ofRows);
    TableRunData data = data(table, columns, parts, counts, choice);
    say(table, data, counts);
    return data;
  }

  @Override
  public RunData loadFor(Autoencoder autoencoder, SavedRun run, Path folder, ExampleChoice choice)
      throws IOException {
    Columns columns =
        autoencoder
            .columns()
            .orElseThrow(
                () ->
                    new IOException(
                        folder
                            + " was not trained on a table, and has no columns; name its data with"
                            + " --data"));
    Table table = tables.table(file);
    // Of a database, the checksum is that of the query.
    boolean isSame =
        TableRunData.sha256(table).equals(run.dataSha256())
            && (!Database.isAddress(file) || file.equals(run.data()));
    if (!isSame) {
      err.printf(
          "ae: %s is not what %s was trained on: all of its rows are measured%n", file, folder);
      return TableRunData.ofTestRows(this, tables.windowed(table), columns, choice);
    }
    RowParts parts = parts(table, choice);
    return data(table, columns, parts, RowCounts.NONE, choice);
  }

  private TableRunData data(
      Table table, Columns columns, RowParts parts, RowCounts counts, ExampleChoice choice)
      throws IOException {
    return new TableRunData(
        this,
        columns,
        part(table, parts, Part.TRAINING, counts, choice),
        windows(counts.of(Part.TRAINING)),
        part(table, parts, Part.HELD_OUT, counts, choice),
        testFile == null ? part(table, parts, Part.TEST, counts, choice) : tables.read(testFile),
        choice,
        TableRunData.sha256(table));
  }

  private Table part(
      Table table, RowParts parts, Part part, RowCounts counts, ExampleChoice choice) {
    return tables.windowed(
        new PartOfTable(table, most(choice.train()), parts, part, counts.size(part)));
  }

  /** Of so many rows; as many, if they are no steps of a series. */
  private long windows(long rows) {
    return tables.windows().map(windows -> windows.count(rows)).orElse(rows);
  }

  /** A series is split by time, for which its steps must be known. */
  private RowParts parts(Table table, ExampleChoice choice) throws IOException {
    if (tables.windows().isEmpty()) {
      return new DrawnParts(choice.seed(), testFile == null, choice.holdsOut());
    }
    return new TimeParts(steps(table, most(choice.train())), testFile == null, choice.holdsOut());
  }

  private static long steps(Table table, long most) throws IOException {
    OptionalLong known = table.size();
    if (known.isPresent()) {
      return Math.min(most, known.getAsLong());
    }
    long steps = 0;
    try (Rows rows = table.open()) {
      while (steps < most && rows.next()) {
        steps++;
      }
    }
    return steps;
  }

  /** So many rows of the table from its top. */
  private static long most(Integer limit) {
    return limit == null ? Long.MAX_VALUE : limit;
  }

  private void requireEnough(RowCounts counts, RowParts parts) throws WrongTableException {
    if (counts.of(Part.TRAINING) == 0
        || (parts.hasTest() && counts.of(Part.TEST) == 0)
        || (parts.hasHeldOut() && counts.of(Part.HELD_OUT) == 0)) {
      throw new WrongTableException(
          "%s has too few rows, %,d, to draw a tenth for the test%s: name other rows with --test FILE"
              .formatted(
                  file, counts.all(), parts.hasHeldOut() ? " and a tenth for --patience" : ""));
    }
  }

  private void say(Table table, TableRunData data, RowCounts counts) throws IOException {
    String description = TableOptions.description(table);
    err.printf(Locale.ROOT, "%s: %,d rows", file, counts.all());
    err.println(description.isEmpty() ? "" : " of " + description);
    err.printf(
        Locale.ROOT,
        "%,d columns are learned, as %,d units; %,d rows to train on, %s%n",
        data.columns().columns().size(),
        data.columns().width(),
        counts.of(Part.TRAINING),
        testWords(data, counts.of(Part.TEST)));
    for (String remark : data.columns().remarks()) {
      err.println("ae: " + file + ": " + remark);
    }
    err.flush();
  }

  private String testWords(TableRunData data, long rows) {
    if (testFile != null) {
      return "those of " + testFile + " to test on";
    }
    return tables.windows().isPresent()
        ? "the last %,d to test on".formatted(rows)
        : "%,d to test on, drawn by seed %d".formatted(rows, data.choice().seed());
  }
}
