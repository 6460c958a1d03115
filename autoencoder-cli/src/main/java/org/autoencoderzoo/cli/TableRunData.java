package org.autoencoderzoo.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.cli.report.RunReport;
import org.autoencoderzoo.columns.Columns;
import org.autoencoderzoo.columns.EncodedRows;
import org.autoencoderzoo.columns.Rows;
import org.autoencoderzoo.columns.Table;
import org.autoencoderzoo.columns.WrongTableException;
import org.autoencoderzoo.files.Sha256;
import org.autoencoderzoo.training.Batch;
import org.autoencoderzoo.training.Examples;
import org.autoencoderzoo.training.LearningCurve;
import org.autoencoderzoo.zoo.ModelBuilder;
import org.autoencoderzoo.zoo.Zoo;

/**
 * The rows of a table, split and with fitted columns.
 *
 * @param source where they are from
 * @param columns that encode them
 * @param train rows to train on; null if there are none, because other rows are measured
 * @param trainRows how many, if there are
 * @param heldOut rows that decide when to stop
 * @param test rows to measure on
 * @param choice by which they were chosen
 * @param sha256 of the file
 */
record TableRunData(
    TableSource source,
    Columns columns,
    Table train,
    long trainRows,
    Table heldOut,
    Table test,
    ExampleChoice choice,
    String sha256)
    implements RunData {

  /** Rows that are measured or scored: enough for three digits, and no more for a longer file. */
  private static final int MOST_MEASURED = 100_000;

  private static final long MOST_MEASURED_VALUES = 1 << 23;

  /** So many rows are seen in as many epochs as a run has if nobody says otherwise. */
  private static final long USUAL_ROWS = 300_000;

  private static final int MOST_EPOCHS = 200;
  private static final int FEWEST_EPOCHS = 5;

  /** All rows of another file than that of the run, to be measured. */
  static TableRunData ofTestRows(
      TableSource source, Table table, Columns columns, ExampleChoice choice) throws IOException {
    return new TableRunData(source, columns, null, 0, null, table, choice, sha256(table));
  }

  /** What tells the content of a table from others. */
  static String sha256(Table table) throws IOException {
    Map<String, String> identity = table.identity();
    return identity.containsKey("sha256")
        ? identity.get("sha256")
        : Sha256.of(identity.toString().getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String name() {
    return source.id();
  }

  @Override
  public int defaultEpochs() {
    return (int)
        Math.max(FEWEST_EPOCHS, Math.min(MOST_EPOCHS, USUAL_ROWS / Math.max(1, trainRows)));
  }

  @Override
  public ModelBuilder<?> describedTo(ModelBuilder<?> builder) {
    return builder.forColumns(columns);
  }

  @Override
  public TrainingExamples trainingExamples(Autoencoder autoencoder) throws IOException {
    EncodedRows scored = measured(choice.holdsOut() ? heldOut : test);
    return new TrainingExamples(
        columns.examples(train),
        Examples.of(new Batch(scored.x(), scored.x(), null, scored.mask())),
        choice.holdsOut() ? scored.size() : 0);
  }

  @Override
  public Map<String, String> identity() {
    Map<String, String> identity = new LinkedHashMap<>();
    identity.put("data", sha256);
    identity.put("limit", Objects.toString(choice.train(), "none"));
    identity.put("columns", Sha256.of(columns.toJson().getBytes(StandardCharsets.UTF_8)));
    return identity;
  }

  /** The first rows, as many as are measured. */
  private EncodedRows measured(Table table) throws IOException {
    long most = Math.min(MOST_MEASURED, MOST_MEASURED_VALUES / columns.width());
    if (choice.test() != null) {
      most = Math.min(most, choice.test());
    }
    try (Rows rows = columns.open(table)) {
      EncodedRows first = columns.encode(rows, (int) Math.max(1, most));
      if (first == null) {
        throw new WrongTableException(table.name() + " has no rows to measure");
      }
      return first;
    }
  }

  @Override
  public RunMetrics measured(Autoencoder autoencoder) throws IOException {
    EncodedRows rows = measured(test);
    EncodedRows fitted = train == null ? null : measured(train);
    return TableFigures.of(autoencoder, columns, rows, fitted)
        .metrics(autoencoder.model().orElse(null), name(), columns.rows());
  }

  @Override
  public RunReport report(
      SavedRun run,
      Zoo.Entry model,
      Autoencoder autoencoder,
      LearningCurve curve,
      RunMetrics measured)
      throws IOException {
    return TableReport.of(this, run, model, autoencoder, curve, measured, measured(test));
  }
}
