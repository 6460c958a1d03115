package org.autoencoderzoo.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.columns.Table;
import org.autoencoderzoo.datasets.CsvRows;
import org.autoencoderzoo.files.AtomicFile;
import org.nd4j.linalg.api.ndarray.INDArray;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Applies a saved model to rows or images, some at a time, however many there are. */
abstract class TransformCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "DIR",
      description = "A folder that 'ae train' or Autoencoder.save wrote.")
  private Path folder;

  @Option(
      names = "--input",
      required = true,
      paramLabel = "FILE",
      description =
          "A table, as the model was trained on; for models of images, a folder of pictures, an array in an NPY"
              + " or IDX file, or a CSV file of rows of numbers, plain or gzipped. - for standard input.")
  private String input;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "FILE.csv|DIR",
      description =
          "Where to write the results, one row per input row; - for standard output. What is reconstructed of a"
              + " folder of pictures becomes a new folder of such, unless this is the name of a CSV file.")
  private Path output;

  @Option(
      names = "--id",
      paramLabel = "COLUMN",
      description =
          "A column of a table that is written beside the results; without it, the first of those that"
              + " --ignore left out, if the table has it. Windows have that of their first and their last step.")
  private String id;

  @Option(
      names = "--keep-label",
      description = "Write the label column of a table beside the results, too.")
  private boolean isLabelKept;

  @Mixin private TableOptions tableOptions;

  @Mixin private ImageOptions imageOptions;

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
    SavedRun run = SavedRun.of(autoencoder);
    if (readsExamples() && input.equals(run.data())) {
      OptionValues.orElse(spec, run.readAs());
    } else {
      OptionValues.ofModel(spec, run.readAs());
    }
    if (kind() == TableTransform.Kind.FILL && autoencoder.columns().isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "--fill is for models of tables, and " + folder + " is none");
    }
    if (readsExamples() && ImageOptions.isImages(input)) {
      OwnImages images = imageOptions.open(input);
      images.requireReadBy(autoencoder, folder);
      ExampleTransform work = examples(autoencoder, images.names());
      ImageBatches batches = new ImageBatches(images);
      if (kind() == TableTransform.Kind.RECONSTRUCT
          && !images.names().isEmpty()
          && !isCsv(output)) {
        work.draw(batches, images, output);
      } else {
        write(StandardCharsets.UTF_8, out -> work.run(batches::next, out));
      }
    } else if (autoencoder.columns().isPresent()) {
      transformTable(autoencoder);
    } else {
      transformMatrix(autoencoder);
    }
    return 0;
  }

  private void transformTable(Autoencoder autoencoder) throws IOException {
    TableTransform work =
        new TableTransform(
            autoencoder,
            kind(),
            tableOptions.windows(),
            Optional.ofNullable(id),
            isLabelKept,
            err());
    Table rows = tableOptions.table(input);
    Table table = readsExamples() ? tableOptions.windowed(rows) : rows;
    write(StandardCharsets.UTF_8, out -> work.run(table, out));
  }

  private void transformMatrix(Autoencoder autoencoder) throws IOException {
    ExampleTransform work = examples(autoencoder, List.of());
    int width = width(autoencoder);
    if (TableOptions.isArray(input)) {
      ArrayRows rows = ArrayRows.read(Path.of(input), width);
      write(StandardCharsets.US_ASCII, out -> work.run(rows::next, out));
      return;
    }
    try (CsvRows rows =
        input.equals(TableOptions.STANDARD)
            ? CsvRows.of("standard input", System.in, width)
            : CsvRows.open(Path.of(input), width)) {
      rows.header()
          .ifPresent(
              line -> err().println("ae: " + input + ": line 1 is taken for a header: " + line));
      write(StandardCharsets.US_ASCII, out -> work.run(rows::next, out));
    }
  }

  private ExampleTransform examples(Autoencoder autoencoder, List<String> files)
      throws IOException {
    // All images of 'ae train' lie there; a program may have saved a model of others.
    boolean isUnitInterval = readsExamples() && SavedRun.of(autoencoder).data() != null;
    return new ExampleTransform(
        input, files, isUnitInterval, kind(), x -> transform(autoencoder, x), err());
  }

  private static boolean isCsv(Path path) {
    return isStandard(path) || path.toString().toLowerCase(Locale.ROOT).endsWith(".csv");
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
      description = "Turn the rows of a table, or images, into codes.",
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
      description = "Reconstruct the rows of a table, or images, from their codes.",
      footer = {
        "",
        "Example: ae reconstruct runs/basic-digits-42 --input x.csv --output y.csv",
        "         ae reconstruct runs/deep-t-42 --input t.csv --output filled.csv --fill",
        "         ae reconstruct runs/deep-photos-42 --input photos --output reconstructed"
      })
  static final class Reconstruct extends TransformCommand {
    @Option(
        names = "--fill",
        description =
            "Write the table as it is, and let the model fill in only the cells that have no value.")
    private boolean isFilling;

    @Override
    TableTransform.Kind kind() {
      return isFilling ? TableTransform.Kind.FILL : TableTransform.Kind.RECONSTRUCT;
    }

    @Override
    INDArray transform(Autoencoder autoencoder, INDArray rows) {
      return flat(autoencoder.reconstruct(autoencoder.shaped(rows)));
    }
  }
}
