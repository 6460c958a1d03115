package org.autoencoderzoo.examples.lecture;

import java.io.IOException;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.evaluation.Filters;
import org.autoencoderzoo.evaluation.SpatialExtent;
import org.autoencoderzoo.examples.gallery.Example;
import org.autoencoderzoo.examples.gallery.Exhibit;
import org.autoencoderzoo.examples.gallery.Table;
import org.autoencoderzoo.image.ImageShape;
import org.autoencoderzoo.zoo.Sparse;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Edge detectors: filters of whitened 8x8 patches of photographs, without and with the KL penalty
 * (Ng, "Sparse autoencoder", 2011, figure 7, there of 10x10 patches).
 */
final class SparsePatches implements Example {

  private static final int SIDE = 8;
  private static final int COMPONENTS = 40;
  private static final int UNITS = 64;
  private static final double RHO = 0.05;
  private static final double[] BETAS = {0, 20};

  @Override
  public void run(Exhibit exhibit) throws IOException {
    int count = exhibit.choose(10_000, 50_000);
    INDArray all = Patches.loadWhitened(count + count / 10, SIDE, COMPONENTS, exhibit.seed());
    PatchSplit patches = PatchSplit.of(all, count);
    ImageShape shape = new ImageShape(1, SIDE, SIDE);
    double[] areas = new double[BETAS.length];
    double[] distances = new double[BETAS.length];
    Table table = new Table("beta", "squared error", "mean activation", "area, pixels");
    for (int i = 0; i < BETAS.length; i++) {
      Autoencoder autoencoder =
          Patches.train(
              exhibit,
              "beta = %.0f".formatted(BETAS[i]),
              Sparse.builder().codeSize(UNITS).rho(RHO).beta(BETAS[i]),
              patches.train(),
              exhibit.choose(30, 20));
      INDArray filters = Filters.of(autoencoder, shape, UNITS).units();
      areas[i] = SpatialExtent.meanArea(filters, shape);
      double activation = autoencoder.encode(patches.test()).meanNumber().doubleValue();
      distances[i] = Math.abs(activation - RHO);
      table.row(BETAS[i], Exhibit.squaredError(autoencoder, patches.test()), activation, areas[i]);
      exhibit.weights(
          "Filters of all %d units, beta = %.0f.".formatted(UNITS, BETAS[i]), shape, 8, filters);
    }
    exhibit.table(
        "On patches that were not used in training. The area is the number of pixels over which a"
            + " filter"
            + " is spread, (sum w^2)^2 / sum w^4, mean over the units: a third of the pixels, that"
            + " is %.0f, if the weights are independent and normally distributed."
                .formatted(shape.size() / 3.0),
        table);
    exhibit.claimFalling(
        "Distance of the mean activation from rho = 0.05, at beta = 0 and 20", distances);
    exhibit.claimAtLeast(
        "Area of a filter at beta = 0, pixels: no less than that of noise",
        areas[0],
        shape.size() / 3.0);
    exhibit.claimAtMost(
        "Area of a filter at beta = 20, pixels: an edge covers less", areas[1], shape.size() / 3.0);
  }
}
