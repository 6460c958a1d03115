package org.autoencoderzoo.examples.lecture;

import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.evaluation.SpatialExtent;
import org.autoencoderzoo.examples.gallery.Example;
import org.autoencoderzoo.examples.gallery.Exhibit;
import org.autoencoderzoo.examples.gallery.Table;
import org.autoencoderzoo.zoo.Basic;
import org.autoencoderzoo.zoo.Denoising;
import org.autoencoderzoo.zoo.HiddenLayerBuilder;
import org.autoencoderzoo.zoo.InputRange;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Filters of natural 12x12 patches, without and with Gaussian noise (Vincent et al. 2010). */
final class DenoisingPatches implements Example {

  private static final int UNITS = 200;

  @Override
  public void run(Exhibit exhibit) throws IOException {
    WhitenedPatches patches = WhitenedPatches.of(exhibit, exhibit.choose(10_000, 100_000), 12);
    Map<String, HiddenLayerBuilder<?>> models = new LinkedHashMap<>();
    models.put("autoencoder", Basic.builder());
    models.put(
        "denoising, sigma = 0.5",
        Denoising.builder().noise(Denoising.Noise.GAUSSIAN).noiseLevel(0.5));
    models.put(
        "denoising, sigma = 1", Denoising.builder().noise(Denoising.Noise.GAUSSIAN).noiseLevel(1));
    Table table = new Table("model", "squared error", "area of a filter, pixels");
    double[] areas = new double[models.size()];
    int i = 0;
    for (Map.Entry<String, HiddenLayerBuilder<?>> model : models.entrySet()) {
      Autoencoder autoencoder =
          model
              .getValue()
              .inputSize(patches.shape().size())
              .inputRange(InputRange.REAL)
              .codeSize(UNITS)
              .seed(exhibit.seed())
              .build()
              .init();
      exhibit.fit(model.getKey(), autoencoder, patches.train(), exhibit.choose(5, 20));
      INDArray filters = Exhibit.filters(autoencoder, UNITS);
      areas[i] =
          Arrays.stream(SpatialExtent.area(filters, patches.shape())).average().orElseThrow();
      double error = autoencoder.reconstructionError(patches.test()).meanNumber().doubleValue();
      table.row(model.getKey(), error, areas[i]);
      exhibit.weights(
          "Filters of 100 of 200 units: %s.".formatted(model.getKey()),
          patches.shape(),
          10,
          Exhibit.filters(autoencoder, 100));
      i++;
    }
    exhibit.table("On patches that were not trained on, without noise.", table);
    exhibit.claimAtMost(
        "Area of a filter learned from noisy patches, as a share of that without noise",
        areas[1] / areas[0],
        0.9);
  }
}
