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
import org.autoencoderzoo.zoo.Sparse;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Filters of digits without and with the KL penalty (Ng, "Sparse autoencoder", 2011). */
final class SparseFilters implements Example {

  private static final double RHO = 0.05;
  private static final double[] BETAS = {0, 10};

  @Override
  public void run(Exhibit exhibit) throws IOException {
    TrainTest digits = exhibit.digits().limit(20_000);
    LabeledImages train = digits.train();
    INDArray test = digits.test().images();
    ImageShape shape = train.shape();
    int units = exhibit.choose(64, 196);
    double[] distances = new double[BETAS.length];
    double[] details = new double[BETAS.length];
    Table table = new Table("beta", "squared error", "mean activation", "width of detail, pixels");
    for (int i = 0; i < BETAS.length; i++) {
      Autoencoder autoencoder =
          exhibit.train(
              "beta = %.0f".formatted(BETAS[i]),
              Sparse.builder().codeSize(units).rho(RHO).beta(BETAS[i]),
              train,
              exhibit.choose(60, 20));
      double mean = autoencoder.encode(test).meanNumber().doubleValue();
      distances[i] = Math.abs(mean - RHO);
      INDArray filters = Filters.of(autoencoder, shape, units).units();
      details[i] = SpatialExtent.meanDetail(filters, shape);
      double error = Exhibit.squaredError(autoencoder, test);
      table.row(BETAS[i], error, mean, details[i]);
      exhibit.weights(
          "Filters of 50 units, beta = %.0f.".formatted(BETAS[i]),
          shape,
          10,
          filters.get(NDArrayIndex.interval(0, 50)));
    }
    exhibit.table(
        "On test images, without the penalty (beta = 0) and with it. It weighs against the loss:"
            + " the larger beta, the nearer the units come to rho, and the larger the error.",
        table);
    exhibit.claimAtMost("Distance of the mean activation from rho = 0.05", distances[1], 0.02);
    exhibit.claimFalling("That distance, at beta = 0 and 10", distances);
    exhibit.claimRising("Width of detail in the filters, in pixels, at beta = 0 and 10", details);
  }
}
