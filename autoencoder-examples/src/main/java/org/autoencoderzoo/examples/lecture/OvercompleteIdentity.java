package org.autoencoderzoo.examples.lecture;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.data.LabeledImages;
import org.autoencoderzoo.data.TrainTest;
import org.autoencoderzoo.evaluation.Filters;
import org.autoencoderzoo.evaluation.SpatialExtent;
import org.autoencoderzoo.examples.gallery.Example;
import org.autoencoderzoo.examples.gallery.Exhibit;
import org.autoencoderzoo.examples.gallery.Table;
import org.autoencoderzoo.image.ImageShape;
import org.autoencoderzoo.zoo.Denoising;
import org.autoencoderzoo.zoo.ModelBuilder;
import org.autoencoderzoo.zoo.Overcomplete;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * With more code units than inputs and no penalty, even a linear autoencoder learns to copy and
 * nothing about the data (Bengio, Courville and Vincent 2013, section 7); a denoising one of the
 * same size cannot.
 */
final class OvercompleteIdentity implements Example {

  private static final int SHOWN = 10;

  /** Pixels whose values deviate less hardly occur in digits, and nobody learns to copy them. */
  private static final double LEAST_DEVIATION = 0.2;

  @Override
  public void run(Exhibit exhibit) throws IOException {
    TrainTest digits = exhibit.digits().limit(20_000);
    LabeledImages train = digits.train();
    INDArray test = digits.test().images();
    INDArray shuffled = ShuffledPixels.of(test, used(test), exhibit.seed());
    ImageShape shape = train.shape();
    int units = 2 * shape.size();
    Map<String, ModelBuilder<?>> models = new LinkedHashMap<>();
    models.put("overcomplete", Overcomplete.builder().codeSize(units));
    models.put("denoising", Denoising.builder().codeSize(units).noiseLevel(0.3));
    double[] details = new double[2];
    double[] ofDigits = new double[2];
    double[] ofShuffled = new double[2];
    Table table =
        new Table("model", "error, digits", "error, shuffled pixels", "width of detail, pixels");
    INDArray shown =
        Nd4j.concat(
            0,
            test.get(NDArrayIndex.interval(0, SHOWN / 2)),
            shuffled.get(NDArrayIndex.interval(0, SHOWN / 2)));
    Map<String, INDArray> lines = new LinkedHashMap<>();
    lines.put("digits and shuffled pixels", shown);
    for (String name : models.keySet()) {
      int i = lines.size() - 1;
      Autoencoder autoencoder =
          exhibit.train(name, models.get(name), train, exhibit.choose(100, 10));
      ofDigits[i] = error(autoencoder, test);
      ofShuffled[i] = error(autoencoder, shuffled);
      INDArray filters = Filters.of(autoencoder, shape, units).units();
      details[i] = SpatialExtent.meanDetail(filters, shape);
      table.row(name, ofDigits[i], ofShuffled[i], details[i]);
      lines.put(name, autoencoder.reconstruct(shown));
      exhibit.weights(
          "Filters of 40 of %d units, %s.".formatted(units, name),
          shape,
          SHOWN,
          Filters.of(autoencoder, shape, 40).units());
    }
    exhibit.lines(
        "Test digits, and test digits with their pixels shuffled. Who copies, copies both.",
        shape,
        lines);
    exhibit.table(
        "Squared error as a share of the images' squared norm, and how wide the structures in a"
            + " filter are: about 0.5 pixels if each weight is independent of its neighbours.",
        table);
    exhibit.claimAtMost("Overcomplete: error as a share, digits", ofDigits[0], 0.02);
    exhibit.claimAtMost("Overcomplete: error as a share, shuffled pixels", ofShuffled[0], 0.1);
    exhibit.claimAtMost("Overcomplete: width of detail in its filters, pixels", details[0], 0.6);
    exhibit.claimRising("Width of detail: overcomplete, denoising", details);
    exhibit.claimRising("Error on shuffled pixels: overcomplete, denoising", ofShuffled);
  }

  private static double error(Autoencoder autoencoder, INDArray x) {
    return autoencoder.reconstructionError(x).sumNumber().doubleValue()
        / x.mul(x).sumNumber().doubleValue();
  }

  /** Those that are not nearly the same in all images. */
  private static int[] used(INDArray images) {
    double[] deviations = images.std(0).toDoubleVector();
    return IntStream.range(0, deviations.length)
        .filter(pixel -> deviations[pixel] > LEAST_DEVIATION)
        .toArray();
  }
}
