package org.autoencoderzoo.examples.lecture;

import java.io.IOException;
import java.util.Arrays;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.evaluation.SpatialExtent;
import org.autoencoderzoo.examples.gallery.Example;
import org.autoencoderzoo.examples.gallery.Exhibit;
import org.autoencoderzoo.image.ImageShape;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Filters of an overcomplete autoencoder on natural image patches, without and with noise on the
 * input: without, no structure; with it, local oriented edge detectors (Vincent et al., "Stacked
 * Denoising Autoencoders", JMLR 2010, figures 5 and 6).
 */
final class DenoisingPatches implements Example {

  private static final int SIDE = 12;
  private static final int UNITS = 200;

  @Override
  public void run(Exhibit exhibit) throws IOException {
    INDArray patches = WhitenedPatches.load(exhibit.choose(5_000, 50_000), SIDE, exhibit.seed());
    ImageShape shape = new ImageShape(1, SIDE, SIDE);
    double plain = area(exhibit, Regularization.NONE, patches, shape);
    double denoising = area(exhibit, Regularization.DENOISING, patches, shape);
    exhibit.claimAtMost(
        "Pixels that carry a filter (participation ratio, mean over the units), with noise, against"
            + " without",
        denoising,
        plain);
  }

  private static double area(
      Exhibit exhibit, Regularization model, INDArray patches, ImageShape shape)
      throws IOException {
    Autoencoder autoencoder =
        model
            .onPatches()
            .inputSize(shape.size())
            .codeSize(UNITS)
            .seed(exhibit.seed())
            .build()
            .init();
    exhibit.fit(model.label(), autoencoder, patches, exhibit.choose(20, 20));
    double area =
        Arrays.stream(SpatialExtent.area(Exhibit.filters(autoencoder, UNITS), shape))
            .average()
            .orElseThrow();
    exhibit.weights(
        "Filters of 100 of 200 units on whitened patches of 12x12 pixels, %s: %.0f pixels carry a filter, on average."
            .formatted(model.label(), area),
        shape,
        10,
        Exhibit.filters(autoencoder, 100));
    return area;
  }
}
