package org.autoencoderzoo.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.autoencoderzoo.datasets.DataSets;
import org.autoencoderzoo.datasets.NamedDataSet;
import org.autoencoderzoo.datasets.TableDataSet;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The options that name a data set; what is not given falls back to a default of the command. */
final class DataOptions {

  @Option(
      names = "--data",
      paramLabel = "FILE|DIR|NAME",
      description =
          "A table in a file or, with --query, in a database; a folder of pictures, or an array in an NPY or IDX"
              + " file; or images: digits (embedded), mnist, fashion-mnist, or a name of a plugin.")
  private String data;

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description =
          "Folder with four IDX files named as those of MNIST, plain or gzipped: the data set, or"
              + " images of your own; with --data mnist or fashion-mnist.")
  private Path dataDir;

  @Option(
      names = "--limit",
      paramLabel = "N",
      converter = Positive.class,
      description =
          "Use only the first N training and the first N test examples, of a table the first N rows; a"
              + " saved model is evaluated on the first N test examples.")
  private Integer limit;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  /**
   * The source that the options name; empty if they name none. Not before the plugins are open.
   *
   * @param own makes a source of what has no name
   */
  Optional<RunSource> source(OwnData own) throws IOException {
    return data == null ? Optional.empty() : Optional.of(source(data, own));
  }

  /** A known name is that of images; anything else is of the user's own. */
  RunSource source(String name, OwnData own) throws IOException {
    NamedDataSet images;
    try {
      images = DataSets.of(name);
    } catch (IllegalArgumentException e) {
      if (dataDir != null || !(TableOptions.isPublic(name) || isFile(name))) {
        throw new ParameterException(
            spec.commandLine(),
            e.getMessage()
                + "; a table, such as "
                + TableDataSet.CREDIT_G.id()
                + " and the others of 'ae data fetch'; or a file or folder",
            e);
      }
      return own.source(name);
    }
    return source(images);
  }

  /** What looks like the name of a file is one, even if it does not exist: that is then said. */
  private static boolean isFile(String name) {
    return name.contains("/")
        || name.contains(".")
        || Database.isAddress(name)
        || Files.exists(Path.of(name));
  }

  /** A data set, read from the folder of the options, if they name one. */
  RunSource source(NamedDataSet dataSet) {
    if (dataDir != null && dataSet.isEmbedded()) {
      throw new ParameterException(
          spec.commandLine(),
          "--data-dir has no meaning for "
              + dataSet.id()
              + ", which needs no files; leave it out, or say --data mnist");
    }
    return new ImageSource(dataSet, dataDir, spec.commandLine().getErr());
  }

  Integer limit(Integer otherwise) {
    return limit == null ? otherwise : limit;
  }

  /** A whole number of at least 1. */
  static final class Positive implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      return wholeNumber(text, 1);
    }
  }

  /** A whole number of at least 0. */
  static final class NotNegative implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      return wholeNumber(text, 0);
    }
  }

  /** Any whole number that fits. */
  static final class WholeNumber implements ITypeConverter<Long> {
    @Override
    public Long convert(String text) {
      try {
        return Long.valueOf(text);
      } catch (NumberFormatException e) {
        throw new TypeConversionException(
            "'" + text + "' is not a whole number of at most 18 digits");
      }
    }
  }

  private static int wholeNumber(String text, int least) {
    try {
      int value = Integer.parseInt(text);
      if (value >= least) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Refused below, like a number out of range.
    }
    throw new TypeConversionException("'" + text + "' is not a whole number of at least " + least);
  }
}
