package org.autoencoderzoo.examples.lecture;

import java.io.IOException;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.datasets.LabeledImages;
import org.autoencoderzoo.datasets.TrainTest;
import org.autoencoderzoo.evaluation.Filters;
import org.autoencoderzoo.evaluation.SpatialExtent;
import org.autoencoderzoo.examples.gallery.Example;
import org.autoencoderzoo.examples.gallery.Exhibit;
import org.autoencoderzoo.examples.gallery.Table;
import org.autoencoderzoo.image.ImageShape;
import org.autoencoderzoo.zoo.KSparse;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Filters of the k-sparse autoencoder with k = 70, 40, 25 and 10 of 1000 units (Makhzani and Frey
 * 2013, figure 1). As in the paper, k falls during the first half of the training: units that are
 * not kept do not learn, and with a small k from the start most never are.
 */
final class KSparseFilters implements Example {

  private static final int SHOWN = 50;

  @Override
  public void run(Exhibit exhibit) throws IOException {
    TrainTest digits = exhibit.digits().limit(20_000);
    LabeledImages train = digits.train();
    INDArray test = digits.test().images();
    ImageShape shape = train.shape();
    int units = exhibit.choose(100, 1000);
    int firstK = exhibit.choose(40, 150);
    int[] ks = exhibit.choose(new int[] {20, 10, 5, 2}, new int[] {70, 40, 25, 10});
    int epochs = exhibit.choose(100, 20);
    double[] errors = new double[ks.length];
    double[] details = new double[ks.length];
    Table table =
        new Table("k", "squared error", "units in use", "width of detail, pixels", "area, pixels");
    for (int i = 0; i < ks.length; i++) {
      Autoencoder autoencoder =
          exhibit.train(
              "k = " + ks[i],
              KSparse.builder()
                  .codeSize(units)
                  .k(ks[i])
                  .annealedFrom(firstK, epochs / 2)
                  .learningRate(2e-3),
              train,
              epochs);
      errors[i] = Exhibit.squaredError(autoencoder, test);
      int[] inUse = UnitUse.mostUsedFirst(autoencoder.encode(test));
      INDArray filters =
          Nd4j.pullRows(Filters.of(autoencoder, shape, units).units(), 1, inUse, 'c');
      details[i] = SpatialExtent.meanDetail(filters, shape);
      table.row(ks[i], errors[i], inUse.length, details[i], SpatialExtent.meanArea(filters, shape));
      exhibit.weights(
          "The units that are kept most often, k = %d.".formatted(ks[i]),
          shape,
          10,
          filters.get(NDArrayIndex.interval(0, Math.min(inUse.length, SHOWN))));
    }
    exhibit.table(
        "On test images. In use: kept for at least one image. Means over these units' filters: how"
            + " wide their structures are, and over how many pixels they are spread, (sum w^2)^2 / sum"
            + " w^4, which does not rise steadily: with a large k there are small blobs beside"
            + " patterns of fine detail all over the image.",
        table);
    exhibit.claimRising("Squared error rises as k falls", errors);
    exhibit.claimRising("Width of detail, in pixels, rises as k falls", details);
  }
}
