package org.autoencoderzoo.examples.lecture;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.datasets.TrainTest;
import org.autoencoderzoo.evaluation.Filters;
import org.autoencoderzoo.evaluation.SpatialExtent;
import org.autoencoderzoo.examples.gallery.Chart;
import org.autoencoderzoo.examples.gallery.Example;
import org.autoencoderzoo.examples.gallery.Exhibit;
import org.autoencoderzoo.image.ImageShape;
import org.autoencoderzoo.zoo.Denoising;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Filters of the same units, from the same initial weights, trained with 0, 10, 20 and 50% of the
 * pixels set to zero: the more noise, the wider the structures (Vincent et al. 2008, figure 3).
 */
final class DenoisingFilters implements Example {

  private static final double[] NOISE_LEVELS = {0, 0.1, 0.2, 0.5};
  private static final int SHOWN = 10;

  @Override
  public void run(Exhibit exhibit) throws IOException {
    TrainTest digits = exhibit.digits();
    ImageShape shape = digits.train().shape();
    int units = exhibit.choose(100, 500);
    int epochs = exhibit.choose(30, 5);
    List<INDArray> shown = new ArrayList<>();
    double[] widths = new double[NOISE_LEVELS.length];
    for (int i = 0; i < NOISE_LEVELS.length; i++) {
      Autoencoder autoencoder =
          exhibit.train(
              "%.0f%% masked".formatted(100 * NOISE_LEVELS[i]),
              Denoising.builder().codeSize(units).noiseLevel(NOISE_LEVELS[i]),
              digits.train(),
              epochs);
      INDArray filters = Filters.of(autoencoder, shape, units).units();
      shown.add(Filters.of(autoencoder, shape, SHOWN).units());
      widths[i] = SpatialExtent.meanDetail(filters, shape);
    }
    exhibit.weights(
        "The filters of the same ten units, a column each. From top to bottom: 0, 10, 20 and 50% of"
            + " the pixels masked in training. To fill in what is missing, a unit must look at"
            + " more of the stroke around it.",
        shape, SHOWN, Nd4j.concat(0, shown.toArray(INDArray[]::new)));
    exhibit.chart(
        "How wide the structures of a filter are, mean over all units.",
        new Chart("Pixels masked in training (fraction)", "Width of detail (pixels)")
            .line("filters", NOISE_LEVELS, widths));
    exhibit.claimRising("Width of detail, in pixels, rises with the noise", widths);
  }
}
