package org.autoencoderzoo.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.columns.Table;
import org.autoencoderzoo.datasets.CsvMatrix;
import org.autoencoderzoo.datasets.CsvRows;
import org.autoencoderzoo.files.AtomicFile;
import org.nd4j.linalg.api.ndarray.INDArray;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Applies a saved model to the rows of a CSV file, some at a time, however many there are. */
abstract class TransformCommand implements Callable<Integer> {

  private static final int BATCH = 1024;

  /** What no noise on examples in [0,1] reaches, but pixels up to 255 do. */
  private static final double FAR_OUTSIDE = 2;

  @Parameters(
      paramLabel = "DIR",
      description = "A folder that 'ae train' or Autoencoder.save wrote.")
  private Path folder;

  @Option(
      names = "--input",
      required = true,
      paramLabel = "FILE",
      description =
          "A table in a file, as the model was trained on; for models of images, a CSV file of rows of"
              + " numbers, plain or gzipped. - for standard input.")
  private Path input;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "FILE.csv",
      description = "Where to write the results, one row per input row; - for standard output.")
  private Path output;

  @Option(
      names = "--id",
      paramLabel = "COLUMN",
      description =
          "A column of a table that is written beside the results; without it, the first of those that"
              + " --ignore left out, if the table has it.")
  private String id;

  @Option(
      names = "--keep-label",
      description = "Write the label column of a table beside the results, too.")
  private boolean isLabelKept;

  @Mixin private TableOptions tableOptions;

  @Spec private CommandSpec spec;

  /** How many numbers a row of the input must have. */
  int width(Autoencoder autoencoder) {
    return autoencoder.inputSize();
  }

  /** Whether the rows are examples, not codes. */
  boolean readsExamples() {
    return true;
  }

  abstract INDArray transform(Autoencoder autoencoder, INDArray rows);

  /** What is done to the rows of a table. */
  abstract TableTransform.Kind kind();

  @Override
  public Integer call() throws IOException {
    Autoencoder autoencoder = Ae.load(folder, spec);
    if (autoencoder.columns().isPresent()) {
      transformTable(autoencoder);
    } else {
      transformMatrix(autoencoder);
    }
    return 0;
  }

  private void transformTable(Autoencoder autoencoder) throws IOException {
    SavedRun run = SavedRun.of(autoencoder);
    if (readsExamples() && run.readAs() != null && input.toString().equals(run.data())) {
      tableOptions.orElse(run.readAs());
    }
    if (run.readAs() != null) {
      tableOptions.windowsOf(run.readAs());
    }
    TableTransform work =
        new TableTransform(autoencoder, kind(), Optional.ofNullable(id), isLabelKept, err());
    Table rows = tableOptions.table(input.toString());
    Table table = readsExamples() ? tableOptions.windowed(rows) : rows;
    write(StandardCharsets.UTF_8, out -> work.run(table, out));
  }

  private void transformMatrix(Autoencoder autoencoder) throws IOException {
    int width = width(autoencoder);
    try (CsvRows rows =
        isStandard(input)
            ? CsvRows.of("standard input", System.in, width)
            : CsvRows.open(input, width)) {
      rows.header()
          .ifPresent(
              line -> err().println("ae: " + input + ": line 1 is taken for a header: " + line));
      write(StandardCharsets.US_ASCII, out -> transform(autoencoder, rows, out));
    }
  }

  /** Writes results. */
  @FunctionalInterface
  private interface Results {
    void writeTo(Writer out) throws IOException;
  }

  private void write(Charset charset, Results results) throws IOException {
    if (isStandard(output)) {
      results.writeTo(spec.commandLine().getOut());
    } else {
      AtomicFile.write(
          output,
          out -> {
            Writer lines = new BufferedWriter(new OutputStreamWriter(out, charset));
            results.writeTo(lines);
            lines.flush();
          });
    }
  }

  private void transform(Autoencoder autoencoder, CsvRows rows, Writer out) throws IOException {
    long done = 0;
    // All data sets of 'ae train' lie there; a program may have saved a model of others.
    boolean isUnitInterval = readsExamples() && SavedRun.of(autoencoder).data() != null;
    Optional<INDArray> some = rows.next(BATCH);
    while (some.isPresent()) {
      INDArray x = some.get();
      if (isUnitInterval && x.amaxNumber().doubleValue() > FAR_OUTSIDE) {
        err()
            .printf(
                Locale.ROOT,
                "ae: %s has values from %.4g to %.4g; those that the model was trained on lie in"
                    + " [0,1]%n",
                input,
                x.minNumber().doubleValue(),
                x.maxNumber().doubleValue());
        isUnitInterval = false; // Said once.
      }
      INDArray y = transform(autoencoder, x);
      CsvMatrix.write(out, y, done);
      done += x.rows();
      Ae.requireWritten(out);
      // Memory outside of the heap would wait for a garbage collection.
      Stream.of(x, y).filter(INDArray::closeable).forEach(INDArray::close);
      some = rows.next(BATCH);
    }
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }

  private static boolean isStandard(Path path) {
    return path.toString().equals(TableOptions.STANDARD);
  }

  /** An image a line: channel by channel, line by line. */
  private static INDArray flat(INDArray examples) {
    return examples.reshape('c', examples.size(0), -1);
  }

  /** Examples to codes. */
  @Command(
      name = "encode",
      description = "Turn the examples of a CSV file into codes.",
      footer = {"", "Example: ae encode runs/basic-digits-42 --input x.csv --output codes.csv"})
  static final class Encode extends TransformCommand {
    @Override
    TableTransform.Kind kind() {
      return TableTransform.Kind.ENCODE;
    }

    @Override
    INDArray transform(Autoencoder autoencoder, INDArray rows) {
      return autoencoder.encode(autoencoder.shaped(rows));
    }
  }

  /** Codes to examples. */
  @Command(
      name = "decode",
      description = "Turn the codes of a CSV file into examples.",
      footer = {"", "Example: ae decode runs/basic-digits-42 --input codes.csv --output y.csv"})
  static final class Decode extends TransformCommand {
    @Override
    TableTransform.Kind kind() {
      return TableTransform.Kind.DECODE;
    }

    @Override
    int width(Autoencoder autoencoder) {
      return autoencoder.codeSize();
    }

    @Override
    boolean readsExamples() {
      return false;
    }

    @Override
    INDArray transform(Autoencoder autoencoder, INDArray rows) {
      return flat(autoencoder.decode(rows));
    }
  }

  /** Examples through their codes. */
  @Command(
      name = "reconstruct",
      description = "Reconstruct the examples of a CSV file from their codes.",
      footer = {"", "Example: ae reconstruct runs/basic-digits-42 --input x.csv --output y.csv"})
  static final class Reconstruct extends TransformCommand {
    @Override
    TableTransform.Kind kind() {
      return TableTransform.Kind.RECONSTRUCT;
    }

    @Override
    INDArray transform(Autoencoder autoencoder, INDArray rows) {
      return flat(autoencoder.reconstruct(autoencoder.shaped(rows)));
    }
  }
}
