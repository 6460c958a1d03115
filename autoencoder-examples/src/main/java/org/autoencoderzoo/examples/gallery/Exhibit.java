package org.autoencoderzoo.examples.gallery;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.EncoderDecoder;
import org.autoencoderzoo.datasets.ImageDataSet;
import org.autoencoderzoo.datasets.LabeledImages;
import org.autoencoderzoo.datasets.TrainTest;
import org.autoencoderzoo.examples.page.Pictures;
import org.autoencoderzoo.examples.progress.ConsoleProgress;
import org.autoencoderzoo.image.ImageShape;
import org.autoencoderzoo.image.TileGrid;
import org.autoencoderzoo.training.LearningCurve;
import org.autoencoderzoo.training.Training;
import org.autoencoderzoo.zoo.ModelBuilder;
import org.autoencoderzoo.zoo.StackedAutoencoder;
import org.autoencoderzoo.zoo.VectorBuilder;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What an {@link Example} works with: it gives the data and trains the models, at the size that was
 * asked for, and takes what there is to show, in the order in which a reader should see it. Claims
 * are checked as they are made; the example goes on, and fails at its end if one did not hold.
 */
public final class Exhibit {

  private static final int TILES_WIDTH = 480;
  private static final int LARGEST_TILE = 72;

  private final boolean isQuick;
  private final long seed;
  private final PrintWriter progress;
  private final Section section;
  private final List<Claim> claims = new ArrayList<>();

  Exhibit(boolean isQuick, long seed, PrintWriter progress, Section section) {
    this.isQuick = isQuick;
    this.seed = seed;
    this.progress = progress;
    this.section = section;
  }

  /** {@return the seed of everything random} */
  public long seed() {
    return seed;
  }

  /**
   * Chooses a size.
   *
   * @param quick for a look, in seconds
   * @param full for the figure as it should be
   * @param <T> of both
   * @return one of them
   */
  public <T> T choose(T quick, T full) {
    return isQuick ? quick : full;
  }

  /**
   * The handwritten digits.
   *
   * @return MNIST; for a quick look, the embedded digits of 8x8 pixels
   * @throws IOException if they cannot be read
   */
  public TrainTest digits() throws IOException {
    return choose(ImageDataSet.DIGITS, ImageDataSet.MNIST).load();
  }

  /**
   * Gives a model the size of its input and its seed.
   *
   * @param builder of the model
   * @param images whose size it takes
   * @param <B> of the builder
   * @return the builder
   */
  public <B extends ModelBuilder<?>> B sized(B builder, LabeledImages images) {
    builder.forImages(images.channels(), images.height(), images.width()).seed(seed);
    return builder;
  }

  /**
   * Trains a model on images.
   *
   * @param what it is, for the progress
   * @param builder of the model, but for the size of its input and its seed
   * @param images to train on
   * @param epochs passes over them
   * @return the trained model
   */
  public Autoencoder train(String what, ModelBuilder<?> builder, LabeledImages images, int epochs) {
    Autoencoder autoencoder = sized(builder, images).build().init();
    fit(what, autoencoder, images.images(), epochs);
    return autoencoder;
  }

  /**
   * Trains a model on rows.
   *
   * @param what it is, for the progress
   * @param builder of the model, but for the size of its input and its seed
   * @param rows examples {@code [N, D]}
   * @param epochs passes over them
   * @return the trained model
   */
  public Autoencoder train(String what, VectorBuilder<?> builder, INDArray rows, int epochs) {
    Autoencoder autoencoder = builder.inputSize(rows.columns()).seed(seed).build().init();
    fit(what, autoencoder, rows, epochs);
    return autoencoder;
  }

  /**
   * Trains the levels of a stack, but not the whole.
   *
   * @param what it is, for the progress
   * @param model the stack
   * @param rows examples {@code [N, D]}
   * @param epochs passes over them for each level
   * @return the model with the weights of its levels
   */
  public Autoencoder pretrain(String what, StackedAutoencoder<?> model, INDArray rows, int epochs) {
    say(what);
    return model.pretrained(rows, Training.defaults().withSeed(seed).withEpochs(epochs));
  }

  /**
   * Trains an autoencoder, or trains it on.
   *
   * @param what it is, for the progress
   * @param autoencoder to train
   * @param rows examples {@code [N, D]}
   * @param epochs passes over them
   * @return its scores
   */
  public LearningCurve fit(String what, Autoencoder autoencoder, INDArray rows, int epochs) {
    return fit(what, autoencoder, rows, epochs, () -> {});
  }

