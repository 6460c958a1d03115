package org.autoencoderzoo.examples.lecture;

import java.io.IOException;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.evaluation.Filters;
import org.autoencoderzoo.evaluation.SpatialExtent;
import org.autoencoderzoo.examples.gallery.Example;
import org.autoencoderzoo.examples.gallery.Exhibit;
import org.autoencoderzoo.examples.gallery.Table;
import org.autoencoderzoo.image.ImageShape;
import org.autoencoderzoo.zoo.Basic;
import org.autoencoderzoo.zoo.Denoising;
import org.autoencoderzoo.zoo.DenseAutoencoder;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Filters of an overcomplete autoencoder on patches of photographs, without and with noise on the
 * input: without, no structure; with it, oriented edge detectors and gratings (Vincent et al. 2010,
 * figures 5 and 6). Other than there, the decoder has weights of its own, and the noise is as
 * strong as the patches: with tied weights or half the noise, few filters find an orientation.
 */
final class DenoisingPatches implements Example {

  private static final int SIDE = 12;
  private static final int COMPONENTS = 60;
  private static final int UNITS = 200;

  @Override
  public void run(Exhibit exhibit) throws IOException {
    INDArray patches =
        Patches.loadWhitened(exhibit.choose(10_000, 50_000), SIDE, COMPONENTS, exhibit.seed());
    Table table = new Table("model", "area, pixels", "width of detail, pixels");
    double plain = area(exhibit, "autoencoder (AE)", Basic.builder(), patches, table);
    double denoising =
        area(
            exhibit,
            "denoising (DAE)",
            Denoising.builder().noise(Denoising.Noise.GAUSSIAN).noiseLevel(1),
            patches,
            table);
    double noise = SIDE * SIDE / 3.0;
    exhibit.table(
        "The area is the number of pixels over which a filter is spread, (sum w^2)^2 / sum w^4, mean"
            + " over the units: a third of the pixels, that is %.0f, if the weights are independent"
                .formatted(noise)
            + " and normally distributed. Where patches have no variance, noise on the input"
            + " removes the initial weights; the plain autoencoder keeps them.",
        table);
    exhibit.claimAtLeast(
        "Area of a filter without noise on the input, pixels: no less than that of noise",
        plain,
        noise);
    // With few patches, the filters of a look only begin to find their places.
    exhibit.claimAtMost(
        "Area of a filter with noise on the input, pixels: less than "
            + exhibit.choose("without", "that of noise"),
        denoising,
        exhibit.choose(plain, noise));
  }

  private static double area(
      Exhibit exhibit,
      String name,
      DenseAutoencoder.Builder<?> model,
      INDArray patches,
      Table table)
      throws IOException {
    Autoencoder autoencoder =
        Patches.train(
            exhibit, name, model.untied().codeSize(UNITS), patches, exhibit.choose(30, 20));
    ImageShape shape = new ImageShape(1, SIDE, SIDE);
    INDArray filters = Filters.of(autoencoder, shape, UNITS).units();
    double area = SpatialExtent.meanArea(filters, shape);
    table.row(name, area, SpatialExtent.meanDetail(filters, shape));
    exhibit.weights(
        "Filters of 100 of 200 units on whitened patches of 12x12 pixels: %s.".formatted(name),
        shape,
        10,
        filters.get(NDArrayIndex.interval(0, 100)));
    return area;
  }
}
