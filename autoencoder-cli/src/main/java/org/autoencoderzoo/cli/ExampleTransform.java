package org.autoencoderzoo.cli;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.autoencoderzoo.datasets.CsvMatrix;
import org.autoencoderzoo.image.ImageShape;
import org.autoencoderzoo.image.Png;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Applies a model to examples that are no rows of a table, some at a time. */
final class ExampleTransform {

  private static final int BATCH = 1024;

  /** What no noise on examples in [0,1] reaches, but pixels up to 255 do. */
  private static final double FAR_OUTSIDE = 2;

  private static final String PNG = ".png";

  private final String input;
  private final List<String> files;
  private final TableTransform.Kind kind;
  private final UnaryOperator<INDArray> model;
  private final PrintWriter err;
  private boolean isWatched;

  /**
   * A pass.
   *
   * @param input as it was named
   * @param files of the examples, which are written beside the results; or none
   * @param isUnitInterval whether the model was trained on examples in [0,1]
   * @param kind what is written
   * @param model {@code [N, D]} to results
   * @param err takes what the user should know
   */
  ExampleTransform(
      String input,
      List<String> files,
      boolean isUnitInterval,
      TableTransform.Kind kind,
      UnaryOperator<INDArray> model,
      PrintWriter err) {
    this.input = input;
    this.files = files;
    this.isWatched = isUnitInterval;
    this.kind = kind;
    this.model = model;
    this.err = err;
  }

  /** The next examples, one a row, at most so many; empty after the last. */
  @FunctionalInterface
  interface Batches {
    Optional<INDArray> next(int most) throws IOException;
  }

  /** Reads all examples, and writes a line of CSV for each. */
  void run(Batches batches, Writer out) throws IOException {
    long done = 0;
    CsvLines lines = new CsvLines(out);
    Optional<INDArray> some = batches.next(BATCH);
    while (some.isPresent()) {
      INDArray x = some.get();
      watch(x);
      INDArray y = model.apply(x);
      if (files.isEmpty()) {
        CsvMatrix.write(out, y, done);
      } else {
        writeBeside((int) done, y, lines);
      }
      done += x.rows();
      Ae.requireWritten(out);
      close(x, y);
      some = batches.next(BATCH);
    }
  }

  /** Says once that examples are far from those of the training. */
  private void watch(INDArray x) {
    if (isWatched && x.amaxNumber().doubleValue() > FAR_OUTSIDE) {
      err.printf(
          Locale.ROOT,
          "ae: %s has values from %.4g to %.4g; those that the model was trained on lie in [0,1]%n",
          input,
          x.minNumber().doubleValue(),
          x.maxNumber().doubleValue());
      isWatched = false;
    }
  }

  private void writeBeside(int first, INDArray y, CsvLines lines) throws IOException {
    if (first == 0) {
      String value = kind == TableTransform.Kind.ENCODE ? TableTransform.CODE : "pixel_";
      lines.write(
          Stream.concat(
                  Stream.of("file"), LongStream.rangeClosed(1, y.size(1)).mapToObj(i -> value + i))
              .toList());
    }
    float[][] values = y.toFloatMatrix();
    for (int row = 0; row < values.length; row++) {
      lines.cell(files.get(first + row));
      for (float value : values[row]) {
        lines.number(value);
      }
      lines.end();
    }
  }

  /** Draws the results of pictures, each under the name of its original, in a new folder. */
  void draw(ImageBatches batches, OwnImages images, Path folder) throws IOException {
    RowProgress progress = new RowProgress(err);
    try (RunFolder results = RunFolder.prepare(folder, false, "--output")) {
      int at = 0;
      Optional<INDArray> some = batches.next(BATCH);
      while (some.isPresent()) {
        INDArray y = model.apply(some.get());
        for (float[] pixels : y.toFloatMatrix()) {
          Path file = results.file(pngName(files.get(at++)));
          Files.createDirectories(file.getParent());
          Files.write(file, Png.bytes(picture(images.shape(), pixels)));
        }
        progress.add(y.size(0));
        close(some.get(), y);
        some = batches.next(BATCH);
      }
      results.publish();
    }
    progress.done(input);
  }

  /** In grey if the original is, so that it can be read in its place. */
  private static BufferedImage picture(ImageShape shape, float[] pixels) {
    BufferedImage picture =
        new BufferedImage(
            shape.width(),
            shape.height(),
            shape.channels() == 1 ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_INT_RGB);
    for (int i = 0, size = shape.height() * shape.width(); i < pixels.length; i++) {
      int value = Math.round(255 * Math.max(0, Math.min(1, pixels[i])));
      int place = i % size;
      picture.getRaster().setSample(place % shape.width(), place / shape.width(), i / size, value);
    }
    return picture;
  }

  private static String pngName(String name) {
    return name.toLowerCase(Locale.ROOT).endsWith(PNG) ? name : name + PNG;
  }

  /** Memory outside of the heap would wait for a garbage collection. */
  private static void close(INDArray... arrays) {
    Stream.of(arrays).filter(INDArray::closeable).forEach(INDArray::close);
  }
}
