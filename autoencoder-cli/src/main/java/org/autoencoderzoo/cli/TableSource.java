package org.autoencoderzoo.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.cli.RowParts.Part;
import org.autoencoderzoo.columns.Columns;
import org.autoencoderzoo.columns.ColumnsBuilder;
import org.autoencoderzoo.columns.ColumnsFit;
import org.autoencoderzoo.columns.Rows;
import org.autoencoderzoo.columns.Table;
import org.autoencoderzoo.columns.WrongTableException;

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
    return Path.of(file)
        .getFileName()
        .toString()
        .replaceFirst("(?i)\\.(gz|xz)$", "")
        .replaceFirst("(?<=.)\\.\\w+$", "");
  }

  @Override
  public RunData load(ExampleChoice choice) throws IOException {
    Table table = tables.table(file);
    RowParts parts = new RowParts(choice.seed(), testFile == null, choice.holdsOut());
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
    TableRunData data = data(table, fit.finish(), parts, counts, choice);
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
    if (!TableRunData.sha256(table).equals(run.dataSha256())) {
      err.printf(
          "ae: %s is not the file that %s was trained on: all of its rows are measured%n",
          file, folder);
      return TableRunData.ofTestRows(this, table, columns, choice);
    }
    RowParts parts = new RowParts(choice.seed(), testFile == null, choice.holdsOut());
    return data(table, columns, parts, RowCounts.NONE, choice);
  }

  private TableRunData data(
      Table table, Columns columns, RowParts parts, RowCounts counts, ExampleChoice choice)
      throws IOException {
    return new TableRunData(
        this,
        columns,
        part(table, parts, Part.TRAINING, counts, choice),
        counts.of(Part.TRAINING),
        part(table, parts, Part.HELD_OUT, counts, choice),
        testFile == null ? part(table, parts, Part.TEST, counts, choice) : tables.table(testFile),
        choice,
        TableRunData.sha256(table));
  }

  private static Table part(
      Table table, RowParts parts, Part part, RowCounts counts, ExampleChoice choice) {
    return new PartOfTable(table, most(choice.train()), parts, part, counts.size(part));
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
        testFile == null
            ? "%,d to test on, drawn by seed %d"
                .formatted(counts.of(Part.TEST), data.choice().seed())
            : "those of " + testFile + " to test on");
    for (String remark : data.columns().remarks()) {
      err.println("ae: " + file + ": " + remark);
    }
    err.flush();
  }

  /** {@return what was said of the form of the file} */
  Map<String, String> readAs() {
    return tables.said();
  }
}
