package org.autoencoderzoo.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.autoencoderzoo.datasets.DataSets;
import org.autoencoderzoo.datasets.LabeledImages;
import org.autoencoderzoo.datasets.NamedDataSet;
import org.autoencoderzoo.datasets.TrainTest;
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
      paramLabel = "NAME",
      description = "digits (embedded), mnist, fashion-mnist, or one of a plugin.")
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
          "Use only the first N training and the first N test examples; a saved model is evaluated on"
              + " the first N test examples.")
  private Integer limit;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  /** The data set; one that does not exist is wrong usage. Not before the plugins are open. */
  NamedDataSet data(NamedDataSet otherwise) {
    try {
      return data == null ? otherwise : DataSets.of(data);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  Integer limit(Integer otherwise) {
    return limit == null ? otherwise : limit;
  }

  /** Whether the data are those of a folder. */
  boolean namesFolder() {
    return dataDir != null;
  }

  /**
   * Loads the data set.
   *
   * @param train at most so many training examples, or null for all
   * @param test at most so many test examples, or null for all
   */
  TrainTest load(NamedDataSet dataSet, Integer train, Integer test) throws IOException {
    if (namesFolder() && dataSet.isEmbedded()) {
      throw new ParameterException(
          spec.commandLine(),
          "--data-dir has no meaning for "
              + dataSet.id()
              + ", which needs no files; leave it out, or say --data mnist");
    }
    TrainTest all = namesFolder() ? dataSet.load(dataDir) : dataSet.load();
    boolean isItself = all.name().equals(dataSet.id());
    if (!namesFolder() && !isItself) {
      throw new IOException(
          "%s has the id %s, but the data that it loads is named %s; give TrainTest the id"
              .formatted(dataSet.getClass().getName(), dataSet.id(), all.name()));
    }
    if (!isItself) {
      spec.commandLine()
          .getErr()
          .printf("ae: the files in %s are not those of %s%n", dataDir, dataSet.title());
    }
    return new TrainTest(
        all.name(), first(all.train(), train), first(all.test(), test), all.sha256());
  }

  private static LabeledImages first(LabeledImages images, Integer most) {
    return most == null ? images : images.first(Math.min(most, images.size()));
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
