package org.autoencoderzoo.examples.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.data.CsvMatrix;
import org.nd4j.linalg.api.ndarray.INDArray;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Applies a saved model to the rows of a CSV file. */
abstract class TransformCommand implements Callable<Integer> {

  @Parameters(paramLabel = "DIR", description = "A folder that 'ae train' left.")
  private Path folder;

  @Option(
      names = "--input",
      required = true,
      paramLabel = "FILE.csv",
      description = "Rows of numbers, separated by commas.")
  private Path input;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "FILE.csv",
      description = "Where to write the results, a row for each row.")
  private Path output;

  /** How many numbers a row of the input must have. */
  abstract int width(Autoencoder autoencoder);

  abstract INDArray transform(Autoencoder autoencoder, INDArray rows);

  @Override
  public Integer call() throws IOException {
    Autoencoder autoencoder = Autoencoder.load(folder);
    INDArray rows = CsvMatrix.read(input, width(autoencoder));
    CsvMatrix.write(output, transform(autoencoder, rows));
    return 0;
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
    int width(Autoencoder autoencoder) {
      return autoencoder.inputSize();
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
    int width(Autoencoder autoencoder) {
      return autoencoder.codeSize();
    }

    @Override
    INDArray transform(Autoencoder autoencoder, INDArray rows) {
      return flat(autoencoder.decode(rows));
    }
  }

  /** Examples through their codes. */
  @Command(
      name = "reconstruct",
      description = "Send the examples of a CSV file through their codes.",
      footer = {"", "Example: ae reconstruct runs/basic-digits-42 --input x.csv --output y.csv"})
  static final class Reconstruct extends TransformCommand {
    @Override
    int width(Autoencoder autoencoder) {
      return autoencoder.inputSize();
    }

    @Override
    INDArray transform(Autoencoder autoencoder, INDArray rows) {
      return flat(autoencoder.reconstruct(autoencoder.shaped(rows)));
    }
  }
}
