package org.autoencoderzoo.examples.lecture;

import java.io.IOException;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.datasets.LabeledImages;
import org.autoencoderzoo.datasets.TrainTest;
import org.autoencoderzoo.evaluation.Filters;
import org.autoencoderzoo.evaluation.SpatialExtent;
import org.autoencoderzoo.examples.gallery.Example;
import org.autoencoderzoo.examples.gallery.Exhibit;
import org.autoencoderzoo.examples.gallery.ImageLines;
import org.autoencoderzoo.examples.gallery.Table;
import org.autoencoderzoo.image.ImageShape;
import org.autoencoderzoo.zoo.Denoising;
import org.autoencoderzoo.zoo.ModelBuilder;
import org.autoencoderzoo.zoo.Overcomplete;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * With more code units than inputs and no penalty, even a linear autoencoder learns to copy and
 * nothing about the data (Bengio, Courville and Vincent 2013, section 7); a denoising one of the
 * same size cannot.
 */
final class OvercompleteIdentity implements Example {

  private static final int SHOWN = 10;

  @Override
  public void run(Exhibit exhibit) throws IOException {
    TrainTest digits = exhibit.digits().limit(20_000);
    LabeledImages train = digits.train();
    INDArray test = digits.test().images();
    INDArray shuffled = ShuffledPixels.ofVaried(test, exhibit.seed());
    ImageShape shape = train.shape();
    int units = 2 * shape.size();
    String[] names = {"overcomplete", "denoising"};
    ModelBuilder<?>[] models = {
      Overcomplete.builder().codeSize(units), Denoising.builder().codeSize(units).noiseLevel(0.3)
    };
    double[] details = new double[models.length];
    double[] ofDigits = new double[models.length];
    double[] ofShuffled = new double[models.length];
    Table table =
        new Table("model", "error, digits", "error, shuffled pixels", "width of detail, pixels");
    INDArrayIndex half = NDArrayIndex.interval(0, SHOWN / 2);
    INDArray shown = Nd4j.concat(0, test.get(half), shuffled.get(half));
    ImageLines lines = new ImageLines().line("digits and shuffled pixels", shown);
    for (int i = 0; i < models.length; i++) {
      Autoencoder autoencoder = exhibit.train(names[i], models[i], train, exhibit.choose(100, 10));
      ofDigits[i] = LostShare.ofAll(autoencoder, test);
      ofShuffled[i] = LostShare.ofAll(autoencoder, shuffled);
      INDArray filters = Filters.of(autoencoder, shape, units).units();
      details[i] = SpatialExtent.meanDetail(filters, shape);
      table.row(names[i], ofDigits[i], ofShuffled[i], details[i]);
      lines.line(names[i], autoencoder.reconstruct(shown));
      exhibit.weights(
          "Filters of 40 of %d units, %s.".formatted(units, names[i]),
          shape,
          SHOWN,
          filters.get(NDArrayIndex.interval(0, 40)));
    }
    exhibit.lines(
        "Test digits, and test digits with their pixels shuffled. A network that copies, copies"
            + " both.",
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
}
