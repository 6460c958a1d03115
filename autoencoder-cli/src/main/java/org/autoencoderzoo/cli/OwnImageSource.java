package org.autoencoderzoo.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.IntStream;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.cli.RowParts.Part;
import org.autoencoderzoo.datasets.LabeledImages;
import org.autoencoderzoo.datasets.TrainTest;

/**
 * A folder of pictures, or an array of images in a file.
 *
 * @param file as it was named
 * @param options how it is read
 * @param testFile whose images are for the test, or null to draw them from the others
 * @param err takes what the user should know
 */
record OwnImageSource(String file, ImageOptions options, String testFile, PrintWriter err)
    implements RunSource {

  /** So many images are seen in as many epochs as a run has if nobody says otherwise. */
  private static final int USUAL_EXAMPLES = 300_000;

  private static final int MOST_EPOCHS = 200;
  private static final int FEWEST_EPOCHS = 5;

  @Override
  public String argument() {
    return file;
  }

  @Override
  public String id() {
    return TableSource.idOf(Path.of(file).toAbsolutePath().normalize());
  }

  @Override
  public RunData load(ExampleChoice choice) throws IOException {
    OwnImages all = options.open(file);
    ImageRunData data = data(all, choice);
    err.printf(
        Locale.ROOT,
        "%s: images of %s; %,d to train on, %,d to test on%s%n",
        file,
        all.words(),
        data.data().train().size(),
        data.data().test().size(),
        testFile == null ? ", drawn by seed " + choice.seed() : ", those of " + testFile);
    err.flush();
    return data;
  }

  private ImageRunData data(OwnImages all, ExampleChoice choice) throws IOException {
    DrawnParts parts = new DrawnParts(choice.seed(), testFile == null, false);
    LabeledImages train = part(all, parts, Part.TRAINING, choice.train());
    LabeledImages test =
        testFile == null ? part(all, parts, Part.TEST, choice.test()) : tests(all, choice);
    return data(new TrainTest(id(), train, test, all.sha256()), choice);
  }

  private ImageRunData data(TrainTest images, ExampleChoice choice) {
    int examples = images.train() == null ? 1 : images.train().size();
    return new ImageRunData(
        "images of " + file,
        Math.max(FEWEST_EPOCHS, Math.min(MOST_EPOCHS, USUAL_EXAMPLES / examples)),
        images,
        choice);
  }

  private LabeledImages part(OwnImages all, DrawnParts parts, Part part, Integer limit)
      throws IOException {
    int[] indices =
        IntStream.range(0, all.size())
            .filter(i -> parts.of(i) == part)
            .limit(limit == null ? all.size() : limit)
            .toArray();
    if (indices.length == 0) {
      throw new IOException(
          "%s has too few images, %d, to draw a tenth for the test: name others with --test"
              .formatted(file, all.size()));
    }
    return all.selection().read(indices);
  }

  private LabeledImages tests(OwnImages all, ExampleChoice choice) throws IOException {
    OwnImages tests = options.open(testFile);
    if (!tests.shape().equals(all.shape())) {
      throw new IOException(
          "%s has images of %s, but %s of %s; say --resize and --colours for both"
              .formatted(file, all.words(), testFile, tests.words()));
    }
    return first(tests, choice.test());
  }

  private static LabeledImages first(OwnImages images, Integer limit) throws IOException {
    int n = limit == null ? images.size() : Math.min(limit, images.size());
    return images.selection().read(IntStream.range(0, n).toArray());
  }

  @Override
  public RunData loadFor(Autoencoder autoencoder, SavedRun run, Path folder, ExampleChoice choice)
      throws IOException {
    OwnImages all = options.open(file);
    all.requireReadBy(autoencoder, folder);
    if (all.sha256().equals(run.dataSha256())) {
      return data(all, choice);
    }
    err.printf(
        "ae: %s is not what %s was trained on: all of its images are measured%n", file, folder);
    return data(new TrainTest(id(), null, first(all, choice.test()), all.sha256()), choice);
  }
}