  /**
   * Trains an autoencoder, and looks at it after each epoch.
   *
   * @param what it is, for the progress
   * @param autoencoder to train
   * @param rows examples {@code [N, D]}
   * @param epochs passes over them
   * @param afterEpoch looks at the autoencoder as it is then
   * @return its scores
   */
  public LearningCurve fit(
      String what, Autoencoder autoencoder, INDArray rows, int epochs, Runnable afterEpoch) {
    say(what);
    try (ConsoleProgress shown =
        ConsoleProgress.start(what, epochs, rows.size(0), "validation", progress)) {
      return autoencoder.fit(
          autoencoder.shaped(rows),
          Training.defaults()
              .withEpochs(epochs)
              .withSeed(seed)
              .withProgress(shown)
              .withProgress(new AfterEpoch(afterEpoch)));
    }
  }

  /**
   * The mean squared error of reconstructions, summed over features.
   *
   * @param model an autoencoder, or PCA
   * @param rows examples {@code [N, D]}
   * @return mean over the examples
   */
  public static double squaredError(EncoderDecoder model, INDArray rows) {
    INDArray x = model instanceof Autoencoder autoencoder ? autoencoder.shaped(rows) : rows;
    return model.reconstructionError(x).castTo(DataType.DOUBLE).meanNumber().doubleValue();
  }

  /**
   * Says what is being done, on standard error.
   *
   * @param line a few words
   */
  public void say(String line) {
    progress.println(line);
    progress.flush();
  }

  /**
   * Shows a chart.
   *
   * @param caption what is to be seen, and what it means
   * @param chart to draw
   * @throws IOException if it cannot be written
   */
  public void chart(String caption, Chart chart) throws IOException {
    section.chart(caption, chart);
  }

  /**
   * Shows examples or reconstructions as images: 0 is black, 1 is white.
   *
   * @param caption what is to be seen, and what it means
   * @param shape of an image
   * @param columns images side by side
   * @param rows one an image, {@code [N, shape.size()]}
   * @throws IOException if it cannot be written
   */
  public void images(String caption, ImageShape shape, int columns, INDArray rows)
      throws IOException {
    section.picture(caption, grid(shape, columns).pixels(rows.castTo(DataType.FLOAT)));
  }

  /**
   * Shows weights as images, each on its own scale: zero is grey, positive lighter, negative
   * darker.
   *
   * @param caption what is to be seen, and what it means
   * @param shape of an image
   * @param columns images side by side
   * @param rows one an image, {@code [N, shape.size()]}
   * @throws IOException if it cannot be written
   */
  public void weights(String caption, ImageShape shape, int columns, INDArray rows)
      throws IOException {
    section.picture(caption, grid(shape, columns).weights(rows.castTo(DataType.FLOAT)));
  }

  /**
   * Shows lines of images under each other.
   *
   * @param caption what is to be seen, and what it means; the names of the lines follow it
   * @param shape of an image
   * @param lines images {@code [n, shape.size()]} each
   * @throws IOException if it cannot be written
   */
  public void lines(String caption, ImageShape shape, ImageLines lines) throws IOException {
    section.picture(
        "%s From top to bottom: %s.".formatted(caption, String.join("; ", lines.names())),
        grid(shape, lines.columns()).pixels(lines.images()));
  }

  /** As wide as a chart, or narrower where tiles would get too large. */
  private static TileGrid grid(ImageShape shape, int columns) {
    return Pictures.tiles(shape, columns, Math.min(LARGEST_TILE, TILES_WIDTH / columns - 2));
  }

  /**
   * Shows a picture of one's own.
   *
   * @param caption what is to be seen, and what it means
   * @param image two pixels for one of the page
   * @throws IOException if it cannot be written
   */
  public void picture(String caption, BufferedImage image) throws IOException {
    section.picture(caption, image);
  }

  /**
   * Shows a table.
   *
   * @param caption what is to be seen, and what it means
   * @param table of figures
   */
  public void table(String caption, Table table) {
    section.table(caption, table);
  }

  /**
   * Claims that a number is at most another.
   *
   * @param statement the claim in words, with the unit
   * @param value measured
   * @param most it may be
   */
  public void claimAtMost(String statement, double value, double most) {
    claim(Claim.atMost(statement, value, most));
  }

  /**
   * Claims that a number is at least another.
   *
   * @param statement the claim in words, with the unit
   * @param value measured
   * @param least it may be
   */
  public void claimAtLeast(String statement, double value, double least) {
    claim(Claim.atLeast(statement, value, least));
  }

  /**
   * Claims that numbers rise, each above the one before.
   *
   * @param statement the claim in words, with the unit
   * @param values measured
   */
  public void claimRising(String statement, double... values) {
    claim(Claim.rising(statement, values));
  }

  /**
   * Claims that numbers fall, each below the one before.
   *
   * @param statement the claim in words, with the unit
   * @param values measured
   */
  public void claimFalling(String statement, double... values) {
    claim(Claim.falling(statement, values));
  }

  private void claim(Claim claim) {
    claims.add(claim);
    section.claim(claim);
    say((claim.holds() ? "holds: " : "DOES NOT HOLD: ") + claim.text());
  }

  /** {@return the claims so far, in order} */
  List<Claim> claims() {
    return claims;
  }
}
