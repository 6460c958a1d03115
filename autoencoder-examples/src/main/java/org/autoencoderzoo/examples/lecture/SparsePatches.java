package org.autoencoderzoo.examples.lecture;

import java.io.IOException;
import java.util.Arrays;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.evaluation.SpatialExtent;
import org.autoencoderzoo.examples.gallery.Example;
import org.autoencoderzoo.examples.gallery.Exhibit;
import org.autoencoderzoo.examples.gallery.Table;
import org.autoencoderzoo.image.ImageShape;
import org.autoencoderzoo.zoo.InputRange;
import org.autoencoderzoo.zoo.Sparse;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Edge detectors: filters of whitened 8x8 patches, with and without the KL penalty (Ng 2011). */
final class SparsePatches implements Example {

  private static final int SIDE = 8;
  private static final int UNITS = 100;
  private static final double RHO = 0.05;

  @Override
  public void run(Exhibit exhibit) throws IOException {
    int count = exhibit.choose(10_000, 100_000);
    int tests = count / 10;
    INDArray patches = WhitenedPatches.load(count + tests, SIDE, exhibit.seed());
    INDArray train = patches.get(NDArrayIndex.interval(0, count)).dup('c');
    INDArray test = patches.get(NDArrayIndex.interval(count, count + tests)).dup('c');
    ImageShape shape = new ImageShape(1, SIDE, SIDE);
    int epochs = exhibit.choose(10, 20);
    Table table = new Table("beta", "squared error", "mean activation", "area of a filter, pixels");
    double[] betas = {0, 50};
    double[] areas = new double[betas.length];
    double activation = Double.NaN;
    for (int i = 0; i < betas.length; i++) {
      Autoencoder autoencoder =
          Sparse.builder()
              .inputSize(shape.size())
              .inputRange(InputRange.REAL)
              .codeSize(UNITS)
              .rho(RHO)
              .beta(betas[i])
              .seed(exhibit.seed())
              .build()
              .init();
      exhibit.fit("beta = " + betas[i], autoencoder, train, epochs);
      INDArray filters = Exhibit.filters(autoencoder, UNITS);
      areas[i] = Arrays.stream(SpatialExtent.area(filters, shape)).average().orElseThrow();
      activation = autoencoder.encode(test).meanNumber().doubleValue();
      double error = autoencoder.reconstructionError(test).meanNumber().doubleValue();
      table.row(betas[i], error, activation, areas[i]);
      exhibit.weights(
          "Filters of all 100 units, beta = %s.".formatted(betas[i]), shape, 10, filters);
    }
    exhibit.table(
        "Without and with the penalty, on patches that were not trained on. The area of a filter is"
            + " (sum w^2)^2 / sum w^4: the number of pixels over which it is spread.",
        table);
    exhibit.claimAtMost(
        "Distance of the mean activation from rho = 0.05", Math.abs(activation - RHO), 0.02);
    exhibit.claimFalling("Sparse units see smaller parts of a patch: area in pixels", areas);
  }
}
