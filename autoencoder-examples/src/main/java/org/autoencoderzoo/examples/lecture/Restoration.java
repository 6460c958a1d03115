package org.autoencoderzoo.examples.lecture;

import java.io.IOException;
import java.util.List;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.datasets.LabeledImages;
import org.autoencoderzoo.datasets.TrainTest;
import org.autoencoderzoo.examples.gallery.Example;
import org.autoencoderzoo.examples.gallery.Exhibit;
import org.autoencoderzoo.examples.gallery.ImageLines;
import org.autoencoderzoo.examples.gallery.Table;
import org.autoencoderzoo.examples.measures.MedianFilter;
import org.autoencoderzoo.examples.measures.Psnr;
import org.autoencoderzoo.image.ImageShape;
import org.autoencoderzoo.zoo.Denoising;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Test images that were damaged and restored, by a denoising autoencoder (Vincent et al. 2008) and
 * by a median filter: noise removed, and missing pixels filled in, single ones and a block.
 */
final class Restoration implements Example {

  private static final double SIGMA = 0.3;
  private static final double MISSING = 0.5;

  @Override
  public void run(Exhibit exhibit) throws IOException {
    TrainTest digits = exhibit.digits().limit(20_000);
    LabeledImages train = digits.train();
    INDArray clean = digits.test().first(exhibit.choose(digits.test().size(), 1000)).images();
    ImageShape shape = train.shape();
    Denoising.Builder model = Denoising.builder().codeSize(exhibit.choose(100, 500));
    int epochs = exhibit.choose(40, 10);
    Autoencoder ofNoise =
        exhibit.train(
            "Gaussian noise",
            model.noise(Denoising.Noise.GAUSSIAN).noiseLevel(SIGMA),
            train,
            epochs);
    Autoencoder ofGaps =
        exhibit.train(
            "missing pixels",
            model.noise(Denoising.Noise.MASKING).noiseLevel(MISSING),
            train,
            epochs);
    List<Damage> damages =
        List.of(
            Damage.noise(clean, SIGMA, exhibit.seed()),
            Damage.missingPixels(clean, MISSING, exhibit.seed()),
            Damage.missingBlock(clean, shape));
    INDArrayIndex shown = NDArrayIndex.interval(0, 10);
    Table table = new Table("damage", "damaged", "median filter", "denoising autoencoder");
    for (Damage damage : damages) {
      INDArray median = damage.repairedBy(MedianFilter.filter(damage.images(), shape, 3));
      Autoencoder autoencoder = damage == damages.get(0) ? ofNoise : ofGaps;
      INDArray restored = damage.repairedBy(autoencoder.reconstruct(damage.images()));
      exhibit.lines(
          "Damage: " + damage.name() + ".",
          shape,
          new ImageLines()
              .line("the images", clean.get(shown))
              .line("damaged", damage.images().get(shown))
              .line("median filter of 3x3 pixels", median.get(shown))
              .line("denoising autoencoder", restored.get(shown)));
      double byMedian = psnr(clean, median);
      double byModel = psnr(clean, restored);
      table.row(damage.name(), psnr(clean, damage.images()), byMedian, byModel);
      exhibit.claimRising(
          "PSNR in dB: median filter, denoising autoencoder; " + damage.name(), byMedian, byModel);
    }
    exhibit.table("Peak signal-to-noise ratio in dB, of all test images together.", table);
  }

  /** Of all images as one: a single one without error would make a mean infinite. */
  private static double psnr(INDArray clean, INDArray images) {
    return Psnr.of(clean.reshape(1, -1), images.reshape(1, -1))[0];
  }
}
