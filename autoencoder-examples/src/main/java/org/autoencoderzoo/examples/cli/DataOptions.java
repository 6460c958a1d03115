package org.autoencoderzoo.examples.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.autoencoderzoo.data.ImageDataSet;
import org.autoencoderzoo.data.TrainTest;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options that name a data set; what is not given falls back to a default of the command. */
final class DataOptions {

  @Option(
      names = "--data",
      paramLabel = "NAME",
      converter = DataSetConverter.class,
      description = "digits (embedded), mnist or fashion-mnist.")
  private ImageDataSet data;

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description = "Folder with the four IDX files of the data set, plain or gzipped.")
  private Path dataDir;

  @Option(
      names = "--limit",
      paramLabel = "N",
      converter = Positive.class,
      description = "Use only the first N training and the first N test examples.")
  private Integer limit;

  ImageDataSet data(ImageDataSet otherwise) {
    return data == null ? otherwise : data;
  }

  Integer limit(Integer otherwise) {
    return limit == null ? otherwise : limit;
  }

  /** Loads the data set. */
  TrainTest load(ImageDataSet dataSet, Integer atMost) throws IOException {
    TrainTest all = dataDir == null ? dataSet.load() : dataSet.load(dataDir);
    return atMost == null ? all : all.limit(atMost);
  }

  /** A data set by its name. */
  static final class DataSetConverter implements ITypeConverter<ImageDataSet> {
    @Override
    public ImageDataSet convert(String id) {
      try {
        return ImageDataSet.of(id);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }

  /** A whole number of at least 1. */
  static final class Positive implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      return whole(text, 1);
    }
  }

  /** A whole number of at least 0. */
  static final class NotNegative implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      return whole(text, 0);
    }
  }

  private static int whole(String text, int least) {
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
